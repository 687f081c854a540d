import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import {
  createTokenDecoder,
  openTokenizer,
  type Tokenizer,
} from "../../../src/engine/webgpu/tokenizer";
import { rebuildTokenizer } from "../../../src/models/convert/gguf-tokenizer";
import { openGgufParts } from "../../../src/models/gguf/open-parts";
import answers from "../../fixtures/tokenizer/demo.json";
import llama3 from "../../fixtures/tokenizer/demo-llama3.json";
import normalised from "../../fixtures/tokenizer/demo-nfc.json";
import smollm from "../../fixtures/tokenizer/demo-smollm.json";
import { demo, openPath, readFiles } from "../convert/helpers";
import { tokenizerStrings } from "./tokenizer-strings";

// A busy machine may take long.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = join(import.meta.dirname, "../../..");
const demoFile: Record<string, unknown> = JSON.parse(
  readFileSync(join(root, "tools/demo-model/tokenizer.json"), "utf8"),
);
const nfcFile = { ...demoFile, normalizer: { type: "NFC" } };
const strings = tokenizerStrings(answers.count);

/** As `tools/tokenizer-check/reference.py` packs it. */
function packed(ids: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from([ids.length, ...ids]).buffer);
}

/** The strings that the reference reads in another way. */
function differing(encode: (text: string) => readonly number[], reference: typeof answers.encode) {
  const each = Buffer.from(reference.each, "base64");
  const whole = createHash("sha256");
  const wrong = strings.filter((text, index) => {
    const bytes = packed(encode(text));
    whole.update(bytes);
    const short = createHash("sha256").update(bytes).digest().subarray(0, 2);
    return !short.equals(each.subarray(2 * index, 2 * index + 2));
  });
  return { wrong, whole: whole.digest("hex") };
}

const tokenizers: readonly [string, () => Promise<unknown>, typeof answers][] = [
  ["the demonstration model's tokenizer", async () => demoFile, answers],
  ["the same with Qwen2's normaliser", async () => nfcFile, normalised],
  ["the one that is rebuilt from its GGUF file", rebuilt, normalised],
];

async function rebuilt(): Promise<unknown> {
  const { tokenizerFiles } = await openPath(demo);
  return JSON.parse(tokenizerFiles.find(({ name }) => name === "tokenizer.json")?.text ?? "");
}

describe.each(tokenizers)("%s", (_, open, reference) => {
  let tokenizer: Tokenizer;
  beforeAll(async () => {
    tokenizer = openTokenizer(await open());
  });

  it("reads 10,000 strings as the reference does", () => {
    const { wrong, whole } = differing(tokenizer.encode, reference.encode);
    expect(wrong).toEqual([]);
    expect(whole).toBe(reference.encode.sha256);
  });

  it("reads them so with control tokens as plain text", () => {
    const { wrong, whole } = differing(tokenizer.encodePlain, reference.plain);
    expect(wrong).toEqual([]);
    expect(whole).toBe(reference.plain.sha256);
  });
});

describe.each([
  ["smollm", smollm],
  ["llama-bpe", llama3],
] as const)("a GGUF file's vocabulary of the kind %s", (kind, reference) => {
  it("is read as by a tokenizer.json with that splitting", async () => {
    const { metadata } = await openGgufParts(await readFiles(demo));
    const { files } = rebuildTokenizer({ ...metadata, "tokenizer.ggml.pre": kind }, null);
    const tokenizer = openTokenizer(JSON.parse(files[0]?.text ?? ""));
    const each = Buffer.from(reference.encode, "base64");
    const wrong = strings.slice(0, reference.count).filter((text, index) => {
      const short = createHash("sha256")
        .update(packed(tokenizer.encode(text)))
        .digest();
      return !short.subarray(0, 2).equals(each.subarray(2 * index, 2 * index + 2));
    });
    expect(wrong).toEqual([]);
  });
});

describe("tokens", () => {
  const tokenizer = openTokenizer(demoFile);
  const decode = (ids: readonly number[]) => {
    const decoder = createTokenDecoder(tokenizer);
    return ids.map(decoder.add).join("") + decoder.end();
  };

  it("become the text again", () => {
    // A lone half of a pair is no text; none of the strings has one.
    expect(strings.filter((text) => decode(tokenizer.encode(text)) !== text)).toEqual([]);
  });

  it("wait until a character is whole", () => {
    const ids = tokenizer.encode("é€😀");
    const decoder = createTokenDecoder(tokenizer);
    const parts = ids.map(decoder.add);
    expect(ids.length).toBe(9);
    expect(parts.filter((part) => part !== "")).toEqual(["é", "€", "😀"]);
    expect(decoder.end()).toBe("");
  });

  it("that leave a character unfinished, or are no text, become replacement characters", () => {
    const [first = 0, ...rest] = tokenizer.encode("😀");
    expect(decode([first])).toBe("\ufffd");
    expect(decode([...rest, ...tokenizer.encode("x")])).toBe("\ufffd\ufffd\ufffdx");
  });

  it("keep a byte order mark", () => {
    expect(decode(tokenizer.encode("\ufeffa"))).toBe("\ufeffa");
  });

  it("have bytes, also added ones; ids without a token have none", () => {
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    const [end, call] = [tokenizer.idOf("<|im_end|>") ?? 0, tokenizer.idOf("<tool_call>") ?? 0];
    expect(text(tokenizer.bytesOf(end))).toBe("<|im_end|>");
    expect(text(tokenizer.bytesOf(call))).toBe("<tool_call>");
    expect([tokenizer.isControl(end), tokenizer.isControl(call)]).toEqual([true, false]);
    expect(tokenizer.bytesOf(999_999)).toEqual(new Uint8Array());
    expect(tokenizer.idOf("<nothing>")).toBe(null);
    expect(tokenizer.size).toBe(3072);
  });
});

describe("a file that is none of ours", () => {
  it.each([
    ["nothing", null],
    ["a vocabulary of another kind", { ...demoFile, model: { type: "Unigram", vocab: [] } }],
    ["another decoder", { ...demoFile, decoder: { type: "Metaspace" } }],
    ["an unknown pre-tokenizer", { ...demoFile, pre_tokenizer: { type: "Marvel" } }],
  ])("%s is refused with a reason", (_, file) => {
    expect(() => openTokenizer(file)).toThrow(/^The model's tokenizer\.json/);
  });
});
