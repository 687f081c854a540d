import type { EngineInfo } from "../../../engine/engine";
import type { EngineSource } from "../../../engine/engine-source";
import { findEntry } from "../../../models/catalogue";
import type { DeviceSpeed } from "../../../models/fit/device-speed";
import { testedModelOf } from "../../../models/speed-test/tested-model";
import { rememberedSpeed } from "../../models/remembered-speeds";

/** What the model in use did on the GPU it runs on, when that was tested; null when it was not. */
export function testedSpeed(source: EngineSource, info: EngineInfo | null): DeviceSpeed | null {
  if (source.kind !== "stored" || info?.backend !== "webgpu") return null;
  const entry = findEntry(source.id);
  const model = entry && testedModelOf(entry);
  return model ? rememberedSpeed(info.device, model) : null;
}
