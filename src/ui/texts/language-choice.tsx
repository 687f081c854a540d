import { findLanguage, languageNames, languages } from "./language";
import { useChooseLanguage, useTexts } from "./use-texts";

/** The language of the interface. */
export function LanguageChoice() {
  const texts = useTexts();
  const choose = useChooseLanguage();
  return (
    <label className="language-choice">
      <span className="visually-hidden">{texts.app.language}</span>
      <select
        value={texts.language}
        onChange={(event) => choose(findLanguage(event.target.value) ?? "en")}
      >
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {languageNames[language]}
          </option>
        ))}
      </select>
    </label>
  );
}
