import { demoModel } from "../models/demo-model";
import type { Engine } from "./engine";
import type { EngineSource } from "./engine-source";
import { createHttpEngine } from "./http/create-http-engine";
import type { LoadProgress } from "./wllama/model-file";
import { createWorkerEngine } from "./worker/create-worker-engine";

/** Most tokens a sequence of a local model may hold: its KV takes memory from the start. */
const localContextLength = 8192;

/**
 * Most samples that a local model draws at once: each has a KV of its own (of the 1.5B 0.22 GiB at
 * that length), and a Python interpreter.
 */
const localSequences = 4;

/**
 * Loads the engine that a person chose.
 * @throws {@link EngineError} and its kinds; of a stored model also a {@link ModelError}
 */
export async function loadEngine(
  source: EngineSource,
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<Engine> {
  const local = {
    maxSequences: localSequences,
    contextLength: localContextLength,
    onProgress,
    signal,
  };
  switch (source.kind) {
    case "demo":
      return createWorkerEngine({ ...local, model: demoModel.url, modelName: demoModel.name });
    case "stored":
      return createWorkerEngine({
        ...local,
        model: { storedId: source.id },
        modelName: source.title,
      });
    case "file":
      return createWorkerEngine({ ...local, model: source.file, modelName: source.file.name });
    case "server":
      return createHttpEngine({
        baseUrl: source.address,
        model: source.model,
        apiKey: source.apiKey,
        signal,
      });
  }
}
