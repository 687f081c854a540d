import { memo, useCallback, useEffect, useRef } from "react";
import { MathText } from "../math/math-text";
import { useTexts } from "../texts/use-texts";
import { CodeCell } from "./code-cell";
import { blocksBefore, type CodePart, type Part } from "./transcript";
import { useFollow } from "./use-follow";
import "./working.css";

interface WorkingProps {
  readonly parts: readonly Part[];
  /** The model is writing. */
  readonly live: boolean;
}

/** What the model wrote in a run of one sample, as it comes. */
export function Working({ parts, live }: WorkingProps) {
  const words = useTexts().run.working;
  const end = useFollow(live, parts);
  if (parts.length === 0) return null;
  return (
    <section className="working" aria-label={words.title}>
      <h2 className="section-title">{words.title}</h2>
      <Parts parts={parts} live={live} />
      <div ref={end} className="working-end" />
    </section>
  );
}

/** A sample's text: prose, and Python cells. */
export function Parts({ parts, live }: WorkingProps) {
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  }, [parts]);
  // The same for every text that comes, so that cells need not be drawn anew.
  const before = useCallback((part: CodePart) => blocksBefore(latest.current, part), []);
  return parts.map((part, index) => (
    <PartView
      key={part.id}
      part={part}
      blocksBefore={before}
      live={live && index === parts.length - 1}
      first={index === 0}
    />
  ));
}

interface PartViewProps {
  readonly part: Part;
  readonly blocksBefore: (part: CodePart) => readonly string[];
  /** The model is writing this part. */
  readonly live: boolean;
  readonly first: boolean;
}

const PartView = memo(function PartView({ part, blocksBefore, live, first }: PartViewProps) {
  const words = useTexts().run.working;
  if (part.kind === "code") return <CodeCell part={part} blocksBefore={blocksBefore} />;
  return (
    <div className={`prose prose-${part.kind}`}>
      {part.kind === "solution" && !first && <h3 className="part-title">{words.solution}</h3>}
      <MathText text={part.text} streaming={live} />
    </div>
  );
});
