/** What syntax makes, and no name of the global object leads to. */
const unnamed = [
  async () => {},
  function* () {},
  async function* () {},
  [][Symbol.iterator](),
  new Map().entries(),
  new Set().entries(),
  "".matchAll(/./g),
];

/**
 * Nothing in this thread can change JavaScript's and the browser's own objects any more. The messages
 * that come in can't name them either; this is the wall behind that one.
 */
export function freezeBuiltIns(): void {
  const seen = new Set<unknown>([globalThis]);
  for (const { value } of Object.values(Object.getOwnPropertyDescriptors(globalThis))) {
    // The language's are functions and plain holders of functions, such as Math.
    freezeWithPrototypes(value, seen);
  }
  for (const item of unnamed) freezeWithPrototypes(Object.getPrototypeOf(item), seen);
}

function freezeWithPrototypes(value: unknown, seen: Set<unknown>): void {
  if (!isObject(value) || seen.has(value)) return;
  seen.add(value);
  // Typed arrays with elements can't be frozen; there are none among the built-ins.
  Object.freeze(value);
  freezeWithPrototypes(Object.getPrototypeOf(value), seen);
  for (const name of ["prototype", "constructor"]) {
    freezeWithPrototypes(Object.getOwnPropertyDescriptor(value, name)?.value, seen);
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
