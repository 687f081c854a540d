import { smallModelBytes } from "../../engine/wllama/layout";
import { formatNames, isFormatName } from "../convert/format";
import { architecture, type SourceShape } from "../convert/source-model";
import type { DeviceFacts } from "./device";
import type { Fit } from "./fit";
import type { GpuOffer } from "./gpu-offer";
import { judgeFit } from "./judge";
import { judgeOnGpu } from "./judge-gpu";
import type { GgufFacts, ModelFacts, PackageFacts } from "./model-facts";

/**
 * Whether a device can run a model with the engine that would load it: ours on the GPU, else
 * llama.cpp (`engine/worker/load-local.ts`).
 * @param offer null where there is no GPU or the libraries aren't known
 * @returns null where only loading it shows
 */
export function judgeModel(
  model: ModelFacts,
  device: DeviceFacts,
  offer: GpuOffer | null,
): Fit | null {
  return model.kind === "gguf"
    ? judgeGguf(model, device, offer)
    : judgePackage(model, device, offer);
}

function judgeGguf(model: GgufFacts, device: DeviceFacts, offer: GpuOffer | null): Fit {
  const llama = judgeFit(model, device);
  const { gpu } = model;
  if (!offer || !gpu || model.bytes <= smallModelBytes) return llama;
  if (gpu.formats.length === 0) return withQ8(llama, q8WouldRun(gpu.shape, device, offer));
  const ours = judgeOnGpu(gpu, device, offer);
  return "reason" in ours ? withReason(llama, ours.reason) : ours;
}

/** How the same model runs as a file that our engine reads; null when it doesn't. */
function q8WouldRun(shape: SourceShape, device: DeviceFacts, offer: GpuOffer): string | null {
  const fit = judgeOnGpu({ shape, formats: formatNames }, device, offer);
  if ("reason" in fit) return null;
  const { sequences, weightBits } = fit;
  const together = sequences === 1 ? "" : `, ${sequences} samples together`;
  return `runs on this GPU in ${weightBits} bits${together}`;
}

function withQ8(fit: Fit, q8: string | null): Fit {
  if (q8 === null) return fit;
  if (fit.kind === "too-large") {
    return { ...fit, alternative: `Choose the model's Q8_0 file: it ${q8}.` };
  }
  return {
    ...fit,
    hint: `The GPU engine can't read weights of this kind. The model's Q8_0 file ${q8}.`,
  };
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
  offer: GpuOffer | null,
): Fit | null {
  const { modelType, format, shape } = config;
  if (modelType !== architecture || !isFormatName(format)) {
    return refused(
      `This package is a ${modelType} model in the format ${format}, which the GPU engine doesn't know.`,
      "Choose another package, or the model as a GGUF file.",
    );
  }
  if (!offer) {
    if (device.gpu.usable) return null;
    return refused(`This package runs on a GPU only, and here ${device.gpu.reason}.`, asGguf);
  }
  const fit = judgeOnGpu({ shape, formats: [format] }, device, offer);
  if (!("reason" in fit)) return fit;
  const q8 = q8WouldRun(shape, device, offer);
  return refused(
    `This package runs on a GPU only, and it can't here because ${fit.reason}.`,
    q8 ? `Choose the model's Q8_0 GGUF file: it ${q8}.` : asGguf,
  );
}

const asGguf = "Choose the same model as a GGUF file, which also runs on the CPU.";

function refused(reason: string, alternative: string): Fit {
  return { kind: "too-large", needBytes: null, reason, alternative };
}
