/** What runs in the worker: JavaScript's own attempts, without Python in between. */
type Attempt = (hit: string, mark: string) => unknown;

const text = (code: string) => new Blob([code], { type: "text/javascript" });

export const attempts: Readonly<Record<string, Attempt>> = {
  fetch: (hit) => fetch(hit),
  "fetch without CORS": (hit) => fetch(hit, { mode: "no-cors" }),
  XMLHttpRequest(hit) {
    const request = new XMLHttpRequest();
    request.open("GET", hit);
    request.send();
  },
  WebSocket: (hit) => new WebSocket(hit.replace("http", "ws")),
  EventSource: (hit) => new EventSource(hit),
  "import()": (hit) => import(/* @vite-ignore */ hit),
  "import() of JSON": (hit) => import(/* @vite-ignore */ hit, { with: { type: "json" } }),
  "import() in a data: module": (hit) =>
    import(/* @vite-ignore */ `data:text/javascript,import("${hit}")`),
  "import() in a blob: module": (hit) =>
    import(/* @vite-ignore */ URL.createObjectURL(text(`import("${hit}")`))),
  "import in a blob: module": (hit) =>
    import(/* @vite-ignore */ URL.createObjectURL(text(`import "${hit}"`))),
  "Function with import()": (hit) => new Function(`import("${hit}")`)(),
  "async generator with import()": (hit) => {
    const Generator = Object.getPrototypeOf(async function* () {}).constructor;
    return Generator(`yield import("${hit}")`)().next();
  },
  "a timer with code as text": (hit) => setTimeout(`fetch("${hit}")`, 0),
  importScripts: (hit) => Reflect.get(globalThis, "importScripts")(hit),
  "a worker that fetches": (hit) => new Worker(URL.createObjectURL(text(`fetch("${hit}")`))),
  "a worker that imports": (hit) => new Worker(URL.createObjectURL(text(`import("${hit}")`))),
  "a worker in a worker that imports": (hit) => {
    const inner = `new Worker(URL.createObjectURL(new Blob(['import("${hit}")'])))`;
    return new Worker(URL.createObjectURL(text(inner)));
  },
  "a font's address": (hit) => new FontFace("x", `url(${hit})`).load(),
  "WebAssembly from an address": (hit) => WebAssembly.compileStreaming(fetch(hit)),
  IndexedDB: (_, mark) => indexedDB.open(mark),
  caches: (_, mark) => caches.open(mark),
  "the origin's private files": async (_, mark) => {
    const folder = await navigator.storage.getDirectory();
    await folder.getDirectoryHandle(mark, { create: true });
  },
  BroadcastChannel: (_, mark) => new BroadcastChannel("attack").postMessage(mark),
  "a lock of the page": (_, mark) => navigator.locks.request(mark, () => new Promise(() => {})),
  "a message to the worker's owner": (_, mark) => postMessage(mark),
};
