import type { Texts } from "../texts";
import { format } from "./format";

const { count, plural } = format;

const tokens = (n: number) => `${count(n)} Token`;
const samples = (n: number) => plural(n, { one: "Versuch", other: "Versuche" });
const votes = (n: number) => `${format.halves(n)} ${n <= 1 && n > 0 ? "Stimme" : "Stimmen"}`;
const codeCalls = (n: number) => plural(n, { one: "Codeaufruf", other: "Codeaufrufe" });
const calls = (n: number) => plural(n, { one: "Aufruf", other: "Aufrufe" });

export const run: Texts["run"] = {
  sentences: (list) => list.join(" "),
  tokens,
  samples,
  votes,
  codeCalls,
  modes: { tir: "mit Python", cot: "nur nachgedacht", mix: "zur Hälfte mit Python" },
  seed: (seed) => `Startwert ${seed}`,
  announce: {
    waiting: "Es wird auf das Modell gewartet.",
    solving: "Wird gelöst.",
    python: (call) => `Python läuft, Codeaufruf ${call}.`,
    goingOn: "Nach Python geht es weiter.",
    comparing: "Die Antworten werden verglichen.",
    leading: (answer) => `Vorn liegt die Antwort ${answer}`,
    samples: (n) => `Wird mit ${plural(n, { one: "Versuch", other: "Versuchen" })} gelöst.`,
    none: "Ohne Antwort beendet.",
    answer: (answer) => `Die Antwort ist ${answer}`,
    tie: (answer) => `Gleichstand. Gezeigt wird ${answer}`,
  },
  answer: {
    title: "Antwort",
    placeholder: "Hier erscheint die Antwort, darunter der Rechenweg.",
    waiting: "Es wird auf das Modell gewartet. Danach geht es von selbst los.",
    starting: "Startet …",
    cutOff:
      "Dieser Lauf wurde unterbrochen: Die Seite wurde geschlossen oder neu geladen, oder sie ist abgestürzt. Was bis dahin da war, ist erhalten.",
    noModel: "Es gibt kein Modell, mit dem gelöst werden kann.",
    error: "Der Lauf endete mit einem Fehler.",
    allFailed: "Alle Versuche sind gescheitert.",
    reload: "Modell neu laden",
    kept: "Diesen Lauf exportieren, drucken oder teilen",
    leading: "Vorn",
    leadingVotes: (own, all) => `${format.halves(own)} von ${votes(all)}`,
    sure: (share) => `bleibt zu ${format.probability(share)} vorn`,
    sureByVotes: (share) =>
      `Zu ${format.probability(share)} sicher: So wahrscheinlich bliebe diese Antwort bei mehr Versuchen vorn; ob sie stimmt, sagt das nicht.`,
    sureByVerdicts: (share) =>
      `Zu ${format.probability(share)} sicher: So wahrscheinlich bliebe diese Antwort bei mehr Vergleichen vorn; ob sie stimmt, sagt das nicht.`,
    others: "Andere Antworten",
    moreOthers: (n) => `und ${count(n)} weitere`,
    withoutPython: "Python ist nicht verfügbar; in diesem Lauf wird deshalb nur nachgedacht.",
  },
  phase: {
    python: "Python läuft …",
    reasoning: "Denkt nach …",
    ending: "Genug Versuche. Die noch laufenden werden beendet …",
    solving: (ended, all) =>
      `Wird gelöst: ${count(ended)} von ${plural(all, { one: "Versuch", other: "Versuchen" })} beendet …`,
    counting: "Die Stimmen werden gezählt …",
    preparing: "Der Vergleich der Antworten wird vorbereitet …",
    comparing: (verdicts) =>
      `Die Antworten werden verglichen: bisher ${plural(verdicts, { one: "Urteil", other: "Urteile" })} …`,
  },
  progress: {
    title: "Fortschritt",
    unknown: "wie lange es noch dauert, ist noch nicht bekannt",
    about: (time) => `noch etwa ${time}`,
    atMost: (time) => `noch höchstens etwa ${time}`,
  },
  ending: {
    noAnswerOfDemo:
      "Das Modell gab keine Antwort. Dieses Demonstrationsmodell kennt nur einige Arten von Schulaufgaben, etwa die Beispiele. Versuchen Sie eine andere, oder wählen Sie oben ein größeres Modell.",
    noAnswer:
      "Das Modell gab keine Antwort: Sein Text endete ohne eine. Was es schreibt, steht unten. Lösen Sie noch einmal, oder formulieren Sie die Aufgabe anders.",
    tokenLimit: (n) =>
      `Das Modell schrieb ${tokens(n)} und erreichte die Grenze, bevor es fertig war; diese Antwort ist also unfertig.`,
    tokenLimitNoAnswer: (n) =>
      `Das Modell gab keine Antwort: Es schrieb ${tokens(n)} und erreichte die Grenze. Lösen Sie noch einmal.`,
    contextFull: (limit) =>
      `Das Modell fasst ${tokens(limit)} und war voll, bevor es fertig war; diese Antwort ist also unfertig.`,
    contextFullNoAnswer: (limit) =>
      `Das Modell gab keine Antwort: Aufgabe und Rechenweg füllten die ${tokens(limit)}, die es fasst. Lösen Sie noch einmal, oder kürzen Sie die Aufgabe.`,
    forced: (n) =>
      `Das Modell wurde nach ${tokens(n)} um seine Antwort gebeten, bevor es fertig war; diese Antwort ist also unfertig.`,
    asked:
      "Der Text des Modells endete ohne markierte Antwort, deshalb wurde es um eine gebeten. Vergleichen Sie sie mit dem Rechenweg unten.",
    unboxed:
      "Das Modell hat seine Antwort nicht markiert. Diese wurde aus seinen Worten gelesen; vergleichen Sie sie mit dem Rechenweg unten.",
    unsure: "Das Modell war zu unsicher; der Versuch wurde beim Schreiben beendet.",
    stopped:
      "Sie haben den Lauf angehalten, nachdem er diese Antwort genannt hatte; er war noch nicht fertig.",
    stoppedNoAnswer:
      "Sie haben den Lauf angehalten, bevor er eine Antwort fand. Was er schrieb, steht unten.",
  },
  outcome: {
    byGenselect: (chosen, valid, asVote) =>
      `Gewählt durch Vergleich der Antworten (GenSelect): ${chosen} von ${valid} Urteilen, ${asVote ? "wie bei der Abstimmung" : "gegen die Abstimmung"}.`,
    byVote: (own, all) => `Gewählt durch Abstimmung: ${format.halves(own)} von ${votes(all)}.`,
    tieOfVotes: (answers, own) =>
      `Gleichstand: ${answers} haben gleich viele Stimmen (je ${votes(own)}).`,
    tieOfVerdicts: (answers, own) =>
      `Gleichstand: Der Vergleich der Antworten (GenSelect) wählte ${answers} gleich oft (je ${plural(own, { one: "Urteil", other: "Urteile" })}).`,
    shown: {
      votes: (answer) => `${answer} steht hier, weil es mehr Stimmen hat.`,
      confidence: (answer) =>
        `${answer} steht hier, weil das Modell sich dabei seiner Worte sicherer war.`,
      samples: (answer) => `${answer} steht hier, weil mehr Versuche es nannten.`,
      order: (answer) =>
        `${answer} steht hier nur, weil es zuerst kam: Sonst spricht nichts dafür.`,
    },
    comma: ", ",
    and: " und ",
    endedUnsure: (n) =>
      `${plural(n, { one: "Versuch wurde", other: "Versuche wurden" })} früher beendet, weil das Modell darin zu unsicher war (DeepConf).`,
    unfinished: "Kein Versuch mit dieser Antwort war fertig; sie ist also unfertig.",
    noneByThen: "Bis dahin hatte kein Versuch eine Antwort gefunden.",
    none: "Das Modell gab in keinem Versuch eine Antwort.",
    noneOfDemo:
      "Dieses Demonstrationsmodell kennt nur einige Arten von Schulaufgaben, etwa die Beispiele. Versuchen Sie eine andere, oder wählen Sie oben ein größeres Modell.",
    noneHint:
      "Was die Versuche schreiben, steht unten. Lösen Sie noch einmal, oder formulieren Sie die Aufgabe anders.",
    endedEarly: (why) => `Es wurde früher aufgehört: ${why}`,
    uncompared: (n) =>
      `${plural(n, { one: "Antwort", other: "Antworten" })} konnten nicht verglichen werden und zählen deshalb getrennt.`,
    failures: (n) =>
      `${plural(n, { one: "Versuch ist gescheitert; öffnen Sie ihn", other: "Versuche sind gescheitert; öffnen Sie einen" })}, um zu sehen, warum.`,
  },
  explanation: {
    title: "Erklärung",
    from: (sample) => `Geschrieben von Versuch ${sample}.`,
  },
  figures: {
    tokens: "Token",
    speed: "Geschwindigkeit",
    perSecond: (speed) => `${speed ?? "–"} Token/s`,
    time: "Zeit",
    codeCalls: "Codeaufrufe",
  },
  cost: {
    title: "Zahlen zu diesem Lauf",
    time: "Zeit",
    generated: "Erzeugte Token",
    ofComparisons: (n) => `Vergleiche ${count(n)}`,
    prefilled: "Eingelesene Token",
    ofPrompts: (n) => `Aufgabentext ${count(n)}`,
    afterOutput: (n) => `nach Python-Ausgaben ${count(n)}`,
    reused: "Aus dem KV-Speicher wiederverwendete Token",
    notTold: "teilt dieser Server nicht mit",
    python: "Python",
    calls,
    together: "Versuche zusammen",
    oneByOne: (time, gain) => `nacheinander ${time}, ${gain}-mal so lang`,
  },
  vote: {
    title: "Stimmen",
    sure: (share) =>
      `Zu ${format.probability(share)} sicher: die Wahrscheinlichkeit, dass weitere Versuche die erste Antwort vorn ließen, nicht dass sie richtig ist.`,
    weighed: {
      tail: "Die Stimmen sind nach der Zuversicht des Modells gewichtet.",
      "lowest-group":
        "Die Stimmen sind nach der Zuversicht des Modells an seiner unsichersten Stelle gewichtet (DeepConf); die unsichersten Versuche haben keine.",
      ranks:
        "Die Stimmen sind nach den Plätzen der Versuche in der Reihe ihrer Selbstgewissheit gewichtet (Borda).",
    },
    lacksTop:
      "Dieses Modell sagt nicht, wie wahrscheinlich andere Wörter waren; die gewählte Zählweise kommt deshalb ohne das aus.",
    weight: (weight) => `Gewicht ${weight}`,
    uncompared: (n) =>
      `${plural(n, { one: "Antwort", other: "Antworten" })} konnten nicht verglichen werden und bedeuten vielleicht dasselbe. Sie zählen getrennt:`,
    ofSamples: (n, numbers) => `${n === 1 ? "Versuch" : "Versuche"} ${numbers}`,
  },
  sample: {
    title: "Versuche",
    name: (number) => `Versuch ${number}`,
    close: "Schließen",
    nothingYet: "Er hat noch nichts geschrieben.",
    confidence: (value) => `Zuversicht am Ende ${value}`,
    modes: { tir: "Python", cot: "Nachdenken" },
    calls,
    states: {
      queued: "wartet",
      reasoning: "denkt nach",
      python: "Python läuft",
      forced: "zur Antwort gedrängt",
      cancelled: "abgebrochen",
      failed: "gescheitert",
      done: "fertig",
      noAnswer: "fertig, ohne Antwort",
      asked: "um Antwort gebeten",
      unboxed: "fertig, Antwort in Worten",
      tokenLimit: "Tokengrenze erreicht",
      contextFull: "Kontext voll",
      unsure: "beendet: zu unsicher",
    },
    failed: (reason) => `Dieser Versuch ist gescheitert: ${reason ?? "Der Grund ist unbekannt."}`,
    forced:
      "Er hatte seine Grenze erreicht und wurde um seine Antwort gebeten; seine Stimme zählt deshalb halb.",
    brokeOff: "Der Lauf brach ab, bevor dieser Versuch zu Ende war.",
    notBegun: "Er wurde nicht begonnen: Der Lauf war vorher zu Ende.",
    cutOff:
      "Er wurde abgebrochen, als der Lauf genug hatte oder angehalten wurde. Er hat nur dann eine Stimme, wenn es sonst keine gibt.",
    unsure:
      "Er wurde beim Schreiben beendet: Das Modell war sich seiner Worte weniger sicher als in den Versuchen davor (DeepConf). Er hat keine Stimme.",
    noAnswer: "Sein Text endete ohne Antwort; er hat deshalb keine Stimme.",
    asked:
      "Sein Text endete ohne markierte Antwort, und er wurde um eine gebeten; seine Stimme zählt deshalb halb.",
    unboxed:
      "Er hat seine Antwort nicht markiert. Sie wurde aus seinen Worten gelesen; seine Stimme zählt deshalb halb.",
    tokenLimit: (n) => `Er schrieb ${tokens(n)} und erreichte seine Grenze.`,
    contextFull: (limit) => `Er füllte die ${tokens(limit)}, die das Modell fasst.`,
    namedNone: "Eine Antwort nannte er nicht.",
    countsHalf: "Seine Antwort ist unfertig und zählt halb.",
  },
  working: { title: "Rechenweg", solution: "Lösung" },
  cell: {
    name: "Python-Code",
    output: "Ausgabe",
    printedNothing: "Der Code gab nichts aus.",
    writing: "wird geschrieben …",
    closed: "wartet …",
    running: "läuft …",
    interrupted: "angehalten",
    notRun: "nicht ausgeführt",
    completed: (time) => `fertig in ${time}`,
    raised: (time) => `nach ${time} mit einem Fehler beendet`,
    timedOut: (time) => `nach ${time} abgebrochen: zu lange`,
    callsLeft: (n) => (n === 0 ? "keine Codeaufrufe mehr" : `noch ${codeCalls(n)}`),
  },
  comparison: {
    region: "Vergleiche",
    title: "Vergleiche der Antworten (GenSelect)",
    hint: "Das Modell liest Lösungen zu jeder Antwort, mehr zu der mit mehr Stimmen, in wechselnder Reihenfolge, und nennt die beste.",
    name: (number) => `Vergleich ${number}`,
    place: (round, heat) => `Runde ${round}, Gruppe ${heat}`,
    chosen: "(gewählt)",
    solutionOf: (place, sample) => `Lösung ${place} ist aus Versuch ${sample}`,
    nothingYet: "Es ist noch nichts geschrieben.",
    judging: "urteilt …",
    reading: "liest …",
    notFinished: (error) => `nicht beendet: ${error}`,
    void: "ungültig: kein gültiges Urteil",
    chose: (place) => `wählte Lösung ${place}`,
    voteDecides: (why) => `${why} Deshalb entscheidet die Abstimmung.`,
    facts: (solutions, seed, written) =>
      `${solutions.join(", ")}. Startwert ${seed}${written === null ? "" : `, ${tokens(written)}`}.`,
  },
};
