import type { MessageTable } from "../translate-message";

/** What is said of runs: requests, stopping, comparing. */
export const solver: MessageTable = {
  "This model file names neither a model that is known here nor a chat template. It is asked as an OpenMath model is; if it is another one, its answers may be poor.":
    "Diese Modelldatei nennt weder ein hier bekanntes Modell noch eine Chatvorlage. Sie wird wie ein OpenMath-Modell gefragt; ist sie ein anderes, können ihre Antworten schlecht sein.",
  "This model is asked in its own form, Python included (TIR). It was not trained to compare answers (GenSelect): that is off until you switch it on.":
    "Dieses Modell wird in seiner eigenen Form gefragt, mit Python (TIR). Es wurde nicht darauf trainiert, Antworten zu vergleichen (GenSelect): Das ist aus, bis Sie es einschalten.",
  "This model is asked by its own chat template.":
    "Dieses Modell wird mit seiner eigenen Chatvorlage gefragt.",
  "This model's chat template can't be used ({0}). It is asked in ChatML, which may not suit it.":
    "Die Chatvorlage dieses Modells kann nicht verwendet werden ({0}). Es wird in ChatML gefragt, was ihm vielleicht nicht liegt.",
  "{0} Using Python while it reasons (TIR) and comparing answers (GenSelect) were not trained into it for this app: both are off until you switch them on, and may do more harm than good.":
    "{0} Beim Nachdenken Python zu benutzen (TIR) und Antworten zu vergleichen (GenSelect) wurde ihm für diese App nicht beigebracht: Beides ist aus, bis Sie es einschalten, und schadet vielleicht mehr, als es nützt.",
  "All candidates agree: there is nothing to compare.":
    "Alle Antworten stimmen überein: Es gibt nichts zu vergleichen.",
  "The solutions are too long for the model to compare two.":
    "Die Lösungen sind zu lang, als dass das Modell zwei vergleichen könnte.",
  "The comparisons were stopped.": "Die Vergleiche wurden angehalten.",
  "Fewer than half of the comparisons came to a valid verdict.":
    "Weniger als die Hälfte der Vergleiche kam zu einem gültigen Urteil.",
  "The selection rule must be one of {0}, not “{1}”.":
    "Die Auswahlregel muss eine von diesen sein: {0}, nicht „{1}“.",
  "No comparison came to a valid verdict.": "Kein Vergleich kam zu einem gültigen Urteil.",
  "Math-Verify was closed.": "Math-Verify wurde geschlossen.",
  'Answers that are written in different ways can\'t be compared, because Math-Verify could not be loaded. To have it, run "npm run setup" with a network where this app is built, then reload the page. ({0})':
    "Verschieden geschriebene Antworten können nicht verglichen werden, weil das, was sie vergleicht, nicht geladen werden konnte. Prüfen Sie die Netzverbindung, und laden Sie dann die Seite neu. ({0})",
  'Answers with units can\'t be compared, because Pint could not be loaded. To have it, run "npm run setup" with a network where this app is built, then reload the page. ({0})':
    "Antworten mit Einheiten können nicht verglichen werden, weil das, was sie vergleicht, nicht geladen werden konnte. Prüfen Sie die Netzverbindung, und laden Sie dann die Seite neu. ({0})",
  "The problem is empty. Write a problem first.":
    "Die Aufgabe ist leer. Schreiben Sie zuerst eine Aufgabe.",
  "The number of samples": "Die Zahl der Versuche",
  "The share of samples with Python": "Der Anteil der Versuche mit Python",
  "The temperature": "Die Temperatur",
  "The seed": "Der Startwert",
  "The token limit of a sample": "Die Tokengrenze eines Versuchs",
  "The tokens for a forced answer": "Die Zahl der Token für eine erbetene Antwort",
  "The length of a Python call's output": "Die Länge der Ausgabe eines Python-Aufrufs",
  "The number of Python calls": "Die Zahl der Python-Aufrufe",
  "The number of comparisons": "Die Zahl der Vergleiche",
  "The token limit of a comparison": "Die Tokengrenze eines Vergleichs",
  "The time limit of a Python call": "Die Zeitgrenze eines Python-Aufrufs",
  "The run's time budget in seconds": "Das Zeitbudget des Laufs in Sekunden",
  "The budgets contradict each other: one Python call may take {0} seconds, but the whole run only {1}. Give the run more time, or a call less.":
    "Die Budgets widersprechen sich: Ein Python-Aufruf darf {0} Sekunden dauern, der ganze Lauf aber nur {1}. Geben Sie dem Lauf mehr Zeit, oder einem Aufruf weniger.",
  "The run's token budget": "Das Tokenbudget des Laufs",
  "The budgets contradict each other: one sample may write {0} tokens, but the whole run only {1}. Give the run more tokens, or a sample fewer.":
    "Die Budgets widersprechen sich: Ein Versuch darf {0} Token schreiben, der ganze Lauf aber nur {1}. Geben Sie dem Lauf mehr Token, oder einem Versuch weniger.",
  "{0} must be a whole number {1}, not {2}.": "{0} muss eine ganze Zahl {1} sein, nicht {2}.",
  "{0} must be a number {1}, not {2}.": "{0} muss eine Zahl {1} sein, nicht {2}.",
  "from {0}": "ab {0}",
  "from {0} to {1}": "von {0} bis {1}",
  "You stopped the run.": "Sie haben den Lauf angehalten.",
  "All samples have ended.": "Alle Versuche sind zu Ende.",
  "The engine ended a generation without saying why. This is a fault of the app.":
    "Die Engine hat ohne Angabe eines Grundes aufgehört zu schreiben. Das ist ein Fehler der App.",
  "The leading answer is the majority with a probability of {0}.":
    "Die führende Antwort hat mit einer Wahrscheinlichkeit von {0} die Mehrheit.",
  "{0} of at most {1} samples agree.": "{0} von höchstens {1} Versuchen stimmen überein.",
  "The run's {0} seconds are over.": "Die {0} Sekunden des Laufs sind um.",
  "The run's {0} tokens are written.": "Die {0} Token des Laufs sind geschrieben.",
  "The samples still to come can't change the winner.":
    "Die noch ausstehenden Versuche können den Sieger nicht mehr ändern.",
};
