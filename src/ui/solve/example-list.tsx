import { useId } from "react";
import { MathText } from "../math/math-text";
import { examples } from "./examples";
import "./example-list.css";

interface ExampleListProps {
  /** Only the titles: there is something else to look at. */
  readonly compact: boolean;
  readonly onPick: (problem: string) => void;
}

export function ExampleList({ compact, onPick }: ExampleListProps) {
  const id = useId();
  return (
    <section className={compact ? "examples examples-compact" : "examples"} aria-label="Examples">
      {!compact && <h2 className="section-title">Examples</h2>}
      <ul>
        {examples.map(({ title, problem }, index) => (
          <li key={title} className="example">
            {/* Its click area covers the whole item; the problem is not part of its name. */}
            <button
              type="button"
              aria-describedby={compact ? undefined : `${id}-${index}`}
              onClick={() => onPick(problem)}
            >
              {title}
            </button>
            {!compact && (
              <div id={`${id}-${index}`} className="example-problem">
                <MathText text={problem} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
