import { describe, expect, it } from "vitest";
import { chooseLayout } from "../../../src/engine/wllama/layout";

const small = { modelBytes: 6e6, gpu: false, maxSequences: 4 };
const large = { modelBytes: 1e9, gpu: false, maxSequences: 4 };

describe("chooseLayout", () => {
  it("gives a small model one single-threaded copy a core", () => {
    expect(chooseLayout({ ...small, cores: 1 })).toMatchObject({ instances: 1, threads: 1 });
    expect(chooseLayout({ ...small, cores: 2 })).toMatchObject({ instances: 2, threads: 1 });
    expect(chooseLayout({ ...small, cores: 16 })).toMatchObject({ instances: 4, threads: 1 });
    expect(chooseLayout({ ...small, cores: 8, maxSequences: 16 })).toMatchObject({ instances: 7 });
    expect(chooseLayout({ ...small, cores: 8, maxSequences: 1 })).toMatchObject({ instances: 1 });
  });

  it("gives a large one threads, not copies", () => {
    const threads = [1, 2, 4, 8, 32].map((cores) => chooseLayout({ ...large, cores }).threads);
    expect(threads).toEqual([1, 2, 2, 4, 8]);
    expect(chooseLayout({ ...large, cores: 8 })).toMatchObject({ instances: 1, slots: 1 });
  });

  it("decodes together on a GPU only", () => {
    expect(chooseLayout({ ...large, gpu: true, cores: 8 })).toMatchObject({
      instances: 1,
      slots: 4,
    });
  });
});
