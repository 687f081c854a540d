import { GpuLostError } from "./errors";

/** Whether a device is still there. */
export interface DeviceLoss {
  /** What `work` gives, or the error once the device is lost. */
  race<T>(work: Promise<T>): Promise<T>;
  readonly error: GpuLostError | null;
}

/** Milliseconds that a failure waits for the loss that may have caused it. */
const patience = 50;

export function watchLoss(device: Pick<GPUDevice, "lost">): DeviceLoss {
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
        await Promise.race([
          lost.catch(() => {}),
          new Promise((done) => setTimeout(done, patience)),
        ]);
        throw error ?? cause;
      }
    },
  };
}

/** What is tried after the n-th loss, for people; null: nothing more. */
export function afterLoss(losses: number): string | null {
  if (losses === 1) return "The model is loaded again, and the samples go on from their text.";
  if (losses === 2) {
    return "The model is loaded again with half the memory for samples, so fewer are drawn at a time.";
  }
  return null;
}
