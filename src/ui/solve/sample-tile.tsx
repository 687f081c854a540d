import { memo } from "react";
import { useTexts } from "../texts/use-texts";
import { AnswerFormula } from "./answer-value";
import type { SampleView } from "./run-view";
import { SampleIcon } from "./sample-icon";
import { labelSample, lastWords } from "./sample-labels";

interface SampleTileProps {
  readonly sample: SampleView;
  readonly leading: boolean;
  readonly opened: boolean;
  readonly panelId: string;
  readonly onToggle: (sample: number) => void;
}

/** A sample at a glance; a click opens it. Cheap: many of them change at every frame. */
export const SampleTile = memo(function SampleTile(props: SampleTileProps) {
  const { sample, leading, opened, panelId, onToggle } = props;
  const texts = useTexts();
  const { tokens, sample: words } = texts.run;
  const { progress } = sample;
  const label = labelSample(sample, texts);
  return (
    <li className={`tile tile-${label.tone}${leading ? " tile-leading" : ""}`}>
      <button
        type="button"
        data-sample={sample.sample}
        aria-expanded={opened}
        aria-controls={opened ? panelId : undefined}
        onClick={() => onToggle(sample.sample)}
      >
        <span className="tile-head">
          <span className="tile-number">
            <span className="visually-hidden">{words.name(sample.sample + 1)}</span>
            <span aria-hidden="true">{sample.sample + 1}</span>
          </span>
          <span className="tile-mode">{words.modes[sample.mode]}</span>
        </span>
        <span className="tile-state">
          <SampleIcon tone={label.tone} />
          {label.text}
        </span>
        <Words sample={sample} />
        <span className="tile-figures">
          {progress.tokens > 0 && tokens(progress.tokens)}
          {progress.codeCalls > 0 && ` · ${words.calls(progress.codeCalls)}`}
        </span>
      </button>
    </li>
  );
});

/** Its answer, or else why it failed, or else its last words. */
function Words({ sample }: { readonly sample: SampleView }) {
  const { message } = useTexts();
  const answer = sample.outcome?.answer ?? null;
  if (answer !== null) {
    return (
      <span className="tile-answer">
        <AnswerFormula answer={answer} />
      </span>
    );
  }
  if (sample.failure !== null) return <span className="tile-words">{message(sample.failure)}</span>;
  const words = lastWords(sample.transcript.parts);
  return (
    words && (
      <span className="tile-words" dir="auto">
        {words}
      </span>
    )
  );
}
