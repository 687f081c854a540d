import type { Point } from "./series";

export interface Line {
  readonly name: string;
  readonly points: readonly Point[];
  /** Lines are told apart by it, not by their colour alone. */
  readonly dashed: boolean;
  /** Points that are further apart are not joined; Infinity: all are. */
  readonly widestGap: number;
}

interface LineChartProps {
  readonly lines: readonly Line[];
  /** Ends of the axes; both begin at 0. */
  readonly right: number;
  readonly top: number;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  /** What it shows, in a sentence. */
  readonly summary: string;
}

/** Lines over the time of a run. The plot is stretched to its place; its labels are ordinary text. */
export function LineChart(props: LineChartProps) {
  const { lines, right, top, formatX, formatY, summary } = props;
  return (
    <div className="line-chart" dir="ltr">
      <div className="chart-y" aria-hidden="true">
        <span>{formatY(top)}</span>
        <span>{formatY(top / 2)}</span>
        <span>{formatY(0)}</span>
      </div>
      <svg
        className="chart-plot"
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        {[0, 50, 100].map((y) => (
          <line key={y} className="chart-grid" x1="0" x2="100" y1={y} y2={y} />
        ))}
        {lines.map((line) => (
          <path
            key={line.name}
            className={line.dashed ? "chart-line chart-line-dashed" : "chart-line"}
            d={pathOf(line, right, top)}
          />
        ))}
      </svg>
      <div className="chart-x" aria-hidden="true">
        <span>{formatX(0)}</span>
        <span>{formatX(right / 2)}</span>
        <span>{formatX(right)}</span>
      </div>
      {lines.length > 1 && (
        <ul className="chart-legend" aria-hidden="true">
          {lines.map(({ name, dashed }) => (
            <li key={name}>
              <svg viewBox="0 0 24 4" aria-hidden="true">
                <line
                  className={dashed ? "chart-line chart-line-dashed" : "chart-line"}
                  x1="0"
                  x2="24"
                  y1="2"
                  y2="2"
                />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A point alone is drawn as a dot. */
function pathOf({ points, widestGap }: Line, right: number, top: number): string {
  return points
    .map(({ x, y }, place) => {
      const before = points[place - 1];
      const joined = before !== undefined && x - before.x <= widestGap;
      const at = `${round((100 * x) / right)} ${round(100 - (100 * y) / top)}`;
      return joined ? `L${at}` : `M${at}h0`;
    })
    .join("");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
