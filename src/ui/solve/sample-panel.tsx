import { useEffect, useRef } from "react";
import { formatSeconds, plural } from "./figures";
import { isOver, type SampleView } from "./run-view";
import { SampleIcon } from "./sample-icon";
import { describeSample, labelSample } from "./sample-labels";
import type { RunFacts } from "./solver-state";
import { Parts } from "./working";

interface SamplePanelProps {
  readonly id: string;
  readonly facts: RunFacts;
  readonly sample: SampleView;
  readonly onClose: () => void;
}

/** All that one sample wrote. */
export function SamplePanel({ id, facts, sample, onClose }: SamplePanelProps) {
  const panel = useRef<HTMLLIElement>(null);
  const number = sample.sample + 1;
  const label = labelSample(sample);
  const note = describeSample(sample, facts);
  const { parts } = sample.transcript;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sample is another place
  useEffect(() => {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    panel.current?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }, [number]);
  return (
    <li ref={panel} id={id} className="card sample-panel">
      <section aria-label={`Sample ${number}`}>
        <div className="sample-panel-head">
          <h3>Sample {number}</h3>
          <span className={`sample-panel-state tone-${label.tone}`}>
            <SampleIcon tone={label.tone} />
            {label.text}
          </span>
          <button type="button" className="button button-quiet" onClick={onClose}>
            Close
          </button>
        </div>
        {note && (
          <p className={sample.state === "failed" ? "notice notice-error" : "sample-note"}>
            {note}
          </p>
        )}
        {parts.length > 0 ? (
          <div className="working">
            <Parts parts={parts} live={!isOver(sample)} />
          </div>
        ) : (
          !note && <p className="placeholder">It has written nothing yet.</p>
        )}
        <p className="hint">{describeFacts(sample)}</p>
      </section>
    </li>
  );
}

function describeFacts({ mode, seed, progress, outcome, confidence }: SampleView): string {
  return [
    mode === "tir" ? "with Python" : "reasoning only",
    `seed ${seed}`,
    plural(progress.tokens, "token"),
    ...(outcome ? [formatSeconds(outcome.seconds)] : []),
    ...(confidence === null ? [] : [`confidence at its end ${confidence.toFixed(2)}`]),
  ].join(" · ");
}
