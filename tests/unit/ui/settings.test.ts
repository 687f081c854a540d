import { describe, expect, it } from "vitest";
import type { EngineInfo } from "../../../src/engine/engine";
import type { EngineSource } from "../../../src/engine/engine-source";
import type { VotingRule } from "../../../src/solver/selection/registry";
import { decided } from "../../../src/solver/stopping/decided";
import { defaultStopping } from "../../../src/solver/stopping/default-rule";
import { type Effort, efforts } from "../../../src/ui/solve/effort";
import { makeRequest } from "../../../src/ui/solve/make-request";
import { automaticSettings, defaultSettings, readValues } from "../../../src/ui/solve/settings";
import {
  type StoppingChoice,
  stoppingChoices,
  stoppingRule,
} from "../../../src/ui/solve/stopping-choice";

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
  automaticSettings(source, engine, { samples: typed, effort: "normal" }).mode;

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

describe("the effort", () => {
  const samples = (effort: Effort, engine: EngineInfo) =>
    automaticSettings(other, engine, { samples: "", effort }).samples;
  const request = (effort: Effort, stopping: StoppingChoice | null = null) =>
    makeRequest(
      { problem: "x", samples: 4, mode: "tir", genselect: true, seed: 1 },
      readValues({ ...defaultSettings, effort, stopping, temperature: "0", topP: "0.5" }),
      info,
    );

  it("decides how many samples are drawn, by how many the engine draws at once", () => {
    const four = { ...info, maxSequences: 4 };
    expect(efforts.map((effort) => samples(effort, four))).toEqual([1, 4, 8]);
    expect(efforts.map((effort) => samples(effort, info))).toEqual([1, 1, 8]);
    expect(samples("hard", { ...info, maxSequences: 16 })).toBe(32);
  });

  it("decides how long they may become, and when their vote is settled", () => {
    expect(request("quick")).toMatchObject({ maxTokens: 2048, stopping: defaultStopping });
    expect(request("normal")).toMatchObject({ maxTokens: 4096, stopping: defaultStopping });
    expect(request("hard")).toMatchObject({ maxTokens: 4096, stopping: decided });
    expect(request("hard", "likely").stopping).toBe(defaultStopping);
  });

  it("counts votes as the person says, unless the model compares answers", () => {
    const select = (genselect: boolean, voting?: VotingRule) =>
      makeRequest(
        { problem: "x", samples: 4, mode: "tir", genselect, seed: 1 },
        readValues({ ...defaultSettings, voting }),
        info,
      ).select;
    expect(select(false)).toBe("weighted");
    expect(select(false, "borda")).toBe("borda");
    expect(select(true, "borda")).toBe("genselect");
  });

  it("leaves the demonstration model's answers to the vote, others' to a comparison", () => {
    const compares = (source: EngineSource) =>
      automaticSettings(source, info, { samples: "", effort: "normal" }).genselect;
    expect(compares({ kind: "demo" })).toBe(false);
    expect(compares(other)).toBe(true);
  });

  it("leaves temperature and top-p to the person", () => {
    expect(request("normal")).toMatchObject({ temperature: 0, topP: 0.5 });
  });
});

describe("a stopping rule", () => {
  const progress = (votes: number) => {
    const tally = { answer: "4", samples: [0, 1, 2], votes, weight: votes, share: 1 };
    const vote = { tallies: [tally], winner: tally, weighted: false };
    return { vote, samples: 16, ended: 3, seconds: 1, tokens: 1 };
  };

  it("is the one that was chosen", () => {
    const stops = (choice: StoppingChoice, votes: number) =>
      stoppingRule(choice).decide(progress(votes)) !== null;
    expect(stoppingChoices.map((choice) => stops(choice, 3))).toEqual([
      ...[false, false, true, true, false, false],
    ]);
    expect(stoppingChoices.map((choice) => stops(choice, 14))).toEqual([
      ...[true, true, true, true, true, false],
    ]);
  });
});
