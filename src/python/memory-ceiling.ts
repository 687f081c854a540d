const pageBytes = 65536;

/**
 * Keeps the WebAssembly memory of this worker, which is Python's, below a ceiling. Where it would
 * grow beyond, Python raises `MemoryError`.
 */
export class MemoryCeiling {
  #refused = false;

  constructor(bytes: number) {
    const { grow } = WebAssembly.Memory.prototype;
    const refuse = () => {
      this.#refused = true;
      throw new RangeError("The session's memory ceiling is reached.");
    };
    WebAssembly.Memory.prototype.grow = function (pages) {
      const size = this.buffer.byteLength + pages * pageBytes;
      return size <= bytes ? grow.call(this, pages) : refuse();
    };
  }

  /** Whether memory was refused since the last call. */
  takeRefusal(): boolean {
    const was = this.#refused;
    this.#refused = false;
    return was;
  }
}
