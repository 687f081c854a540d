import type { Texts } from "../texts";
import { format } from "./format";

const { count, plural, rate, share, size } = format;

/** In the dative, as after “mit”. */
const samples = (n: number) => plural(n, { one: "Versuch", other: "Versuchen" });
const attempts = (n: number) => plural(n, { one: "Versuch", other: "Versuche" });
const figure = (value: number) => value.toLocaleString(format.locale);

function about(seconds: number): string {
  if (seconds < 50) return "weniger als eine Minute";
  const minutes = Math.round(seconds / 60);
  if (minutes <= 1) return "etwa eine Minute";
  if (minutes < 90) return `etwa ${minutes} Minuten`;
  return `etwa ${figure(Math.round(seconds / 1800) / 2)} Stunden`;
}

export const models: Texts["models"] = {
  about,
  reload: "Diese Seite neu laden",
  failed: (detail) =>
    `Auf dieser Seite ist etwas schiefgegangen (${detail}). Laden Sie sie neu, und versuchen Sie es noch einmal.`,
  noStore: "Modelle können hier zurzeit nicht gespeichert werden.",
  looking: "Es wird nachgesehen, was gespeichert ist …",
  states: {
    downloading: "Wird heruntergeladen",
    downloadingElsewhere: "Ein anderer Tab lädt es herunter",
    verifying: "Wird geprüft",
    verifyingElsewhere: "Ein anderer Tab prüft es",
    importing: "Wird kopiert",
    importingElsewhere: "Ein anderer Tab kopiert es",
    exporting: "Wird exportiert",
    converting: "Wird umgewandelt",
    convertingElsewhere: "Ein anderer Tab wandelt es um",
    stopped: (amount) => `Angehalten${amount}`,
    paused: (amount) => `Pausiert${amount}`,
    absent: "Nicht auf diesem Gerät",
    incomplete: "Unvollständig",
    inUse: "In Gebrauch",
    loading: "Wird geladen",
    stored: "Gespeichert",
    amountStored: (bytes) => `, ${size(bytes)} gespeichert`,
    amountOf: (stored, total) => ` bei ${share(stored, total)}`,
    of: (title, state) => `${title}: ${state}.`,
    label: (state, title) => `${state}: ${title}`,
  },
  activity: {
    amount: (done, total) => `${size(done)} von ${size(total)} (${share(done, total)})`,
    speed: (bytesPerSecond) => `${size(bytesPerSecond)}/s`,
    left: (seconds) => `noch ${about(seconds)}`,
  },
  actions: {
    download: "Herunterladen …",
    pause: "Pausieren",
    goOn: "Fortsetzen",
    use: "Verwenden",
    useIt: "Verwenden",
    later: "Später",
    cancel: "Abbrechen",
    cancelDownload: "Abbrechen …",
    delete: "Löschen …",
    tryAgain: "Noch einmal versuchen",
    startAgain: "Von vorn beginnen",
    stop: "Anhalten",
    close: "Schließen",
  },
  arrived: (title) => <>{title} ist da und wurde vollständig geprüft.</>,
  stoppedHint: "„Ändern“ zeigt den Grund.",
  moreNeeded: (bytes) => <>{bytes} müssen zusätzlich frei sein.</>,
  makeRoom: {
    none: "Hier ist kein anderes Modell gespeichert. Schaffen Sie Platz auf dem Datenträger dieses Geräts, oder wählen Sie ein kleineres Modell.",
    title: "Sie können löschen:",
    incomplete: ", unvollständig",
  },
  deleting: {
    partial: "Löschen, was schon da ist?",
    whole: "Dieses Modell löschen?",
    cancelAndDelete: "Abbrechen und löschen",
    delete: "Löschen",
    keep: "Behalten",
    what: (title, bytes, again) => (
      <>
        {title}: {size(bytes)} werden aus diesem Browser gelöscht.{" "}
        {again
          ? "Sie können es wieder herunterladen."
          : "Es kam aus einer Datei: Ohne diese Datei ist es nicht wiederzubekommen."}
      </>
    ),
  },
  download: {
    title: (title) => `${title} herunterladen`,
    missing: (bytes) => `${size(bytes)} müssen zusätzlich frei sein.`,
    missingHint:
      "Der Download hält an, wenn der Platz verbraucht ist, und behält, was bis dahin da ist.",
    size: "Größe",
    sizeUnknown: "Der Server gibt sie nicht an.",
    approximately: (bytes) => `etwa ${size(bytes)}`,
    free: "Freier Platz",
    enough: ": genug",
    time: "Zeit",
    takes: (seconds, megabits) => `Dauert etwa ${guess(seconds)} bei ${figure(megabits)} Mbit/s. `,
    meanwhile:
      "Sie können inzwischen mit einem anderen Modell lösen, den Download pausieren und nach einem Neuladen fortsetzen.",
    device: "Dieses Gerät",
    deviceUnknown: "Noch nicht bekannt.",
    from: "Kommt von",
    nothingSent: "Von Ihnen wird nichts dorthin gesendet.",
    notBefore: "Vor Ihrem Klick wird es nicht kontaktiert.",
    licence: "Lizenz",
    licenceUnknown: "Nicht bekannt: Sehen Sie auf der Seite nach, von der die Adresse stammt.",
    afterwards: "Danach",
    stays: "Es bleibt in diesem Browser, funktioniert offline und kann jederzeit gelöscht werden.",
    willAsk:
      "Wenn Sie klicken, wird der Browser gebeten, es auch dann zu behalten, wenn der Datenträger voll wird.",
    notNow: "Jetzt nicht",
    start: "Herunterladen",
    startSize: (bytes) => `${size(bytes)} herunterladen`,
  },
  space: {
    unknown: "Dieser Browser gibt es nicht an",
    free: (bytes) => `${size(bytes)}, wie der Browser schätzt`,
    freeIs: (free) => ` Freier Platz: ${free}.`,
    kept: "Der Browser hat zugesagt zu behalten, was hier gespeichert ist, bis Sie es löschen.",
    notPromised:
      "Der Browser hat nicht zugesagt zu behalten, was hier gespeichert ist: Wird der Datenträger " +
      "voll, löscht er es vielleicht. Eher sagt er es zu, wenn Sie für diese Seite ein Lesezeichen " +
      "setzen oder sie installieren.",
    notSaid:
      "Dieser Browser gibt nicht an, ob er das hier Gespeicherte behält, wenn der Datenträger voll wird.",
  },
  fit: {
    onGpu: (n, tokens, bytes) =>
      `Läuft hier auf der GPU: mit ${samples(n)} zugleich, ${n === 1 ? "" : "jeweils "}bis zu ${count(tokens)} Token. ` +
      `Belegt ${size(bytes)} vom Speicher der GPU.`,
    on: (where, n, tokens, bytes) =>
      `Läuft hier auf der ${where}: mit ${samples(n)} zugleich, ${n === 1 ? "" : "jeweils "}${count(tokens)} Token. Braucht ${size(bytes)} Arbeitsspeicher.`,
    cannotRun: "Läuft hier nicht",
    tooLarge: "Zu groß für dieses Gerät",
    notEight: "Das 8-Bit-Modell passt nicht auf dieses Gerät, dieses schon.",
    eight:
      "8 Bit erhalten die veröffentlichte Genauigkeit. In der Tabelle der Wettbewerbssieger kosteten " +
      "4 Bit bei der Abstimmung 6 bis 10 Prozentpunkte.",
    together: "Die GPU rechnet viele Versuche damit zugleich.",
  },
  speed: {
    test: "Dieses Gerät testen",
    again: "Noch einmal testen",
    hint: "Zeigt, wie schnell dieses Modell hier wäre. Dafür wird nichts heruntergeladen.",
    running: (title) => `Dieses Gerät wird für ${title} getestet.`,
    done: (part) => `Das Gerät wird getestet … ${share(part, 1)}`,
    takes: (seconds) =>
      `Auf diesem Gerät getestet: Eine typische Wettbewerbsaufgabe dauert ${about(seconds)}.`,
    one: "Ein Versuch",
    together: (n) => `${attempts(n)} zugleich`,
    prompt: "Liest die Aufgabe",
    problem: "Wettbewerbsaufgabe",
    of: (n, tokens) => `(${attempts(n)} mit je ${count(tokens)} Token)`,
    rate: (tokens) => `${rate(tokens)} Token pro Sekunde`,
  },
  accuracy: {
    summary: (benchmark, one, best) =>
      `Von den Wettbewerbsaufgaben ${benchmark} löst es ${figure(one)} % mit einem Versuch und ` +
      `${figure(best)} %, wenn 64 Versuche abstimmen.`,
    source: (title) => `Quelle: ${title}`,
    caption: "Gelöste Aufgaben in Prozent",
    contest: "Wettbewerb",
    one: { cot: "1 Versuch, nur nachgedacht", tir: "1 Versuch, Python" },
    many: { cot: "64 stimmen ab, nur nachgedacht", tir: "64 stimmen ab, Python" },
    genselect: "GenSelect",
    number: figure,
  },
  settings: ({ temperature, topP, one, mix, manyFrom, tokens }) =>
    `Temperatur ${figure(temperature)}, Top-p ${figure(topP)}. ` +
    `Ein Versuch: ${one === "cot" ? "nur nachdenken" : "Python"}; ` +
    `ab ${manyFrom}: ${mix ? "Python oder gemischt" : "Python"}. ` +
    `Der Rechenweg darf bis zu ${count(tokens)} Token lang sein.`,
  memory: {
    caption: "Benötigter Speicher, nach Token je Versuch",
    atOnce: "Zugleich",
    row: (where, n) => `${where}, ${attempts(n)}`,
    tooMuch: "zu viel",
  },
  card: {
    recommended: "Empfohlen",
    licenceUnknown: "Lizenz nicht bekannt",
    from: (hosts) => `von ${hosts}`,
    fromFile: "aus einer Datei",
    more: "Mehr dazu",
  },
  file: {
    useOnce: "Einmal verwenden",
    useOnceHint:
      "Wird von Ihrem Datenträger gelesen, nicht kopiert, und mit dieser Seite wieder vergessen.",
    keep: "In diesem Browser behalten",
    keepHint: "Kopiert sie in den Speicher dieses Browsers, fürs nächste Mal und ohne Netz.",
    copying: "Die Datei wird kopiert und geprüft …",
    copyingLabel: "Die Datei wird kopiert",
    kept: (title) => <>{title} bleibt jetzt in diesem Browser.</>,
    wasThere: (title) => (
      <>
        {title} war schon in diesem Browser. Es wurde mit der Datei verglichen; nichts wurde doppelt
        gespeichert.
      </>
    ),
  },
  convert: {
    title: "Für die GPU-Engine umwandeln",
    action: "Umwandeln",
    stored: (title) => (
      <>{title} ist hier gespeichert. Es kann wie jedes andere Modell gewählt werden.</>
    ),
    looking: "Das Modell wird angesehen …",
    copyHint:
      "Eine Kopie wird in diesem Browser gespeichert; das Modell selbst bleibt, wie es ist.",
    converting: "Das Modell wird umgewandelt …",
    convertingLabel: "Das Modell wird umgewandelt",
    weights: (title) => `Gewichte von ${title} in der Kopie`,
    fourHint: "4 Bit kosten etwas Genauigkeit; 8 Bit sind so gut wie das Original.",
    formats: {
      q8f16_1: "8 Bit",
      q8f32_1: "8 Bit, Faktoren mit 32",
      q4f16_1: "4 Bit",
      q4f32_1: "4 Bit, Faktoren mit 32",
      q0f16: "16 Bit",
      q0f32: "32 Bit",
    },
    format: (name, bytes) => `${name}: ${size(bytes)}`,
    name: "Name des Modells, etwa OpenMath-Nemotron-1.5B",
    nameHint:
      "Am Namen erkennt die App, wie das Modell gefragt werden will. GGUF-Dateien sagen es selbst.",
    files: "Dateien des Modells, das umgewandelt werden soll",
    unnamed: "Umgewandeltes Modell",
  },
  hashes: (n) => (n === 1 ? "Hash der Datei" : `Hashes von ${count(n)} Dateien`),
};

function guess(seconds: number): string {
  if (seconds < 50) return `${Math.max(5, Math.round(seconds / 5) * 5)} Sekunden`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return plural(Math.max(1, minutes), { one: "Minute", other: "Minuten" });
  return `${figure(Math.round(seconds / 1800) / 2)} Stunden`;
}
