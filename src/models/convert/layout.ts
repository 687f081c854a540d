import type { SourceShape } from "./source-model";

/** What becomes one parameter of a library, before it is stored in a format. */
export interface Parameter {
  /** Matrices without the `.weight` at the end: a format may store two tensors. */
  readonly name: string;
  readonly kind: "matrix" | "vector";
  readonly rows: number;
  readonly columns: number;
  /** Tensors of the source whose rows (a vector's numbers) follow each other, with how many each has. */
  readonly parts: readonly { readonly tensor: string; readonly rows: number }[];
}

/** The parameters of a package as MLC's Qwen2 names them. */
export function parametersOf(shape: SourceShape): Parameter[] {
  const { embeddingSize, vocabularySize, feedForwardSize, headSize } = shape;
  const q = shape.heads * headSize;
  const kv = shape.kvHeads * headSize;
  const matrix = (name: string, columns: number, parts: Parameter["parts"]): Parameter => ({
    ...{ name, kind: "matrix", columns, parts },
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
  });
  const vector = (name: string, parts: Parameter["parts"]): Parameter => ({
    ...{ name, kind: "vector", rows: 1, parts },
    columns: parts.reduce((sum, { rows }) => sum + rows, 0),
  });
  const norm = (name: string) => vector(name, [{ tensor: name, rows: embeddingSize }]);
  const table = (name: string) =>
    matrix(name, embeddingSize, [{ tensor: `${name}.weight`, rows: vocabularySize }]);

  const layer = (number: number): Parameter[] => {
    const within = `model.layers.${number}`;
    const attention = `${within}.self_attn`;
    const mlp = `${within}.mlp`;
    const heads = (kind: "weight" | "bias") => [
      { tensor: `${attention}.q_proj.${kind}`, rows: q },
      { tensor: `${attention}.k_proj.${kind}`, rows: kv },
      { tensor: `${attention}.v_proj.${kind}`, rows: kv },
    ];
    return [
      norm(`${within}.input_layernorm.weight`),
      matrix(`${attention}.c_attn`, embeddingSize, heads("weight")),
      vector(`${attention}.c_attn.bias`, heads("bias")),
      matrix(`${attention}.o_proj`, q, [
        { tensor: `${attention}.o_proj.weight`, rows: embeddingSize },
      ]),
      norm(`${within}.post_attention_layernorm.weight`),
      matrix(`${mlp}.gate_up_proj`, embeddingSize, [
        { tensor: `${mlp}.gate_proj.weight`, rows: feedForwardSize },
        { tensor: `${mlp}.up_proj.weight`, rows: feedForwardSize },
      ]),
      matrix(`${mlp}.down_proj`, feedForwardSize, [
        { tensor: `${mlp}.down_proj.weight`, rows: embeddingSize },
      ]),
    ];
  };

  return [
    table("model.embed_tokens"),
    ...Array.from({ length: shape.layers }, (_, number) => layer(number)).flat(),
    norm("model.norm.weight"),
    ...(shape.tiedEmbeddings ? [] : [table("lm_head")]),
  ];
}
