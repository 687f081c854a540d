import type { LoadProgress } from "../../engine/wllama/model-file";
import type { Format } from "../texts/format";
import { useTexts } from "../texts/use-texts";

interface ModelProgressBarProps {
  /** Null while nothing can be counted. */
  readonly progress: LoadProgress | null;
}

export function ModelProgressBar({ progress }: ModelProgressBarProps) {
  const { engine, format } = useTexts();
  const words = engine.progress;
  if (!progress) {
    return (
      <div className="model-progress">
        <progress aria-label={words.label} />
        <span>{words.preparing}</span>
      </div>
    );
  }
  const { bar, figures } = describe(progress, words.of, format);
  return (
    <div className="model-progress">
      <progress aria-label={words.label} {...bar} />
      <span>{figures}</span>
    </div>
  );
}

function describe(
  progress: LoadProgress,
  of: (loaded: number, total: number) => string,
  format: Format,
) {
  if ("share" in progress) {
    return { bar: { value: progress.share }, figures: format.share(progress.share, 1) };
  }
  const { loadedBytes, totalBytes } = progress;
  if (totalBytes === null) return { bar: {}, figures: format.megabytes(loadedBytes) };
  return { bar: { value: loadedBytes, max: totalBytes }, figures: of(loadedBytes, totalBytes) };
}
