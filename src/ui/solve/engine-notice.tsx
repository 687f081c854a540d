import { useTexts } from "../texts/use-texts";

/** Says what the engine did without being asked for; nothing while all is well. */
export function EngineNotice({ notices }: { readonly notices: readonly string[] }) {
  const { message } = useTexts();
  if (notices.length === 0) return null;
  return (
    <div className="notice notice-warning" role="alert">
      {[...new Set(notices)].map((notice) => (
        <p key={notice}>{message(notice)}</p>
      ))}
    </div>
  );
}
