import { qwen2Of } from "../../src/engine/webgpu/model/made-up-model";
import type { Transformer } from "../../src/engine/webgpu/model/transformer";

/** Shapes of models that people run: from the models' own configurations. */
export const shapes: Readonly<Record<string, Transformer>> = {
  demo: qwen2Of(
    {
      ...{ layers: 6, heads: 4, kvHeads: 2, headSize: 64, embeddingSize: 256 },
      ...{ feedForwardSize: 768, vocabularySize: 3072, contextLength: 32_768 },
    },
    { tiedEmbeddings: true },
  ),
  "0.5b": qwen2Of(
    {
      ...{ layers: 24, heads: 14, kvHeads: 2, headSize: 64, embeddingSize: 896 },
      ...{ feedForwardSize: 4864, vocabularySize: 151_936, contextLength: 131_072 },
    },
    { tiedEmbeddings: true },
  ),
  "1.5b": qwen2Of(
    {
      ...{ layers: 28, heads: 12, kvHeads: 2, headSize: 128, embeddingSize: 1536 },
      ...{ feedForwardSize: 8960, vocabularySize: 151_936, contextLength: 131_072 },
    },
    { tiedEmbeddings: true },
  ),
  "7b": qwen2Of(
    {
      ...{ layers: 28, heads: 28, kvHeads: 4, headSize: 128, embeddingSize: 3584 },
      ...{ feedForwardSize: 18_944, vocabularySize: 152_064, contextLength: 131_072 },
    },
    { tiedEmbeddings: false },
  ),
};
