import type { MessageTable } from "../translate-message";

/** What is said of Python packages. */
export const packages: MessageTable = {
  "What this browser keeps of it is damaged.": "Was dieser Browser davon hat, ist beschädigt.",
  "The browser's database for packages does not answer.":
    "Die Datenbank des Browsers für Pakete antwortet nicht.",
  "The Python package {0} could not be loaded, so code that imports it fails. Remove it on the page of Python packages, then import it again. ({1})":
    "Das Python-Paket {0} konnte nicht geladen werden; Code, der es importiert, scheitert also. Entfernen Sie es auf der Seite „Python“, und importieren Sie es dann neu. ({1})",
  "The part of this page that reads packages crashed. Reload the page.":
    "Der Teil dieser Seite, der Pakete liest, ist abgestürzt. Laden Sie die Seite neu.",
  "What is stored of {0} is damaged. Remove it, then fetch or import it again.":
    "Was von {0} gespeichert ist, ist beschädigt. Entfernen Sie es, und holen oder importieren Sie es dann neu.",
  "The same file is being fetched already: this waits for it.":
    "Dieselbe Datei wird schon geholt: Darauf wird gewartet.",
  "{0} doesn't say how long its file is. It can be fetched all the same.":
    "{0} sagt nicht, wie lang die Datei ist. Sie kann trotzdem geholt werden.",
  "{0} Check the network connection, then try again.":
    "{0} Prüfen Sie die Netzverbindung, und versuchen Sie es dann noch einmal.",
  "{0} is no package. Choose a wheel (.whl).": "{0} ist kein Paket. Wählen Sie ein Wheel (.whl).",
  "{0} would replace {1}, which is part of this app. It is there without the file; nothing needs to be done.":
    "{0} würde {1} ersetzen, einen Teil dieser App. Er ist auch ohne die Datei da; es ist nichts zu tun.",
  "Browsers keep packages only for pages that come over https, or from this computer itself (localhost). Open this page at such an address.":
    "Browser behalten Pakete nur für Seiten, die über https oder von diesem Computer selbst (localhost) kommen. Öffnen Sie diese Seite unter einer solchen Adresse.",
  "The browser has no room left for this package. What is stored stays. Remove packages here or models under Storage, or free space on this device, then go on.":
    "Der Browser hat keinen Platz mehr für dieses Paket. Was gespeichert ist, bleibt. Entfernen Sie hier Pakete oder unter „Speicher“ Modelle, oder schaffen Sie Platz auf diesem Gerät, und machen Sie dann weiter.",
  "A newer version of this app has already used the stored packages. They are left as they are. Reload the page to get the newer version.":
    "Eine neuere Version dieser App hat die gespeicherten Pakete schon benutzt. Sie bleiben, wie sie sind. Laden Sie die Seite neu, um die neuere Version zu bekommen.",
  "The browser's database for packages can't be used ({0}). Private windows and blocked site data are the usual reasons; else restart the browser.":
    "Die Datenbank des Browsers für Pakete ist nicht benutzbar ({0}). Private Fenster und gesperrte Website-Daten sind die üblichen Gründe; sonst starten Sie den Browser neu.",
  "is not a wheel of version 1, the only one that is known here":
    "ist kein Wheel der Version 1, der einzigen, die hier bekannt ist",
  "holds another package than its name says: {0} {1}":
    "enthält ein anderes Paket, als ihr Name sagt: {0} {1}",
  "holds no modules that Python could import here":
    "enthält keine Module, die Python hier importieren könnte",
  "unpacks to more than {0} MB, too much for this app":
    "ist entpackt größer als {0} MB, zu groß für diese App",
  "holds more than {0} files, too many here": "enthält mehr als {0} Dateien, zu viele für hier",
  "holds {0} twice, as no proper wheel does":
    "enthält {0} zweimal, wie es kein richtiges Wheel tut",
  "holds a file that lies outside of it: {0}": "enthält eine Datei, die außerhalb läge: {0}",
  "is no wheel: it lacks the one .dist-info folder that each has":
    "ist kein Wheel: Ihr fehlt der eine Ordner .dist-info, den jedes hat",
  "is no whole wheel: {0} is missing or too long":
    "ist kein vollständiges Wheel: {0} fehlt oder ist zu lang",
  "is not whole: {0} is listed in it and missing":
    "ist nicht vollständig: {0} steht in ihrer Liste und fehlt",
  "was changed: {0} has no hash in its list": "wurde verändert: {0} hat keinen Hash in ihrer Liste",
  "is damaged: {0} has another hash than its list says":
    "ist beschädigt: {0} hat einen anderen Hash, als ihre Liste sagt",
  "{0} {1}. Get the file again from where it was published, then import it.":
    "{0} {1}. Holen Sie die Datei neu von dort, wo sie veröffentlicht ist, und importieren Sie sie dann.",
  "{0} can't be unpacked: it is damaged or no wheel at all ({1}). Get the file again from where it was published, then import it.":
    "{0} kann nicht entpackt werden: Die Datei ist beschädigt oder gar kein Wheel ({1}). Holen Sie sie neu von dort, wo sie veröffentlicht ist, und importieren Sie sie dann.",
  "{0} is not named as wheels are: name, version and tags, as in sympy-1.14.0-py3-none-any.whl. Give the file the name that it was published with, then import it again.":
    "{0} heißt nicht wie ein Wheel: Name, Version und Tags, wie in sympy-1.14.0-py3-none-any.whl. Geben Sie der Datei den Namen, mit dem sie veröffentlicht ist, und importieren Sie sie dann noch einmal.",
  "{0} is made for {1}, not for Python in a browser. Take the package's file that ends in none-any.whl or in {2}.whl, if there is one.":
    "{0} ist für {1} gemacht, nicht für Python im Browser. Nehmen Sie die Datei des Pakets, die auf none-any.whl oder {2}.whl endet, falls es eine gibt.",
  "{0} is made for another Python ({1}-{2}); here it is Python {3}. Take the package's file for that version.":
    "{0} ist für ein anderes Python gemacht ({1}-{2}); hier ist es Python {3}. Nehmen Sie die Datei des Pakets für diese Version.",
  "{0} is larger than {1} MB, too much for this app. Choose a smaller package.":
    "{0} ist größer als {1} MB, zu groß für diese App. Wählen Sie ein kleineres Paket.",
  "{0} can't be read any more. Check that the disk or stick is still there, then choose the file again.":
    "{0} kann nicht mehr gelesen werden. Prüfen Sie, ob Festplatte oder Stick noch da ist, und wählen Sie die Datei dann noch einmal.",
};
