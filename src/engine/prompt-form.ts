/** How a model expects to be asked: plain data, so that it crosses a worker's border. */
export type PromptForm =
  /** OpenMath's wire format. */
  | {
      readonly kind: "openmath";
      /** The model's file doesn't say what it was trained on. */
      readonly assumed: boolean;
    }
  /** Qwen2.5-Math-Instruct's own. */
  | { readonly kind: "qwen-math" }
  /** The question stands between two texts of the model's chat template. */
  | {
      readonly kind: "chat";
      readonly prefix: string;
      readonly suffix: string;
      /** Why the model's template could not be used and ChatML stands in; null where it is its own. */
      readonly fault: string | null;
    };
