import type { Texts } from "../texts";
import { format } from "./format";

export const embed: Texts["embed"] = {
  openFull: "In der ganzen App öffnen",
  newTab: "öffnet einen neuen Tab",
  working: "Rechenweg",
  model: (title) => `Modell: ${title}`,
  queue: (place) =>
    `Ein anderer Löser benutzt gerade das Modell. Platz ${format.count(place)} in der Warteschlange.`,
  looking: "Das Modell wird auf diesem Gerät gesucht …",
  kept: "Aufbewahrte Antwort",
  keptHint: "Die Seite, in der dies steht, hat sie von einem früheren Lauf behalten.",
  stopped: "Angehalten, bevor es eine Antwort gab.",
  unknown: (id) => `Dieser Löser hat kein Modell namens „${id}“.`,
  hidden: {
    working: "Die Lösung wird berechnet und noch nicht gezeigt.",
    waiting: "Die Lösung wird hier noch nicht gezeigt. Versuchen Sie die Aufgabe selbst.",
  },
  offer: {
    region: "Modell zum Herunterladen",
    title: (model) => `Diese Seite möchte ${model} benutzen.`,
    facts: (size, host) =>
      `Für diese Seite ist es nicht auf diesem Gerät. Es hat ${size} und kommt von ${host}. Bevor Sie klicken, wird nichts geladen.`,
    where: "Es bleibt in dem Teil des Browserspeichers, der zu dieser Seite und dem Löser gehört.",
    download: (size) => `${size} herunterladen`,
    pause: "Unterbrechen",
    hidden: "Die Schaltfläche wirkt, sobald sie einen Moment lang ganz zu sehen war.",
    unsupported:
      "Dieser Browser kann nicht erkennen, ob etwas eine Schaltfläche verdeckt. Deshalb gibt es das Herunterladen hier nicht, aber in der ganzen App.",
    borrow: "Modelle der ganzen App benutzen",
    notThere: (model) => `Auch die ganze App hat ${model} in diesem Browser nicht.`,
    demo: "Demonstrationsmodell benutzen",
    missing: (model) => `${model} ist nicht auf diesem Gerät. Zuerst wird nachgefragt.`,
  },
};
