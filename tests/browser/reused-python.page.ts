import { createPython } from "../../src/python/create-python";
import { reusePython } from "../../tools/eval/reused-python";

declare global {
  interface Window {
    /** Each list is a sample: its blocks, one after the other; gives what they print. */
    runSamples(samples: readonly (readonly string[])[]): Promise<string[][]>;
  }
}

window.runSamples = async (samples) => {
  const python = reusePython(createPython());
  const limits = { seconds: 10, characters: 1000 };
  const outputs: string[][] = [];
  for (const blocks of samples) {
    const session = await python.openSession();
    const printed: string[] = [];
    for (const block of blocks) {
      const { stdout } = await session.run(block, limits, new AbortController().signal);
      printed.push(stdout);
    }
    await session.close();
    outputs.push(printed);
  }
  await python.close();
  return outputs;
};
