import { describe, expect, it } from "vitest";
import type { EngineInfo } from "../../../../src/engine/engine";
import type { EngineSource } from "../../../../src/engine/engine-source";
import type { LibraryState, ModelStatus } from "../../../../src/models/library";
import { keepEngine } from "../../../../src/ui/models/keep-engine";
import type { ModelMemory, RememberedModel } from "../../../../src/ui/models/remembered-model";
import type { EngineState } from "../../../../src/ui/solve/solver-state";
import { statusOf, stored } from "./samples";

const remembered: RememberedModel = { id: "m", title: "Model m" };
const source: EngineSource = { kind: "stored", ...remembered };
const storage = { usedBytes: null, quotaBytes: null, persisted: null };
const open = (...models: ModelStatus[]): LibraryState => ({ kind: "open", models, storage });
const problem = { name: "StoreTooNewError", message: "Newer.", missingBytes: null };

function setUp(last: RememberedModel | null, first: LibraryState = { kind: "opening" }) {
  let state = first;
  let engine: EngineState = { kind: "loading", source: { kind: "demo" }, progress: null };
  let memory = last;
  const listeners = { library: new Set<() => void>(), solver: new Set<() => void>() };
  const tell = (who: "library" | "solver") => {
    for (const listener of listeners[who]) listener();
  };
  const subscribe = (who: "library" | "solver") => (listener: () => void) => {
    listeners[who].add(listener);
    return () => listeners[who].delete(listener);
  };
  const setEngine = (next: EngineState) => {
    engine = next;
    tell("solver");
  };
  const choose = (source: EngineSource) => setEngine({ kind: "loading", source, progress: null });
  const solver = {
    getState: () => ({ engine }),
    subscribe: subscribe("solver"),
    chooseEngine: choose,
  };
  const library = {
    getState: () => state,
    subscribe: subscribe("library"),
  };
  const port: ModelMemory = {
    read: () => memory,
    write: (model) => {
      memory = model;
    },
  };
  keepEngine(solver, library, port);
  return {
    choose,
    ready: () => setEngine({ kind: "ready", source: engine.source, info: {} as EngineInfo }),
    setLibrary(next: LibraryState) {
      state = next;
      tell("library");
    },
    chosen: () => engine.source,
    memory: () => memory,
  };
}

describe("at the start", () => {
  it("the demonstration model is loaded when nothing is remembered", () => {
    expect(setUp(null).chosen()).toEqual({ kind: "demo" });
  });

  it("the model used last is loaded when it is stored", () => {
    const page = setUp(remembered);
    expect(page.chosen()).toEqual(source);
    page.setLibrary(open(statusOf(stored())));
    expect(page.chosen()).toEqual(source);
  });

  it("the demonstration model takes the place of one that isn't there, or not wholly", () => {
    for (const models of [[], [statusOf(stored({ state: "partial" }))]]) {
      const page = setUp(remembered);
      page.setLibrary(open(...models));
      expect(page.chosen()).toEqual({ kind: "demo" });
      page.ready();
      expect(page.memory()).toBeNull();
    }
  });

  it("a store that can't be used is gone without, and the model stays remembered", () => {
    const page = setUp(remembered, { kind: "unavailable", problem });
    expect(page.chosen()).toEqual({ kind: "demo" });
    page.ready();
    expect(page.memory()).toEqual(remembered);
  });
});

describe("later", () => {
  it("a model is remembered once it has loaded, and another choice takes its place", () => {
    const page = setUp(null, open(statusOf(stored())));
    page.ready();
    page.choose(source);
    expect(page.memory()).toBeNull();
    page.ready();
    expect(page.memory()).toEqual(remembered);
    page.choose({ kind: "file", file: new File([], "x.gguf") });
    page.ready();
    expect(page.memory()).toEqual(remembered);
    page.choose({ kind: "demo" });
    page.ready();
    expect(page.memory()).toBeNull();
  });

  it("deleting the model in use brings the demonstration model back", () => {
    const page = setUp(remembered, open(statusOf(stored())));
    page.ready();
    page.setLibrary(open());
    expect(page.chosen()).toEqual({ kind: "demo" });
  });

  it("a model that is loaded stays when the store is lost", () => {
    const page = setUp(remembered, open(statusOf(stored())));
    page.ready();
    page.setLibrary({ kind: "unavailable", problem });
    expect(page.chosen()).toEqual(source);
  });
});
