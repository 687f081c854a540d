import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";

let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/prompt-forms.page.ts", type: "module" });
  await page.waitForFunction(() => "formTools" in window);
});
afterAll(() => browser.close());

const solve = async (fixture: string, tirShare: number) => {
  const { info, outcome } = await page.evaluate(
    ([file, share]) => window.formTools.solve(file, share),
    [fixture, tirShare] as const,
  );
  const [sample] = outcome.samples;
  return { form: info.promptForm, answer: outcome.answer, sample: sample?.outcome };
};
const code = "Let me compute.\n```python\nprint(6 * 7)\n```\n";
const answer = "\nIt is $\\boxed{42}$.";

describe("a run in real llama.cpp and Pyodide", () => {
  it("asks Qwen2.5-Math-Instruct in its own form: its code runs, and it reads the output", async () => {
    const { form, ...solved } = await solve("script-qwen-math.gguf", 1);
    expect(form).toEqual({ kind: "qwen-math" });
    expect(solved.answer).toBe("42");
    expect(solved.sample).toMatchObject({
      text: `${code}\`\`\`output\n42\n\`\`\`\n${answer}`,
      ending: "answered",
      codeCalls: 1,
    });
  });

  it("asks another model by its chat template: its code runs, and it reads the output", async () => {
    const { form, ...solved } = await solve("script-chat.gguf", 1);
    expect(form).toEqual({
      kind: "chat",
      prefix: "<|user|>",
      suffix: "<|end|><|assistant|>",
      fault: null,
    });
    expect(solved.answer).toBe("42");
    expect(solved.sample).toMatchObject({
      text: `${code}\`\`\`output\n42\n\`\`\`\n${answer}`,
      ending: "answered",
      codeCalls: 1,
    });
  });

  it.each([
    ["script-qwen-math.gguf", `${code}\`\`\`output${answer}`],
    ["script-chat.gguf", `${code}${answer}`],
  ])("runs no code of %s in CoT", async (fixture, text) => {
    const { sample } = await solve(fixture, 0);
    expect(sample).toMatchObject({ text, answer: "42", codeCalls: 0 });
  });

  it("takes a model that says nothing for OpenMath's", async () => {
    const form = await page.evaluate(() => window.formTools.formOf("/tests/fixtures/script.gguf"));
    expect(form).toEqual({ kind: "openmath", assumed: true });
  });
});

describe("a chat template in a model's file", () => {
  it.each([
    ["is broken", "{%- for message in messages %}{{ message"],
    ["never ends", "{% for i in range(1000000000) %}{{ i }}{% endfor %}"],
  ])("that %s gives way to ChatML, and says why", async (_, template) => {
    const form = await page.evaluate((text) => window.formTools.formWith(text), template);
    expect(form).toMatchObject({ kind: "chat", prefix: "<|im_start|>user\n" });
    expect(form).toHaveProperty("fault", expect.stringMatching(/./));
  });
});
