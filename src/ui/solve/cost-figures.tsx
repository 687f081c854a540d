import type { RunFigures } from "../../solver/run-events";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";

interface CostFiguresProps {
  readonly figures: RunFigures;
  readonly samples: number;
}

/** What a run cost, in full. */
export function CostFigures({ figures, samples }: CostFiguresProps) {
  const texts = useTexts();
  return (
    <details className="cost">
      <summary>{texts.run.cost.title}</summary>
      <dl>
        {rows(figures, samples, texts).map(({ name, value, aside }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value}
              {aside && <span className="hint"> {aside}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

interface Row {
  readonly name: string;
  readonly value: string;
  readonly aside?: string;
}

function rows(figures: RunFigures, samples: number, texts: Texts): readonly Row[] {
  const { selection } = figures;
  const { format } = texts;
  const words = texts.run.cost;
  const compared = selection.prefilledTokens + selection.generatedTokens > 0;
  const prefilled = [
    words.ofPrompts(figures.promptTokensPrefilled),
    words.afterOutput(figures.prefilledAfterOutput),
    ...(compared ? [words.ofComparisons(selection.prefilledTokens)] : []),
  ];
  return [
    { name: words.time, value: format.seconds(figures.seconds) },
    ...(samples > 1 ? [oneByOne(figures, texts)] : []),
    {
      name: words.generated,
      value: format.count(figures.generatedTokens),
      ...(compared && { aside: words.ofComparisons(selection.generatedTokens) }),
    },
    ...(figures.prefilledTokens + figures.cachedTokens > 0
      ? [
          {
            name: words.prefilled,
            value: format.count(figures.prefilledTokens),
            aside: prefilled.join(", "),
          },
          { name: words.reused, value: format.count(figures.cachedTokens) },
        ]
      : [{ name: words.prefilled, value: words.notTold }]),
    {
      name: words.python,
      value: words.calls(figures.codeCalls),
      aside: format.seconds(figures.codeSeconds),
    },
  ];
}

/** What drawing samples together gained: their own times, added up, against the clock. */
function oneByOne({ drawingSeconds, sampleSeconds }: RunFigures, { run, format }: Texts): Row {
  const gain = drawingSeconds > 0 ? sampleSeconds / drawingSeconds : 0;
  return {
    name: run.cost.together,
    value: format.seconds(drawingSeconds),
    aside: run.cost.oneByOne(format.seconds(sampleSeconds), format.decimal(gain)),
  };
}
