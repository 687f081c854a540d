import { messages } from "../messages/de";
import { createTranslator } from "../messages/translate-message";
import type { Texts } from "../texts";
import { app } from "./app";
import { format } from "./format";

export const de: Texts = {
  language: "de",
  format,
  message: createTranslator(messages),
  app,
};
