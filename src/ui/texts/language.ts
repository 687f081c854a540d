/** The languages of the interface, by their BCP 47 tags. Problems may be in any. */
export const languages = ["en", "de", "zh"] as const;

export type Language = (typeof languages)[number];

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: "English",
  de: "Deutsch",
  zh: "简体中文",
};

/** @param tag such as "de-AT"; null for a language that the interface doesn't speak */
export function findLanguage(tag: string): Language | null {
  const [first] = tag.toLowerCase().split("-");
  return languages.find((language) => language === first) ?? null;
}

/**
 * The first language of the list that the interface speaks; else English.
 * @param tags in order of preference, as `navigator.languages` gives them
 */
export function chooseLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const language = findLanguage(tag);
    if (language) return language;
  }
  return "en";
}
