import { useId } from "react";
import { MathText } from "../math/math-text";
import { useTexts } from "../texts/use-texts";
import { examples } from "./examples";
import "./example-list.css";

interface ExampleListProps {
  /** Only the titles: there is something else to look at. */
  readonly compact: boolean;
  readonly onPick: (problem: string) => void;
}

export function ExampleList({ compact, onPick }: ExampleListProps) {
  const id = useId();
  const texts = useTexts().solve.examples;
  return (
    <section
      className={compact ? "examples examples-compact" : "examples"}
      aria-label={texts.title}
    >
      {!compact && <h2 className="section-title">{texts.title}</h2>}
      <ul>
        {examples.map(({ name, problem }, index) => (
          <li key={name} className="example">
            {/* Its click area covers the whole item; the problem is not part of its name. */}
            <button
              type="button"
              aria-describedby={compact ? undefined : `${id}-${index}`}
              onClick={() => onPick(problem)}
            >
              {texts[name]}
            </button>
            {!compact && (
              <div id={`${id}-${index}`} className="example-problem" lang="en" dir="ltr">
                <MathText text={problem} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
