import { AbortedError } from "../errors";

/**
 * Decides who may run on an instance after a fault that hit everyone. Suspects come back one at a
 * time; a fault while one is on probation is its own. New requests wait meanwhile.
 */
export interface Probation {
  /** @throws {@link AbortedError} */
  enter(id: number, suspect: boolean, signal: AbortSignal): Promise<void>;
  /** It has shown that it runs. */
  pass(id: number): void;
  leave(id: number): void;
  /** A fault hit this request: was it its own? */
  isCulprit(id: number): boolean;
}

interface Fault {
  readonly culprit: number | null;
  readonly hit: Set<number>;
}

export function createProbation(): Probation {
  const underWay = new Set<number>();
  let onTrial: number | null = null;
  let fault: Fault | null = null;
  const waiting: { readonly suspect: boolean; admit(): void }[] = [];

  const mayEnter = (suspect: boolean) =>
    onTrial === null && (suspect || !waiting.some((one) => one.suspect));

  const pump = () => {
    while (onTrial === null) {
      const suspects = waiting.findIndex((one) => one.suspect);
      const [next] = waiting.splice(Math.max(0, suspects), 1);
      if (!next) return;
      next.admit();
    }
  };

  return {
    enter(id, suspect, signal) {
      const start = () => {
        underWay.add(id);
        if (suspect) onTrial = id;
      };
      if (signal.aborted) return Promise.reject(new AbortedError("Stopped."));
      if (mayEnter(suspect)) {
        start();
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const one = {
          suspect,
          admit() {
            signal.removeEventListener("abort", giveUp);
            start();
            resolve();
          },
        };
        const giveUp = () => {
          waiting.splice(waiting.indexOf(one), 1);
          reject(new AbortedError("Stopped."));
          pump();
        };
        signal.addEventListener("abort", giveUp, { once: true });
        waiting.push(one);
      });
    },
    pass(id) {
      if (onTrial !== id) return;
      onTrial = null;
      pump();
    },
    leave(id) {
      underWay.delete(id);
      if (onTrial === id) onTrial = null;
      pump();
    },
    isCulprit(id) {
      // The first to be told of a fault notes whom it hit; the others follow one by one.
      if (!fault?.hit.has(id)) fault = { culprit: onTrial, hit: new Set(underWay) };
      fault.hit.delete(id);
      return fault.culprit === id;
    },
  };
}
