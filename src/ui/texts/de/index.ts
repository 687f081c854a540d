import { messages } from "../messages/de";
import { createTranslator } from "../messages/translate-message";
import type { Texts } from "../texts";
import { app } from "./app";
import { format } from "./format";
import { run } from "./run";
import { solve } from "./solve";

export const de: Texts = {
  language: "de",
  format,
  message: createTranslator(messages),
  app,
  run,
  solve,
};
