import type { Texts } from "../texts";
import { format } from "./format";

const { count, plural, size } = format;

export const packages: Texts["packages"] = {
  title: "Python-Pakete",
  about:
    "Was das Python des Modells und „Ausprobieren“ importieren können. Pakete bleiben in diesem Browser, auf diesem Gerät, und funktionieren ohne Netz.",
  looking: "Es wird nachgesehen, was gespeichert ist …",
  noStore: "Hier können zurzeit keine Pakete behalten werden.",
  builtIn: {
    title: "Teil dieser App",
    python: (python, ipython) =>
      `Python ${python} mit IPython ${ipython} und diese Pakete. Für sie muss nichts geholt werden.`,
    rest: "Und was diese brauchen",
  },
  stored: {
    title: "In diesem Browser",
    empty: "Noch keines. Holen Sie unten eines, oder importieren Sie eine Datei.",
    sum: (n, bytes) =>
      `${plural(n, { one: "Paket", other: "Pakete" })}, ${size(bytes)}. Jeder Lauf und jedes „Ausprobieren“ kann sie importieren.`,
    from: {
      pyodide: "aus der Distribution von Pyodide",
      pypi: "von PyPI",
      file: "aus einer Datei von Ihnen",
    },
    trust: {
      pyodide: "Genau: Die Lock-Datei von Pyodide, ein Teil dieser App, nennt diesen Hash.",
      pypi: "Genau: Diese App nennt diesen Hash, wie PyPI ihn veröffentlicht hat.",
      file: "Der Ihrer Datei: Eine Änderung seither wird bemerkt, aber sonst bürgt niemand dafür.",
    },
    outdated:
      "Für eine andere Python-Version gemacht, als diese App jetzt hat, und darum nicht benutzt. Entfernen Sie es, und holen oder importieren Sie es neu.",
    missing: (names) =>
      `Braucht, was nicht da ist: ${names}. Holen Sie es unten, oder importieren Sie seine Datei.`,
    remove: "Entfernen …",
    removeTitle: (title) => `${title} entfernen?`,
    removeAction: "Entfernen",
    again: "Es kann wieder geholt werden.",
    lost: "Es kam aus einer Datei: Ohne sie ist es nicht wieder zu haben.",
    usedBy: (titles) => `Ohne es funktionieren diese nicht mehr: ${titles}.`,
  },
  offered: {
    title: "Zum Holen",
    about:
      "Einmal mit Netz holen; von da an sind sie auch ohne da. Vor Ihrem Klick wird niemand kontaktiert.",
    there: "Ist da",
    paused: (bytes) => `Abgebrochen, ${size(bytes)} sind da`,
    fetch: "Holen …",
    fetching: (title) => `${title} wird geholt`,
    discard: "Verwerfen",
  },
  offers: {
    numpy: "Felder, lineare Algebra, Zufallszahlen. Vieles, was Modelle schreiben, importiert es.",
    scipy: "Numerische Integration, Optimierung, Statistik, dünn besetzte Matrizen.",
    matplotlib: "Diagramme und Bilder; sie stehen unter dem Code, der sie zeichnet.",
    pandas: "Tabellen mit Daten.",
    "python-flint":
      "Schnelles exaktes Rechnen für Code, der flint importiert: Zahlen, Polynome, Matrizen.",
    "z3-solver":
      "Löst Systeme von Bedingungen, auch mit ganzen Zahlen: findet Werte oder beweist, dass es keine gibt.",
    gmpy2: "Schnelles Rechnen mit großen Zahlen, für Code, der gmpy2 importiert.",
    "scikit-learn": "Maschinelles Lernen: Regression, Klassifikation, Cluster.",
  },
  other: {
    label: (n) => `Ein anderes der ${count(n)} Pakete für dieses Python`,
    look: "Nachschlagen",
    unknown: (name) =>
      `Für dieses Python ist kein Paket namens ${name} veröffentlicht. Hat sein Projekt eine Datei, die auf none-any.whl endet, dann importieren Sie diese unten.`,
    builtIn: (name) => `${name} ist ein Teil dieser App: Es muss nichts geholt werden.`,
  },
  dialog: {
    title: (title, version) => `${title} ${version} holen`,
    size: "Größe",
    asking: "Der Server wird gefragt …",
    sizeUnknown: "Nicht bekannt.",
    nothingSent: "Dort wird bekannt, welche Pakete Sie holen, und sonst nichts von Ihnen.",
    files: "Dateien",
    needs: (n) =>
      n === 1 ? "Eine." : `${count(n)}: mit dem, was es braucht und noch nicht da ist.`,
    checked: "Jede wird an einem Hash geprüft, den diese App kennt.",
    afterwards:
      "Sie können inzwischen weiter lösen, es abbrechen und nach einem Neuladen fortsetzen.",
    start: "Holen",
    startSize: (bytes) => `${size(bytes)} holen`,
  },
  import: {
    title: "Wheel-Dateien importieren",
    about:
      "Pakete von Ihrer Festplatte oder einem Stick, etwa auf einem anderen Computer von hier exportierte. Mehrere auf einmal; lassen Sie sie irgendwo auf dieser Seite los, oder wählen Sie sie aus. Ihr Code läuft nur in der Sandbox, wie der des Modells.",
    label: "Wheel-Dateien (.whl) zum Importieren",
    reading: (file) => `${file} wird geprüft …`,
    kept: (title) => `${title} ist nun in diesem Browser.`,
  },
  storage: {
    about:
      "NumPy, SciPy und andere für das Python des Modells, einmal zu holen oder aus Dateien zu importieren.",
    fetch: "Python-Pakete holen oder importieren",
    open: "Python-Pakete",
  },
};
