import type { PythonResult } from "../../python/python-session";

interface CellOutputProps {
  readonly result: PythonResult;
}

/** What a block of Python printed. */
export function CellOutput({ result }: CellOutputProps) {
  const { stdout, stderr } = result;
  return (
    <div className="cell-output">
      <span className="cell-label">Output</span>
      {stdout || stderr ? (
        <pre>
          <samp>{stdout}</samp>
          {stderr && <samp className="cell-stderr">{stderr}</samp>}
        </pre>
      ) : (
        <p className="hint">The code printed nothing.</p>
      )}
    </div>
  );
}
