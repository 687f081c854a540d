import type { Texts } from "../texts";
import { format } from "./format";

const { size } = format;

export const storage: Texts["storage"] = {
  title: "Speicher",
  about: "Modelle bleiben in diesem Browser, auf diesem Gerät, und sind nirgends sonst.",
  empty: (solver) => (
    <>
      Hier ist noch kein Modell gespeichert. {solver("Gehen Sie zum Löser")}, und wählen Sie
      „Ändern“, um eines herunterzuladen, oder importieren Sie unten eine Datei. Das
      Demonstrationsmodell braucht keinen Speicher.
    </>
  ),
  import: {
    title: "Ein Modell importieren",
    about:
      "Eine GGUF-Datei, etwa eine, die hier exportiert und auf einem Stick mitgebracht wurde. Sie " +
      "wird in diesen Browser kopiert; ziehen Sie sie irgendwo auf diese Seite, oder wählen Sie sie aus.",
    label: "GGUF-Datei zum Importieren",
  },
  convert: {
    title: "Ein Modell für die GPU-Engine umwandeln",
    about:
      "Dateien auf Ihrem Datenträger, gelesen, wo sie liegen: eine GGUF-Datei (Q8_0, F16 oder BF16) " +
      "oder alle .safetensors-Dateien eines Modells mit config.json und tokenizer.json. Die Kopie " +
      "wird in diesem Browser gespeichert.",
  },
  space: {
    title: "Platz",
    meter: "Belegter Platz von dem, was der Browser erlaubt",
    models: "Modelle",
    site: "Diese Website insgesamt",
    notSaid: "Dieser Browser gibt es nicht an.",
    ofAllowed: (used, quota) => `${size(used)} von erlaubten ${size(quota)}`,
    ask: "Den Browser bitten, es zu behalten",
    refused: "Der Browser hat es diesmal nicht zugesagt.",
  },
  model: {
    space: "Platz",
    of: (stored, total) => `${size(stored)} von ${size(total)}`,
    since: "Seit",
    checked: "Geprüft",
    notChecked: "Noch nicht: Es wird geprüft, wenn alles da ist.",
    checkedAt: (time) => `${format.moment(time)}: Jedes Byte stimmte.`,
    from: "Kommt von",
    fromConversion: "einem Modell, das in diesem Browser umgewandelt wurde",
    fromFile: "einer Datei von Ihnen",
    licence: "Lizenz",
    licenceUnknown: "Nicht bekannt.",
    conversionBroken:
      "Die Umwandlung wurde abgebrochen. Beginnen Sie sie noch einmal, oder löschen Sie, was da ist.",
    copyBroken:
      "Das Kopieren wurde abgebrochen. Importieren Sie die Datei noch einmal, oder löschen Sie, was da ist.",
    saving: (title) => `${title} wird gesichert`,
    verify: "Prüfen",
    export: "In eine Datei exportieren",
    convert: "Für die GPU-Engine umwandeln …",
  },
  trust: {
    catalogue: "Genau: Die Modellliste dieser App nennt diesen Hash.",
    server: "Genau: Der Server nannte diesen Hash vor dem Download.",
    package: "Genau: Die eigene Liste des Pakets nennt diesen Hash.",
    copied:
      "Beim Kopieren hierher gelernt: Eine Änderung seither wird bemerkt, aber sonst bürgt niemand dafür.",
    downloaded:
      "Beim ersten vollständigen Download gelernt: Eine Änderung seither wird bemerkt, aber sonst bürgt niemand dafür.",
    unknown: "Noch nicht bekannt: Er wird gelernt, wenn die ganze Datei da ist.",
  },
  notices: {
    title: "Freie Software",
    about: "Diese App ist freie Software und baut auf der Arbeit vieler anderer auf.",
    open: "Ihre Namen und Lizenzen zeigen",
  },
  hosts: {
    title: "Wer kontaktiert wird, und warum",
    site: "Die Website, von der diese App kommt: die App selbst, das Demonstrationsmodell und Python mit seinen Paketen. Nach dem ersten Besuch bleiben sie in diesem Browser; dann wird nur noch gefragt, ob es eine neue Version gibt.",
    catalogue:
      "Nur wenn Sie ein Modell der Liste herunterladen: Erst wird nach Größe und Hash gefragt, dann nach den Bytes. Browser werden von dort an eigene Dateiserver weitergeleitet, deren Namen auf hf.co enden.",
    address:
      "Diese Adresse haben Sie eingegeben: Sie wird kontaktiert, wenn Sie sie nachschlagen, von ihr herunterladen oder prüfen, was von ihr kam.",
    packages:
      "Nur wenn Python-Code eines Modells ein Paket importiert, das die Website dieser App nicht hat, etwa SciPy, oder wenn Sie auf der Seite der Python-Pakete eines holen: Das Pyodide-Projekt veröffentlicht sie dort. Es erfährt den Namen des Pakets und nichts von Ihrer Aufgabe.",
    pypi: "Nur wenn Sie auf der Seite der Python-Pakete python-flint oder Z3 holen: Der Python Package Index (PyPI) veröffentlicht sie dort. Er erfährt den Namen des Pakets und sonst nichts.",
    webLlm:
      "Nur wenn Sie ein Modell aus der Liste von web-llm wählen: Es kommt von huggingface.co, und die Bibliothek, die es ausführt, von hier. Beide erfahren, welches Modell Sie nehmen, und nichts von Ihrer Aufgabe.",
    server:
      "Nur wenn Sie unter „Ein Server von Ihnen“ einen eingeben. Dann werden Ihre Aufgaben dorthin gesendet, und alles, was das Modell schreibt, kommt von dort.",
    ownServer: "Ein Server von Ihnen",
    nobody: "Sonst niemand: keine Statistik, keine Werbung, keine Schriften von anderswo.",
  },
};
