import type { Texts } from "../texts";
import { format } from "./format";

const { count, probability } = format;

export const charts: Texts["charts"] = {
  title: "Diagramme",
  asTable: "Zahlen als Tabelle",
  sample: "Versuch",
  tokens: "Token",
  state: "Zustand",
  time: "Zeit",
  tokensOfSamples: "Token je Versuch",
  confidenceOverTime: "Zuversicht im Lauf der Zeit",
  sureness: "Wie sicher die Abstimmung ist",
  confidence: "Zuversicht des Modells bei seinen Worten",
  speed: "Token pro Sekunde",
  ofLine: (name, low, high, last) =>
    `${name}: von ${probability(low)} bis ${probability(high)}, am Ende ${probability(last)}.`,
  ofSpeed: (low, high, mean) =>
    `Token pro Sekunde: von ${count(low)} bis ${count(high)}, im Mittel ${count(mean)}.`,
};
