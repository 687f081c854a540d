import { useCallback, useEffect, useState } from "react";
import { type DeviceFacts, readDevice } from "../../models/fit/device";
import type { Fit } from "../../models/fit/fit";
import { judgeFit, judgePackage, type ModelSize } from "../../models/fit/judge";
import { fetchGgufHeader } from "../../models/gguf/fetch-gguf-header";
import { readGgufHeader } from "../../models/gguf/read-gguf-header";
import type { ModelDescription } from "../../models/model-description";

/** Whether this device runs a model; null until the device is known. */
export function useFit(): (size: ModelSize | "package") => Fit | null {
  const device = useFound(() => readDevice(), "device");
  return useCallback((size) => device && judge(size, device), [device]);
}

function judge(size: ModelSize | "package", device: DeviceFacts): Fit | null {
  return size === "package" ? judgePackage(device) : judgeFit(size, device);
}

/** The same for what a person chose, by its header; null while it isn't known, or can't be. */
export function useHeaderFit(model: File | ModelDescription | null): Fit | null {
  const find = async (signal: AbortSignal) => {
    if (!model) return null;
    const size = await (model instanceof File ? sizeOfFile(model) : sizeOfRemote(model, signal));
    return size && judge(size, await readDevice());
  };
  return useFound(find, model);
}

async function sizeOfFile(file: File): Promise<ModelSize> {
  return { bytes: file.size, shape: await readGgufHeader(file) };
}

async function sizeOfRemote(
  { format, files }: ModelDescription,
  signal: AbortSignal,
): Promise<ModelSize | "package" | null> {
  if (format === "mlc") return "package";
  const [first] = files;
  const bytes = files.reduce<number | null>(
    (sum, file) => (sum === null || file.bytes === null ? null : sum + file.bytes),
    0,
  );
  if (!first?.url || bytes === null) return null;
  return { bytes, shape: await fetchGgufHeader(first.url, first.bytes, signal) };
}

/** What `find` finds; null before, and when it fails: then nothing is said of it. */
function useFound<T>(find: (signal: AbortSignal) => Promise<T>, key: unknown): T | null {
  const [found, setFound] = useState<{ readonly key: unknown; readonly value: T } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `find` is another one at each call
  useEffect(() => {
    const abort = new AbortController();
    find(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setFound({ key, value });
      },
      () => {},
    );
    return () => abort.abort();
  }, [key]);
  return found && found.key === key ? found.value : null;
}
