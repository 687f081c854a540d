import { useEffect, useRef } from "react";
import { CopyMenu } from "../copy/copy-menu";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
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
  const texts = useTexts();
  const words = texts.run.sample;
  const panel = useRef<HTMLLIElement>(null);
  const number = sample.sample + 1;
  const label = labelSample(sample, texts);
  const note = describeSample(sample, facts, texts);
  const { parts } = sample.transcript;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sample is another place
  useEffect(() => {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    panel.current?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }, [number]);
  return (
    <li ref={panel} id={id} className="card sample-panel">
      <section aria-label={words.name(number)}>
        <div className="sample-panel-head">
          <h3>{words.name(number)}</h3>
          <span className={`sample-panel-state tone-${label.tone}`}>
            <SampleIcon tone={label.tone} />
            {label.text}
          </span>
          <div className="panel-actions">
            {parts.length > 0 && (
              <CopyMenu
                name={texts.math.copySample(number)}
                source={() => ({ kind: "parts", parts })}
              />
            )}
            <button type="button" className="button button-quiet" onClick={onClose}>
              {words.close}
            </button>
          </div>
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
          !note && <p className="placeholder">{words.nothingYet}</p>
        )}
        <p className="hint">{describeFacts(sample, texts)}</p>
      </section>
    </li>
  );
}

function describeFacts(sample: SampleView, { run, format }: Texts): string {
  const { mode, seed, progress, outcome, confidence } = sample;
  return [
    run.modes[mode],
    run.seed(seed),
    run.tokens(progress.tokens),
    ...(outcome ? [format.seconds(outcome.seconds)] : []),
    ...(confidence === null ? [] : [run.sample.confidence(format.hundredths(confidence))]),
  ].join(" · ");
}
