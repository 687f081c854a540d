import type { ModelShape } from "../fit/model-shape";

/** What a GGUF file says of its model before the weights. */
export interface GgufHeader extends ModelShape {
  /** As llama.cpp calls it: "qwen2". */
  readonly architecture: string;
  /** `general.name`; null when the file has none. */
  readonly name: string | null;
  /** `general.basename`: the family, without size and version. */
  readonly basename: string | null;
  /** Names of the models it was made from. */
  readonly baseModels: readonly string[];
  readonly ropeBase: number | null;
  /** Positions are stretched to read longer texts than the model was trained for. */
  readonly ropeScaled: boolean;
  readonly normEpsilon: number | null;
  /** The first layer's table is also the last layer's; false where another file may tell. */
  readonly tiedEmbeddings: boolean;
  /** How most of its weights are stored, such as "Q4_K_M"; null when the file doesn't tell. */
  readonly quantisation: string | null;
  /** How the tensors of this file are stored, each way once, such as "F32" and "Q8_0". */
  readonly tensorTypes: readonly string[];
  /** Of the tensors in this file; a split model has more in the others. */
  readonly parameters: number;
  readonly chatTemplate: string | null;
  /** Length of a whole file, at least, by the list of its tensors. */
  readonly impliedBytes: number;
  /** Files of a split model; 1 for a whole one. */
  readonly splitCount: number;
}
