import type { Texts } from "../texts";
import { format } from "./format";

const samples = (n: number) => format.plural(n, { one: "Versuch", other: "Versuche" });
const runs = (n: number) =>
  n === 1 ? "nach einem früheren Lauf" : `nach ${format.count(n)} früheren Läufen`;

export const solve: Texts["solve"] = {
  problem: "Aufgabe",
  placeholder: "Geben Sie eine Mathematikaufgabe ein. LaTeX wie $x^2 = 2$ geht auch.",
  missing: "Geben Sie zuerst eine Aufgabe ein, oder wählen Sie ein Beispiel.",
  tooLong: (characters, over, max) =>
    `${format.count(characters)} Zeichen: ${format.count(over)} mehr als die ${format.count(max)}, die gelöst werden können. Nichts wurde abgeschnitten. Kürzen Sie die Aufgabe, und drücken Sie dann „Lösen“.`,
  replaced: "Ihr eigener Text wurde dadurch ersetzt.",
  bringBack: "Meinen Text zurückholen",
  preview: "Vorschau der Aufgabe",
  solve: "Lösen",
  stop: "Anhalten",
  stopping: "Wird angehalten …",
  effort: {
    legend: "Aufwand",
    quick: "Schnell",
    normal: "Normal",
    hard: "Gründlich",
    hints: {
      quick: (n) => `${samples(n)}, höchstens halb so lang.`,
      normal: (n) => `${samples(n)}.`,
      hard: (n) => `${samples(n)}, bis die Abstimmung entschieden ist.`,
    },
  },
  estimate: {
    loading: "Wie lange es dauert, steht hier, sobald das Modell geladen ist.",
    about: (time, n) => `Etwa ${time} auf diesem Gerät, ${runs(n)} dieses Modells.`,
    range: (low, high, n) => `Etwa ${low} bis ${high} auf diesem Gerät, ${runs(n)} dieses Modells.`,
    unknown:
      "Wie lange es dauert, ist noch nicht bekannt: Dieses Modell hat auf diesem Gerät noch keine Aufgabe gelöst.",
    published: (tokens) =>
      `Wie lange es auf diesem Gerät dauert, ist noch nicht bekannt. Eine Wettbewerbsaufgabe braucht laut Veröffentlichung etwa ${format.count(tokens)} Token je Versuch.`,
    tested: (time) => `Etwa ${time} für eine Wettbewerbsaufgabe, nach dem Test dieses Geräts.`,
  },
  mode: {
    legend: "Lösungsweg",
    tir: "Mit Python",
    cot: "Nur nachdenken",
    mix: "Gemischt",
    pythonAway:
      "Python läuft gerade nicht. Beim Lösen wird es noch einmal gestartet; gelingt das nicht, sagt es der Lauf.",
    demoNeedsPython:
      "Das Demonstrationsmodell braucht für fast alles Python: Ohne gibt es keine oder eine falsche Antwort.",
    notTrained:
      "Dieses Modell wurde nicht darauf trainiert, beim Nachdenken Python zu benutzen. Ohne Python gelingt ihm vielleicht mehr.",
    mixOfOne:
      "Gemischt denkt ein einzelner Lösungsversuch nur nach. Wählen Sie mehr Versuche, damit auch Python dabei ist.",
    everyOther: "Jeder zweite Versuch darf Python benutzen.",
    demoWithout: "Ohne Python kann das Demonstrationsmodell wenig.",
  },
  samples: "Versuche",
  genselect: "Antworten vergleichen (GenSelect)",
  more: "Mehr",
  set: (count) => `${count} gesetzt`,
  seed: {
    label: "Startwert (Seed)",
    placeholder: "automatisch",
    hint: "Derselbe Startwert ergibt dieselben Versuche.",
  },
  seconds: {
    label: "Zeitbudget des Laufs, Sekunden",
    placeholder: "keines",
    hint: "Ist es verbraucht, entscheiden die Stimmen bis dahin.",
  },
  tokens: {
    label: "Tokenbudget des Laufs",
    placeholder: "keines",
    hint: "Für alle Versuche und Vergleiche zusammen.",
  },
  sampleTokens: {
    label: "Token eines Versuchs",
    placeholder: "was das Modell fasst",
    hint: "An dieser Grenze wird der Versuch nach seiner Antwort gefragt.",
  },
  temperature: {
    label: "Temperatur",
    hint: "Bei 0 wird immer das wahrscheinlichste Token gewählt; mehr macht die Versuche vielfältiger.",
  },
  topP: {
    label: "Top-p",
    hint: "Gewählt wird unter den wahrscheinlichsten Token, die zusammen diese Wahrscheinlichkeit haben.",
  },
  stopRule: {
    label: "Versuche machen, bis",
    automatic: "wie der Aufwand es vorsieht",
    likely: "die Mehrheit zu 95 % feststeht",
    decided: "kein weiterer den Sieger ändern kann",
    "agree-2": "2 übereinstimmen",
    "agree-3": "3 übereinstimmen",
    "agree-4": "4 übereinstimmen",
    all: "alle zu Ende sind",
    hint: "Was dann noch läuft, wird beendet. Weniger Versuche brauchen weniger Zeit.",
  },
  voting: {
    label: "Stimmen zählen",
    automatic: "wie es zum Modell passt",
    rules: {
      majority: "alle gleich",
      weighted: "nach der Zuversicht des Modells",
      deepconf: "nach der Zuversicht, ohne das unsicherste Zehntel (DeepConf)",
      "deepconf-low": "nur des sichersten Zehntels (DeepConf)",
      borda: "nach der Reihe der Selbstgewissheit (Borda)",
    },
    hint: "Wo Antworten verglichen werden, steht die Abstimmung dahinter. DeepConf beendet Versuche früher, in denen das Modell zu unsicher ist.",
  },
  link: {
    settings:
      "Ein Link mit Einstellungen startet nicht von selbst. Sehen Sie diese an, und drücken Sie dann „Lösen“.",
    otherModel:
      "Ein Link startet nur mit dem Demonstrationsmodell von selbst. Drücken Sie „Lösen“.",
  },
  examples: {
    title: "Beispiele",
    primes: "Primzahlen zählen",
    equations: "Zwei Gleichungen",
    dice: "Zwei Würfel",
    triangle: "Fläche eines Dreiecks",
  },
  python: {
    unavailable: "Python ist nicht verfügbar.",
    why: "Es ist nicht gestartet: Vielleicht konnten seine Dateien nicht geladen werden, oder dieses Gerät ist sehr beschäftigt.",
    consequence:
      "Prüfen Sie die Verbindung, und versuchen Sie es noch einmal. Bis dahin scheitern Versuche, die Python brauchen.",
    retry: "Noch einmal versuchen",
    without: "Nur durch Nachdenken lösen",
  },
  tryIt: {
    open: "Ausprobieren",
    code: "Ihr Code",
    run: "Ausführen",
    stop: "Anhalten",
    reset: "Zurücksetzen",
    close: "Schließen",
    hint: "Läuft in einer Kopie des Zustands, den der Versuch hier hatte. Was er geschrieben hat, bleibt, wie es ist. Ausführen: Strg+Eingabe.",
    hintAfter: (blocks) =>
      `Läuft in einer Kopie des Zustands, den der Versuch hier hatte, hergestellt von ${
        blocks === 1 ? "einem früheren Block" : `${format.count(blocks)} früheren Blöcken`
      }. Was er geschrieben hat, bleibt, wie es ist. Ausführen: Strg+Eingabe.`,
    starting: "startet …",
    restoring: (block, blocks) => `Zustand wird hergestellt, Block ${block} von ${blocks} …`,
    running: "läuft …",
    stopped: "angehalten",
    failed: "nicht ausgeführt",
    completed: (time) => `fertig in ${time}`,
    raised: (time) => `nach ${time} mit einem Fehler beendet`,
    timedOut: (time) => `nach ${time} abgebrochen: zu lange`,
    lost: (block) =>
      `Block ${block} lief diesmal nicht bis zu seinem Ende; der Zustand kann also ein anderer sein als beim Versuch.`,
  },
};
