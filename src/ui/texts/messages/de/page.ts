import type { MessageTable } from "../translate-message";

/** What the page itself says where no texts are at hand. */
export const page: MessageTable = {
  "The file could not be written ({0}). Check that there is room where you save it, then export again.":
    "Die Datei konnte nicht geschrieben werden ({0}). Prüfen Sie, ob am Speicherort Platz ist, und exportieren Sie dann noch einmal.",
  "This link holds an empty problem. Type the problem instead.":
    "Dieser Link enthält eine leere Aufgabe. Geben Sie die Aufgabe stattdessen ein.",
  "The problem has {0} characters; at most {1} can be solved. Shorten it by {2}, then press Solve.":
    "Die Aufgabe hat {0} Zeichen; höchstens {1} können gelöst werden. Kürzen Sie sie um {2}, und drücken Sie dann „Lösen“.",
  "The run's time budget": "Das Zeitbudget des Laufs",
  "{0} must be a number, not “{1}”.": "{0} muss eine Zahl sein, nicht „{1}“.",
  "This run was begun with {0}, and can go on only with it. Choose it under Model, then continue the run.":
    "Dieser Lauf wurde mit {0} begonnen und kann nur damit weitergehen. Wählen Sie es unter „Modell“, und setzen Sie den Lauf dann fort.",
  "The run ended without a reason. Solve again.":
    "Der Lauf endete ohne Grund. Lösen Sie noch einmal.",
  "You stopped the run, and a part of it did not answer. It was left behind; what there was by then is kept.":
    "Sie haben den Lauf angehalten, und ein Teil davon hat nicht geantwortet. Er wurde zurückgelassen; was bis dahin da war, bleibt.",
  "The run was stopped before it could go on. Continue it to try again.":
    "Der Lauf wurde angehalten, bevor er weitergehen konnte. Setzen Sie ihn fort, um es noch einmal zu versuchen.",
  "No model is loaded. Choose one under Model.":
    "Es ist kein Modell geladen. Wählen Sie eines unter „Modell“.",
  "Something went wrong in this page ({0}). Reload it and try again.":
    "Auf dieser Seite ist etwas schiefgegangen ({0}). Laden Sie sie neu, und versuchen Sie es noch einmal.",
  "The text could not be written. Try again. ({0})":
    "Der Text konnte nicht geschrieben werden. Versuchen Sie es noch einmal. ({0})",
  "The text could not be written, because a part of the app could not be fetched. Check the network connection and try again.":
    "Der Text konnte nicht geschrieben werden, weil ein Teil der App nicht geladen werden konnte. Prüfen Sie die Netzverbindung, und versuchen Sie es noch einmal.",
  "The code could not be run ({0}). Run it again.":
    "Der Code konnte nicht ausgeführt werden ({0}). Führen Sie ihn noch einmal aus.",
};
