import type { Texts } from "../texts";

export const launch: Texts["launch"] = {
  long: (limit) =>
    `Das Geöffnete oder Geteilte ist länger als ${limit} Zeichen und wurde nicht als Aufgabe übernommen. Geben Sie eine kürzere ein.`,
  empty: "Das Geöffnete oder Geteilte enthält keinen Text. Geben Sie die Aufgabe stattdessen ein.",
  unreadable:
    "Die geöffnete Datei lässt sich nicht als Text (UTF-8) lesen. Prüfen Sie, ob sie noch da ist, oder fügen Sie die Aufgabe ein.",
  close: "Schließen",
};
