import { useId, useRef, useState } from "react";
import type { EngineSource } from "../../engine/engine-source";
import { findEntry } from "../../models/catalogue";
import { parseAddress } from "../../models/inspect/parse-address";
import type { ModelLibrary } from "../../models/library";
import type { ModelDescription } from "../../models/model-description";
import { useFitOf } from "../models/use-fit";
import { useLibrary, useTask } from "../models/use-library";
import type { EngineState } from "../solve/solver-state";
import { useTexts } from "../texts/use-texts";
import { AddressInput } from "./address-input";
import { ModelCard } from "./model-card";

interface AddressChoiceProps {
  readonly library: ModelLibrary;
  readonly engine: EngineState;
  readonly active: boolean;
  /** What the address was found to hold. */
  readonly found: ModelDescription | null;
  readonly onFound: (found: ModelDescription | null) => void;
  readonly onChoose: (source: EngineSource) => void;
}

/** A model from any address: asked about first, then offered like the others. */
export function AddressChoice(props: AddressChoiceProps) {
  const { library, found, onFound } = props;
  const id = useId();
  const words = useTexts().engine.address;
  const state = useLibrary(library);
  const task = useTask();
  const [address, setAddress] = useState("");
  const asking = useRef<AbortController | null>(null);
  const host = hostToAsk(address);
  const fit = useFitOf(found && !findEntry(found.id) ? found : null);

  const inspect = () => {
    const abort = new AbortController();
    asking.current = abort;
    onFound(null);
    task.run(async () => {
      const description = await library.inspect(address.trim(), abort.signal);
      if (!abort.signal.aborted) onFound(description);
    });
  };
  const edit = (text: string) => {
    asking.current?.abort();
    setAddress(text);
    onFound(null);
  };

  return (
    <section className="choice" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{words.title}</h3>
      <p className="choice-about">{words.about}</p>
      <label htmlFor={`${id}-address`}>{words.label}</label>
      <form
        className="address-row"
        onSubmit={(event) => {
          event.preventDefault();
          inspect();
        }}
      >
        <AddressInput
          id={`${id}-address`}
          placeholder="https://…/model.gguf"
          value={address}
          onChange={(event) => edit(event.target.value)}
        />
        <button
          type="submit"
          className="button"
          disabled={task.busy || state.kind !== "open" || !address.trim()}
        >
          {task.busy ? words.asking : words.lookUp}
        </button>
      </form>
      {host && !found && <p className="hint">{words.contacts(<strong>{host}</strong>)}</p>}
      {task.error && (
        <p className="notice notice-error" role="alert">
          {task.error}
        </p>
      )}
      <p className="visually-hidden" role="status">
        {found && words.found(found.title)}
      </p>
      {found && findEntry(found.id) && <p>{words.listed}</p>}
      {found && !findEntry(found.id) && (
        <div className="model-cards">
          <ModelCard
            library={library}
            state={state}
            engine={props.engine}
            description={found}
            entry={null}
            fit={fit}
            recommended={null}
            active={props.active}
            onChoose={props.onChoose}
          />
        </div>
      )}
    </section>
  );
}

/** The host that is asked about an address; null while it is none. */
function hostToAsk(typed: string): string | null {
  if (!typed.trim()) return null;
  try {
    const address = parseAddress(typed);
    return address.kind === "hub" ? new URL(address.repo.origin).host : address.url.host;
  } catch {
    return null;
  }
}
