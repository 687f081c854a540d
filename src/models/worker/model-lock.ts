const lockName = (id: string) => `model ${id}`;

/** Does something with a model that only one tab may do; the others wait. A tab that dies lets go. */
export async function withModelLock<T>(
  id: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  return await navigator.locks.request(lockName(id), { signal }, work);
}

/** Waits until nobody works on a model. */
export async function whenFree(id: string): Promise<void> {
  await navigator.locks.request(lockName(id), { mode: "shared" }, () => {});
}

/** Does something with a model if nobody works on it; else nothing. */
export async function ifFree(id: string, work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(lockName(id), { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}
