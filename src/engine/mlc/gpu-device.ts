import { EngineError } from "../errors";
import { type BatchDevice, tokenCount } from "../webgpu/batch-device";
import { createPace } from "../webgpu/pace";
import { requestDevice } from "./adapter";
import { createRowChoice } from "./row-choice";
import { type CacheSize, type GpuTensor, loadRuntime, type Runtime } from "./runtime";

/** The browser took the GPU away: a crash of its driver, too long a computation, too little memory. */
export class GpuLostError extends EngineError {
  override name = "GpuLostError";
}

/** A model on a GPU. */
export interface GpuDevice extends BatchDevice {
  readonly runtime: Runtime;
  /** The WebGPU device; tests destroy it. */
  readonly device: GPUDevice;
  dispose(): void;
}

export interface GpuDeviceParams {
  readonly adapter: GPUAdapter;
  /** The unpacked library. */
  readonly wasm: Uint8Array<ArrayBuffer>;
  /** Fills a tensor for each parameter. */
  loadWeights(
    runtime: Pick<Runtime, "metadata" | "allocate" | "settle">,
  ): Promise<ReadonlyMap<string, GpuTensor>>;
  readonly cache: CacheSize;
}

/**
 * Loads a library and a model's weights onto a new WebGPU device.
 * @throws {@link ModelLoadError} {@link GpuLostError}
 */
export async function openGpuDevice(params: GpuDeviceParams): Promise<GpuDevice> {
  const device = await requestDevice(params.adapter);
  const loss = watchLoss(device);
  try {
    const runtime = await loss.race(loadRuntime(params.wasm, device));
    runtime.bind(await loss.race(params.loadWeights(runtime)));
    runtime.createCache(params.cache);
    return createBatch(runtime, device, loss, params.cache);
  } catch (error) {
    device.destroy();
    throw error;
  }
}

interface Loss {
  /** What `work` gives, or the error once the device is lost. */
  race<T>(work: Promise<T>): Promise<T>;
  readonly error: GpuLostError | null;
}

function watchLoss(device: GPUDevice): Loss {
  let error: GpuLostError | null = null;
  const lost = device.lost.then(({ message, reason }) => {
    const why = message || reason;
    error = new GpuLostError(
      `The browser took the GPU away${why ? ` (${why})` : ""}: often too little memory, or another program that crashed it.`,
    );
    throw error;
  });
  lost.catch(() => {});
  return {
    get error() {
      return error;
    },
    async race(work) {
      try {
        return await Promise.race([work, lost]);
      } catch (cause) {
        // Work on a lost device fails in many ways; a moment later the loss is known.
        await Promise.race([lost.catch(() => {}), new Promise((done) => setTimeout(done, 50))]);
        throw error ?? cause;
      }
    },
  };
}

function createBatch(
  runtime: Runtime,
  device: GPUDevice,
  loss: Loss,
  { pageSize }: CacheSize,
): GpuDevice {
  const pace = createPace(runtime.metadata.chunk);
  const rowChoice = createRowChoice();
  /** TVM throws away what it had on a lost device: what it would say of that is of no use to anybody. */
  const alive = () => {
    if (loss.error) throw loss.error;
    return runtime;
  };
  return {
    ...{ runtime, device, pageSize },
    get chunk() {
      return pace.chunk();
    },
    batch: runtime.metadata.batch,
    freePages: () => alive().freePages(),
    add: (text) => alive().add(text),
    fork: (from, to) => alive().fork(from, to),
    remove(text) {
      // What was on a lost device is gone anyhow.
      if (!loss.error) runtime.remove(text);
    },
    async forward(pieces) {
      const started = performance.now();
      const count = pieces.reduce((sum, piece) => sum + tokenCount(piece), 0);
      const decodes = count === pieces.length;
      const rows = decodes ? rowChoice.rows(count) : pieces.length;
      const draws = await loss.race(runtime.forward(pieces, rows));
      const milliseconds = performance.now() - started;
      pace.note(count, milliseconds);
      if (decodes) rowChoice.note(count, rows, milliseconds);
      return draws;
    },
    dispose() {
      runtime.dispose();
      device.destroy();
    },
  };
}
