import { createTranslator } from "../messages/translate-message";
import { messages } from "../messages/zh";
import type { Texts } from "../texts";
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

export const zh: Texts = {
  language: "zh",
  format,
  message: createTranslator(messages, { space: "", number: (english) => english }),
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
