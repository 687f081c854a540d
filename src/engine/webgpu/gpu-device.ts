import { featuresOf, requestDevice } from "./adapter";
import { type BatchDevice, type Draw, type Piece, tokenCount } from "./batch-device";
import { type DeviceFaults, watchFaults } from "./device-faults";
import { type DeviceLoss, watchLoss } from "./device-loss";
import { withMemory } from "./device-memory";
import { allocateWeights } from "./gpu-weights";
import type { EngineModel } from "./model/engine-model";
import { createPace } from "./pace";
import { createPages, type PageCopy } from "./pages";
import { planPass } from "./pass-plan";
import { createPassRunner, type PassRunner, type RunnerCounts } from "./pass-runner";
import { type KvPlan, mostTexts } from "./plan-memory";
import { createSlots } from "./slots";
import { pageTokens } from "./step-layout";

/** What a device was given so far; for tests and the bench. */
export type DeviceCounts = RunnerCounts;

/** A model on a GPU. */
export interface GpuDevice extends BatchDevice {
  /** The WebGPU device; tests destroy it. */
  readonly device: GPUDevice;
  readonly counts: Readonly<DeviceCounts>;
  /** One pass: the logits after each piece, [pieces, vocabulary]; to compare with a reference. */
  logits(pieces: readonly Pick<Piece, "text" | "tokens">[]): Promise<Float32Array>;
  /** Gives a text tokens that nobody computed, so that long contexts can be measured at no cost. */
  skip(text: number, tokens: number): void;
  dispose(): void;
}

export interface GpuDeviceParams {
  readonly adapter: GPUAdapter;
  readonly model: Pick<EngineModel, "transformer" | "tensors">;
  readonly plan: KvPlan;
  /** Told of bytes of the file that have been read. */
  onBytes?(bytes: number): void;
}

/**
 * Loads a model onto a new WebGPU device.
 * @throws {@link GpuUnsuitableError} {@link GpuMemoryError} {@link GpuLostError}, and what reading the
 *   weights throws
 */
export async function openGpuDevice(params: GpuDeviceParams): Promise<GpuDevice> {
  const device = await requestDevice(params.adapter);
  const loss = watchLoss(device);
  const faults = watchFaults(device);
  try {
    return await loss.race(load(device, loss, faults, params));
  } catch (error) {
    device.destroy();
    throw error;
  }
}

async function load(
  device: GPUDevice,
  loss: DeviceLoss,
  faults: DeviceFaults,
  { model, plan, onBytes = () => {} }: GpuDeviceParams,
): Promise<GpuDevice> {
  // All buffers before the first byte is read: want of memory shows at once.
  const { allocated, runner } = await withMemory(device, () => {
    const allocated = allocateWeights(device, model);
    const { weights } = allocated;
    const { transformer } = model;
    const features = featuresOf(device);
    return {
      allocated,
      runner: createPassRunner({ device, features, transformer, weights, plan }),
    };
  });
  await Promise.all([runner.prepare(), allocated.fill(device.queue, onBytes)]);
  if (faults.error) throw faults.error;
  // What plays a GPU on the processor would compile instead of computing.
  if (!device.adapterInfo?.isFallbackAdapter) {
    // A pipeline that can't be made is told to the pass that wants it.
    runner.prepareTexts(plan.maxTexts).catch(() => {});
  }
  return createBatch(device, loss, faults, runner, plan);
}

/** What a wave of passes shares: texts, pages, rows of the page table. */
function createBatch(
  device: GPUDevice,
  loss: DeviceLoss,
  faults: DeviceFaults,
  runner: PassRunner,
  plan: KvPlan,
): GpuDevice {
  const pages = createPages(plan.pages, pageTokens);
  const slots = createSlots(runner.slots);
  const pace = createPace(runner.mostRows);
  /** Pages to be copied before the next pass. */
  let copies: PageCopy[] = [];
  /** When the pass before was done; a pass waits for it. */
  let lastEnd = 0;
  const check = () => {
    const error = loss.error ?? faults.error;
    if (error) throw error;
  };

  const place = (pieces: readonly Piece[]) => {
    const rows = slots.of(pieces.map(({ text }) => text));
    const placed = pieces.map((piece, index) => {
      const length = pages.length(piece.text);
      pages.extend(piece.text, tokenCount(piece));
      const slot = rows[index] ?? 0;
      runner.setPages(slot, pages.pages(piece.text));
      return { piece, slot, length };
    });
    const pending = copies;
    copies = [];
    return { plan: planPass(placed), copies: pending };
  };

  return {
    ...{ device, pageSize: pageTokens, batch: mostTexts, counts: runner.counts },
    get chunk() {
      return pace.chunk();
    },
    freePages() {
      check();
      return pages.free;
    },
    add(text) {
      check();
      pages.add(text);
    },
    fork(from, to) {
      check();
      const copy = pages.fork(from, to);
      if (copy) copies.push(copy);
    },
    remove(text) {
      pages.remove(text);
      slots.remove(text);
    },
    skip: pages.extend,
    takeBack: (text, tokens) => pages.shorten(text, tokens),
    async forward(pieces) {
      check();
      const started = performance.now();
      const { plan, copies } = place(pieces);
      const drawn = await loss.race(runner.run(plan, copies));
      check();
      const now = performance.now();
      pace.note(plan.step.rows.length, now - Math.max(started, lastEnd));
      lastEnd = now;
      const draws: (Draw | null)[] = pieces.map(() => null);
      for (const [n, piece] of plan.drawPieces.entries()) draws[piece] = drawn[n] ?? null;
      return draws;
    },
    async logits(pieces) {
      check();
      const sampling = { temperature: 0, topP: 1, uniform: 0 };
      const { plan, copies } = place(pieces.map((piece) => ({ ...piece, sampling })));
      const logits = await loss.race(runner.logits(plan, copies));
      check();
      const columns = logits.length / pieces.length;
      // In the order of the pieces.
      const sorted = new Float32Array(logits.length);
      for (const [n, piece] of plan.drawPieces.entries()) {
        sorted.set(logits.subarray(n * columns, (n + 1) * columns), piece * columns);
      }
      return sorted;
    },
    dispose() {
      if (loss.error === null) device.destroy();
    },
  };
}
