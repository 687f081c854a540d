import { EngineError } from "../errors";

/** This GPU, or our engine, can't run the model; another engine may. The message follows “because”. */
export class GpuUnsuitableError extends EngineError {
  override name = "GpuUnsuitableError";
}

/**
 * The GPU is of no use any more: the browser took it away (a crash of its driver, too long a computation, too
 * little memory), or it refuses what the engine asks of it.
 */
export class GpuLostError extends EngineError {
  override name = "GpuLostError";
}

/** The GPU has no room for what was asked of it; less may fit. */
export class GpuMemoryError extends EngineError {
  override name = "GpuMemoryError";
}
