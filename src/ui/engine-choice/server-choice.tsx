import { useId, useState } from "react";
import { useTexts } from "../texts/use-texts";
import { AddressInput } from "./address-input";
import type { ChoiceProps } from "./choice";
import { hostOf } from "./describe-engine";

export function ServerChoice({ disabled, onChoose }: ChoiceProps) {
  const id = useId();
  const words = useTexts().engine.server;
  const [address, setAddress] = useState("");
  const [model, setModel] = useState("");
  const [apiKey, setApiKey] = useState("");
  const host = hostOf(address);
  return (
    <form
      className="choice"
      onSubmit={(event) => {
        event.preventDefault();
        onChoose({ kind: "server", address, model, apiKey });
      }}
    >
      <h3>{words.title}</h3>
      <p className="choice-about">{words.about}</p>
      <div className="fields">
        <label htmlFor={`${id}-address`}>{words.address}</label>
        <AddressInput
          id={`${id}-address`}
          placeholder="http://localhost:8000"
          value={address}
          disabled={disabled}
          onChange={(event) => setAddress(event.target.value)}
          aria-describedby={`${id}-privacy`}
        />
        <label htmlFor={`${id}-model`}>{words.model}</label>
        <input
          id={`${id}-model`}
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder={words.firstModel}
          value={model}
          disabled={disabled}
          onChange={(event) => setModel(event.target.value)}
        />
        <label htmlFor={`${id}-key`}>{words.key}</label>
        <input
          id={`${id}-key`}
          type="password"
          autoComplete="off"
          value={apiKey}
          disabled={disabled}
          onChange={(event) => setApiKey(event.target.value)}
        />
      </div>
      <p id={`${id}-privacy`} className="notice notice-warning">
        {words.privacy(host && <strong>{host}</strong>)}
      </p>
      <button type="submit" className="button" disabled={disabled || !address.trim()}>
        {words.use}
      </button>
    </form>
  );
}
