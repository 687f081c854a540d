import { useTexts } from "../texts/use-texts";
import { maxFileBytes } from "./read-launch";
import type { LaunchNotice as Notice } from "./use-launches";

/** Says why a shared text or an opened file was not taken. */
export function LaunchNotice({ refusal, dismiss }: Notice) {
  const { launch, format } = useTexts();
  if (refusal === null) return null;
  const words = {
    large: launch.large(format.megabytes(maxFileBytes)),
    empty: launch.empty,
    unreadable: launch.unreadable,
  };
  return (
    <div className="notice notice-error" role="alert">
      <p>
        {words[refusal]}{" "}
        <button type="button" className="link-button" onClick={dismiss}>
          {launch.close}
        </button>
      </p>
    </div>
  );
}
