import * as v from "valibot";
import { describe, expect, it } from "vitest";
import {
  type DeviceSpeed,
  deviceSpeedSchema,
  isTestable,
  measuredFit,
  problemSeconds,
  tokensPerSecond,
} from "../../../src/models/fit/device-speed";
import type { Fit } from "../../../src/models/fit/fit";

const speed: DeviceSpeed = {
  ...{ samples: 8, contextLength: 32_768, needBytes: 4e9, readTokensPerSecond: 900 },
  one: [
    { context: 500, milliseconds: 20 },
    { context: 12_000, milliseconds: 25 },
  ],
  all: [
    { context: 500, milliseconds: 30 },
    { context: 12_000, milliseconds: 76 },
  ],
};

const fit: Fit & { kind: "fits" } = {
  ...{ kind: "fits", backend: "gpu", engine: "webgpu", notes: [], hint: null },
  ...{ sequences: 8, contextLength: 32_768, needBytes: 5e9 },
};

describe("a measured speed", () => {
  it("is that of halfway through a sample of 12,500 tokens, on the line through what was measured", () => {
    // 5,750 tokens after the first: half of the way to the second.
    expect(tokensPerSecond(speed, 1)).toBeCloseTo(1000 / 22.5, 9);
    expect(tokensPerSecond(speed, 8)).toBeCloseTo(8000 / 53, 9);
  });

  it("tells how long eight samples of a typical problem take", () => {
    expect(problemSeconds(speed)).toBeCloseTo((8 * 12_500 * 53) / 8000, 6);
  });

  it("is of shorter samples where there is no room for long ones", () => {
    // Halfway is 2,800 tokens: a fifth of the way.
    const short = { ...speed, contextLength: 5600 };
    expect(tokensPerSecond(short, 8)).toBeCloseTo(8000 / 39.2, 9);
    expect(problemSeconds(short)).toBeCloseTo((8 * 5600 * 39.2) / 8000, 6);
  });

  it("is no faster with more tokens, whatever noise makes of it", () => {
    const noisy = {
      ...speed,
      one: [
        { context: 500, milliseconds: 20 },
        { context: 12_000, milliseconds: 18 },
      ],
    } satisfies DeviceSpeed;
    expect(tokensPerSecond(noisy, 1)).toBeCloseTo(50, 9);
  });

  it("of a few samples lies between that of one and that of all; more than all gain nothing", () => {
    expect(tokensPerSecond(speed, 4)).toBeCloseTo(4000 / (22.5 + (3 / 7) * (53 - 22.5)), 9);
    expect(tokensPerSecond(speed, 20)).toBe(tokensPerSecond(speed, 8));
    const alone = { ...speed, samples: 1, all: speed.one };
    expect(tokensPerSecond(alone, 4)).toBe(tokensPerSecond(speed, 1));
  });
});

describe("figures from a worker or the storage", () => {
  it("are taken as they are when they can be right", () => {
    expect(v.parse(deviceSpeedSchema, structuredClone(speed))).toEqual(speed);
  });

  it.each([
    ["no steps", { ...speed, all: [] }],
    [
      "a step that took no time",
      { ...speed, one: [speed.one[0], { context: 1, milliseconds: 0 }] },
    ],
    ["infinite speed", { ...speed, readTokensPerSecond: Number.POSITIVE_INFINITY }],
    ["half a sample", { ...speed, samples: 0.5 }],
    ["null", null],
  ])("are not taken with %s", (_, wrong) => {
    expect(v.is(deviceSpeedSchema, wrong)).toBe(false);
  });
});

describe("the judgement of a model", () => {
  it("says how many samples there was memory for when it was tested", () => {
    const less = { ...speed, samples: 4, contextLength: 16_384, needBytes: 3e9 };
    expect(measuredFit(fit, less)).toEqual({
      ...fit,
      ...{ sequences: 4, contextLength: 16_384, needBytes: 3e9 },
    });
  });

  it("offers a test for what our GPU engine runs, and for nothing else", () => {
    expect(isTestable(fit)).toBe(true);
    expect(isTestable({ ...fit, engine: "wllama" })).toBe(false);
    expect(isTestable({ ...fit, engine: "wllama", backend: "cpu" })).toBe(false);
    expect(isTestable({ kind: "too-large", needBytes: 1, reason: "", alternative: null })).toBe(
      false,
    );
  });
});
