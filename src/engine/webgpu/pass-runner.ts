import { EngineError } from "../errors";
import { createActivations } from "./activations";
import type { Draw } from "./batch-device";
import type { GpuWeights } from "./gpu-weights";
import {
  type GraphParams,
  headGraph,
  layersGraph,
  type RowKind,
  rowKind,
  sampleGraph,
} from "./graphs";
import type { ShaderFeatures } from "./kernel";
import { matvecRows } from "./kernels/matvec";
import { noToken, resultWords, topTokens } from "./kernels/sample";
import { pageBytes } from "./kv-pages";
import type { Transformer } from "./model/transformer";
import { createPageTable } from "./page-table";
import type { PageCopy } from "./pages";
import type { PassPlan } from "./pass-plan";
import { type KvPlan, mostTexts } from "./plan-memory";
import { createReadback } from "./readback";
import { createPipelineCache, type PassSizes, type Recording, record } from "./recording";
import { splitsOf } from "./splits";
import { pageTokens, stepBytes, writeStep } from "./step-layout";

/** Rows of a pass, at most. */
const mostRows = 512;

/** Rows of the page table: the texts of the pass before keep theirs, whatever the next one has. */
const slots = 2 * mostTexts;

export interface RunnerCounts {
  passes: number;
  dispatches: number;
  bindGroups: number;
  /** Times that the host wrote into a buffer, and bytes of it. */
  writes: number;
  writtenBytes: number;
}

/** Runs passes over a model on a device, in the order in which they are given. */
export interface PassRunner {
  readonly slots: number;
  readonly mostRows: number;
  readonly counts: Readonly<RunnerCounts>;
  /** Makes the pipelines of single texts and of reading. */
  prepare(): Promise<void>;
  /** Makes those of up to so many texts as well, one number after another; else they are made when wanted. */
  prepareTexts(most: number): Promise<void>;
  setPages(slot: number, pages: readonly number[]): void;
  /** @returns the draws, in the pass's order */
  run(plan: PassPlan, copies: readonly PageCopy[]): Promise<readonly Draw[]>;
  /** @returns the logits in place of draws: f32 `[draws, vocabulary]` */
  logits(plan: PassPlan, copies: readonly PageCopy[]): Promise<Float32Array>;
}

export interface PassRunnerParams {
  readonly device: GPUDevice;
  readonly features: ShaderFeatures;
  readonly transformer: Transformer;
  readonly weights: GpuWeights;
  readonly plan: KvPlan;
}

export function createPassRunner(params: PassRunnerParams): PassRunner {
  const { device, features, transformer, weights, plan: kv } = params;
  const maxSequences = mostTexts;
  // One token may be computed beyond the end.
  const maxPages = Math.ceil((kv.mostTokens + 1) / pageTokens);
  const { kvType, pages } = kv;
  const activations = createActivations(device, transformer, {
    ...{ rows: mostRows, sequences: maxSequences, slots, maxPages, pages, kvType },
  });
  const graph: GraphParams = {
    ...{ transformer, weights, activations, features, kvType, maxSequences },
    maxPagesPerSequence: maxPages,
    kernels: new Map(),
  };
  const pipelines = createPipelineCache(device);
  const table = createPageTable(slots, maxPages);
  const readback = createReadback(device);
  const words = new Uint32Array(stepBytes(maxSequences, mostRows) / 4);
  const counts = { passes: 0, dispatches: 0, bindGroups: 0, writes: 0, writtenBytes: 0 };
  const recordings = new Map<string, Promise<Recording>>();
  /** The pass before, once it is submitted. */
  let before: Promise<unknown> = Promise.resolve();

  const recording = (key: string, make: () => Parameters<typeof record>[2]) => {
    const known = recordings.get(key);
    if (known) return known;
    const dispatches = make();
    counts.bindGroups += dispatches.length;
    const made = record(device, pipelines, dispatches);
    recordings.set(key, made);
    return made;
  };
  const layers = (kind: RowKind) => recording(`layers ${kind}`, () => layersGraph(graph, kind));
  const head = (rows: RowKind, from: "hidden" | "last") =>
    recording(`head ${rows} ${from}`, () => headGraph(graph, rows, from));

  const sample = () => recording("sample", () => sampleGraph(graph));

  const recordingsOf = (plan: PassPlan, samples: boolean): Promise<Recording[]> => {
    const { decodes, step, drawPieces } = plan;
    const draws = drawPieces.length;
    const parts = [layers(rowKind(step.rows.length))];
    if (draws > 0) parts.push(head(rowKind(draws), decodes ? "hidden" : "last"));
    if (draws > 0 && samples) parts.push(sample());
    return Promise.all(parts);
  };

  const write = (buffer: GPUBuffer, offset: number, data: Uint32Array<ArrayBuffer>) => {
    device.queue.writeBuffer(buffer, offset, data);
    counts.writes += 1;
    counts.writtenBytes += data.byteLength;
  };

  /** Copies whole pages, all heads, in every layer. */
  const copyPages = (encoder: GPUCommandEncoder, copies: readonly PageCopy[]) => {
    const bytes = pageBytes(kvType, transformer.kvHeads, transformer.headSize);
    for (const { from, to } of copies) {
      for (const { keys, values } of activations.kv) {
        // WebGPU copies nothing inside of one buffer.
        for (const buffer of [keys, values]) {
          encoder.copyBufferToBuffer(buffer, from * bytes, activations.page, 0, bytes);
          encoder.copyBufferToBuffer(activations.page, 0, buffer, to * bytes, bytes);
        }
      }
    }
  };

  /** Everything that depends on now is copied before anything is waited for. */
  const submit = (
    plan: PassPlan,
    copies: readonly PageCopy[],
    result: { readonly buffer: GPUBuffer; readonly bytes: number },
  ): Promise<ArrayBuffer> => {
    const { rows, sequences } = plan.step;
    const splits = splitsOf(plan.longest, rows.length, transformer.kvHeads);
    const used = writeStep(words, maxSequences, { ...plan.step, ...splits });
    const step = words.slice(0, used);
    const changes = table.takeChanges();
    const sizes: PassSizes = {
      ...{ rows: rows.length, sequences: sequences.length, draws: plan.drawPieces.length },
      longest: Math.max(...sequences.map(({ rowCount }) => rowCount)),
      splits,
    };
    const encode = (parts: readonly Recording[]) => {
      write(activations.step, 0, step);
      if (changes) write(activations.table, 4 * changes.first, changes.words);
      const encoder = device.createCommandEncoder();
      copyPages(encoder, copies);
      const pass = encoder.beginComputePass();
      for (const part of parts) {
        part.encode(pass, sizes);
        counts.dispatches += part.dispatches.length;
      }
      pass.end();
      counts.passes += 1;
      const { buffer, bytes } = result;
      const read = bytes > 0 ? readback.copy(encoder, buffer, bytes) : null;
      device.queue.submit([encoder.finish()]);
      return read;
    };
    const submitted = before
      .then(() => recordingsOf(plan, result.buffer === activations.results))
      .then(encode);
    // A pass that failed doesn't hold up the next one; who asked for it is told.
    before = submitted.catch(() => {});
    return submitted.then(async (read) => {
      if (read) return read();
      await device.queue.onSubmittedWorkDone();
      return new ArrayBuffer();
    });
  };

  return {
    ...{ slots, mostRows, counts },
    async prepare() {
      await Promise.all([layers(1), layers("many"), head(1, "hidden"), head(1, "last"), sample()]);
    },
    async prepareTexts(most) {
      for (const rows of matvecRows.slice(0, matvecRows.findIndex((rows) => rows >= most) + 1)) {
        await Promise.all([layers(rows), head(rows, "hidden"), head(rows, "last")]);
      }
    },
    setPages: table.set,
    async run(plan, copies) {
      const bytes = 4 * resultWords * plan.drawPieces.length;
      const result = await submit(plan, copies, { buffer: activations.results, bytes });
      return plan.drawPieces.map((_, draw) => readDraw(result, draw));
    },
    async logits(plan, copies) {
      const bytes = 4 * plan.drawPieces.length * transformer.vocabularySize;
      return new Float32Array(await submit(plan, copies, { buffer: activations.logits, bytes }));
    },
  };
}

/** @throws {@link EngineError} when the logits were no numbers */
function readDraw(results: ArrayBuffer, draw: number): Draw {
  const words = new Uint32Array(results, 4 * resultWords * draw, resultWords);
  const floats = new Float32Array(words.buffer, words.byteOffset, resultWords);
  const [token = noToken] = words;
  if (token === noToken) {
    throw new EngineError("The GPU computed no numbers (NaN). Reload the page or use the CPU.");
  }
  const top = Array.from({ length: topTokens }, (_, rank) => ({
    token: words[2 + rank] ?? 0,
    logprob: floats[2 + topTokens + rank] ?? 0,
  }));
  return { token, logprob: floats[1] ?? 0, top };
}
