/**
 * What stays on a worker's global object besides the language itself: what Pyodide needs to run,
 * and nothing that reaches the network, storage, the page or another thread.
 */
const allowed = new Set([
  "self",
  "console",
  "crypto",
  "performance",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "queueMicrotask",
  "structuredClone",
  "atob",
  "btoa",
  "TextEncoder",
  "TextDecoder",
  "URL",
  "URLSearchParams",
  "AbortController",
  "AbortSignal",
  "Event",
  "EventTarget",
  "DOMException",
  "WebAssembly",
  "Crypto",
  "Performance",
]);

/** Names that the language defines; a browser's own interfaces are all that is not among them. */
const language = new Set([
  ...["globalThis", "Infinity", "NaN", "undefined", "eval", "isFinite", "isNaN", "parseFloat"],
  ...["parseInt", "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape"],
  ...["unescape", "Object", "Function", "Boolean", "Symbol", "Error", "AggregateError"],
  ...["EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"],
  ...["SuppressedError", "InternalError", "Number", "BigInt", "Math", "Date", "Temporal", "String"],
  ...["RegExp", "Array", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array"],
  ...["Uint16Array", "Int32Array", "Uint32Array", "BigInt64Array", "BigUint64Array"],
  ...["Float16Array", "Float32Array", "Float64Array", "Map", "Set", "WeakMap", "WeakSet"],
  ...["WeakRef", "FinalizationRegistry", "ArrayBuffer", "SharedArrayBuffer", "DataView"],
  ...["Atomics", "JSON", "Iterator", "AsyncIterator", "Promise", "Reflect", "Proxy", "Intl"],
  ...["DisposableStack", "AsyncDisposableStack", "constructor"],
]);

/**
 * Removes every other name from the global object and from the prototypes behind it. Whoever needs
 * one of them later, as our loader needs `fetch`, keeps it from before.
 * @returns the names that could not be removed
 */
export function lockDown(global: object): string[] {
  const left: string[] = [];
  let holder: object | null = global;
  // EventTarget.prototype is shared with the message ports, and has events only.
  while (holder && holder !== EventTarget.prototype && holder !== Object.prototype) {
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (allowed.has(name) || language.has(name)) continue;
      if (!Reflect.deleteProperty(holder, name)) left.push(name);
    }
    holder = Object.getPrototypeOf(holder);
  }
  return left;
}

/** Nobody reads what is written there but the developer tools, which keep all of it. */
export function silence(logger: Console): void {
  for (const name of Object.getOwnPropertyNames(logger)) {
    Reflect.set(logger, name, () => {});
  }
}
