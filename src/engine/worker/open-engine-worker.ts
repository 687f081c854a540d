import workerAddress from "../../../workers/engine.ts?worker&url";
import { trustedScript } from "../../trusted-types";

export function openEngineWorker(): Worker {
  return new Worker(trustedScript(workerAddress), { type: "module", name: "engine" });
}
