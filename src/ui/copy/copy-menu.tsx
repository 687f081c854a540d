import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { writeDocument } from "../documents/write-document";
import { explainError } from "../models/use-library";
import { useTexts } from "../texts/use-texts";
import { CopyByHand } from "./copy-by-hand";
import { type CopyForm, copyForms } from "./copy-form";
import type { CopySource } from "./copy-forms";
import { writeClipboard } from "./write-clipboard";
import "./copy-menu.css";

interface CopyMenuProps {
  /** What is copied, for those who don't see where the button stands. */
  readonly name: string;
  readonly source: () => CopySource;
}

type Outcome =
  | { readonly kind: "none" }
  | { readonly kind: "copied" }
  | { readonly kind: "blocked"; readonly text: string }
  /** The text could not be written. */
  | { readonly kind: "failed"; readonly error: unknown };

/** A button with a menu: copies something as LaTeX, Markdown or text. */
export function CopyMenu({ name, source }: CopyMenuProps) {
  const texts = useTexts();
  const words = texts.math;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>({ kind: "none" });
  useEffect(() => {
    if (outcome.kind !== "copied") return;
    const timer = setTimeout(() => setOutcome({ kind: "none" }), 2500);
    return () => clearTimeout(timer);
  }, [outcome]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const copy = async (form: CopyForm) => {
    close();
    const written = writeDocument({
      kind: "copy",
      form,
      source: source(),
      language: texts.language,
    });
    setOutcome(await copyText(written));
  };
  return (
    <div className="copy-menu">
      <button
        ref={button}
        type="button"
        className="button button-quiet copy-open"
        aria-label={outcome.kind === "copied" ? undefined : name}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {outcome.kind === "copied" ? words.copied : words.copy}
      </button>
      {open && (
        <Menu
          id={id}
          name={name}
          onCopy={(form) => void copy(form)}
          onClose={close}
          onLeave={() => setOpen(false)}
        />
      )}
      <span role="status" className="visually-hidden">
        {outcome.kind === "copied" && words.copied}
      </span>
      {outcome.kind === "blocked" && (
        <CopyByHand text={outcome.text} onClose={() => setOutcome({ kind: "none" })} />
      )}
      {outcome.kind === "failed" && (
        <p className="notice notice-error copy-notice" role="alert">
          {explainError(outcome.error, texts)}
        </p>
      )}
    </div>
  );
}

async function copyText(written: Promise<string>): Promise<Outcome> {
  const isCopied = await writeClipboard(written);
  try {
    return isCopied ? { kind: "copied" } : { kind: "blocked", text: await written };
  } catch (error) {
    return { kind: "failed", error };
  }
}

interface MenuProps {
  readonly id: string;
  readonly name: string;
  readonly onCopy: (form: CopyForm) => void;
  /** The focus goes back to the button. */
  readonly onClose: () => void;
  /** It goes elsewhere. */
  readonly onLeave: () => void;
}

function Menu({ id, name, onCopy, onClose, onLeave }: MenuProps) {
  const words = useTexts().math;
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [...(menu.current?.querySelectorAll("button") ?? [])];
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => items()[0]?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      return onClose();
    }
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const next = nextItem(event.key, at, all);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  };
  return (
    <div
      ref={menu}
      id={id}
      role="menu"
      tabIndex={-1}
      aria-label={name}
      className="copy-items"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave();
      }}
    >
      {copyForms.map((form) => (
        <button key={form} type="button" role="menuitem" tabIndex={-1} onClick={() => onCopy(form)}>
          {words.forms[form]}
        </button>
      ))}
    </div>
  );
}

/** Where a key leads in a menu: arrows go round, letters go to the next item that begins so. */
function nextItem(
  key: string,
  at: number,
  all: readonly HTMLButtonElement[],
): HTMLButtonElement | undefined {
  const { length } = all;
  switch (key) {
    case "ArrowDown":
      return all[(at + 1) % length];
    case "ArrowUp":
      return all[(at - 1 + length) % length];
    case "Home":
      return all[0];
    case "End":
      return all[length - 1];
    default: {
      if (key.length !== 1 || key === " ") return undefined;
      const letter = key.toLowerCase();
      const after = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      return after.find(({ textContent }) => textContent?.toLowerCase().startsWith(letter));
    }
  }
}
