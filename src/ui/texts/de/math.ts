import type { Texts } from "../texts";

export const math: Texts["math"] = {
  copy: "Kopieren",
  copyAnswer: "Antwort kopieren",
  copySample: (number) => `Versuch ${number} kopieren`,
  copyExplanation: "Erklärung kopieren",
  copied: "Kopiert",
  forms: { latex: "LaTeX", markdown: "Markdown", text: "Reiner Text" },
  blocked:
    "Der Browser hat dieser Seite das Kopieren nicht erlaubt. Der Text ist unten markiert: Kopieren Sie ihn mit Strg+C oder ⌘C.",
  toCopy: "Text zum Kopieren",
  close: "Schließen",
};
