import type { ReactNode } from "react";
import { format } from "./format";

const { size } = format;

/** The screen of what is stored, how it is known to be right, and who is ever contacted. */
export const storage = {
  title: "Storage",
  about: "Models are kept in this browser, on this device, and nowhere else.",
  empty: (solver: (label: string) => ReactNode) => (
    <>
      No model is stored here yet. {solver("Go to the solver")} and choose “Change” to download one,
      or import a file below. The demonstration model needs no storage.
    </>
  ),
  import: {
    title: "Import a model",
    about:
      "A GGUF file, such as one exported here and carried on a stick. It is copied into this " +
      "browser; drop it anywhere on this page, or choose it.",
    label: "GGUF file to import",
  },
  convert: {
    title: "Convert a model for the GPU engine",
    about:
      "Files on your disk, read from where they lie: a GGUF file (Q8_0, F16 or BF16), or all of a " +
      "model's .safetensors files with config.json and tokenizer.json. The copy is stored in this " +
      "browser.",
  },
  space: {
    title: "Space",
    meter: "Space used of what the browser allows",
    models: "Models",
    site: "This site in all",
    notSaid: "This browser doesn't say.",
    ofAllowed: (used: number, quota: number) => `${size(used)} of ${size(quota)} allowed`,
    ask: "Ask the browser to keep it",
    refused: "The browser did not promise it this time.",
  },
  model: {
    space: "Space",
    of: (stored: number, total: number) => `${size(stored)} of ${size(total)}`,
    since: "Since",
    checked: "Checked",
    notChecked: "Not yet: it is checked when all of it is here.",
    checkedAt: (time: number) => `${format.moment(time)}: every byte was right.`,
    from: "Comes from",
    fromConversion: "a model that was converted in this browser",
    fromFile: "a file of yours",
    licence: "Licence",
    licenceUnknown: "Not known.",
    conversionBroken: "The conversion was broken off. Begin it again, or delete what has come.",
    copyBroken: "The copying was broken off. Import the file again, or delete what has come.",
    saving: (title: string) => `Saving ${title}`,
    verify: "Verify",
    export: "Export to a file",
    convert: "Convert for the GPU engine…",
  },
  /** How it is known that a file is the right one. */
  trust: {
    catalogue: "Exact: this app's list of models names this hash.",
    server: "Exact: the server named this hash before the download.",
    package: "Exact: the package's own list names this hash.",
    copied:
      "Learnt when the file was copied here: a change since then is noticed, but nobody else vouches for it.",
    downloaded:
      "Learnt at the first complete download: a change since then is noticed, but nobody else vouches for it.",
    unknown: "Not known yet: it is learnt when all of the file is here.",
  },
  /** Who is contacted, when, and why. docs/models.md says the same. */
  notices: {
    title: "Free software",
    about: "This app is free software and builds on the work of many others.",
    open: "Show their names and licences",
  },
  hosts: {
    title: "Who is contacted, and why",
    site: "The site that this app comes from: the app itself, the demonstration model, and Python with its packages. After the first visit they are kept in this browser; then it is only asked whether there is a new version.",
    catalogue:
      "Only when you download a model of the list: it is asked for size and hash, then for the bytes. It sends browsers on to file servers of its own, whose names end in hf.co.",
    address:
      "You entered this address: contacted when you look it up, download from it, or check what came from it.",
    packages:
      "Only when Python code of a model imports a package that this app's own site doesn't have, such as SciPy, or when you fetch one on the page of Python packages: Pyodide's project publishes them there. It learns the package's name, and nothing of your problem.",
    pypi: "Only when you fetch python-flint or Z3 on the page of Python packages: the Python Package Index (PyPI) publishes them there. It learns the package's name, and nothing else.",
    webLlm:
      "Only when you choose a model of web-llm's list: it comes from huggingface.co, and the library that runs it from here. Both learn which model you take, and nothing of your problem.",
    server:
      "Only when you enter one under “A server of yours”. Then your problems are sent to it, and all that the model writes comes from it.",
    ownServer: "A server of yours",
    nobody: "Nobody else: no statistics, no advertising, no fonts from elsewhere.",
  },
};
