/** How the work is spread: copies of the model, each in its own worker, and what each may use. */
export interface Layout {
  readonly instances: number;
  /** Threads of one instance; without SharedArrayBuffer it gets one. */
  readonly threads: number;
  /** Sequences that one instance decodes together. */
  readonly slots: number;
  /** Numbers of 32 bits in the KV instead of 16: twice the memory. */
  readonly wideKv: boolean;
}

export interface LayoutQuestion {
  readonly modelBytes: number;
  /** Logical processors. */
  readonly cores: number;
  readonly gpu: boolean;
  readonly maxSequences: number;
}

/** Up to this size several copies of the weights cost less than threads lose. */
export const smallModelBytes = 48 * 2 ** 20;

const mostThreads = 8;

/**
 * llama.cpp saves the KV of a text that a new one displaces in a cache of up to 8 GiB, which the
 * library offers no way to limit. Before all instances together keep this much, they start anew.
 */
export const savedBytesLimit = 512 * 2 ** 20;

/**
 * On the CPU llama.cpp gains nothing from decoding several sequences in one batch (measured: 35
 * tokens/s for one, 40 for eight). One after the other, each finds the shared prompt in the slot,
 * and the first answers come sooner. In a small model threads wait for each other longer than they
 * compute (6 MB: 124 tokens/s with one thread, 70 with two, 3 while another program uses a core),
 * so it gets one single-threaded copy a core, which also needs no SharedArrayBuffer. A large one
 * gets one copy with threads.
 */
export function chooseLayout(question: LayoutQuestion): Layout {
  const { cores, maxSequences } = question;
  if (question.gpu) {
    // Batches pay on a GPU: all sequences decode together.
    return { instances: 1, threads: 1, slots: maxSequences, wideKv: false };
  }
  if (question.modelBytes <= smallModelBytes) {
    // Beyond four cores one stays free for the page and Python.
    const useful = cores <= 4 ? cores : cores - 1;
    const instances = Math.max(1, Math.min(useful, maxSequences));
    // WebAssembly has no 16-bit floats: converting them halves the speed. A small model's KV is
    // small enough for 32.
    return { instances, threads: 1, slots: 1, wideKv: true };
  }
  // Half of the logical processors: two that share one arithmetic unit gain nothing.
  const threads = Math.min(cores, mostThreads, Math.max(2, Math.floor(cores / 2)));
  return { instances: 1, threads, slots: 1, wideKv: false };
}
