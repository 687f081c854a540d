import { afterEach, expect, it, vi } from "vitest";
import { modelMemory } from "../../../../src/ui/models/remembered-model";

afterEach(() => vi.unstubAllGlobals());

/** @param text what lies in the storage before */
function stubStorage(text: string | null) {
  let kept = text;
  vi.stubGlobal("localStorage", {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
    removeItem: () => {
      kept = null;
    },
  });
}

it("remembers a model, and forgets it", () => {
  stubStorage(null);
  expect(modelMemory.read()).toBeNull();
  modelMemory.write({ id: "m", title: "Model m" });
  expect(modelMemory.read()).toEqual({ id: "m", title: "Model m" });
  modelMemory.write(null);
  expect(modelMemory.read()).toBeNull();
});

it.each(["", "{", "null", '{"id":1,"title":"x"}', '{"id":"","title":"x"}', '"m"'])(
  "takes %j for nothing",
  (text) => {
    stubStorage(text);
    expect(modelMemory.read()).toBeNull();
  },
);

it("does without a storage that is blocked", () => {
  const blocked = () => {
    throw new DOMException("Blocked.", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: blocked, setItem: blocked, removeItem: blocked });
  expect(modelMemory.read()).toBeNull();
  modelMemory.write({ id: "m", title: "Model m" });
});
