import { useEffect, useState } from "react";
import { fetchLibraryIndex } from "../../engine/mlc/fetch-library";
import { librariesFor } from "../../engine/mlc/library-index";
import { librariesAddress } from "../../engine/worker/create-worker-engine";
import type { ConversionPlan } from "../../models/convert/plan-conversion";
import type { ConversionInput, ModelLibrary } from "../../models/library";

export type PlanState =
  | { readonly kind: "looking" }
  /** It can't be converted; why, in plain words; null where only the kernels are missing. */
  | { readonly kind: "refused"; readonly reason: string | null }
  /** Formats that the GPU engine runs a model of this shape in; at least one. */
  | { readonly kind: "ready"; readonly title: string; readonly formats: ConversionPlan["formats"] };

/** What a model can be converted to. */
export function useConversionPlan(library: ModelLibrary, input: ConversionInput): PlanState {
  const [state, setState] = useState<PlanState>({ kind: "looking" });
  useEffect(() => {
    let current = true;
    setState({ kind: "looking" });
    look(library, input).then(
      (found) => current && setState(found),
      (error: unknown) => current && setState({ kind: "refused", reason: reasonOf(error) }),
    );
    return () => {
      current = false;
    };
  }, [library, input]);
  return state;
}

async function look(library: ModelLibrary, input: ConversionInput): Promise<PlanState> {
  const [plan, index] = await Promise.all([
    library.planConversion(input),
    fetchLibraryIndex(librariesAddress()),
  ]);
  const known = librariesFor(plan.shape, index).map(({ format }) => format);
  const formats = plan.formats.filter(({ format }) => known.includes(format));
  if (formats.length > 0) return { kind: "ready", title: plan.title, formats };
  return { kind: "refused", reason: null };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
