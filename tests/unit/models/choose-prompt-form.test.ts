import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { choosePromptForm } from "../../../src/models/choose-prompt-form";
import { readGgufHeader } from "../../../src/models/gguf/read-gguf-header";

const chatTemplate = "{{ '[INST]' + messages[0].content + '[/INST]' }}";
const choose = (names: readonly string[], template: string | null = chatTemplate) =>
  choosePromptForm({ names, chatTemplate: template });

describe("choosePromptForm", () => {
  it("knows the demonstration model by what its file says", async () => {
    const file = new Blob([await readFile("public/models/demo.gguf")]);
    const { name, chatTemplate } = await readGgufHeader(file);
    expect(chatTemplate).toMatch(/im_start/);
    expect(choose([name ?? ""], chatTemplate)).toEqual({ kind: "openmath", assumed: false });
  });

  it.each([
    "Math Solver Demo",
    "OpenMath Nemotron 1.5B",
    "nvidia_OpenMath-Nemotron-7B-Q4_K_M.gguf",
    "OpenMath-Nemotron-14B-Kaggle",
  ])("knows %s, whatever template it carries", (name) => {
    expect(choose(["", name])).toEqual({ kind: "openmath", assumed: false });
  });

  it.each([
    "Qwen2.5 Math 1.5B Instruct",
    "Qwen2.5-Math Instruct",
    "qwen2.5-math-7b-instruct-q8_0.gguf",
  ])("knows %s", (name) => expect(choose([name])).toEqual({ kind: "qwen-math" }));

  it.each([
    "Qwen2.5 1.5B Instruct",
    "Qwen2.5 Math 1.5B",
    "Qwen2 Math 1.5B Instruct",
    "DeepSeek R1 Distill Qwen 1.5B",
    "OpenMath2 Llama3.1 8B",
    "",
  ])("asks “%s” by its own template", (name) => {
    expect(choose([name])).toEqual({
      kind: "chat",
      prefix: "[INST]",
      suffix: "[/INST]",
      fault: null,
    });
  });

  it("takes ChatML where the template can't be used", () => {
    expect(choose(["x"], "{{ messages[0].content")).toEqual({
      kind: "chat",
      prefix: "<|im_start|>user\n",
      suffix: "<|im_end|>\n<|im_start|>assistant\n",
      fault: expect.stringMatching(/./),
    });
  });

  it.each([null, "", " \n"])("takes a model with the template %j for OpenMath's", (template) => {
    expect(choose(["x"], template)).toEqual({ kind: "openmath", assumed: true });
  });
});
