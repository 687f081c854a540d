/** The sandbox is no more, and all that was in it; `message` says why. */
export class SandboxGoneError extends Error {
  override name = "SandboxGoneError";
}

/** A worker took too long to start, though its sandbox is well. */
export class LateStartError extends Error {
  override name = "LateStartError";
}
