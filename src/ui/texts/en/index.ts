import type { Language } from "../language";
import { app } from "./app";
import { format } from "./format";
import { run } from "./run";
import { solve } from "./solve";

/** The English texts: the catalogue that the other languages follow. */
export const en = {
  language: "en" as Language,
  format,
  /** A message of an error or notice, which is made in English, in this language. */
  message: (english: string): string => english,
  app,
  run,
  solve,
};
