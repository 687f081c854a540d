import type { JournalState } from "../../journal/journal";
import { useTexts } from "../texts/use-texts";

/** Says why runs are not kept; nothing while all is well. */
export function JournalNotice({ state }: { readonly state: JournalState }) {
  const texts = useTexts();
  const why =
    state.kind === "unavailable" ? state.message : state.kind === "open" ? state.trouble : null;
  if (why === null) return null;
  return (
    <p className="notice notice-warning" role="alert">
      <strong>{texts.history.notKept}</strong> {texts.message(why)}
    </p>
  );
}
