import type { PythonState } from "./solver-state";

interface PythonNoticeProps {
  readonly python: PythonState;
  readonly notices: readonly string[];
  readonly onRetry: () => void;
}

/** Says what of Python is missing; nothing while all is well. */
export function PythonNotice({ python, notices, onRetry }: PythonNoticeProps) {
  if (python.kind !== "unavailable" && notices.length === 0) return null;
  return (
    <div className="notice notice-warning" role="alert">
      {python.kind === "unavailable" && (
        <p>
          <strong>Python is not available.</strong> {python.message} Problems are solved by
          reasoning only.{" "}
          <button type="button" className="link-button" onClick={onRetry}>
            Try again
          </button>
        </p>
      )}
      {notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
    </div>
  );
}
