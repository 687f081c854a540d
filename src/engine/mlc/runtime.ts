/**
 * TVM's web runtime. This file alone touches it: it is pinned (`package.json`), the libraries are
 * compiled with the compiler of the same version, and some of what is used here is private to it.
 * `tests/unit/mlc/runtime-version.test.ts` and the tests in Chromium fail when that changes.
 */
import * as tvmjs from "@mlc-ai/web-runtime";
import * as v from "valibot";
import { EngineError, ModelLoadError } from "../errors";
import { type Draw, type DrawSampling, drawn, type Piece } from "../webgpu/batch-device";
import { mostFillers } from "./row-choice";

const parameterSchema = v.object({
  name: v.string(),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(1))),
  dtype: v.picklist(["float32", "float16", "uint32"]),
});

const metadataSchema = v.object({
  format: v.string(),
  chunk: v.number(),
  batch: v.number(),
  params: v.array(parameterSchema),
});

/** What a library says of itself. */
export type LibraryMetadata = v.InferOutput<typeof metadataSchema>;
export type Parameter = v.InferOutput<typeof parameterSchema>;

/** A tensor on the GPU, to be filled piece by piece. */
export interface GpuTensor {
  /** @param offset in bytes, a multiple of 4, like the length of `bytes` */
  write(offset: number, bytes: Uint8Array): void;
}

export interface CacheSize {
  /** Tokens of all texts together. */
  readonly tokens: number;
  readonly pageSize: number;
}

interface Tokens {
  readonly text: number;
  readonly tokens: readonly number[];
}

interface PlainPiece extends Tokens {
  readonly sampling: DrawSampling;
}

/** A loaded library: kernels as pipelines, weights to be filled in. */
export interface Runtime {
  readonly metadata: LibraryMetadata;
  allocate(parameter: Parameter): GpuTensor;
  /** Gives each parameter its tensor; one tensor may serve for two. */
  bind(tensors: ReadonlyMap<string, GpuTensor>): void;
  /** Resolves when the GPU has done all it was given. */
  settle(): Promise<void>;
  createCache(size: CacheSize): void;
  freePages(): number;
  add(text: number): void;
  fork(from: number, to: number): void;
  remove(text: number): void;
  /**
   * One pass and a draw for each piece; a single small readback.
   * @param rows that are computed, where each piece is one token: up to {@link mostFillers} more than pieces
   */
  forward(pieces: readonly Piece[], rows?: number): Promise<readonly Draw[]>;
  /** One pass: the logits after each piece, [pieces, vocabulary]; to compare with a reference. */
  logits(pieces: readonly Tokens[]): Promise<Float32Array>;
  /** Kernels launched so far. */
  dispatches(): number;
  dispose(): void;
}

/** Numbers a row of `sample`'s result holds: see `tools/model-library/sampler.py`. */
const top = 5;
const rowLength = 2 + 2 * top;

/** Numbers that no text of the scheduler has. */
const firstFiller = 2 ** 30;

/**
 * @param wasm the unpacked library
 * @throws {@link ModelLoadError} when it is none, or is made for another runtime
 */
export async function loadRuntime(
  wasm: Uint8Array<ArrayBuffer>,
  device: GPUDevice,
): Promise<Runtime> {
  const tvm = await instantiate(wasm);
  tvm.initWebGPU(device);
  // Everything made outside of a scope of its own lives as long as the instance.
  tvm.beginScope();
  const vm = createVm(tvm);
  await tvm.asyncLoadWebGPUPipelines(vm.getInternalModule());
  return createRuntime(tvm, vm, readMetadata(vm));
}

async function instantiate(wasm: Uint8Array<ArrayBuffer>): Promise<tvmjs.Instance> {
  try {
    return await tvmjs.instantiate(wasm.buffer, tvmjs.createPolyfillWASI(), () => {});
  } catch (error) {
    throw new ModelLoadError(
      "The GPU library of this model could not be started. Reload the page; if that doesn't help, use the CPU.",
      { cause: error },
    );
  }
}

function createVm(tvm: tvmjs.Instance): tvmjs.VirtualMachine {
  try {
    return tvm.createVirtualMachine(tvm.webgpu());
  } catch (error) {
    throw new ModelLoadError(
      "The GPU library of this model belongs to another version of this app. Reload the page.",
      { cause: error },
    );
  }
}

function readMetadata(vm: tvmjs.VirtualMachine): LibraryMetadata {
  const text: unknown = vm.getFunction("_metadata")();
  const metadata = v.safeParse(metadataSchema, JSON.parse(String(text)));
  if (metadata.success) return metadata.output;
  throw new ModelLoadError(
    "The GPU library of this model belongs to another version of this app. Reload the page.",
  );
}

/** Private parts of the runtime that are used here. */
const contextSchema = v.object({
  copyRawBytesToBuffer: v.custom<
    (bytes: Uint8Array, buffer: number, offset: number, length: number) => void
  >((value) => typeof value === "function"),
  shaderSubmitCounter: v.number(),
});

/** @throws {@link EngineError} when the runtime is another one than we know */
function contextOf(tvm: tvmjs.Instance) {
  const { lib } = tvm as unknown as { lib?: { webGPUContext?: unknown } };
  const context = lib?.webGPUContext;
  if (!v.is(contextSchema, context)) {
    throw new EngineError("TVM's web runtime is not of the version that this engine was made for.");
  }
  return context;
}

interface Held extends GpuTensor {
  readonly tensor: tvmjs.Tensor;
}

function createRuntime(
  tvm: tvmjs.Instance,
  vm: tvmjs.VirtualMachine,
  metadata: LibraryMetadata,
): Runtime {
  const context = contextOf(tvm);
  const device = tvm.webgpu();
  const held = new Map<GpuTensor, Held["tensor"]>();
  const functions = {
    embed: vm.getFunction("embed"),
    batch_prefill: vm.getFunction("batch_prefill"),
    batch_decode: vm.getFunction("batch_decode"),
    decode: vm.getFunction("decode"),
    sample: vm.getFunction("sample"),
    create_tir_paged_kv_cache: vm.getFunction("create_tir_paged_kv_cache"),
  };
  const state = (name: string) => tvm.getGlobalFunc(`vm.builtin.kv_state_${name}`);
  const [beginForward, endForward] = [state("begin_forward"), state("end_forward")];
  const [addSequence, forkSequence] = [state("add_sequence"), state("fork_sequence")];
  const [removeSequence, takeBack] = [state("remove_sequence"), state("popn")];
  const availablePages = tvm.getGlobalFunc("vm.builtin.attention_kv_cache_get_num_available_pages");
  let params: tvmjs.TVMObject | null = null;
  let cache: tvmjs.TVMObject | null = null;
  /** How many are there. */
  let fillers = 0;
  // A bare JavaScript number would arrive as a float.
  const whole = (value: number) => tvm.scalar(value, "int64");

  const ints = (values: readonly number[]) =>
    tvm.empty([values.length], "int32", device).copyFrom(Int32Array.from(values));
  const floats = (values: readonly number[]) =>
    tvm.empty([values.length], "float32", device).copyFrom(Float32Array.from(values));

  /** The logits after each piece: a GPU tensor [pieces, vocabulary] of the current scope. */
  const run = (pieces: readonly Tokens[]): tvmjs.Tensor => {
    if (!cache || !params) throw new EngineError("The model's weights are not loaded yet.");
    const lengths = pieces.map(({ tokens }) => tokens.length);
    const tokens = pieces.flatMap((piece) => piece.tokens);
    const embeds: tvmjs.Tensor = functions.embed(ints(tokens), params);
    const hidden = embeds.shape[1] ?? 0;
    beginForward(
      cache,
      tvm.makeShapeTuple(pieces.map(({ text }) => text)),
      tvm.makeShapeTuple(lengths),
    );
    const output: tvmjs.TVMArray = lengths.every((length) => length === 1)
      ? functions[pieces.length === 1 ? "decode" : "batch_decode"](
          embeds.view([pieces.length, 1, hidden]),
          cache,
          params,
        )
      : functions.batch_prefill(
          embeds.view([1, tokens.length, hidden]),
          ints(lastPlaces(lengths)),
          cache,
          params,
        );
    endForward(cache);
    const logits = output.get(0) as tvmjs.Tensor;
    return logits.view([pieces.length, logits.shape.at(-1) ?? 0]);
  };

  const read = async (tensor: tvmjs.Tensor): Promise<Float32Array> => {
    const host = tvm.empty(tensor.shape, "float32", tvm.cpu());
    host.copyFrom(tensor);
    tvm.detachFromCurrentScope(host);
    tvm.endScope();
    try {
      await device.sync();
      return Float32Array.from(host.toArray());
    } finally {
      host.dispose();
    }
  };

  /**
   * Pieces that fill a pass up to some rows: texts that nobody reads. Each has a page of its own, which
   * is not counted as free, and one token in it, taken back before the next.
   */
  const fillUp = (count: number): PlainPiece[] =>
    Array.from({ length: count }, (_, index) => {
      const text = firstFiller + index;
      if (index < fillers) takeBack(cache, whole(text), whole(1));
      else addSequence(cache, whole(text));
      fillers = Math.max(fillers, index + 1);
      return { text, tokens: [0], sampling: { temperature: 0, topP: 1, uniform: 0 } };
    });

  /** In a scope that `read` ends, or an error. */
  const scoped = async (compute: () => tvmjs.Tensor): Promise<Float32Array> => {
    tvm.beginScope();
    let result: tvmjs.Tensor;
    try {
      result = compute();
    } catch (error) {
      tvm.endScope();
      throw error;
    }
    return read(result);
  };

  return {
    metadata,
    allocate({ shape, dtype }) {
      const tensor = tvm.detachFromCurrentScope(tvm.empty(shape, dtype, device));
      const gpuTensor: GpuTensor = {
        write: (offset, bytes) =>
          context.copyRawBytesToBuffer(bytes, tensor.getDataPtr(), offset, bytes.length),
      };
      held.set(gpuTensor, tensor);
      return gpuTensor;
    },
    bind(tensors) {
      for (const { name } of metadata.params) {
        const tensor = held.get(tensors.get(name) ?? { write() {} });
        if (!tensor) throw new ModelLoadError(`The model has no tensor ${name}. Get it again.`);
        tvm.tensorCacheUpdate(name, tensor, true);
      }
      params = tvm.getParamsFromCacheByName(metadata.params.map(({ name }) => name));
    },
    settle: () => device.sync(),
    createCache({ tokens, pageSize }) {
      const all = tokens + mostFillers * pageSize;
      const sizes = [metadata.batch, all, metadata.chunk, pageSize, 0];
      cache = functions.create_tir_paged_kv_cache(
        ...sizes.map((size) => tvm.makeShapeTuple([size])),
      );
    },
    freePages: () => Number(availablePages(cache)) - (mostFillers - fillers),
    add: (text) => void addSequence(cache, whole(text)),
    fork: (from, to) => void forkSequence(cache, whole(from), whole(to), whole(-1)),
    remove: (text) => void removeSequence(cache, whole(text)),
    async forward(asked, rows = asked.length) {
      const pieces = asked.map(plain);
      const values = await scoped(() => {
        const all = [...pieces, ...fillUp(rows - pieces.length)];
        return functions.sample(
          run(all),
          floats(all.map(({ sampling }) => sampling.temperature || 1)),
          floats(all.map(({ sampling }) => sampling.topP)),
          floats(all.map(({ sampling }) => sampling.uniform)),
        );
      });
      return pieces.map(({ sampling }, row) =>
        readDraw(
          values.subarray(row * rowLength, (row + 1) * rowLength),
          sampling.temperature === 0,
        ),
      );
    },
    logits: (pieces) => scoped(() => run(pieces)),
    dispatches: () => context.shaderSubmitCounter,
    dispose: () => tvm.dispose(),
  };
}

/** This runtime draws for each piece, and knows no tokens that the host doesn't. */
function plain({ text, tokens, sampling }: Piece): PlainPiece {
  if (tokens === drawn) throw new EngineError("TVM's runtime can't read a token that it drew.");
  return { text, tokens, sampling: sampling ?? { temperature: 0, topP: 1, uniform: 0 } };
}

/** Where in a pass each piece's last token stands. */
function lastPlaces(lengths: readonly number[]): number[] {
  let end = 0;
  return lengths.map((length) => {
    end += length;
    return end - 1;
  });
}

/** The token, its log-probability, the likeliest tokens, their log-probabilities. */
function readDraw(row: Float32Array, greedy: boolean): Draw {
  const at = (index: number) => row[index] ?? Number.NaN;
  const best = Array.from({ length: top }, (_, rank) => ({
    token: at(2 + rank),
    logprob: at(2 + top + rank),
  }));
  const [likeliest] = best;
  if (Number.isNaN(at(1))) {
    throw new EngineError("The GPU computed no numbers (NaN). Reload the page or use the CPU.");
  }
  return greedy && likeliest
    ? { ...likeliest, top: best }
    : { token: at(0), logprob: at(1), top: best };
}
