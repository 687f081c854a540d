import type { Texts } from "../texts";

export const offline: Texts["offline"] = {
  title: "Ohne Netz",
  stored: "Die App selbst bleibt in diesem Browser: Sie öffnet sich und löst ohne Netz.",
  storing:
    "Die App selbst wird gerade in diesem Browser gespeichert. Danach öffnet sie sich ohne Netz.",
  failed:
    "Die App selbst konnte nicht in diesem Browser gespeichert werden; zum Öffnen braucht sie deshalb " +
    "ein Netz. Schaffen Sie Platz, oder prüfen Sie die Verbindung, und laden Sie dann diese Seite neu.",
  none:
    "Die App selbst ist hier nicht gespeichert; zum Öffnen braucht sie deshalb ein Netz. Meist liegt " +
    "es an einem privaten Fenster oder einer Adresse ohne https.",
  update: "Eine neue Version ist bereit.",
  otherTabs:
    "Eine neue Version ist bereit. Diese App ist noch in einem anderen Tab offen: Schließen Sie ihn, und laden Sie dann neu.",
  later: "Laden Sie neu, wenn der Lauf zu Ende ist.",
  reload: "Neu laden",
};
