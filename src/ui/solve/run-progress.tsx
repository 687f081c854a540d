import { useEffect, useRef, useState } from "react";
import { useTexts } from "../texts/use-texts";
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
  if (!left) return null;
  const time = format.about(left.seconds);
  return (
    <p className="run-progress">
      <progress value={left.share} max={1} aria-label={run.progress.title} />
      <span className="hint">
        {left.atMost ? run.progress.atMost(time) : run.progress.about(time)}
      </span>
    </p>
  );
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
        const elapsed = (performance.now() - startedAt) / 1000;
        const next = timeLeft(latest.current, facts, elapsed, typical);
        return next && { ...next, share: Math.max(next.share, before?.share ?? 0) };
      });
    const timer = setInterval(look, gap);
    return () => clearInterval(timer);
  }, [facts, typical]);
  return left;
}
