import { memo, useMemo, useRef } from "react";
import { lazyModule, useLazyModule } from "../lazy/lazy-module";
import { growPieces, noPieces } from "./code-pieces";
import "./code.css";

type Highlighting = typeof import("./highlight-python");

const highlighting = lazyModule<Highlighting>(() => import("./highlight-python"));

interface PythonCodeProps {
  readonly code: string;
}

/** Python in colours, as text nodes; plain until what colours it is there. It may grow. */
export function PythonCode({ code }: PythonCodeProps) {
  const state = useLazyModule(highlighting);
  return (
    <code className="code">
      {state.kind === "ready" ? <Coloured code={code} with={state.module} /> : code}
    </code>
  );
}

interface ColouredProps extends PythonCodeProps {
  readonly with: Highlighting;
}

function Coloured({ code, with: highlighting }: ColouredProps) {
  const known = useRef({ pieces: noPieces, code: "" });
  const before = code.startsWith(known.current.code) ? known.current.pieces : noPieces;
  const pieces = growPieces(before, code, highlighting.statementStarts);
  known.current = { pieces, code };
  return [...pieces.settled, pieces.tail].map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces are only ever added at the end
    <Piece key={index} code={piece} with={highlighting} />
  ));
}

const Piece = memo(function Piece({ code, with: highlighting }: ColouredProps) {
  const spans = useMemo(() => highlighting.highlightPython(code), [code, highlighting]);
  return spans.map(({ text, className }, index) =>
    className ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a span's place is its identity
      <span key={index} className={className}>
        {text}
      </span>
    ) : (
      text
    ),
  );
});
