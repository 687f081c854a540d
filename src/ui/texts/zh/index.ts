import { createTranslator } from "../messages/translate-message";
import { messages } from "../messages/zh";
import type { Texts } from "../texts";
import { app } from "./app";
import { format } from "./format";

export const zh: Texts = {
  language: "zh",
  format,
  message: createTranslator(messages),
  app,
};
