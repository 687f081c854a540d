/** Runs `count` jobs, at most `limit` at a time, in order. The first failure rejects. */
export async function runPooled(
  count: number,
  limit: number,
  job: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await job(next++);
  };
  await Promise.all(Array.from({ length: Math.min(count, Math.max(1, limit)) }, lane));
}
