import { useTexts } from "../texts/use-texts";
import type { PythonState } from "./solver-state";

interface PythonNoticeProps {
  readonly python: PythonState;
  readonly notices: readonly string[];
  readonly onRetry: () => void;
  /** The form asks for runs with Python, and can ask for others; null: neither. */
  readonly onWithoutPython: (() => void) | null;
  /** Where packages can be fetched or imported; null: not in this page. */
  readonly packagesHash: string | null;
}

/** Says what of Python is missing; nothing while all is well. */
export function PythonNotice(props: PythonNoticeProps) {
  const { python, notices, onRetry, onWithoutPython, packagesHash } = props;
  const texts = useTexts();
  const words = texts.solve.python;
  if (python.kind !== "unavailable" && notices.length === 0) return null;
  return (
    <div className="notice notice-warning" role="alert">
      {python.kind === "unavailable" && (
        <p>
          <strong>{words.unavailable}</strong> {words.why} {words.consequence}{" "}
          <button type="button" className="link-button" onClick={onRetry}>
            {words.retry}
          </button>
          {onWithoutPython && (
            <>
              {" · "}
              <button type="button" className="link-button" onClick={onWithoutPython}>
                {words.without}
              </button>
            </>
          )}
        </p>
      )}
      {notices.map((notice) => (
        <p key={notice}>{texts.message(notice)}</p>
      ))}
      {notices.length > 0 && packagesHash !== null && (
        <p>
          <a href={packagesHash}>{texts.packages.storage.fetch}</a>
        </p>
      )}
    </div>
  );
}
