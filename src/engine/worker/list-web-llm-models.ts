import { wrap } from "comlink";
import { EngineError } from "../errors";
import type { PrebuiltModel } from "../web-llm/web-llm-model";
import type { EngineHost } from "./engine-host";
import { openEngineWorker } from "./open-engine-worker";

/**
 * The models of web-llm's own list. A worker is asked, which alone has its code (5 MB).
 * @throws {@link EngineError} when the worker can't be started
 */
export async function listWebLlmModels(): Promise<readonly PrebuiltModel[]> {
  const worker = openEngineWorker();
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      reject(new EngineError("web-llm could not be started. Check the connection and try again."));
    });
  });
  try {
    return await Promise.race([wrap<EngineHost>(worker).webLlmModels(), failed]);
  } finally {
    worker.terminate();
  }
}
