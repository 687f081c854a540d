import type { ReactNode } from "react";
import { format } from "./format";

/** Which model runs, where, and the choice of another one. */
export const engine = {
  region: "Model",
  label: "Model:",
  change: "Change",
  close: "Close",
  loading: (name: string) => `${name}, loading…`,
  notLoaded: (name: string) => `${name}, not loaded`,
  notOpenMath: " (not OpenMath)",
  leaves: "your problem leaves this browser",
  gpu: (name: string) => `GPU: ${name}`,
  runsHere: (name: ReactNode, device: string, tokens: number) => (
    <>
      {name} runs here: {device}. It can hold {format.count(tokens)} tokens, problem and working
      together.
    </>
  ),
  stopFirst: "Stop the run to change the model.",
  noChoices: "The choice of models could not be loaded. Check your connection, then try again.",
  unusable: (name: string) => `${name} can't be used.`,
  tryAgain: "Try again",
  useDemo: "Use the demonstration model",
  progress: {
    label: "Loading the model",
    preparing: "preparing",
    of: (loaded: number, total: number) =>
      `${format.megabytes(loaded)} of ${format.megabytes(total)}`,
  },
  device: {
    label: "Runs on",
    auto: "Automatic",
    gpu: "GPU",
    cpu: "CPU",
    hint: "Automatic takes the GPU where it is faster. The CPU works everywhere.",
  },
  demo: {
    about:
      "A small model that comes with this app and needs no download. It shows how solving works and " +
      "knows some kinds of school problems; for others it gives no answer. It is not OpenMath, and " +
      "far weaker.",
    inUse: "In use",
  },
  list: {
    title: "OpenMath models",
    about:
      "Downloaded once, kept in this browser, used offline. Nothing is fetched before you have seen " +
      "what it needs.",
    others: "Other models in this browser",
  },
  address: {
    title: "A model from an address",
    about:
      "A GGUF file on any server that lets other sites read it, or a repository of Hugging Face. " +
      "The server is first asked what it holds; the download waits " +
      "for your click.",
    label: "Address of the model",
    lookUp: "Look it up",
    asking: "Asking…",
    contacts: (host: ReactNode) => <>Contacts {host}. No problem of yours is sent there.</>,
    found: (title: string) => `Found: ${title}`,
    listed: "It is in the list of models above.",
  },
  file: {
    title: "A model file of yours",
    about:
      "A GGUF file from your disk or a stick: choose it here, or drop it anywhere on this page. It " +
      "stays on this device.",
    label: "Model file (GGUF)",
  },
  webLlm: {
    title: "A model in MLC's format",
    about:
      "Runs on your GPU by web-llm, which draws one sample at a time, so many samples take long. " +
      "Choose it for models that nothing else here can run.",
    open: "Choose such a model",
    list: "Show web-llm's list",
    listing: "Loading the list…",
    model: "Model",
    choose: "Choose one",
    fromList: (memory: string | null) =>
      `${memory === null ? "" : `It takes about ${memory} of the GPU's memory. `}` +
      "It is downloaded from huggingface.co and raw.githubusercontent.com, which learn which model " +
      "you take, and nothing of your problem.",
    package: "Address of the package",
    library: "Address of its library (.wasm)",
    fromAddress:
      "The package is a folder with mlc-chat-config.json, on Hugging Face or below resolve/main/ on " +
      "another server. Take the library only from somebody you trust: its code runs on your GPU.",
    use: "Download and use",
  },
  server: {
    title: "A server of yours",
    about:
      "For schools and clusters: vLLM, SGLang, llama-server or Ollama with an OpenAI-compatible " +
      "address. Nothing is sent anywhere until you enter one.",
    address: "Server address",
    model: "Model name (optional)",
    firstModel: "the server's first model",
    key: "API key (optional)",
    privacy: (host: ReactNode | null) => (
      <>
        With a server, <strong>your problem leaves this browser</strong>: it is sent to{" "}
        {host ?? "the address you enter"}, together with all that the model writes. The key is kept
        in memory only, until you close or reload this page. Python still runs here.
      </>
    ),
    use: "Use this server",
  },
};
