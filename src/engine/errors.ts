/** Something the engine could not do. `message` says what happened and what to do next. */
export class EngineError extends Error {
  override name = "EngineError";
}

/** The caller's signal fired. */
export class AbortedError extends EngineError {
  override name = "AbortedError";
}

/** The engine is gone for good: it crashed, or answers no more. The model has to be loaded again. */
export class EngineLostError extends EngineError {
  override name = "EngineLostError";
}

/** The model file is missing, damaged, or too large for this device. */
export class ModelLoadError extends EngineError {
  override name = "ModelLoadError";
}

/** The prompt alone does not fit into the context. */
export class PromptTooLongError extends EngineError {
  override name = "PromptTooLongError";
}

/** A server (HTTP engine, model file) did not answer as it should. */
export class RemoteError extends EngineError {
  override name = "RemoteError";
}
