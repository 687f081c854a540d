import { useEffect, useRef, useState } from "react";
import { InlineMath } from "../math/inline-math";
import { useTexts } from "../texts/use-texts";
import "./undo-toast.css";

interface UndoToastProps {
  /** What was deleted. */
  readonly title: string;
  readonly onUndo: () => void;
  /** The time for it is over. */
  readonly onExpire: () => void;
}

/** Milliseconds to have it back; the clock stands while it is pointed at or has the focus. */
const time = 10_000;

/** Says what was deleted. The button that had the focus is gone, so Undo gets it. */
export function UndoToast({ title, onUndo, onExpire }: UndoToastProps) {
  const words = useTexts().history;
  const button = useRef<HTMLButtonElement>(null);
  const [focused, setFocused] = useState(false);
  const [pointed, setPointed] = useState(false);
  const held = focused || pointed;
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onExpire, time);
    return () => clearTimeout(timer);
  }, [held, onExpire]);
  return (
    <div
      className="notice undo-toast"
      role="status"
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
    >
      <p>
        {words.deleted(
          <bdi>
            <InlineMath text={title} />
          </bdi>,
        )}
      </p>
      <button ref={button} type="button" className="button" onClick={onUndo}>
        {words.undo}
      </button>
      <button type="button" className="button button-quiet" onClick={onExpire}>
        {words.dismiss}
      </button>
    </div>
  );
}
