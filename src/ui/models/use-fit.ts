import { useCallback, useEffect, useState } from "react";
import { readDevice } from "../../models/fit/device";
import type { Fit } from "../../models/fit/fit";
import { judgeModel } from "../../models/fit/judge-model";
import type { ModelFacts } from "../../models/fit/model-facts";
import type { ModelDescription } from "../../models/model-description";
import type { StoredModel } from "../../models/store/model-store";
import { readGpuAdapter } from "./gpu-adapter";

/** Whether this device runs a model; null until the device is known. */
export function useFit(): (model: ModelFacts) => Fit | null {
  const judge = useFound(readJudge, "device");
  return useCallback((model) => judge?.(model) ?? null, [judge]);
}

/** The same for what a person chose, by what it says itself; null while that isn't known. */
export function useFitOf(model: File | ModelDescription | StoredModel | null): Fit | null {
  const find = async (signal: AbortSignal) => {
    const facts = await readFacts(model, signal);
    return facts && (await readJudge())(facts);
  };
  return useFound(find, model && keyOf(model));
}

async function readJudge(): Promise<(model: ModelFacts) => Fit | null> {
  const [device, adapter] = await Promise.all([readDevice(), readGpuAdapter()]);
  return (model) => judgeModel(model, device, adapter);
}

async function readFacts(
  model: File | ModelDescription | StoredModel | null,
  signal: AbortSignal,
): Promise<ModelFacts | null> {
  if (!model) return null;
  const facts = await import("../../models/fit/read-facts");
  if (model instanceof File) return facts.factsOfFile(model);
  return "description" in model ? facts.factsOfStored(model) : facts.factsOfRemote(model, signal);
}

/** The store tells of a model anew whenever something happens there. */
function keyOf(model: File | ModelDescription | StoredModel): unknown {
  return "description" in model ? `${model.state} ${model.id}` : model;
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
