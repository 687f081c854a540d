import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { en } from "./en";
import type { Language } from "./language";
import { loadTexts } from "./load-texts";
import { writeLanguage } from "./remembered-language";
import type { Texts } from "./texts";

const TextsContext = createContext<Texts>(en);
const ChooseContext = createContext<(language: Language) => void>(() => {});

interface TextsProviderProps {
  /** In the language that the page begins with. */
  readonly initial: Texts;
  readonly children: ReactNode;
}

/** Gives the texts to all below, and takes a change of language without losing what is shown. */
export function TextsProvider({ initial, children }: TextsProviderProps) {
  const [texts, setTexts] = useState(initial);
  const choose = useCallback((language: Language) => {
    writeLanguage(language);
    // Without a network a language that was never fetched can't be had: the page stays as it is.
    loadTexts(language).then(setTexts, () => {});
  }, []);
  useEffect(() => {
    document.documentElement.lang = texts.format.locale;
  }, [texts]);
  return (
    <ChooseContext value={choose}>
      <TextsContext value={texts}>{children}</TextsContext>
    </ChooseContext>
  );
}

/** The texts in the language of the page; English where there is no provider. */
export function useTexts(): Texts {
  return useContext(TextsContext);
}

export function useChooseLanguage(): (language: Language) => void {
  return useContext(ChooseContext);
}
