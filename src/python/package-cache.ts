const cacheName = "python-packages";

/**
 * A fetch that keeps what lies in `folder`: packages of Pyodide's own distribution, whose names
 * carry their versions. They then need no network any more.
 * @param folder an address that ends in "/"; what is kept of another one is deleted
 * @param storage missing where the page is not served over https
 */
export function keepingFetch(
  fetchFunction: typeof fetch,
  folder: string,
  storage: CacheStorage | undefined,
): typeof fetch {
  const cache = storage && open(storage, folder).catch(() => null);
  return async (input, init) => {
    const kept = String(input).startsWith(folder) ? await cache : null;
    if (!kept) return fetchFunction(input, init);
    const found = await kept.match(input);
    if (found) return found;
    const response = await fetchFunction(input, init);
    // The browser has checked the hash by the time the body has been read. Without space for it,
    // the package is fetched again next time.
    if (response.ok) kept.put(input, response.clone()).catch(() => {});
    return response;
  };
}

async function open(storage: CacheStorage, folder: string): Promise<Cache> {
  const cache = await storage.open(cacheName);
  for (const request of await cache.keys()) {
    if (!request.url.startsWith(folder)) await cache.delete(request);
  }
  return cache;
}
