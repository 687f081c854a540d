import { useId, useState } from "react";
import { isComposing } from "../composing";
import { useTexts } from "../texts/use-texts";

interface RenameFormProps {
  readonly title: string;
  /** @param title null where it is empty: the run goes by its problem again */
  readonly onRename: (title: string | null) => void;
  readonly onCancel: () => void;
}

/** Enter saves, Escape leaves it as it is. */
export function RenameForm({ title, onRename, onCancel }: RenameFormProps) {
  const id = useId();
  const words = useTexts().history;
  const [text, setText] = useState(title);
  return (
    <form
      className="rename-form"
      onSubmit={(event) => {
        event.preventDefault();
        onRename(text.trim() || null);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !isComposing(event)) onCancel();
      }}
    >
      <label htmlFor={id}>{words.name}</label>
      <input
        id={id}
        type="text"
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        value={text}
        maxLength={200}
        dir="auto"
        placeholder={words.itsProblem}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button button-primary">
        {words.save}
      </button>
      <button type="button" className="button" onClick={onCancel}>
        {words.cancel}
      </button>
    </form>
  );
}
