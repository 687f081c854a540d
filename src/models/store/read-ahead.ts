/** Reads parts in their order; the next one comes while the one before is worked on. */
export async function* readAhead<T>(
  count: number,
  read: (index: number) => Promise<T>,
): AsyncGenerator<T> {
  let coming = count > 0 ? read(0) : null;
  for (let index = 0; coming; index += 1) {
    const part = await coming;
    coming = index + 1 < count ? read(index + 1) : null;
    // Who stops early doesn't wait for it.
    coming?.catch(() => {});
    yield part;
  }
}
