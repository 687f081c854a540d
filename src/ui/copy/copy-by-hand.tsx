import { useEffect, useRef } from "react";
import { useTexts } from "../texts/use-texts";

interface CopyByHandProps {
  readonly text: string;
  readonly onClose: () => void;
}

/** Where a page may not copy, a person still can. */
export function CopyByHand({ text, onClose }: CopyByHandProps) {
  const words = useTexts().math;
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.select(), []);
  return (
    <div className="notice notice-error copy-notice">
      <p role="alert">{words.blocked}</p>
      <textarea ref={box} readOnly rows={4} value={text} aria-label={words.toCopy} />
      <button type="button" className="button button-quiet" onClick={onClose}>
        {words.close}
      </button>
    </div>
  );
}
