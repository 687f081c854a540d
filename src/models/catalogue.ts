import { demoModel } from "./demo-model";
import type { ModelShape } from "./fit/model-shape";
import type { ModelDescription } from "./model-description";

/** Where an entry's bytes come from. */
export type CatalogueSource =
  /** Delivered with the app. */
  | { readonly kind: "bundled"; readonly url: string }
  | {
      readonly kind: "download";
      readonly model: ModelDescription;
      /** The page where people read about the files. */
      readonly page: string;
      /** A commit, or a branch: then what it holds may change, and the download notices. */
      readonly revision: string;
    };

/** Accuracy in percent, as published for the model before quantisation. */
export interface PublishedAccuracy {
  readonly rows: readonly {
    readonly benchmark: string;
    readonly cot: { readonly pass1: number; readonly maj64: number };
    readonly tir: { readonly pass1: number; readonly maj64: number };
    /** The model chooses among its own solutions. */
    readonly genselect: number;
  }[];
  readonly source: { readonly title: string; readonly url: string };
  /** What the quantisation of this entry is known to change. */
  readonly quantisation: string;
}

export interface RecommendedSettings {
  readonly temperature: number;
  readonly topP: number;
  /** For a single sample. */
  readonly one: "cot" | "tir";
  /** For `manyFrom` samples and more. */
  readonly many: readonly ("tir" | "mix")[];
  readonly manyFrom: number;
}

export interface CatalogueEntry {
  readonly id: string;
  readonly title: string;
  /** What it is for, in a sentence or two. */
  readonly summary: string;
  readonly quantisation: string;
  readonly parameters: number;
  /** Of all files. */
  readonly size: {
    readonly bytes: number;
    /** False: computed from the shape; the server tells the real one before the download. */
    readonly exact: boolean;
  };
  readonly source: CatalogueSource;
  readonly licence: NonNullable<ModelDescription["licence"]>;
  readonly shape: ModelShape;
  /** The same matrix at the beginning and the end. */
  readonly tiedEmbeddings: boolean;
  /** Tokens of its longest training examples. */
  readonly trainedLength: number;
  readonly recommended: RecommendedSettings;
  /** Null where nothing is published. */
  readonly accuracy: PublishedAccuracy | null;
}

const openMathSettings: RecommendedSettings = {
  temperature: 0.6,
  topP: 0.95,
  one: "cot",
  many: ["tir", "mix"],
  manyFrom: 4,
};

const openMathPaper = {
  title: "AIMO-2 Winning Solution (arXiv 2504.16891)",
  url: "https://arxiv.org/abs/2504.16891",
};

const fourBits =
  "Published for 16-bit weights. In the winners' own table (14B model, 12 samples) 4-bit weights " +
  "cost 6 to 10 points of the majority's accuracy.";

const eightBits =
  "Published for 16-bit weights. In the winners' own table (14B model, 12 samples) 8-bit weights " +
  "cost nothing.";

const rows15: PublishedAccuracy["rows"] = [
  {
    benchmark: "AIME 2024",
    cot: { pass1: 61.6, maj64: 80 },
    tir: { pass1: 52, maj64: 83.3 },
    genselect: 83.3,
  },
  {
    benchmark: "AIME 2025",
    cot: { pass1: 49.5, maj64: 66.7 },
    tir: { pass1: 39.7, maj64: 70 },
    genselect: 70,
  },
  {
    benchmark: "HMMT 2024–25",
    cot: { pass1: 39.9, maj64: 53.6 },
    tir: { pass1: 37.2, maj64: 60.7 },
    genselect: 62.2,
  },
];

const rows7: PublishedAccuracy["rows"] = [
  {
    benchmark: "AIME 2024",
    cot: { pass1: 74.8, maj64: 80 },
    tir: { pass1: 72.9, maj64: 83.3 },
    genselect: 86.7,
  },
  {
    benchmark: "AIME 2025",
    cot: { pass1: 61.2, maj64: 76.7 },
    tir: { pass1: 57.5, maj64: 76.7 },
    genselect: 76.7,
  },
  {
    benchmark: "HMMT 2024–25",
    cot: { pass1: 49.7, maj64: 57.7 },
    tir: { pass1: 54.6, maj64: 66.3 },
    genselect: 68.4,
  },
];

interface OpenMath {
  readonly name: string;
  readonly parameters: number;
  readonly shape: ModelShape;
  readonly tiedEmbeddings: boolean;
  readonly rows: PublishedAccuracy["rows"];
}

const openMath15: OpenMath = {
  name: "OpenMath-Nemotron-1.5B",
  parameters: 1_543_714_304,
  shape: {
    layers: 28,
    heads: 12,
    kvHeads: 2,
    headSize: 128,
    embeddingSize: 1536,
    feedForwardSize: 8960,
    vocabularySize: 151_936,
    contextLength: 131_072,
  },
  tiedEmbeddings: true,
  rows: rows15,
};

const openMath7: OpenMath = {
  name: "OpenMath-Nemotron-7B",
  parameters: 7_615_616_512,
  shape: {
    layers: 28,
    heads: 28,
    kvHeads: 4,
    headSize: 128,
    embeddingSize: 3584,
    feedForwardSize: 18_944,
    vocabularySize: 152_064,
    contextLength: 131_072,
  },
  tiedEmbeddings: false,
  rows: rows7,
};

interface OpenMathFile {
  readonly id: string;
  readonly summary: string;
  readonly quantisation: "Q4_K_M" | "Q8_0";
  /** About: the blocks of the quantisation by the shape, and 6 MB of vocabulary. */
  readonly bytes: number;
  /** What the quantisation is known to change. */
  readonly accuracy: string;
}

function openMathEntry(base: OpenMath, file: OpenMathFile): CatalogueEntry {
  const { id, summary, quantisation, bytes, accuracy } = file;
  const title = `${base.name}, ${quantisation}`;
  const page = `https://huggingface.co/bartowski/nvidia_${base.name}-GGUF`;
  const name = `nvidia_${base.name}-${quantisation}.gguf`;
  // No commit or hash of these files is known to us: the server's metadata tells both, else the
  // first complete download.
  const revision = "main";
  const licence = {
    name: "CC-BY-4.0",
    url: "https://creativecommons.org/licenses/by/4.0/",
    attribution: `${base.name} by NVIDIA, under CC BY 4.0; quantised to GGUF (${quantisation}) by bartowski.`,
  };
  const url = `${page}/resolve/${revision}/${name}`;
  return {
    id,
    title,
    summary,
    quantisation,
    parameters: base.parameters,
    size: { bytes, exact: false },
    source: {
      kind: "download",
      page,
      revision,
      model: {
        id,
        title,
        format: "gguf",
        files: [{ name, url, bytes: null, sha256: null, sha256From: null }],
        licence,
      },
    },
    licence,
    shape: base.shape,
    tiedEmbeddings: base.tiedEmbeddings,
    trainedLength: 32_768,
    recommended: openMathSettings,
    accuracy: {
      rows: base.rows,
      source: openMathPaper,
      quantisation: accuracy,
    },
  };
}

const demo: CatalogueEntry = {
  id: "demo",
  title: demoModel.name,
  summary:
    "A small model that comes with this app and needs no download. It shows how solving works and " +
    "knows some kinds of school problems. It is not OpenMath, and far weaker.",
  quantisation: "Q8_0",
  parameters: 5_600_000,
  size: { bytes: 6_000_000, exact: false },
  source: { kind: "bundled", url: demoModel.url },
  licence: {
    name: "Apache-2.0",
    url: "https://www.apache.org/licenses/LICENSE-2.0",
    attribution: "Trained by this project, on data of its own.",
  },
  shape: {
    layers: 6,
    heads: 4,
    kvHeads: 2,
    headSize: 64,
    embeddingSize: 256,
    feedForwardSize: 768,
    vocabularySize: 3072,
    contextLength: 4096,
  },
  tiedEmbeddings: true,
  trainedLength: 4096,
  recommended: { ...openMathSettings, one: "tir" },
  accuracy: null,
};

/** The models that the app offers by itself, weakest first. */
export const catalogue: readonly CatalogueEntry[] = [
  demo,
  openMathEntry(openMath15, {
    id: "openmath-1.5b-q4_k_m",
    summary:
      "The smallest OpenMath model in 4 bits: the shortest download, and the least memory. Choose it " +
      "where the 8-bit one doesn't fit.",
    quantisation: "Q4_K_M",
    bytes: 986_000_000,
    accuracy: fourBits,
  }),
  openMathEntry(openMath15, {
    id: "openmath-1.5b-q8_0",
    summary:
      "The smallest OpenMath model in 8 bits: as accurate as it was published, and the best choice " +
      "for a GPU, which draws many samples of it together.",
    quantisation: "Q8_0",
    bytes: 1_647_000_000,
    accuracy: eightBits,
  }),
  openMathEntry(openMath7, {
    id: "openmath-7b-q4_k_m",
    summary: "A larger OpenMath model in 4 bits, for computers with a large GPU.",
    quantisation: "Q4_K_M",
    bytes: 4_683_000_000,
    accuracy: fourBits,
  }),
  openMathEntry(openMath7, {
    id: "openmath-7b-q8_0",
    summary:
      "The larger OpenMath model in 8 bits: as accurate as it was published, for a GPU with 12 GB of " +
      "memory or more.",
    quantisation: "Q8_0",
    bytes: 8_098_000_000,
    accuracy: eightBits,
  }),
];

/** The entry with this id; undefined for models that aren't in the catalogue. */
export function findEntry(id: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.id === id);
}
