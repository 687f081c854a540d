import { createTranslator } from "../messages/translate-message";
import { messages } from "../messages/zh";
import type { Texts } from "../texts";
import { app } from "./app";
import { format } from "./format";
import { run } from "./run";
import { solve } from "./solve";

export const zh: Texts = {
  language: "zh",
  format,
  message: createTranslator(messages),
  app,
  run,
  solve,
};
