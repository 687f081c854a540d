import type { JournalState } from "../../journal/journal";

/** Says why runs are not kept; nothing while all is well. */
export function JournalNotice({ state }: { readonly state: JournalState }) {
  const why =
    state.kind === "unavailable" ? state.message : state.kind === "open" ? state.trouble : null;
  if (why === null) return null;
  return (
    <p className="notice notice-warning" role="alert">
      <strong>Runs are not being kept.</strong> {why}
    </p>
  );
}
