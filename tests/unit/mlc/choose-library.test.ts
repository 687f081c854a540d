import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type AdapterFacts, lacking } from "../../../src/engine/mlc/adapter";
import { chooseLibrary } from "../../../src/engine/mlc/choose-library";
import { librariesFor, readLibraryIndex } from "../../../src/engine/mlc/library-index";
import { planKv } from "../../../src/engine/mlc/plan-memory";
import { weightBytes } from "../../../src/engine/mlc/weight-bytes";
import { createPace } from "../../../src/engine/webgpu/pace";
import { catalogue } from "../../../src/models/catalogue";
import { formatNames } from "../../../src/models/convert/format";

const GiB = 2 ** 30;

/** OpenMath-Nemotron-1.5B and -7B, as their config.json says. */
const small = {
  ...{ layers: 28, embeddingSize: 1536, heads: 12, kvHeads: 2, headSize: 128 },
  ...{ feedForwardSize: 8960, vocabularySize: 151_936, contextLength: 131_072 },
  ...{ ropeBase: 500_000, normEpsilon: 1e-6, tiedEmbeddings: true },
};
const large = {
  ...{ layers: 28, embeddingSize: 3584, heads: 28, kvHeads: 4, headSize: 128 },
  ...{ feedForwardSize: 18_944, vocabularySize: 152_064, contextLength: 131_072 },
  ...{ ropeBase: 500_000, normEpsilon: 1e-6, tiedEmbeddings: false },
};

const index = readLibraryIndex(
  JSON.parse(readFileSync("public/model-libraries/index.json", "utf8")),
);

const desktop: AdapterFacts = {
  ...{ name: "Test GPU", vendor: "nvidia", shaderF16: true },
  limits: {
    maxBufferSize: 4 * GiB,
    maxStorageBufferBindingSize: 4 * GiB - 4,
    maxStorageBuffersPerShaderStage: 10,
    maxComputeInvocationsPerWorkgroup: 1024,
    maxComputeWorkgroupStorageSize: 49_152,
  },
};

const question = {
  ...{ shape: small, formats: formatNames, libraries: index, adapter: desktop },
  ...{ budgets: [4 * GiB], wish: { contextLength: 16_384, maxTexts: 8 } },
};

describe("chooseLibrary", () => {
  it("takes eight bits where memory allows, and 16-bit arithmetic where the GPU has it", () => {
    const choice = chooseLibrary(question);
    expect(choice).toMatchObject({
      format: "q8f16_1",
      plan: { contextLength: 16_384, maxTexts: 8 },
    });
    const without = chooseLibrary({ ...question, adapter: { ...desktop, shaderF16: false } });
    expect(without).toMatchObject({ format: "q8f32_1", plan: { contextLength: 16_384 } });
  });

  it("takes four bits where eight don't fit", () => {
    const choice = chooseLibrary({ ...question, budgets: [1.9 * GiB] });
    expect(choice).toMatchObject({ format: "q4f16_1" });
  });

  it("takes the next budget where the first one does not suffice", () => {
    expect(chooseLibrary({ ...question, shape: large })).toMatchObject({
      reason: expect.stringMatching(/memory does not suffice .*4\.\d GB/),
    });
    const choice = chooseLibrary({ ...question, shape: large, budgets: [4 * GiB, 16 * GiB] });
    expect(choice).toMatchObject({ format: "q4f16_1", plan: { maxTexts: 8 } });
  });

  it("says what the GPU lacks", () => {
    const limits = { ...desktop.limits, maxStorageBuffersPerShaderStage: 8 };
    expect(chooseLibrary({ ...question, adapter: { ...desktop, limits } })).toEqual({
      reason: "the GPU (Test GPU) allows a maxStorageBuffersPerShaderStage of 8, and 10 are needed",
    });
    const bindings = { ...desktop.limits, maxStorageBufferBindingSize: 2 ** 27 };
    expect(chooseLibrary({ ...question, adapter: { ...desktop, limits: bindings } })).toMatchObject(
      {
        // The table of eight bits is larger than that, the one of four is not.
        format: "q4f16_1",
      },
    );
  });

  it("says when there is no library for a shape", () => {
    expect(chooseLibrary({ ...question, shape: { ...small, ropeBase: 1e6 } })).toEqual({
      reason: "there is no GPU library for a model of this shape",
    });
  });

  it("has libraries for every model of the catalogue", () => {
    for (const { id, shape, ropeBase } of catalogue) {
      const numbers = { ...shape, ropeBase, normEpsilon: 1e-6 };
      expect(librariesFor(numbers, index).length, id).toBeGreaterThan(0);
    }
  });
});

describe("lacking", () => {
  it("names shader-f16", () => {
    const library = index.find(({ format }) => format === "q4f16_1");
    if (!library) throw new Error("no library");
    expect(lacking(library, 1, { ...desktop, shaderF16: false })).toMatch(/shader-f16/);
    expect(lacking(library, 1, desktop)).toBeNull();
  });
});

describe("weightBytes", () => {
  it("is what the formats' bits say", () => {
    const numbers = 1_543_714_304;
    expect(weightBytes(small, "q4f16_1") / (numbers * (4.5 / 8))).toBeCloseTo(1, 2);
    expect(weightBytes(small, "q8f32_1") / (numbers * (9 / 8))).toBeCloseTo(1, 2);
  });
});

describe("planKv", () => {
  const wish = { contextLength: 16_384, maxTexts: 8 };

  it("takes no more than the wish can use", () => {
    const plan = planKv(small, "q8f16_1", wish, 100 * GiB, desktop.limits);
    expect(plan).toMatchObject({ tokens: 8 * 16_384 + 64, contextLength: 16_384, maxTexts: 8 });
  });

  it("shares what there is: fewer texts, and never a longer one than fits", () => {
    // 28 KiB a token.
    const plan = planKv(small, "q8f16_1", wish, 10_000 * 28 * 1024, desktop.limits);
    expect(plan).toMatchObject({ tokens: 10_000, contextLength: 9936, maxTexts: 2 });
    expect(planKv(small, "q8f16_1", wish, 1000 * 28 * 1024, desktop.limits)).toBeNull();
  });

  it("keeps each layer in one buffer that shaders can reach", () => {
    const limits = { ...desktop.limits, maxStorageBufferBindingSize: 2 ** 25 };
    // A token takes 1 KiB of a layer, and the runtime has 4 pages of its own.
    expect(planKv(small, "q8f16_1", wish, 100 * GiB, limits)?.tokens).toBe(32_768 - 64);
  });
});

describe("createPace", () => {
  it("learns what a pass may hold", () => {
    const pace = createPace(512);
    expect(pace.chunk()).toBe(64);
    pace.note(64, 50);
    expect(pace.chunk()).toBe(128);
    pace.note(10, 10);
    expect(pace.chunk()).toBe(128);
    for (let i = 0; i < 5; i++) pace.note(pace.chunk(), 100);
    expect(pace.chunk()).toBe(512);
    pace.note(512, 3000);
    expect(pace.chunk()).toBe(256);
    for (let i = 0; i < 9; i++) pace.note(pace.chunk(), 3000);
    expect(pace.chunk()).toBe(32);
  });
});
