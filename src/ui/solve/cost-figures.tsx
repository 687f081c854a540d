import type { RunFigures } from "../../solver/run-events";
import { formatCount, formatSeconds, plural } from "./figures";

interface CostFiguresProps {
  readonly figures: RunFigures;
  readonly samples: number;
}

/** What a run cost, in full. */
export function CostFigures({ figures, samples }: CostFiguresProps) {
  return (
    <details className="cost">
      <summary>Figures of this run</summary>
      <dl>
        {rows(figures, samples).map(({ name, value, aside }) => (
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

function rows(figures: RunFigures, samples: number): readonly Row[] {
  const { selection } = figures;
  const compared = selection.prefilledTokens + selection.generatedTokens > 0;
  const prefilled = [
    `prompts ${formatCount(figures.promptTokensPrefilled)}`,
    `after tool output ${formatCount(figures.prefilledAfterOutput)}`,
    ...(compared ? [`comparisons ${formatCount(selection.prefilledTokens)}`] : []),
  ];
  return [
    { name: "Time", value: formatSeconds(figures.seconds) },
    ...(samples > 1 ? [oneByOne(figures)] : []),
    {
      name: "Tokens generated",
      value: formatCount(figures.generatedTokens),
      ...(compared && { aside: `comparisons ${formatCount(selection.generatedTokens)}` }),
    },
    ...(figures.prefilledTokens + figures.cachedTokens > 0
      ? [
          {
            name: "Tokens prefilled",
            value: formatCount(figures.prefilledTokens),
            aside: prefilled.join(", "),
          },
          { name: "Tokens reused from the KV", value: formatCount(figures.cachedTokens) },
        ]
      : [{ name: "Tokens prefilled", value: "not told by this server" }]),
    {
      name: "Python",
      value: plural(figures.codeCalls, "call"),
      aside: formatSeconds(figures.codeSeconds),
    },
  ];
}

/** What drawing samples together gained: their own times, added up, against the clock. */
function oneByOne({ drawingSeconds, sampleSeconds }: RunFigures): Row {
  const gain = drawingSeconds > 0 ? sampleSeconds / drawingSeconds : 0;
  return {
    name: "Samples together",
    value: formatSeconds(drawingSeconds),
    aside: `one after the other ${formatSeconds(sampleSeconds)}, ${gain.toFixed(1)} times as long`,
  };
}
