/** What is used of Emscripten's module. */
export interface StackModule {
  readonly HEAPU32: Uint32Array;
  _PyThreadState_Get(): number;
  /** Where the stack in Python's own memory begins; it grows downwards. */
  _emscripten_stack_get_base(): number;
}

/**
 * Calls from C into Python and back use two stacks: one in Python's memory, which Python watches, and
 * the browser's, which it knows nothing of and which is the first to end. That ends the interpreter. So
 * Python is told that its own stack is as small as it is when the browser's ends: of each byte of the
 * browser's, the calls with the smallest share use 0.105 of a byte here (measured with Pyodide 314.0.7 in
 * V8, code not yet optimised: 230 to 280 levels take a megabyte; workers of Chromium have half of it).
 */
const share = 0.095;

/** Bytes of a level in `levels`. */
const levelBytes = 8 * 1000;

/** The three limits of a thread of Python 3.14 lie side by side: top, soft, hard; the last two so far apart. */
const marginBytes = 8192;
const searched = { from: 100, to: 300 };

/**
 * Lets Python raise RecursionError before the browser's stack ends.
 * @returns what puts the limit in force and lifts it; null where this Python does not keep it as known
 */
export function stackLimit(module: StackModule): ((inForce: boolean) => void) | null {
  const top = module._emscripten_stack_get_base();
  const state = module._PyThreadState_Get() / 4;
  const words = module.HEAPU32;
  const found: number[] = [];
  for (let word = state + searched.from; word < state + searched.to; word++) {
    const [soft = 0, hard = 0] = words.subarray(word + 1, word + 3);
    if (words[word] === top && soft - hard === marginBytes) found.push(word + 1);
  }
  const [soft] = found;
  if (soft === undefined || found.length > 1) return null;
  const lifted = words[soft] ?? 0;
  const limited = Math.max(lifted, top - Math.floor(levels() * levelBytes * share));
  return (inForce) => {
    // Memory that has grown has another view.
    module.HEAPU32[soft] = inForce ? limited : lifted;
  };
}

/** How many calls with a thousand arguments, eight bytes each, the browser's stack holds from here. */
function levels(): number {
  const bulky = new Array<number>(1000).fill(0);
  const dig = (...items: number[]): number => {
    try {
      return 1 + dig(...items);
    } catch {
      return 1;
    }
  };
  return dig(...bulky);
}
