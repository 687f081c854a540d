import type { AdapterFacts } from "../../engine/webgpu/adapter";
import { smallModelBytes } from "../../engine/wllama/layout";
import { isFormatName } from "../convert/format";
import { packageBytes } from "../convert/plan";
import { architecture } from "../convert/source-model";
import type { DeviceFacts } from "./device";
import type { Fit } from "./fit";
import { judgeFit } from "./judge";
import { judgeOnGpu } from "./judge-gpu";
import type { GgufFacts, ModelFacts, PackageFacts } from "./model-facts";

/**
 * Whether a device can run a model with the engine that would load it: ours on the GPU, else
 * llama.cpp (`engine/worker/load-local.ts`).
 * @param adapter null where there is no GPU
 * @returns null where only loading it shows
 */
export function judgeModel(
  model: ModelFacts,
  device: DeviceFacts,
  adapter: AdapterFacts | null,
): Fit | null {
  return model.kind === "gguf"
    ? judgeGguf(model, device, adapter)
    : judgePackage(model, device, adapter);
}

function judgeGguf(model: GgufFacts, device: DeviceFacts, adapter: AdapterFacts | null): Fit {
  const llama = judgeFit(model, device);
  if (!adapter || model.bytes <= smallModelBytes) return llama;
  if (model.notOnGpu !== null) return withReason(llama, model.notOnGpu);
  const ours = judgeOnGpu(model, device, adapter);
  return "reason" in ours ? withReason(llama, ours.reason) : ours;
}

function withReason(fit: Fit, reason: string): Fit {
  const words = `The GPU engine can't run it because ${reason}.`;
  return fit.kind === "fits"
    ? { ...fit, hint: words }
    : { ...fit, reason: `${fit.reason} ${words}` };
}

function judgePackage(
  { config }: PackageFacts,
  device: DeviceFacts,
  adapter: AdapterFacts | null,
): Fit | null {
  const { modelType, format, shape } = config;
  if (modelType !== architecture || !isFormatName(format)) {
    return refused(
      `This package is a ${modelType} model in the format ${format}, which the GPU engine doesn't know.`,
      "Choose another package, or the model as a GGUF file.",
    );
  }
  if (!adapter) {
    if (device.gpu.usable) return null;
    return refused(`This package runs on a GPU only, and here ${device.gpu.reason}.`, asGguf);
  }
  const fit = judgeOnGpu({ shape, bytes: packageBytes(shape, format) }, device, adapter);
  if (!("reason" in fit)) return fit;
  return refused(
    `This package runs on a GPU only, and it can't here because ${fit.reason}.`,
    asGguf,
  );
}

const asGguf = "Choose the same model as a GGUF file, which also runs on the CPU.";

function refused(reason: string, alternative: string): Fit {
  return { kind: "too-large", needBytes: null, reason, alternative };
}
