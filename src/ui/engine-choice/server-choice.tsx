import { useId, useState } from "react";
import type { ChoiceProps } from "./choice";
import { hostOf } from "./describe-engine";

export function ServerChoice({ disabled, onChoose }: ChoiceProps) {
  const id = useId();
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
      <h3>A server of yours</h3>
      <p className="choice-about">
        For schools and clusters: vLLM, SGLang, llama-server or Ollama with an OpenAI-compatible
        address. Nothing is sent anywhere until you enter one.
      </p>
      <div className="fields">
        <label htmlFor={`${id}-address`}>Server address</label>
        <input
          id={`${id}-address`}
          type="text"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="http://localhost:8000"
          value={address}
          disabled={disabled}
          onChange={(event) => setAddress(event.target.value)}
          aria-describedby={`${id}-privacy`}
        />
        <label htmlFor={`${id}-model`}>Model name (optional)</label>
        <input
          id={`${id}-model`}
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder="the server's first model"
          value={model}
          disabled={disabled}
          onChange={(event) => setModel(event.target.value)}
        />
        <label htmlFor={`${id}-key`}>API key (optional)</label>
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
        With a server, <strong>your problem leaves this browser</strong>: it is sent to{" "}
        {host ? <strong>{host}</strong> : "the address you enter"}, together with all that the model
        writes. The key is kept in memory only, until you close or reload this page. Python still
        runs here.
      </p>
      <button type="submit" className="button" disabled={disabled || !address.trim()}>
        Use this server
      </button>
    </form>
  );
}
