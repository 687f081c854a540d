/** What is used of Emscripten's file system, which lies in JavaScript's memory. */
export interface Files {
  write(stream: unknown, buffer: unknown, offset: number, length: number, ...rest: never): number;
  readonly filesystems: { readonly MEMFS: MemoryFiles };
  readonly ErrnoError: new (number: number) => Error;
}

interface MemoryFiles {
  expandFileStorage: Resize;
  resizeFileStorage: Resize;
}

type Resize = (node: { readonly contents: { readonly length: number } }, bytes: number) => void;

/** Emscripten's number for "no space left on device". */
const noSpace = 51;

/**
 * How much the blocks of one interpreter may write to files and pipes in sum: these lie outside of
 * Python's own memory and its ceiling. What is deleted does not count back.
 */
export class FileCeiling {
  /** Set while a block runs: what we write ourselves, packages, is not counted. */
  counts = false;
  #left: number;

  constructor(files: Files, bytes: number) {
    this.#left = bytes;
    const charge = (size: number) => {
      if (!this.counts || size <= 0) return;
      if (size > this.#left) throw new files.ErrnoError(noSpace);
      this.#left -= size;
    };
    const { write } = files;
    files.write = (stream, buffer, offset, length, ...rest) => {
      charge(length);
      return write.call(files, stream, buffer, offset, length, ...rest);
    };
    const memory = files.filesystems.MEMFS;
    const charged =
      (resize: Resize): Resize =>
      (node, size) => {
        charge(size - node.contents.length);
        resize.call(memory, node, size);
      };
    memory.expandFileStorage = charged(memory.expandFileStorage);
    memory.resizeFileStorage = charged(memory.resizeFileStorage);
  }
}
