/** Something went wrong that may well go right when it is tried again. `message` says what, as a sentence. */
export class PassingFailure extends Error {
  override name = "PassingFailure";
  /** Milliseconds that the server asked us to wait; null where it didn't. */
  readonly retryAfter: number | null;

  constructor(
    message: string,
    { retryAfter = null, cause }: { retryAfter?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.retryAfter = retryAfter;
  }
}
