import { formatMegabytes } from "../solve/figures";
import type { ModelProgress } from "../solve/solver-state";

interface ModelProgressBarProps {
  /** Null while nothing can be counted. */
  readonly progress: ModelProgress | null;
}

export function ModelProgressBar({ progress }: ModelProgressBarProps) {
  if (!progress) {
    return (
      <div className="model-progress">
        <progress aria-label="Loading the model" />
        <span>preparing</span>
      </div>
    );
  }
  const { loadedBytes, totalBytes } = progress;
  return (
    <div className="model-progress">
      <progress
        aria-label="Loading the model"
        {...(totalBytes === null ? {} : { value: loadedBytes, max: totalBytes })}
      />
      <span>
        {formatMegabytes(loadedBytes)}
        {totalBytes !== null && ` of ${formatMegabytes(totalBytes)}`}
      </span>
    </div>
  );
}
