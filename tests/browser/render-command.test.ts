import { spawn } from "node:child_process";
import { expect, it } from "vitest";

/** Runs the command on a file of the fixtures, or another. */
function render(file: string): Promise<{ status: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, ["tools/render/render.mjs", file], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let error = "";
  child.stdout.on("data", (piece) => {
    out += piece;
  });
  child.stderr.on("data", (piece) => {
    error += piece;
  });
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, out, error })));
}

it("prints what a person sees, streamed and at once", async () => {
  const { status, out } = await render("tests/fixtures/render/02-percent-answer.md");
  expect(out).toBe(
    "== streamed ==\nSo the rate is r = 20% and 20%.\n== at once ==\nSo the rate is r = 20% and 20%.\n== same ==\n",
  );
  expect(status).toBe(0);
});

it("names a formula that can't be typeset", async () => {
  const { out, status } = await render("tests/fixtures/render/broken-formula.txt");
  expect(out.match(/not typeset: \\frac\{1/g)).toHaveLength(2);
  expect(out.match(/not typeset: \\unknowncommand/g)).toHaveLength(2);
  expect(status).toBe(0);
});

it("says what is wrong with a file that is not there", async () => {
  const { status, error, out } = await render("tests/fixtures/render/none.md");
  expect(error).toMatch(/none\.md can't be read: there is none of this name\. Name a text file\./);
  expect({ status, out }).toEqual({ status: 2, out: "" });
});
