interface Patience {
  /** Milliseconds after which it is done though there is no idle moment. */
  readonly latest: number;
  /** Milliseconds to wait in browsers that don't tell of idle moments. */
  readonly blind: number;
}

/**
 * Does something when the browser has nothing else to do.
 * @returns takes it back
 */
export function whenIdle(task: () => void, { latest, blind }: Patience): () => void {
  if (typeof requestIdleCallback === "function") {
    const id = requestIdleCallback(task, { timeout: latest });
    return () => cancelIdleCallback(id);
  }
  const id = setTimeout(task, blind);
  return () => clearTimeout(id);
}
