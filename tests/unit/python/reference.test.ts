import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { referencePython } from "./reference-python";

const patience = 400_000;
const python = referencePython();

function runPython(...parameters: string[]): string {
  const { stdout, stderr, status } = spawnSync(python ?? "", parameters, {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: "src/python", PYTHONUTF8: "1" },
  });
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  return stdout;
}

it.skipIf(!python)(
  "finds in real IPython what is written down of it",
  () => {
    const report = runPython("tools/ipython-reference/record.py", "--check");
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

it.skipIf(!python)(
  "takes the figures of real matplotlib, and closes them",
  () => {
    const [before, taken = "", silent, many] = runPython("-c", drawing).trim().split("\n");
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
