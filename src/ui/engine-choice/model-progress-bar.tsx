import type { LoadProgress } from "../../engine/wllama/model-file";
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
  if ("share" in progress) {
    return (
      <div className="model-progress">
        <progress aria-label={words.label} value={progress.share} />
        <span>{format.share(progress.share, 1)}</span>
      </div>
    );
  }
  const { loadedBytes, totalBytes } = progress;
  return (
    <div className="model-progress">
      <progress
        aria-label={words.label}
        {...(totalBytes === null ? {} : { value: loadedBytes, max: totalBytes })}
      />
      <span>
        {totalBytes === null ? format.megabytes(loadedBytes) : words.of(loadedBytes, totalBytes)}
      </span>
    </div>
  );
}
