import { useCallback, useEffect, useRef, useState } from "react";
import { readView, solveHash } from "../models/use-view";
import { readProblemLink } from "./problem-link";
import { defaultSettings, type SolveSettings } from "./settings";
import type { SolverStore } from "./solver-store";

export interface LinkNotice {
  /** What is wrong with a link, or why it was not run, in plain words; null when all is well. */
  readonly text: string | null;
  readonly dismiss: () => void;
}

/** Follows links that hold a problem, also while the page is open. */
export function useProblemLink(
  store: SolverStore,
  onProblem: (problem: string, settings: SolveSettings | null) => void,
): LinkNotice {
  const [notice, setNotice] = useState<string | null>(null);
  const followed = useRef<string | null>(null);
  useEffect(() => {
    const follow = () => {
      const { hash } = window.location;
      // Coming back from a look at another screen must not begin a run again.
      const elsewhere = readView(hash).name !== "solve" || hash === solveHash;
      if (elsewhere || hash === followed.current) return;
      followed.current = hash;
      const link = readProblemLink(hash);
      setNotice(link.kind === "invalid" ? link.message : null);
      if (link.kind !== "problem") return;
      onProblem(link.problem, link.settings);
      if (!link.run) return;
      // A link must not make a browser send a problem, or work for hours, by itself.
      if (link.settings) {
        setNotice("A link with settings doesn't start by itself. Look at them, then press Solve.");
      } else if (store.getState().engine.source.kind === "demo") {
        store.solve({ problem: link.problem, settings: defaultSettings });
      } else {
        setNotice("A link starts by itself only with the demonstration model. Press Solve.");
      }
    };
    follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [store, onProblem]);
  const dismiss = useCallback(() => setNotice(null), []);
  return { text: notice, dismiss };
}
