import type { PromptForm } from "../../engine/prompt-form";

/** What a model was trained to do beyond reasoning, as far as is known. */
export interface Training {
  /** Running Python while it reasons. */
  readonly tir: boolean;
  /** Comparing solutions. */
  readonly genselect: boolean;
}

export function trainingOf({ kind }: PromptForm): Training {
  return { tir: kind !== "chat", genselect: kind === "openmath" };
}

/** What a person should know of how this model is asked, in plain words; null: nothing special. */
export function describeForm(form: PromptForm): string | null {
  switch (form.kind) {
    case "openmath":
      return form.assumed
        ? "This model file names neither a model that is known here nor a chat template. It is asked " +
            "as an OpenMath model is; if it is another one, its answers may be poor."
        : null;
    case "qwen-math":
      return (
        "This model is asked in its own form, Python included (TIR). It was not trained to compare " +
        "answers (GenSelect): that is off until you switch it on."
      );
    case "chat": {
      const how =
        form.fault === null
          ? "This model is asked by its own chat template."
          : `This model's chat template can't be used (${form.fault}). It is asked in ChatML, which may not suit it.`;
      return (
        `${how} Using Python while it reasons (TIR) and comparing answers (GenSelect) were not trained ` +
        "into it for this app: both are off until you switch them on, and may do more harm than good."
      );
    }
  }
}
