import "./ui/styles/base.css";
import "./ui/styles/layout.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { loadEngine } from "./engine/load-engine";
import { createJournal } from "./journal/create-journal";
import { createModelLibrary } from "./models/create-model-library";
import { createAppCopy } from "./offline/app-copy";
import { createPython } from "./python/create-python";
import { createSameAnswer } from "./solver/math-verify";
import { runProblem } from "./solver/run";
import { App } from "./ui/app";
import { onChosenDevice } from "./ui/engine-choice/remembered-device";
import { ErrorBoundary } from "./ui/error-boundary";
import { keepEngine } from "./ui/models/keep-engine";
import { modelMemory } from "./ui/models/remembered-model";
import { PythonSessions } from "./ui/solve/python-sessions";
import { createSolverStore } from "./ui/solve/solver-store";
import { whenSettled } from "./ui/solve/when-settled";
import { chooseLanguage } from "./ui/texts/language";
import { loadTexts } from "./ui/texts/load-texts";
import { readLanguage } from "./ui/texts/remembered-language";
import { TextsProvider } from "./ui/texts/use-texts";
// After what it takes back on paper.
import "./ui/styles/print.css";

const journal = createJournal();
const store = createSolverStore({
  loadEngine: (source, ...rest) => loadEngine(onChosenDevice(source), ...rest),
  createPython: (onNotice) => createPython({ onNotice: ({ message }) => onNotice(message) }),
  createSameAnswer,
  runProblem,
  journal,
});
const library = createModelLibrary();
keepEngine(store, library, modelMemory);

// The development server's files change too often to be kept.
const appCopy = createAppCopy(import.meta.env.PROD ? "./service-worker.js" : null);
void appCopy.start(whenSettled(store));

const texts = await loadTexts(readLanguage() ?? chooseLanguage(navigator.languages));

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");
createRoot(root).render(
  <StrictMode>
    <TextsProvider initial={texts}>
      <ErrorBoundary>
        <PythonSessions value={store.openPythonSession}>
          <App store={store} library={library} journal={journal} appCopy={appCopy} />
        </PythonSessions>
      </ErrorBoundary>
    </TextsProvider>
  </StrictMode>,
);
