import { EngineError } from "../errors";

/** This GPU, or our engine, can't run the model; another engine may. The message follows “because”. */
export class GpuUnsuitableError extends EngineError {
  override name = "GpuUnsuitableError";
}

/** The browser took the GPU away: a crash of its driver, too long a computation, too little memory. */
export class GpuLostError extends EngineError {
  override name = "GpuLostError";
}

/** The GPU has no room for what was asked of it; less may fit. */
export class GpuMemoryError extends EngineError {
  override name = "GpuMemoryError";
}
