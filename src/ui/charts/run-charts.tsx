import type { RunView } from "../solve/run-view";
import type { Timeline } from "../solve/timeline";
import { useTexts } from "../texts/use-texts";
import { ChartFigure, type TableRow } from "./chart-figure";
import { type Line, LineChart } from "./line-chart";
import {
  confidenceSeries,
  type Point,
  rangeOf,
  roundUp,
  speedSeries,
  surenessSeries,
  thinned,
} from "./series";
import { TokensChart } from "./tokens-chart";
import "./charts.css";

/** Lines of a table that can be read. */
const mostRows = 20;

/** The course of a run in pictures. Votes have theirs above. */
export function RunCharts({ view }: { readonly view: RunView }) {
  const { samples, timeline } = view;
  return (
    <div className="charts-content">
      {samples.length > 1 && <TokensChart samples={samples} />}
      <ConfidenceChart timeline={timeline} many={samples.length > 1} />
      <SpeedChart timeline={timeline} />
    </div>
  );
}

interface TimelineProps {
  readonly timeline: Timeline;
}

/** How sure the vote was, and how sure the model was of its own words. */
function ConfidenceChart({ timeline, many }: TimelineProps & { readonly many: boolean }) {
  const { charts, run, format } = useTexts();
  const sureness = many ? surenessSeries(timeline) : [];
  const confidence = confidenceSeries(timeline);
  const lines: Line[] = [
    { name: charts.sureness, points: sureness, dashed: false, widestGap: Number.POSITIVE_INFINITY },
    { name: charts.confidence, points: confidence, dashed: true, widestGap: 2.5 * timeline.width },
  ].filter(({ points }) => points.length > 1);
  if (lines.length === 0) return null;
  const parts = lines.flatMap(({ name, points }) => {
    const range = rangeOf(points);
    const last = points.at(-1)?.y ?? 0;
    return range ? [charts.ofLine(name, range.low, range.high, last)] : [];
  });
  return (
    <ChartFigure
      title={lines.length > 1 ? charts.confidenceOverTime : (lines[0]?.name ?? "")}
      columns={[charts.time, ...lines.map(({ name }) => name)]}
      rows={rowsOf(
        lines.map(({ points }) => points),
        format.seconds,
        format.probability,
      )}
    >
      <LineChart
        lines={lines}
        right={endOf(timeline)}
        top={1}
        formatX={(seconds) => (seconds === 0 ? "0" : format.seconds(seconds))}
        formatY={format.probability}
        summary={run.sentences(parts)}
      />
    </ChartFigure>
  );
}

/** How fast all samples together were written; a gap is Python's. */
function SpeedChart({ timeline }: TimelineProps) {
  const { charts, format } = useTexts();
  const points = speedSeries(timeline);
  const range = rangeOf(points);
  if (!range || points.length < 2) return null;
  return (
    <ChartFigure
      title={charts.speed}
      columns={[charts.time, charts.speed]}
      rows={rowsOf([points], format.seconds, format.count)}
    >
      <LineChart
        lines={[{ name: charts.speed, points, dashed: false, widestGap: Number.POSITIVE_INFINITY }]}
        right={endOf(timeline)}
        top={roundUp(range.high)}
        formatX={(seconds) => (seconds === 0 ? "0" : format.seconds(seconds))}
        formatY={format.count}
        summary={charts.ofSpeed(range.low, range.high, range.mean)}
      />
    </ChartFigure>
  );
}

function endOf({ bins, width, sureness }: Timeline): number {
  return Math.max(bins.length * width, sureness.at(-1)?.seconds ?? 0, width);
}

/** A line for each of some moments, with what each series says then. */
function rowsOf(
  series: readonly (readonly Point[])[],
  time: (seconds: number) => string,
  value: (y: number) => string,
): readonly TableRow[] {
  const [longest = []] = [...series].sort((a, b) => b.length - a.length);
  return thinned(longest, mostRows).map(({ x }, place) => ({
    key: place,
    cells: [
      time(x),
      ...series.map((points) => {
        const point = points.findLast((one) => one.x <= x);
        return point ? value(point.y) : "–";
      }),
    ],
  }));
}
