import { findLanguage, type Language } from "./language";

const key = "math-solver.language";

/** The language that the person chose; null: the browser's own. */
export function readLanguage(): Language | null {
  try {
    return findLanguage(localStorage.getItem(key) ?? "");
  } catch {
    // A browser that blocks it remembers nothing.
    return null;
  }
}

export function writeLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // It holds until the page is left then.
  }
}
