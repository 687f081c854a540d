import { ModelLoadError } from "../errors";

/** Layers that llama.cpp's log says lie on the GPU; null when it says nothing of a GPU. */
export function readOffload(lines: readonly string[]): { layers: number; of: number } | null {
  // Weights on the device are the proof: the summary line alone also counts a device that is a CPU.
  if (!lines.some((line) => /WebGPU.*buffer size/i.test(line))) return null;
  for (const line of lines) {
    const found = /offloaded (\d+)\/(\d+) layers to GPU/.exec(line);
    if (found && Number(found[1]) > 0) return { layers: Number(found[1]), of: Number(found[2]) };
  }
  return null;
}

/** Says in plain words why a load failed, from what llama.cpp logged. */
export function loadFailure(lines: readonly string[], cause?: unknown): ModelLoadError {
  const log = [...lines, cause instanceof Error ? cause.message : ""].join("\n");
  return new ModelLoadError(explain(log), { cause });
}

function explain(log: string): string {
  if (/insufficient memory|failed to allocate|out of memory|OOM|bad_alloc/i.test(log)) {
    return (
      "There is not enough memory for this model. Choose a smaller model, a shorter context or " +
      "fewer samples at a time, or close other tabs, then try again."
    );
  }
  if (/not within the file bounds|corrupted or incomplete|failed to read/i.test(log)) {
    return "The model file is cut off or damaged. Download it again.";
  }
  const architecture = /unknown model architecture: '([^']+)'/.exec(log)?.[1];
  if (architecture) {
    return `Models of the kind "${architecture}" are not known to this app. Choose another model.`;
  }
  if (/invalid magic|failed to load GGUF|gguf_init/i.test(log)) {
    return "The file is no readable GGUF model. Choose another file, or download it again.";
  }
  const first = log.split("\n").find((line) => line.trim() !== "");
  return `The model could not be loaded. ${first ? `llama.cpp says: "${first.trim()}"` : "No reason was given."}`;
}
