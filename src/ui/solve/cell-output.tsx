import type { PythonResult } from "../../python/python-session";
import { scrollStop } from "../scroll/scroll-stop";
import { useTexts } from "../texts/use-texts";

interface CellOutputProps {
  readonly result: PythonResult;
}

/** What a block of Python printed, and the figures that it drew. */
export function CellOutput({ result }: CellOutputProps) {
  const texts = useTexts().run.cell;
  const { stdout, stderr, figures = [] } = result;
  return (
    <div className="cell-output">
      <span className="cell-label">{texts.output}</span>
      {stdout || stderr ? (
        <pre ref={scrollStop}>
          <samp>{stdout}</samp>
          {stderr && <samp className="cell-stderr">{stderr}</samp>}
        </pre>
      ) : (
        figures.length === 0 && <p className="hint">{texts.printedNothing}</p>
      )}
      {figures.map(({ png, width, height, alt }) => (
        <img
          key={png}
          className="cell-figure"
          src={`data:image/png;base64,${png}`}
          width={width}
          height={height}
          alt={alt}
        />
      ))}
    </div>
  );
}
