import type { Texts } from "../texts";

export const launch: Texts["launch"] = {
  large: (limit) =>
    `Die geöffnete Datei ist größer als ${limit} und wurde nicht als Aufgabe übernommen. Kopieren Sie daraus den Teil, den Sie brauchen, und fügen Sie ihn hier ein.`,
  empty: "Das Geöffnete oder Geteilte enthält keinen Text. Geben Sie die Aufgabe stattdessen ein.",
  unreadable:
    "Die geöffnete Datei lässt sich nicht als Text (UTF-8) lesen. Prüfen Sie, ob sie noch da ist, oder fügen Sie die Aufgabe ein.",
  close: "Schließen",
};
