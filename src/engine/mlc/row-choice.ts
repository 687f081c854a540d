/**
 * For three to eight rows the libraries have kernels that read all weights once for each four rows; for
 * more there are others that read them once for all (`tools/model-library/passes.py`). Which are faster
 * for five to eight rows depends on the GPU: it is tried.
 */
const least = 5;
const most = 8;

/** Rows that a pass of so many has at least where it shall take the other kernels. */
const filled = most + 1;

/** Rows that may have to be added. */
export const mostFillers = filled - least;

/** Passes of each kind that are timed. The first of each is not: kernels are made ready in it. */
const trials = 3;

/** How many rows a decoding pass computes, learnt from the passes before. */
export interface RowChoice {
  /** @param count texts that get a token @returns at least as many; the rest nobody reads */
  rows(count: number): number;
  /** @param count as asked for, @param rows as answered */
  note(count: number, rows: number, milliseconds: number): void;
}

export function createRowChoice(): RowChoice {
  const plainTimes: number[] = [];
  const filledTimes: number[] = [];
  const best = (times: readonly number[]) => Math.min(...times.slice(1));
  const isFaster = () => {
    if (filledTimes.length <= trials) return filledTimes.length < plainTimes.length;
    return best(filledTimes) < best(plainTimes);
  };
  return {
    rows: (count) => (count >= least && count <= most && isFaster() ? filled : count),
    note(count, rows, milliseconds) {
      if (count < least || count > most) return;
      const times = rows > count ? filledTimes : plainTimes;
      if (times.length <= trials) times.push(milliseconds);
    },
  };
}
