import type { ModelShape } from "../fit/model-shape";
import type { NumberType } from "./number-type";

/** A model that can be converted, as its files give it. */
export interface SourceModel {
  /** For people. */
  readonly title: string;
  /** What it is called; the choice of a prompt form looks at these. */
  readonly names: readonly string[];
  readonly chatTemplate: string | null;
  readonly shape: SourceShape;
  /** Ids that end a turn, the most usual first. */
  readonly endIds: readonly number[];
  /** By the names that Hugging Face's `qwen2` gives them. */
  readonly tensors: ReadonlyMap<string, SourceTensor>;
  /** To be copied beside the weights; `tokenizer.json` is one of them. */
  readonly tokenizerFiles: readonly TextFile[];
}

export interface SourceShape extends ModelShape {
  readonly ropeBase: number;
  readonly normEpsilon: number;
  /** The same matrix at the beginning and the end. */
  readonly tiedEmbeddings: boolean;
}

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** A matrix [rows, columns], or a vector as one row. */
export interface SourceTensor {
  readonly name: string;
  readonly type: NumberType;
  readonly rows: number;
  readonly columns: number;
  /** The bytes of some rows, as `type` says. */
  readRows(first: number, count: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** The architecture that packages are made of, as GGUF and Hugging Face call it. */
export const architecture = "qwen2";
