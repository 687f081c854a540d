import { useEffect, useState } from "react";
import { useTexts } from "../texts/use-texts";

interface ShareLinkProps {
  /** The part of the address after the page's own. */
  readonly hash: string;
  readonly label: string;
  readonly className?: string;
}

/** Copies a link, or shows it where the page may not write to the clipboard. */
export function ShareLink({ hash, label, className = "button" }: ShareLinkProps) {
  const words = useTexts().history;
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
        {state === "copied" ? words.linkCopied : label}
      </button>
      {state === "refused" && (
        <p className="share-address">
          <label>
            {words.copyThis}{" "}
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
