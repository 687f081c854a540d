import { demoModel } from "../models/demo-model";
import type { Engine, EngineInfo } from "./engine";
import { type EngineSource, isLocal } from "./engine-source";
import { createHttpEngine } from "./http/create-http-engine";
import { nameOfModel } from "./web-llm/web-llm-model";
import type { LoadProgress } from "./wllama/model-file";
import { createWorkerEngine } from "./worker/create-worker-engine";

/** The demonstration model is small enough for any device, and made for fewer tokens than this. */
const demoLimits = { contextLength: 8192, maxSequences: 4 };

/**
 * Loads the engine that a person chose.
 * @param onNotice told, in words for people, of what the engine did without being asked for; also later
 * @param onInfo told when the engine's `info` is another one; null while a lost model is loaded again
 * @throws {@link EngineError} and its kinds; of a stored model also a {@link ModelError}
 */
export async function loadEngine(
  source: EngineSource,
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
  onNotice: (message: string) => void = () => {},
  onInfo: (info: EngineInfo | null) => void = () => {},
): Promise<Engine> {
  const common = {
    ...{ onProgress, onNotice, onInfo, signal },
    ...(isLocal(source) && source.device ? { device: source.device } : {}),
  };
  const local = { ...common, fitDevice: true };
  switch (source.kind) {
    case "demo": {
      const { url: model, name: modelName } = demoModel;
      return createWorkerEngine({ ...common, ...demoLimits, model, modelName });
    }
    case "stored":
      return createWorkerEngine({
        ...local,
        model: { storedId: source.id },
        modelName: source.title,
      });
    case "file":
      return createWorkerEngine({ ...local, model: source.file, modelName: source.file.name });
    case "web-llm":
      return createWorkerEngine({
        ...common,
        model: { webLlm: source.model },
        modelName: nameOfModel(source.model),
      });
    case "server":
      return createHttpEngine({
        baseUrl: source.address,
        model: source.model,
        apiKey: source.apiKey,
        signal,
      });
  }
}
