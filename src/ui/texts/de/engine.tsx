import type { Texts } from "../texts";
import { format } from "./format";

export const engine: Texts["engine"] = {
  region: "Modell",
  label: "Modell:",
  change: "Ändern",
  close: "Schließen",
  loading: (name) => `${name}, wird geladen …`,
  notLoaded: (name) => `${name}, nicht geladen`,
  notOpenMath: " (nicht OpenMath)",
  leaves: "Ihre Aufgabe verlässt diesen Browser",
  gpu: (name) => `GPU: ${name}`,
  runsHere: (name, device, tokens) => (
    <>
      {name} läuft hier: {device}. Es fasst {format.count(tokens)} Token, Aufgabe und Rechenweg
      zusammen.
    </>
  ),
  stopFirst: "Halten Sie den Lauf an, um das Modell zu wechseln.",
  noChoices:
    "Die Auswahl der Modelle konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  unusable: (name) => `${name} kann nicht verwendet werden.`,
  tryAgain: "Noch einmal versuchen",
  useDemo: "Das Demonstrationsmodell verwenden",
  progress: {
    label: "Das Modell wird geladen",
    preparing: "wird vorbereitet",
    of: (loaded, total) => `${format.megabytes(loaded)} von ${format.megabytes(total)}`,
  },
  device: {
    label: "Läuft auf",
    auto: "Automatisch",
    gpu: "GPU",
    cpu: "CPU",
    hint: "Automatisch wird die GPU genommen, wo sie schneller ist. Die CPU geht überall.",
  },
  demo: {
    about:
      "Ein kleines Modell, das mit dieser App kommt und keinen Download braucht. Es zeigt, wie das " +
      "Lösen funktioniert, und kennt einige Arten von Schulaufgaben; bei anderen gibt es keine " +
      "Antwort. Es ist nicht OpenMath und weit schwächer.",
    inUse: "In Gebrauch",
  },
  list: {
    title: "OpenMath-Modelle",
    about:
      "Einmal herunterladen, in diesem Browser behalten, ohne Netz verwenden. Nichts wird geholt, " +
      "bevor Sie gesehen haben, was es braucht.",
    others: "Andere Modelle in diesem Browser",
  },
  address: {
    title: "Ein Modell von einer Adresse",
    about:
      "Eine GGUF-Datei auf einem Server, der sie andere Websites lesen lässt, oder ein Repository bei " +
      "Hugging Face. Der Server wird erst gefragt, was er " +
      "hat; der Download wartet auf Ihren Klick.",
    label: "Adresse des Modells",
    lookUp: "Nachschlagen",
    asking: "Wird gefragt …",
    contacts: (host) => <>Kontaktiert {host}. Ihre Aufgaben werden nicht dorthin gesendet.</>,
    found: (title) => `Gefunden: ${title}`,
    listed: "Es steht oben in der Liste der Modelle.",
  },
  file: {
    title: "Eine Modelldatei von Ihnen",
    about:
      "Eine GGUF-Datei von Ihrem Datenträger oder einem Stick: Wählen Sie sie hier aus, oder ziehen " +
      "Sie sie irgendwo auf diese Seite. Sie bleibt auf diesem Gerät.",
    label: "Modelldatei (GGUF)",
  },
  webLlm: {
    title: "Ein Modell im Format von MLC",
    about:
      "Läuft mit web-llm auf Ihrer GPU. Es rechnet immer nur einen Versuch; viele Versuche dauern also " +
      "lange. Nehmen Sie es für Modelle, die sonst nichts hier ausführen kann.",
    open: "Ein solches Modell wählen",
    list: "Liste von web-llm zeigen",
    listing: "Die Liste wird geladen …",
    model: "Modell",
    choose: "Bitte wählen",
    fromList: (memory) =>
      `${memory === null ? "" : `Es belegt etwa ${memory} vom Speicher der GPU. `}` +
      "Es wird von huggingface.co und raw.githubusercontent.com geladen; beide erfahren, welches " +
      "Modell Sie nehmen, und nichts von Ihrer Aufgabe.",
    package: "Adresse des Pakets",
    library: "Adresse seiner Bibliothek (.wasm)",
    fromAddress:
      "Das Paket ist ein Ordner mit mlc-chat-config.json, auf Hugging Face oder auf einem anderen Server " +
      "unter resolve/main/. Nehmen Sie die Bibliothek nur von jemandem, dem Sie vertrauen: Ihr Code " +
      "läuft auf Ihrer GPU.",
    use: "Herunterladen und verwenden",
  },
  server: {
    title: "Ein Server von Ihnen",
    about:
      "Für Schulen und Rechencluster: vLLM, SGLang, llama-server oder Ollama mit einer zu OpenAI " +
      "kompatiblen Adresse. Nichts wird irgendwohin gesendet, bevor Sie eine eingeben.",
    address: "Adresse des Servers",
    model: "Name des Modells (optional)",
    firstModel: "das erste Modell des Servers",
    key: "API-Schlüssel (optional)",
    privacy: (host) => (
      <>
        Mit einem Server <strong>verlässt Ihre Aufgabe diesen Browser</strong>: Sie wird an{" "}
        {host ?? "die eingegebene Adresse"} gesendet, zusammen mit allem, was das Modell schreibt.
        Der Schlüssel bleibt nur im Arbeitsspeicher, bis Sie diese Seite schließen oder neu laden.
        Python läuft weiterhin hier.
      </>
    ),
    use: "Diesen Server verwenden",
  },
};
