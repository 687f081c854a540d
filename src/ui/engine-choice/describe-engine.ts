import type { EngineInfo } from "../../engine/engine";
import type { EngineSource } from "../../engine/engine-source";
import { demoModel } from "../../models/demo-model";

/** The model's name before it is loaded. */
export function nameOf(source: EngineSource): string {
  switch (source.kind) {
    case "demo":
      return demoModel.name;
    case "stored":
      return source.title;
    case "file":
      return source.file.name;
    case "server":
      return hostOf(source.address) ?? source.address;
  }
}

/** Where the model runs, in a few words. */
export function describeDevice(info: EngineInfo): string {
  return info.backend === "webgpu" ? `GPU: ${info.device}` : info.device;
}

/** Host and port of what a person typed as a server's address; null while it is none. */
export function hostOf(address: string): string | null {
  const typed = address.trim();
  if (!typed) return null;
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`).host || null;
  } catch {
    return null;
  }
}
