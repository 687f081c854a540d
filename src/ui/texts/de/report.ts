import type { Texts } from "../texts";

export const report: Texts["report"] = {
  problem: "Aufgabe",
  answer: "Antwort",
  noAnswer: "Keine Antwort.",
  votes: "Stimmen",
  samples: "Versuche",
  comparisons: "Vergleiche (GenSelect)",
  solution: (place, answer) => `Lösung ${place}: ${answer}`,
  best: (place) => `Lösung ${place} ist die beste`,
  noVerdict: "kein gültiges Urteil",
  sample: (number, state) => `Versuch ${number} (${state})`,
  notRun: "Dieser Code wurde nicht zu Ende ausgeführt.",
  printedNothing: "Der Code gab nichts aus.",
  beforeRunAll:
    "Lesen Sie den Code, bevor Sie „Alle ausführen“ wählen. Ein Modell hat ihn geschrieben, und in Jupyter darf er alles, was Sie dürfen: Ihre Dateien lesen, ändern und löschen.",
  output: "Ausgabe",
  figure: (words) => `[Abbildung: ${words}]`,
  on: (model, device) => `${model} auf ${device}`,
  tokensIn: (tokens, time) => `${tokens} in ${time}`,
  cutOff: "Dieser Lauf wurde unterbrochen, bevor er zu Ende war.",
  failed: (failure) => `Dieser Lauf endete mit einem Fehler: ${failure}`,
};
