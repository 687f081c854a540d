import type { Language } from "../language";
import { messages } from "../messages/en";
import { createTranslator } from "../messages/translate-message";
import { app } from "./app";
import { broken } from "./broken";
import { charts } from "./charts";
import { embed } from "./embed";
import { engine } from "./engine";
import { format } from "./format";
import { history } from "./history";
import { launch } from "./launch";
import { math } from "./math";
import { models } from "./models";
import { offline } from "./offline";
import { packages } from "./packages";
import { report } from "./report";
import { run } from "./run";
import { solve } from "./solve";
import { storage } from "./storage";

/** The English texts: the catalogue that the other languages follow. */
export const en = {
  language: "en" as Language,
  format,
  /** A message of an error or notice, which is made in English, in this language. */
  message: createTranslator(messages),
  app,
  charts,
  broken,
  embed,
  engine,
  history,
  launch,
  math,
  models,
  offline,
  packages,
  report,
  run,
  solve,
  storage,
};
