import type { SampleView } from "../solve/run-view";
import { labelSample } from "../solve/sample-labels";
import { useTexts } from "../texts/use-texts";

interface TokensChartProps {
  readonly samples: readonly SampleView[];
}

/** How long each sample became: a table whose figures are drawn as bars too. */
export function TokensChart({ samples }: TokensChartProps) {
  const texts = useTexts();
  const { charts, run } = texts;
  const most = Math.max(1, ...samples.map(({ progress }) => progress.tokens));
  return (
    <figure className="chart">
      <table className="bar-chart">
        <caption>{charts.tokensOfSamples}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{charts.sample}</th>
            <th scope="col">{charts.tokens}</th>
            <th scope="col">{charts.state}</th>
          </tr>
        </thead>
        <tbody>
          {samples.map((sample) => {
            const { tokens } = sample.progress;
            const label = labelSample(sample, texts);
            return (
              <tr key={sample.sample}>
                <th scope="row">{run.sample.name(sample.sample + 1)}</th>
                <td className="bar-cell">
                  <span
                    className={`bar bar-${label.tone}`}
                    style={{ inlineSize: `${(100 * tokens) / most}%` }}
                  />
                  <span className="bar-figure">{texts.format.count(tokens)}</span>
                </td>
                <td>{label.text}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </figure>
  );
}
