import { createPython } from "../../src/python/create-python";
import { createMathVerify } from "../../src/solver/math-verify";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

declare global {
  interface Window {
    takeoverTest: {
      /** Runs the blocks in a session of their own; gives each one's status and output. */
      attack(blocks: readonly string[]): Promise<string[]>;
      /** Runs code in the session that looks on, which begins with its first block. */
      lookOn(code: string): Promise<string>;
      /** Whether Math-Verify, in its own session, still tells equal answers from others. */
      compare(): Promise<readonly [same: boolean | null, other: boolean | null]>;
      close(): Promise<void>;
    };
  }
}

const python = createPython();
const checker = createMathVerify(python);
const onlooker = python.openSession();
const never = new AbortController().signal;

window.takeoverTest = {
  async attack(blocks) {
    const session = await python.openSession();
    const answers: string[] = [];
    for (const code of blocks) {
      const limits = { seconds: 1, characters: 1000 };
      const { status, stdout, stderr } = await session.run(code, limits, never);
      answers.push(`${status}: ${stdout}${stderr}`);
    }
    await session.close();
    return answers;
  },
  async lookOn(code) {
    const limits = { seconds: 60, characters: 1000 };
    return (await (await onlooker).run(code, limits, never)).stdout;
  },
  compare: async () => [
    await checker.same("\\frac{\\sqrt{2}}{2}", "\\frac{1}{\\sqrt{2}}"),
    await checker.same("\\frac{\\sqrt{2}}{2}", "\\frac{1}{\\sqrt{3}}"),
  ],
  async close() {
    await checker.close();
    await python.close();
  },
};
