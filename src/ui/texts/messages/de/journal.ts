import type { MessageTable } from "../translate-message";

/** What is said of the history. */
export const journal: MessageTable = {
  "This run already goes on in another tab of this browser. Look there.":
    "Dieser Lauf ist schon in einem anderen Tab dieses Browsers im Gang. Sehen Sie dort nach.",
  "This run has ended or was deleted meanwhile.":
    "Dieser Lauf ist inzwischen zu Ende oder gelöscht.",
  "The browser has no room left for the history. What is stored stays. Delete runs in the history or models under Storage, or free space on this device.":
    "Der Browser hat keinen Platz mehr für den Verlauf. Was gespeichert ist, bleibt. Löschen Sie Läufe im Verlauf oder Modelle unter „Speicher“, oder schaffen Sie Platz auf diesem Gerät.",
  "A newer version of this app has already used the history. It is left as it is. Reload the page to get the newer version.":
    "Eine neuere Version dieser App hat den Verlauf schon verwendet. Er bleibt, wie er ist. Laden Sie die Seite neu, um die neuere Version zu bekommen.",
  "The browser's database for the history can't be used ({0}). Private windows and blocked site data are the usual reasons; else restart the browser.":
    "Die Datenbank des Browsers für den Verlauf kann nicht verwendet werden ({0}). Meist liegt es an privaten Fenstern oder gesperrten Websitedaten; sonst starten Sie den Browser neu.",
  "The history was closed. Reload the page.":
    "Der Verlauf wurde geschlossen. Laden Sie die Seite neu.",
  "A part of this run is lost or damaged in the browser's database, so it can't be shown. Delete it, or solve the problem again.":
    "Ein Teil dieses Laufs ist in der Datenbank des Browsers verloren oder beschädigt; er kann deshalb nicht gezeigt werden. Löschen Sie ihn, oder lösen Sie die Aufgabe noch einmal.",
  "This run is not in the history of this browser any more.":
    "Dieser Lauf ist nicht mehr im Verlauf dieses Browsers.",
  "The browser closed the database of the history. The app opens it again with the next run.":
    "Der Browser hat die Datenbank des Verlaufs geschlossen. Die App öffnet sie mit dem nächsten Lauf wieder.",
  "The browser's database for the history does not answer. The app tries again; if that does not help, restart the browser.":
    "Die Datenbank des Browsers für den Verlauf antwortet nicht. Die App versucht es weiter; hilft das nicht, starten Sie den Browser neu.",
  "Another tab began to use a newer version of this app, so the rest of this run was not kept.":
    "In einem anderen Tab läuft jetzt eine neuere Version dieser App; der Rest dieses Laufs wurde deshalb nicht aufbewahrt.",
  "Another tab runs a newer version of this app. Reload this page to go on with the history here.":
    "In einem anderen Tab läuft eine neuere Version dieser App. Laden Sie diese Seite neu, um hier mit dem Verlauf weiterzumachen.",
  "An older version of this app is open in another tab and holds the history. Close or reload the other tabs of this app, then reload this one.":
    "Eine ältere Version dieser App ist in einem anderen Tab offen und hält den Verlauf fest. Schließen Sie die anderen Tabs dieser App, oder laden Sie sie neu, und laden Sie dann diesen neu.",
  "A run in this file asks for what no run may be asked. {0} Nothing was imported.":
    "Ein Lauf in dieser Datei verlangt, was kein Lauf verlangen darf. {0} Es wurde nichts importiert.",
  "This file is too large to hold runs of this app. Nothing was imported.":
    "Diese Datei ist zu groß, um Läufe dieser App zu enthalten. Es wurde nichts importiert.",
  "This file does not hold runs of this app. Choose one that was exported as JSON from the history. Nothing was imported.":
    "Diese Datei enthält keine Läufe dieser App. Wählen Sie eine, die als JSON aus dem Verlauf exportiert wurde. Es wurde nichts importiert.",
  "This file was made by a newer version of this app. Reload the page to get that version, then import it again. Nothing was imported.":
    "Diese Datei wurde von einer neueren Version dieser App gemacht. Laden Sie die Seite neu, um diese Version zu bekommen, und importieren Sie sie dann noch einmal. Es wurde nichts importiert.",
  "the file": "die Datei",
  "This file is damaged ({0}: {1}). Export the runs again where they come from. Nothing was imported.":
    "Diese Datei ist beschädigt ({0}: {1}). Exportieren Sie die Läufe dort noch einmal, woher sie kommen. Es wurde nichts importiert.",
  "This file is not JSON, or not all of it is there. Choose one that was exported from the history. Nothing was imported.":
    "Diese Datei ist kein JSON oder nicht vollständig. Wählen Sie eine, die aus dem Verlauf exportiert wurde. Es wurde nichts importiert.",
};
