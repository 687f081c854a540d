// A database of the history as version 1 of the schema left it. Frozen: databases like it are out there.

/** Gives the open connection: one that knows of no newer versions. */
export async function makeVersion1(name: string): Promise<IDBDatabase> {
  const open = indexedDB.open(name, 1);
  open.onupgradeneeded = () => {
    open.result.createObjectStore("runs", { keyPath: "id" });
    open.result.createObjectStore("events");
  };
  await new Promise((resolve, reject) => {
    open.onsuccess = resolve;
    open.onerror = reject;
  });
  const tx = open.result.transaction(["runs", "events"], "readwrite");
  tx.objectStore("runs").put({
    id: "v1",
    createdAt: 1_700_000_000_000,
    title: null,
    pinned: true,
    deletedAt: null,
    request: {
      problem: "2+3?",
      samples: 1,
      tirShare: 0,
      temperature: 0.6,
      topP: 0.95,
      seed: 1,
      maxTokens: 100,
      forcedAnswerTokens: 10,
      codeExecutions: 3,
      codeLimits: { seconds: 10, characters: 1000 },
      budget: { seconds: null, tokens: null },
      select: "genselect",
      comparisons: 4,
      comparisonTokens: 50,
    },
    settings: "samples=1",
    withoutPython: false,
    engine: {
      backend: "cpu-threads",
      device: "CPU, 2 threads",
      fallbackReason: null,
      threads: 2,
      modelName: "m",
      promptForm: { kind: "openmath", assumed: false },
      contextLength: 4096,
      maxSequences: 4,
      keepsKv: true,
      givesLogprobs: true,
    },
    source: { kind: "demo" },
    state: "running",
    failure: null,
    answer: null,
    tokens: 2,
    seconds: 1.5,
    batches: 2,
  });
  const started = { kind: "started", samples: [{ sample: 0, mode: "cot", seed: 7 }] };
  tx.objectStore("events").put([{ kind: "event", at: 0, event: started }], ["v1", 0]);
  tx.objectStore("events").put(
    [
      {
        kind: "tokens",
        of: "sample",
        id: 0,
        at: 1,
        until: 1.5,
        texts: ["Let ", "me"],
        logprobs: [-0.5, null],
      },
    ],
    ["v1", 1],
  );
  await new Promise((resolve, reject) => {
    tx.oncomplete = resolve;
    tx.onabort = reject;
  });
  return open.result;
}
