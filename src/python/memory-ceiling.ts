const pageBytes = 65536;

/** After a refusal there is so much more, for telling of it: a traceback needs memory too. */
const reserveBytes = 64 * 2 ** 20;

/** Emscripten asks so often, for less each time, before Python hears that there is no memory. */
const attempts = 3;

/**
 * Keeps the WebAssembly memory of this worker, which is Python's, below a ceiling. Where it would
 * grow beyond, Python raises `MemoryError`.
 */
export class MemoryCeiling {
  #refusals = 0;

  constructor(bytes: number) {
    const { grow } = WebAssembly.Memory.prototype;
    const refuse = () => {
      this.#refusals += 1;
      throw new RangeError("The session's memory ceiling is reached.");
    };
    const ceiling = () => (this.#refusals < attempts ? bytes : bytes + reserveBytes);
    WebAssembly.Memory.prototype.grow = function (pages) {
      const size = this.buffer.byteLength + pages * pageBytes;
      return size <= ceiling() ? grow.call(this, pages) : refuse();
    };
  }

  /** Whether memory was refused since the last call. */
  takeRefusal(): boolean {
    const refused = this.#refusals > 0;
    this.#refusals = 0;
    return refused;
  }
}
