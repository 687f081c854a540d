import { existsSync, openAsBlob } from "node:fs";
import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { expect, it } from "vitest";
import { drawn, type Piece } from "../../src/engine/webgpu/batch-device";
import { openGpuDevice } from "../../src/engine/webgpu/gpu-device";
import { openEngineModel } from "../../src/engine/webgpu/model/engine-model";
import { blobSource } from "../../src/models/convert/byte-source";
import { theAdapter } from "./reference";

// A real model that we did not make, against llama.cpp's native code and a forward pass in 64 bits:
// tools/engine-reference/smollm2.py tells how the fixture is made.

const file = ".setup/SmolLM2-135M-Instruct.Q4_1.gguf";
const isMissing = !existsSync(file);
if (isMissing) {
  console.warn(`Skipped: no ${file}. Get it: node tools/engine-reference/fetch-smollm2.mjs`);
}

const numbers = v.array(v.number());
const schema = v.object({
  cases: v.array(
    v.object({
      prompt: v.string(),
      promptTokens: numbers,
      /** llama.cpp's to the end of its turn, and after each of its texts the second likeliest and how far behind it is. */
      tokens: numbers,
      second: numbers,
      lead: numbers,
      /** The 64-bit pass's own. */
      greedy: numbers,
      leastLead: v.number(),
    }),
  ),
});

const greedy = { temperature: 0, topP: 1, uniform: 0 };

/** llama.cpp rounds activations to 8 bits on a CPU: each log-probability is off by up to 0.25. */
const mostDoubt = 0.5;

async function openModel() {
  const model = await openEngineModel([blobSource("smollm2.gguf", await openAsBlob(file))], "");
  const { cases } = v.parse(
    schema,
    JSON.parse(await readFile("tests/fixtures/engine-reference/smollm2.json", "utf8")),
  );
  return { model, cases };
}

it.skipIf(isMissing)("reads SmolLM2's prompts as the tokens that llama.cpp reads", async () => {
  const { model, cases } = await openModel();
  for (const { prompt, promptTokens } of cases) {
    expect(model.tokenizer.encode(prompt)).toEqual(promptTokens);
  }
});

it.skipIf(isMissing || process.env.GPU_TESTS !== "all")(
  "writes SmolLM2's greedy texts",
  async () => {
    const { model, cases } = await openModel();
    const adapter = await theAdapter();
    const limits = { contextLength: 512, mostTokens: 512, maxTexts: 4 };
    const plan = { kvType: "f16", pages: 64, ...limits } as const;
    const device = await openGpuDevice({ adapter, model, plan });
    const written: number[][] = cases.map(() => []);
    let pieces: readonly Piece[] = cases.map(({ promptTokens: tokens }, text) => {
      device.add(text);
      return { text, tokens, sampling: greedy };
    });
    // One prompt after the other, then all texts together.
    const first = [];
    for (const piece of pieces) first.push(...(await device.forward([piece])));
    for (let draws = first; ; draws = [...(await device.forward(pieces))]) {
      for (const [text, draw] of draws.entries()) written[text]?.push(draw?.token ?? -1);
      if (written[0]?.length === cases[0]?.greedy.length) break;
      pieces = pieces.map(({ text }) => ({ text, tokens: drawn, sampling: greedy }));
    }
    device.dispose();
    for (const [text, { greedy: exact, tokens, second, lead }] of cases.entries()) {
      const own = written[text] ?? [];
      expect(own).toEqual(exact);
      const at = tokens.findIndex((token, place) => token !== own[place]);
      if (at < 0) continue;
      // Where llama.cpp writes another token, its two likeliest were close, and ours is the other one.
      expect(own[at]).toBe(second[at]);
      expect(lead[at]).toBeLessThan(mostDoubt);
    }
  },
);
