/** How the work is spread: copies of the model, each in its own worker, and what each may use. */
export interface Layout {
  readonly instances: number;
  /** Threads of one instance. */
  readonly threads: number;
  /** Sequences whose KV one instance holds. */
  readonly slots: number;
  /** Sequences that may start while others of the same instance generate. */
  readonly startWhileBusy: boolean;
}

export interface LayoutQuestion {
  readonly modelBytes: number;
  /** Logical processors. */
  readonly cores: number;
  /** SharedArrayBuffer is there, so one instance can use several threads. */
  readonly isolated: boolean;
  readonly gpu: boolean;
  readonly maxSequences: number;
}

/** Up to this size several copies of the weights cost less than threads lose. */
export const smallModelBytes = 48 * 2 ** 20;

const mostThreads = 8;

/**
 * On the CPU llama.cpp gains nothing from decoding several sequences in one batch (measured: 35
 * tokens/s for one, 40 for eight), and in a small model its threads wait for each other longer than
 * they compute (6 MB: 124 tokens/s with one thread, 70 with two; 3 when another program uses a
 * core). So a small model gets one single-threaded copy a core, which also needs no
 * SharedArrayBuffer; a large one gets one copy with threads.
 */
export function chooseLayout(question: LayoutQuestion): Layout {
  const { cores, maxSequences } = question;
  if (question.gpu) {
    // Batches pay on a GPU: all sequences decode together.
    return { instances: 1, threads: 1, slots: maxSequences, startWhileBusy: true };
  }
  if (question.modelBytes <= smallModelBytes) {
    // Beyond four cores one stays free for the page and Python.
    const useful = cores <= 4 ? cores : cores - 1;
    const instances = Math.max(1, Math.min(useful, maxSequences, mostThreads));
    return {
      instances,
      threads: 1,
      slots: Math.ceil(maxSequences / instances),
      startWhileBusy: false,
    };
  }
  // Half of the logical processors: two that share one arithmetic unit gain nothing.
  const threads = question.isolated ? Math.min(mostThreads, Math.max(2, Math.floor(cores / 2))) : 1;
  return {
    instances: 1,
    threads: Math.min(threads, cores),
    slots: maxSequences,
    startWhileBusy: false,
  };
}
