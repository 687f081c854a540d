import { useCallback, useEffect, useRef, useState } from "react";
import { readView, solveHash } from "../models/use-view";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import { readProblemLink } from "./problem-link";
import { defaultSettings, type SolveSettings } from "./settings";
import type { SolverStore } from "./solver-store";

export interface LinkNotice {
  /** What is wrong with a link, or why it was not run, in plain words; null when all is well. */
  readonly text: string | null;
  readonly dismiss: () => void;
}

type Notice =
  | { readonly kind: "invalid"; readonly message: string }
  /** Why a link was not run. */
  | { readonly kind: "settings" }
  | { readonly kind: "otherModel" };

function describe(notice: Notice, { solve, message }: Texts): string {
  return notice.kind === "invalid" ? message(notice.message) : solve.link[notice.kind];
}

/** Follows links that hold a problem, also while the page is open. */
export function useProblemLink(
  store: SolverStore,
  onProblem: (problem: string, settings: SolveSettings | null) => void,
): LinkNotice {
  const texts = useTexts();
  const [notice, setNotice] = useState<Notice | null>(null);
  const followed = useRef<string | null>(null);
  useEffect(() => {
    const follow = () => {
      const { hash } = window.location;
      // Coming back from a look at another screen must not begin a run again.
      const elsewhere = readView(hash).name !== "solve" || hash === solveHash;
      if (elsewhere || hash === followed.current) return;
      followed.current = hash;
      // What was refused was another problem, and its words would hide those about the link.
      store.dismissRejection();
      const link = readProblemLink(hash);
      setNotice(link.kind === "invalid" ? { kind: "invalid", message: link.message } : null);
      if (link.kind !== "problem") return;
      onProblem(link.problem, link.settings);
      if (!link.run) return;
      // A link must not make a browser send a problem, or work for hours, by itself.
      if (link.settings) {
        setNotice({ kind: "settings" });
      } else if (store.getState().engine.source.kind === "demo") {
        store.solve({ problem: link.problem, settings: defaultSettings });
      } else {
        setNotice({ kind: "otherModel" });
      }
    };
    follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [store, onProblem]);
  const dismiss = useCallback(() => setNotice(null), []);
  return { text: notice && describe(notice, texts), dismiss };
}
