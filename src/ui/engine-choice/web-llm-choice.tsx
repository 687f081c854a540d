import { type ReactNode, useId, useState } from "react";
import type { PrebuiltModel, WebLlmModel } from "../../engine/web-llm/web-llm-model";
import { listWebLlmModels } from "../../engine/worker/list-web-llm-models";
import { useTask } from "../models/use-library";
import { useTexts } from "../texts/use-texts";
import { AddressInput } from "./address-input";
import type { ChoiceProps } from "./choice";

/** A package in MLC's format, run by web-llm: of its own list, or by address. */
export function WebLlmChoice({ disabled, onChoose }: ChoiceProps) {
  const id = useId();
  const words = useTexts().engine.webLlm;
  const [open, setOpen] = useState(false);
  const use = (model: WebLlmModel) => onChoose({ kind: "web-llm", model });
  return (
    <section className="choice" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{words.title}</h3>
      <p className="choice-about">{words.about}</p>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.open}</summary>
        {open && (
          <>
            <FromList disabled={disabled} onUse={use} />
            <FromAddress disabled={disabled} onUse={use} />
          </>
        )}
      </details>
    </section>
  );
}

interface WaysProps {
  readonly disabled: boolean;
  readonly onUse: (model: WebLlmModel) => void;
}

function FromList({ disabled, onUse }: WaysProps) {
  const id = useId();
  const { engine, format } = useTexts();
  const words = engine.webLlm;
  const task = useTask();
  const [models, setModels] = useState<readonly PrebuiltModel[] | null>(null);
  const [chosen, setChosen] = useState("");
  if (!models) {
    return (
      <>
        <button
          type="button"
          className="button"
          disabled={task.busy}
          onClick={() => task.run(async () => setModels(await listWebLlmModels()))}
        >
          {task.busy ? words.listing : words.list}
        </button>
        {task.error && (
          <p className="notice notice-error" role="alert">
            {task.error}
          </p>
        )}
      </>
    );
  }
  const model = models.find((one) => one.id === chosen);
  return (
    <Way
      disabled={disabled || !model}
      about={words.fromList(model?.memoryBytes ? format.size(model.memoryBytes) : null)}
      onUse={() => onUse({ kind: "prebuilt", id: chosen })}
    >
      <label htmlFor={`${id}-model`}>{words.model}</label>
      <select
        id={`${id}-model`}
        value={chosen}
        disabled={disabled}
        onChange={(event) => setChosen(event.target.value)}
      >
        <option value="">{words.choose}</option>
        {models.map((one) => (
          <option key={one.id} value={one.id}>
            {one.id}
          </option>
        ))}
      </select>
    </Way>
  );
}

function FromAddress({ disabled, onUse }: WaysProps) {
  const id = useId();
  const words = useTexts().engine.webLlm;
  const [folder, setFolder] = useState("");
  const [library, setLibrary] = useState("");
  const ofPackage = addressOf(folder);
  const ofLibrary = addressOf(library);
  return (
    <Way
      disabled={disabled || !ofPackage || !ofLibrary}
      about={words.fromAddress}
      onUse={() => {
        if (ofPackage && ofLibrary) {
          onUse({ kind: "address", package: ofPackage, library: ofLibrary });
        }
      }}
    >
      <AddressField id={`${id}-package`} label={words.package} value={folder} onEdit={setFolder} />
      <AddressField
        id={`${id}-library`}
        label={words.library}
        value={library}
        onEdit={setLibrary}
      />
    </Way>
  );
}

interface AddressFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onEdit: (value: string) => void;
}

function AddressField({ id, label, value, onEdit }: AddressFieldProps) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <AddressInput
        id={id}
        placeholder="https://…"
        value={value}
        onChange={(event) => onEdit(event.target.value)}
      />
    </>
  );
}

interface WayProps {
  readonly disabled: boolean;
  readonly about: string;
  readonly onUse: () => void;
  readonly children: ReactNode;
}

function Way({ disabled, about, onUse, children }: WayProps) {
  const words = useTexts().engine.webLlm;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onUse();
      }}
    >
      <div className="fields">{children}</div>
      <p className="hint">{about}</p>
      <button type="submit" className="button" disabled={disabled}>
        {words.use}
      </button>
    </form>
  );
}

/** Null for what is no web address. */
function addressOf(typed: string): string | null {
  try {
    const { href, protocol } = new URL(typed.trim());
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}
