import { useEffect, useState } from "react";
import { weightFormat } from "../../models/convert/format";
import type { ConversionPlan } from "../../models/convert/plan-conversion";
import type { ConversionInput, ModelLibrary } from "../../models/library";

export type PlanState =
  | { readonly kind: "looking" }
  /** It can't be converted; why, in plain words. */
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "ready"; readonly title: string; readonly formats: ConversionPlan["formats"] };

/** What a model can be converted to. */
export function useConversionPlan(library: ModelLibrary, input: ConversionInput): PlanState {
  const [state, setState] = useState<PlanState>({ kind: "looking" });
  useEffect(() => {
    let current = true;
    setState({ kind: "looking" });
    library.planConversion(input).then(
      ({ title, formats }) =>
        current && setState({ kind: "ready", title, formats: offered(formats) }),
      (error: unknown) => current && setState({ kind: "refused", reason: reasonOf(error) }),
    );
    return () => {
      current = false;
    };
  }, [library, input]);
  return state;
}

/** Those with 16-bit scales: the engine keeps no wider ones. */
function offered(formats: ConversionPlan["formats"]): ConversionPlan["formats"] {
  return formats.filter(({ format }) => weightFormat(format).dtype === "float16");
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
