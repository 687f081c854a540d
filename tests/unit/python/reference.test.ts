import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { referencePython } from "./reference-python";

const patience = 400_000;
let python: string | null = null;
beforeAll(async () => {
  python = await referencePython();
}, patience);

const missing = "there is no Python 3.11 with venv, or no package registry";

async function runPython(...parameters: string[]): Promise<string> {
  const env = { ...process.env, PYTHONPATH: "src/python", PYTHONUTF8: "1" };
  try {
    return (await promisify(execFile)(python ?? "", parameters, { env })).stdout;
  } catch (error) {
    // What differs is told there; the error itself names only the command.
    const told = error instanceof Error && "stdout" in error ? error.stdout : "";
    throw new Error(`${told}\n${error}`);
  }
}

it(
  "finds in real IPython what is written down of it",
  async ({ skip }) => {
    skip(!python, missing);
    const report = await runPython("tools/ipython-reference/record.py", "--check");
    expect(report).toMatch(/\n?\d{3} cells, 0 differences\n/);
  },
  patience,
);

const drawing = `
import json
from shell import figures
figures.install()
print(json.dumps(figures.take(True)))
import matplotlib.pyplot as plt
plt.plot([1, 4, 9], label="squares")
plt.title("Growth")
plt.xlabel("n")
plt.ylabel("n squared")
plt.legend()
plt.show()
plt.figure(figsize=(400, 100))
plt.figure().savefig = lambda *args, **kwargs: 1 / 0
print(json.dumps(figures.take(True)), plt.get_fignums())
plt.figure()
print(json.dumps(figures.take(False)), plt.get_fignums())
for _ in range(9):
    plt.figure()
print(len(figures.take(True)), plt.get_backend())
`;

it(
  "takes the figures of real matplotlib, and closes them",
  async ({ skip }) => {
    skip(!python, missing);
    const [before, taken = "", silent, many] = (await runPython("-c", drawing)).trim().split("\n");
    expect(before).toBe("[]");
    expect(taken).toMatch(/ \[\]$/);
    const [first, wide, ...others] = JSON.parse(taken.replace(/ \[\]$/, ""));
    expect(others).toEqual([]);
    const alt =
      "Chart: titled “Growth”, horizontal axis “n”, vertical axis “n squared”, legend “squares”, 1 line";
    expect(first).toEqual([expect.stringMatching(/^iVBORw0KGgo/), 640, 480, alt]);
    expect(wide.slice(1)).toEqual([1600, 400, "Chart without a title"]);
    expect(silent).toBe("[] []");
    expect(many).toBe("4 agg");
  },
  patience,
);
