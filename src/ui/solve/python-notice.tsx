import { useTexts } from "../texts/use-texts";
import type { PythonState } from "./solver-state";

interface PythonNoticeProps {
  readonly python: PythonState;
  readonly notices: readonly string[];
  readonly onRetry: () => void;
}

/** Says what of Python is missing; nothing while all is well. */
export function PythonNotice({ python, notices, onRetry }: PythonNoticeProps) {
  const texts = useTexts();
  const words = texts.solve.python;
  if (python.kind !== "unavailable" && notices.length === 0) return null;
  return (
    <div className="notice notice-warning" role="alert">
      {python.kind === "unavailable" && (
        <p>
          <strong>{words.unavailable}</strong> {texts.message(python.message)} {words.consequence}{" "}
          <button type="button" className="link-button" onClick={onRetry}>
            {words.retry}
          </button>
        </p>
      )}
      {notices.map((notice) => (
        <p key={notice}>{texts.message(notice)}</p>
      ))}
    </div>
  );
}
