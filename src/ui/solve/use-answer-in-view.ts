import { type RefObject, useEffect, useRef } from "react";
import type { RunState } from "./solver-state";
import { isFramed, isNearPageEnd } from "./use-follow";

/**
 * Brings the answer into view when a run begins, and when it ends for a reader who followed it.
 * Others stay where they read.
 */
export function useAnswerInView(run: RunState): RefObject<HTMLElement | null> {
  const card = useRef<HTMLElement>(null);
  const id = run.kind === "idle" ? 0 : run.facts.id;
  const ended = run.kind === "finished" || run.kind === "failed";
  useEffect(() => {
    if (id === 0 || isFramed() || (ended && !isNearPageEnd())) return;
    const place = card.current?.getBoundingClientRect();
    if (!place || (place.top >= 0 && place.bottom <= window.innerHeight)) return;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.current?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }, [id, ended]);
  return card;
}
