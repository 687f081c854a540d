import { useEffect, useRef, useState } from "react";
import type { Format } from "../texts/format";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import { comparisonsLeft } from "./estimate/comparisons-left";
import { type TimeLeft, timeLeft } from "./estimate/time-left";
import type { RunView } from "./run-view";
import type { RunFacts } from "./solver-state";

interface RunProgressProps {
  readonly facts: RunFacts;
  readonly view: RunView;
  /** Tokens of a sample by the runs before; null where not known. */
  readonly typical: number | null;
}

/** Once a second is enough to read, and calm. */
const gap = 1000;

/** How far a run has come, and how long it will go on, as far as that is known. */
export function RunProgress({ facts, view, typical }: RunProgressProps) {
  const { run, format } = useTexts();
  const left = useTimeLeft(facts, view, typical);
  const words = run.progress;
  return (
    <p className="run-progress">
      <progress value={left?.share ?? undefined} max={1} aria-label={words.title} />
      <span className="hint">{describe(left, words, format)}</span>
    </p>
  );
}

function describe(
  left: TimeLeft | null,
  words: Texts["run"]["progress"],
  { about }: Format,
): string {
  if (!left) return words.unknown;
  return left.atMost ? words.atMost(about(left.seconds)) : words.about(about(left.seconds));
}

/** The estimate of a moment ago; the share never goes back. */
function useTimeLeft(facts: RunFacts, view: RunView, typical: number | null): TimeLeft | null {
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  }, [view]);
  const [left, setLeft] = useState<TimeLeft | null>(null);
  useEffect(() => {
    const { startedAt } = facts;
    if (startedAt === null) return;
    const look = () =>
      setLeft((before) => {
        const now = performance.now();
        const next =
          timeLeft(latest.current, facts, (now - startedAt) / 1000, typical) ??
          comparisonsLeft(latest.current, facts, now);
        if (!next || next.share === null) return next;
        return { ...next, share: Math.max(next.share, before?.share ?? 0) };
      });
    const timer = setInterval(look, gap);
    return () => clearInterval(timer);
  }, [facts, typical]);
  return left;
}
