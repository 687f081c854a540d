import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTexts } from "../texts/use-texts";
import type { RunView } from "./run-view";

// Few look at them.
const RunCharts = lazy(async () => ({
  default: (await import("../charts/run-charts")).RunCharts,
}));

interface ChartsSectionProps {
  readonly view: RunView;
  readonly live: boolean;
}

/** Pictures of a run's course, for those who open them. */
export function ChartsSection({ view, live }: ChartsSectionProps) {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  const shown = useCalm(view, live);
  return (
    <details
      className="card charts"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{texts.charts.title}</summary>
      {open && (
        <Suspense fallback={<p role="status">{texts.app.loading}</p>}>
          <RunCharts view={shown} />
        </Suspense>
      )}
    </details>
  );
}

/** Charts that change with every token can't be read, and cost frames. */
const gap = 1000;

/** The view, while a run goes on as it was a moment ago. */
function useCalm(view: RunView, live: boolean): RunView {
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  }, [view]);
  const [shown, setShown] = useState(view);
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => setShown(latest.current), gap);
    return () => clearInterval(timer);
  }, [live]);
  return live ? shown : view;
}
