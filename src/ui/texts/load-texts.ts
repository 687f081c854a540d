import { en } from "./en";
import type { Language } from "./language";
import type { Texts } from "./texts";

/** The texts of a language. English is part of the page; the others are fetched when needed. */
export async function loadTexts(language: Language): Promise<Texts> {
  switch (language) {
    case "en":
      return en;
    case "de":
      return (await import("./de")).de;
    case "zh":
      return (await import("./zh")).zh;
  }
}
