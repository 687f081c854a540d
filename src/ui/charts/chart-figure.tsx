import type { ReactNode } from "react";
import { useTexts } from "../texts/use-texts";

export interface TableRow {
  readonly key: number;
  readonly cells: readonly string[];
}

interface ChartFigureProps {
  readonly title: string;
  /** Headings of the table, and its rows. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  readonly children: ReactNode;
}

/** A chart, and its figures as a table for those who read rather than look. */
export function ChartFigure({ title, columns, rows, children }: ChartFigureProps) {
  const words = useTexts().charts;
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      {children}
      <details>
        <summary>{words.asTable}</summary>
        <div className="table-scroll">
          <table>
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, cells }) => (
                <tr key={key}>
                  {cells.map((cell, place) => (
                    <td key={columns[place]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
