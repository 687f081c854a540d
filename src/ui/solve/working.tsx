import { memo } from "react";
import { MathText } from "../math/math-text";
import { CodeCell } from "./code-cell";
import type { RunState } from "./solver-state";
import type { Part } from "./transcript";
import { useFollow } from "./use-follow";
import "./working.css";

interface WorkingProps {
  readonly run: RunState;
}

/** What the model wrote, as it comes. */
export function Working({ run }: WorkingProps) {
  const parts = run.kind === "idle" || run.kind === "waiting" ? [] : run.transcript.parts;
  const live = run.kind === "running";
  const end = useFollow(live, parts);
  if (parts.length === 0) return null;
  return (
    <section className="working" aria-label="Working">
      <h2 className="section-title">Working</h2>
      {parts.map((part, index) => (
        <PartView
          key={part.id}
          part={part}
          live={live && index === parts.length - 1}
          first={index === 0}
        />
      ))}
      <div ref={end} className="working-end" />
    </section>
  );
}

interface PartViewProps {
  readonly part: Part;
  /** The model is writing this part. */
  readonly live: boolean;
  readonly first: boolean;
}

const PartView = memo(function PartView({ part, live, first }: PartViewProps) {
  if (part.kind === "code") return <CodeCell part={part} />;
  return (
    <div className={`prose prose-${part.kind}`}>
      {part.kind === "solution" && !first && <h3 className="part-title">Solution</h3>}
      <MathText text={part.text} streaming={live} />
    </div>
  );
});
