import { describe, expect, it } from "vitest";
import type { EngineInfo } from "../../../src/engine/engine";
import type { EngineSource } from "../../../src/engine/engine-source";
import { automaticSettings } from "../../../src/ui/solve/settings";

const openMath: EngineSource = { kind: "stored", id: "openmath-1.5b-q8_0", title: "OpenMath" };
const other: EngineSource = { kind: "stored", id: "url:x", title: "Other" };

const info: EngineInfo = {
  backend: "cpu-threads",
  device: "CPU, 2 threads",
  fallbackReason: null,
  threads: 2,
  modelName: "a model",
  contextLength: 4096,
  maxSequences: 1,
  keepsKv: true,
  givesLogprobs: true,
  promptForm: { kind: "openmath", assumed: false },
};

const mode = (source: EngineSource, engine: EngineInfo | null, typed: string) =>
  automaticSettings(source, engine, typed).mode;

describe("the mode that the page chooses", () => {
  it("is reasoning for one sample of an OpenMath model, as the catalogue recommends", () => {
    expect(mode(openMath, info, "")).toBe("cot");
    expect(mode(openMath, info, " 1 ")).toBe("cot");
  });

  it("is Python for several, typed or drawn at once", () => {
    expect(mode(openMath, info, "4")).toBe("tir");
    expect(mode(openMath, { ...info, maxSequences: 4 }, "")).toBe("tir");
  });

  it("is Python for the demonstration model and for models that the catalogue doesn't know", () => {
    expect(mode({ kind: "demo" }, info, "1")).toBe("tir");
    expect(mode(other, info, "1")).toBe("tir");
  });

  it("is reasoning for a model that wasn't trained to use Python", () => {
    const chat = { kind: "chat", prefix: "", suffix: "", fault: null } as const;
    expect(mode(other, { ...info, promptForm: chat }, "4")).toBe("cot");
  });
});
