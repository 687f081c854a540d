import { type BatchDevice, tokenCount } from "../webgpu/batch-device";
import { type DeviceLoss, watchLoss } from "../webgpu/device-loss";
import { createPace } from "../webgpu/pace";
import { requestDevice } from "./adapter";
import { createRowChoice } from "./row-choice";
import { type CacheSize, type GpuTensor, loadRuntime, type Runtime } from "./runtime";

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

function createBatch(
  runtime: Runtime,
  device: GPUDevice,
  loss: DeviceLoss,
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
