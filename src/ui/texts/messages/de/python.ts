import type { MessageTable } from "../translate-message";

/** What is said of the model's Python. */
export const python: MessageTable = {
  "{0}: the server answered {1}.": "{0}: Der Server antwortete {1}.",
  "{0} is not on the server.": "{0} ist nicht auf dem Server.",
  'Python could not be started: {0} The next block of code tries again; if that does not help, run "npm run setup" where this app is built.':
    "Python konnte nicht gestartet werden: {0} Prüfen Sie die Netzverbindung, und lösen Sie dann noch einmal, oder lassen Sie nur durch Nachdenken lösen.",
  "it took too long.": "es dauerte zu lange.",
  "it was ended.": "er wurde beendet.",
  "the server answered {0}": "der Server antwortete {0}",
  'The Python package {0} could not be loaded, so code that imports it fails. To have it offline, fetch it on the page of Python packages, or run "npm run setup" with a network where this app is built; otherwise check the network connection. ({1})':
    "Das Python-Paket {0} konnte nicht geladen werden; Code, der es importiert, scheitert also. Prüfen Sie die Netzverbindung, und lösen Sie dann noch einmal. ({1})",
  'Python starts slowly, since what was prepared for it could not be used; all else works as ever. Reload the page; if that does not help, run "npm run setup" where this app is built. ({0})':
    "Python startet langsam, weil das dafür Vorbereitete nicht benutzt werden konnte; alles andere geht wie immer. Laden Sie die Seite neu. ({0})",
  "{0} is not the file that belongs to this app.":
    "{0} ist nicht die Datei, die zu dieser App gehört.",
  "There is no room for the snapshot.": "Für das Vorbereitete ist kein Platz.",
  "set-up has not made it.": "die Einrichtung hat es nicht gemacht.",
  "The Python session was closed.": "Die Python-Sitzung wurde geschlossen.",
  "its worker could not be loaded.": "sein Worker konnte nicht geladen werden.",
  "it does not answer.": "er antwortet nicht.",
  "the sandbox does not answer.": "die Sandbox antwortet nicht.",
  "the sandbox was removed.": "die Sandbox wurde entfernt.",
  "the sandbox sent {0}.": "die Sandbox sandte Unerwartetes: {0}.",
  "the sandbox failed: {0}": "die Sandbox ist ausgefallen: {0}",
  "its frame does not load.": "ihr Rahmen lädt nicht.",
  "{0}: the server sends nothing any more.": "{0}: Der Server sendet nichts mehr.",
};
