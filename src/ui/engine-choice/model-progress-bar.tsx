import type { ModelProgress } from "../solve/solver-state";
import { useTexts } from "../texts/use-texts";

interface ModelProgressBarProps {
  /** Null while nothing can be counted. */
  readonly progress: ModelProgress | null;
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
