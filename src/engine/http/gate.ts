import { AbortedError } from "../errors";

/** Lets at most `size` holders in at once; the others wait in order. */
export interface Gate {
  /** @returns a function that gives the place back @throws {@link AbortedError} */
  enter(signal: AbortSignal): Promise<() => void>;
}

export function createGate(size: number): Gate {
  let free = size;
  const waiting: (() => void)[] = [];
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  const once = () => {
    let left = false;
    return () => {
      if (!left) leave();
      left = true;
    };
  };
  return {
    enter(signal) {
      if (signal.aborted) return Promise.reject(new AbortedError("Stopped."));
      if (free > 0) {
        free -= 1;
        return Promise.resolve(once());
      }
      return new Promise((resolve, reject) => {
        const admit = () => {
          signal.removeEventListener("abort", giveUp);
          resolve(once());
        };
        const giveUp = () => {
          waiting.splice(waiting.indexOf(admit), 1);
          reject(new AbortedError("Stopped."));
        };
        waiting.push(admit);
        signal.addEventListener("abort", giveUp, { once: true });
      });
    },
  };
}
