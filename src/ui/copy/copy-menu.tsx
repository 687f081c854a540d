import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { lazyModule, useLazyModule } from "../lazy/lazy-module";
import { useTexts } from "../texts/use-texts";
import { CopyByHand } from "./copy-by-hand";
import type { CopyForm, CopySource } from "./copy-forms";
import { writeClipboard } from "./write-clipboard";
import "./copy-menu.css";

const formsModule = lazyModule(() => import("./copy-forms"));

interface CopyMenuProps {
  /** What is copied, for those who don't see where the button stands. */
  readonly name: string;
  readonly source: () => CopySource;
}

type Outcome =
  | { readonly kind: "none" }
  | { readonly kind: "copied" }
  | { readonly kind: "blocked"; readonly text: string }
  /** What makes the forms could not be fetched. */
  | { readonly kind: "unavailable" };

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
    // It is there since the menu was opened: browsers allow copying only right after a click.
    const state = formsModule.read();
    if (state.kind !== "ready") await formsModule.load();
    const loaded = formsModule.read();
    if (loaded.kind !== "ready") return setOutcome({ kind: "unavailable" });
    const text = loaded.module.inForm(source(), form, texts.report);
    setOutcome((await writeClipboard(text)) ? { kind: "copied" } : { kind: "blocked", text });
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
      {outcome.kind === "unavailable" && (
        <p className="notice notice-error copy-notice" role="alert">
          {words.unavailable}
        </p>
      )}
    </div>
  );
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

const forms: readonly CopyForm[] = ["latex", "markdown", "text"];

function Menu({ id, name, onCopy, onClose, onLeave }: MenuProps) {
  const words = useTexts().math;
  const menu = useRef<HTMLDivElement>(null);
  useLazyModule(formsModule);
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
      {forms.map((form) => (
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
