import type { Texts } from "../texts";
import { format } from "./format";

const runs = (n: number) => format.plural(n, { one: "Lauf", other: "Läufe" });

export const history: Texts["history"] = {
  title: "Verlauf",
  about: "Jeder Lauf bleibt in diesem Browser, auf diesem Gerät, und ist nirgends sonst.",
  opening: "Der Verlauf wird geöffnet …",
  none: "Hier gibt es keinen Verlauf.",
  notKept: "Läufe werden nicht aufbewahrt.",
  search: "Suchen",
  searchHint: "Wörter einer Aufgabe, ein Name, eine Antwort oder ein Modell",
  import: "Läufe importieren",
  imported: (n) => `${runs(n)} importiert.`,
  wereThere: (n) =>
    n === 1
      ? "1 Lauf war schon vorher hier und bleibt, wie er ist."
      : `${runs(n)} waren schon vorher hier und bleiben, wie sie sind.`,
  exportAll: "Alle exportieren",
  exportThese: "Diese exportieren",
  empty: (solver) => (
    <>
      Hier ist noch kein Lauf. {solver("Gehen Sie zum Löser")}, und lösen Sie eine Aufgabe, oder
      importieren Sie Läufe, die als JSON exportiert wurden.
    </>
  ),
  runs,
  found: (found, all) =>
    `${format.count(found)} von ${format.plural(all, { one: "Lauf", other: "Läufen" })}`,
  noneFound: "Kein Lauf enthält alle diese Wörter.",
  more: "Mehr zeigen",
  noAnswer: "keine Antwort",
  status: { running: "läuft", "cut-off": "unterbrochen", finished: null, failed: "gescheitert" },
  pin: "Anheften",
  pinned: "Angeheftet",
  rename: "Umbenennen",
  delete: "Löschen",
  pinOf: (title) => `Anheften: ${title}`,
  renameOf: (title) => `Umbenennen: ${title}`,
  deleteOf: (title) => `Löschen: ${title}`,
  name: "Name",
  itsProblem: "Seine Aufgabe",
  save: "Sichern",
  cancel: "Abbrechen",
  offer: {
    region: "Ein Lauf, der unterbrochen wurde",
    title: "Ein Lauf wurde unterbrochen.",
    kept: (tokens) => `${format.count(tokens)} Token erhalten`,
  },
  continue: "Fortsetzen",
  discard: "Verwerfen",
  back: "← Verlauf",
  missing:
    "Dieser Lauf ist nicht im Verlauf dieses Browsers. Vielleicht wurde er gelöscht, oder der Link " +
    "stammt aus einem anderen Browser: Läufe bleiben nur, wo sie gelöst wurden.",
  goesOn: (solver) => (
    <>
      Dieser Lauf ist noch im Gang, in diesem Tab oder in einem anderen. Sehen Sie ihn im{" "}
      {solver("Löser")} an; wenn er zu Ende ist, steht er hier vollständig.
    </>
  ),
  openingRun: "Der Lauf wird geöffnet …",
  solveAgain: "Noch einmal lösen",
  copyLink: "Link zur Aufgabe kopieren",
  linkCopied: "Link kopiert",
  copyThis: "Kopieren Sie diesen Link:",
  print: "Drucken",
  exportAs: "Exportieren als",
  notebook: "Jupyter-Notebook",
  deleted: (title) => <>Gelöscht: {title}</>,
  undo: "Rückgängig",
  dismiss: "Ausblenden",
};
