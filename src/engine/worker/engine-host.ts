import { type ProxyMarked, proxy } from "comlink";
import type { Engine, EngineInfo, Sampling } from "../engine";
import { EngineError } from "../errors";
import { createWebLlmEngine, prebuiltModels } from "../web-llm/create-web-llm-engine";
import type { PrebuiltModel } from "../web-llm/web-llm-model";
import type { LoadProgress } from "../wllama/model-file";
import { type HostSequence, hostSequence } from "./host-sequence";
import { type LocalParams, loadLocal } from "./load-local";
import { type ModelPlace, openModel, type WebLlmPlace } from "./open-model";

export interface EngineHostParams extends LocalParams {
  readonly model: ModelPlace | WebLlmPlace;
}

/** The engine as its worker offers it. */
export interface EngineHost {
  load(
    params: EngineHostParams,
    onProgress: (progress: LoadProgress) => unknown,
    onNotice: (message: string) => unknown,
    onInfo: (info: EngineInfo) => unknown,
  ): Promise<EngineInfo>;
  open(prompt: string, sampling: Sampling): Promise<HostSequence & ProxyMarked>;
  unload(): Promise<void>;
  /** What web-llm has in its own list. */
  webLlmModels(): Promise<readonly PrebuiltModel[]>;
  /** How many steps were done so far: whoever answers lives, and whoever counts on gets ahead. */
  steps(): number;
}

export function createEngineHost(): EngineHost {
  let engine: Engine | null = null;
  let steps = 0;
  const onStep = () => {
    steps += 1;
  };
  return {
    async load({ model, ...params }, tellProgress, onNotice, onInfo) {
      const onProgress = (progress: LoadProgress) => {
        onStep();
        tellProgress(progress);
      };
      if (isWebLlm(model)) {
        const { modelName } = params;
        const onShare = (share: number) => onProgress({ share });
        const ofModel = { model: model.webLlm, modelName };
        engine = await createWebLlmEngine({ ...ofModel, onProgress: onShare, onStep });
        return engine.info;
      }
      const files = await openModel(model, onProgress);
      engine = await loadLocal(files, params, { onProgress, onNotice, onInfo, onStep });
      return engine.info;
    },
    async open(prompt, sampling) {
      if (!engine) throw new EngineError("The engine has no model yet.");
      return proxy(hostSequence(await engine.open(prompt, sampling)));
    },
    async unload() {
      await engine?.unload();
    },
    webLlmModels: prebuiltModels,
    steps: () => steps,
  };
}

function isWebLlm(place: ModelPlace | WebLlmPlace): place is WebLlmPlace {
  return typeof place === "object" && "webLlm" in place;
}
