import { useEffect, useState } from "react";

interface ShareLinkProps {
  /** The part of the address after the page's own. */
  readonly hash: string;
  readonly label: string;
  readonly className?: string;
}

/** Copies a link, or shows it where the page may not write to the clipboard. */
export function ShareLink({ hash, label, className = "button" }: ShareLinkProps) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  const address = `${window.location.origin}${window.location.pathname}${hash}`;
  useEffect(() => {
    if (state !== "copied") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    // Absent on pages without https.
    if (!navigator.clipboard) return setState("refused");
    navigator.clipboard.writeText(address).then(
      () => setState("copied"),
      () => setState("refused"),
    );
  };
  return (
    <>
      <button type="button" className={className} onClick={copy}>
        {state === "copied" ? "Link copied" : label}
      </button>
      {state === "refused" && (
        <p className="share-address">
          <label>
            Copy this link:{" "}
            <input
              type="text"
              readOnly
              value={address}
              onFocus={(event) => event.target.select()}
            />
          </label>
        </p>
      )}
    </>
  );
}
