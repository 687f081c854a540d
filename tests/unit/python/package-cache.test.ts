import { expect, it, vi } from "vitest";
import { keepingFetch } from "../../../src/python/package-cache";

const folder = "https://packages.example/v2/";

/** As much of the browser's Cache Storage as is used. */
function fakeStorage(kept: Record<string, string> = {}) {
  const entries = new Map(Object.entries(kept));
  const cache = {
    keys: async () => [...entries.keys()].map((url) => ({ url })),
    delete: async ({ url }: { url: string }) => entries.delete(url),
    match: async (url: string) => (entries.has(url) ? new Response(entries.get(url)) : undefined),
    put: async (url: string, response: Response) => void entries.set(url, await response.text()),
  };
  return { entries, storage: { open: async () => cache } as unknown as CacheStorage };
}

const online = () => vi.fn(async () => new Response("bytes"));
const offline = () => Promise.reject(new TypeError("no network"));

it("keeps what comes from the distribution, and then needs no network", async () => {
  const { storage, entries } = fakeStorage();
  const first = await keepingFetch(online(), folder, storage)(`${folder}numpy.whl`);
  expect(await first.text()).toBe("bytes");
  await vi.waitFor(() => expect(entries.size).toBe(1));
  const second = await keepingFetch(offline, folder, storage)(`${folder}numpy.whl`);
  expect(await second.text()).toBe("bytes");
});

it("keeps nothing of our own server, which the app's copy holds", async () => {
  const { storage, entries } = fakeStorage();
  await keepingFetch(online(), folder, storage)("https://own.example/sympy.whl");
  expect(entries.size).toBe(0);
});

it("keeps no error", async () => {
  const { storage, entries } = fakeStorage();
  const missing = async () => new Response("", { status: 404 });
  await keepingFetch(missing, folder, storage)(`${folder}numpy.whl`);
  expect(entries.size).toBe(0);
});

it("drops what an earlier version kept", async () => {
  const { storage, entries } = fakeStorage({ "https://packages.example/v1/numpy.whl": "old" });
  await keepingFetch(online(), folder, storage)(`${folder}numpy.whl`);
  await vi.waitFor(() => expect([...entries.keys()]).toEqual([`${folder}numpy.whl`]));
});

it.each([
  ["there is none", undefined],
  ["it can't be opened", { open: offline } as unknown as CacheStorage],
])("works without a cache: %s", async (_, storage) => {
  const response = await keepingFetch(online(), folder, storage)(`${folder}numpy.whl`);
  expect(await response.text()).toBe("bytes");
});
