import type { EngineInfo } from "../../engine/engine";
import type { EngineSource } from "../../engine/engine-source";
import { nameOfModel } from "../../engine/web-llm/web-llm-model";
import { demoModel } from "../../models/demo-model";
import type { Texts } from "../texts/texts";

/** The model's name before it is loaded. */
export function nameOf(source: EngineSource, texts: Texts): string {
  switch (source.kind) {
    case "demo":
      return texts.message(demoModel.name);
    case "stored":
      return source.title;
    case "file":
      return source.file.name;
    case "web-llm":
      return nameOfModel(source.model);
    case "server":
      return hostOf(source.address) ?? source.address;
  }
}

/** Where the model runs, in a few words. */
export function describeDevice({ backend, device }: EngineInfo, texts: Texts): string {
  const name = texts.message(device);
  return backend === "webgpu" ? texts.engine.gpu(name) : name;
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
