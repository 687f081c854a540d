import { expect, it } from "vitest";
import { chatFormOf } from "../../../src/engine/web-llm/chat-form";
import { nameOfModel, packageFolder } from "../../../src/engine/web-llm/web-llm-model";

/** As MLC's packages have it. */
const llama3 = {
  conv_template: {
    system_template: "<|start_header_id|>system<|end_header_id|>\n\n{system_message}<|eot_id|>",
    system_message: "You are helpful.",
    roles: {
      user: "<|start_header_id|>user",
      assistant: "<|start_header_id|>assistant",
      tool: "<|start_header_id|>ipython",
    },
    role_templates: { user: "{user_message}", assistant: "{assistant_message}" },
    seps: ["<|eot_id|>"],
    role_content_sep: "<|end_header_id|>\n\n",
    role_empty_sep: "<|end_header_id|>\n\n",
  },
};

it("asks in the words of the package's own conversation template", () => {
  expect(chatFormOf(llama3)).toEqual({
    kind: "chat",
    fault: null,
    prefix:
      "<|start_header_id|>system<|end_header_id|>\n\nYou are helpful.<|eot_id|>" +
      "<|start_header_id|>user<|end_header_id|>\n\n",
    suffix: "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
  });
});

it("puts what a role's template has around the question around it", () => {
  const { conv_template } = llama3;
  const role_templates = { user: "[INST] {user_message} [/INST]" };
  const form = chatFormOf({ conv_template: { ...conv_template, role_templates } });
  expect(form?.prefix.endsWith("\n\n[INST] ")).toBe(true);
  expect(form?.suffix.startsWith(" [/INST]<|eot_id|>")).toBe(true);
});

it("has none for a configuration without a template", () => {
  expect(chatFormOf({})).toBeNull();
  expect(chatFormOf({ conv_template: { roles: { user: "u" }, seps: [] } })).toBeNull();
  expect(chatFormOf(null)).toBeNull();
});

it("looks for a package's files where web-llm does", () => {
  expect(packageFolder("https://huggingface.co/mlc-ai/A-MLC")).toBe(
    "https://huggingface.co/mlc-ai/A-MLC/resolve/main/",
  );
  expect(packageFolder("https://example.org/a/resolve/v2")).toBe(
    "https://example.org/a/resolve/v2/",
  );
});

it("names a model by the last part of its address", () => {
  const at = (address: string) =>
    nameOfModel({ kind: "address", package: address, library: "https://example.org/l.wasm" });
  expect(at("https://example.org/models/A-q4f16_1-MLC/")).toBe("A-q4f16_1-MLC");
  expect(at("https://huggingface.co/mlc-ai/B-MLC/resolve/main/")).toBe("B-MLC");
  expect(nameOfModel({ kind: "prebuilt", id: "C-MLC" })).toBe("C-MLC");
});
