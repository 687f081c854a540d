import { describe, expect, it } from "vitest";
import { createFormat } from "../../../../src/ui/texts/format";
import { chooseLanguage, languages } from "../../../../src/ui/texts/language";
import { loadTexts } from "../../../../src/ui/texts/load-texts";
import { createTranslator } from "../../../../src/ui/texts/messages/translate-message";

describe("the language of the page", () => {
  it("is the first that the browser asks for and the interface speaks", () => {
    expect(chooseLanguage(["fr-CH", "de-CH", "en"])).toBe("de");
    expect(chooseLanguage(["zh-Hant-TW"])).toBe("zh");
    expect(chooseLanguage(["fr"])).toBe("en");
    expect(chooseLanguage([])).toBe("en");
  });
});

describe("figures", () => {
  const format = createFormat({
    locale: "de",
    milliseconds: "ms",
    seconds: "s",
    minutes: "min",
    hours: "h",
  });

  it("are written as the language writes them", () => {
    expect(format.count(1234.5)).toBe("1.235");
    expect(format.seconds(3.21)).toBe("3,2 s");
    expect(format.seconds(0.0123)).toBe("13 ms");
    expect(format.seconds(125)).toBe("2 min 5 s");
    expect(format.seconds(3785)).toBe("1 h 3 min");
    expect(format.halves(2.5)).toBe("2½");
    expect(format.probability(0.999)).toBe("99 %");
  });

  it("stand with the right form of a noun", () => {
    const forms = { one: "Stimme", other: "{n} Stimmen" };
    expect(format.plural(1, forms)).toBe("1 Stimme");
    expect(format.plural(2000, forms)).toBe("2.000 Stimmen");
  });
});

describe("a message", () => {
  const translate = createTranslator({
    "The file is too large.": "Die Datei ist zu groß.",
    "{0} has {1} tokens (of 5).": "Mit {1} Token (von 5): {0}",
  });

  it("is found by its English text, with its values", () => {
    expect(translate("The file is too large.")).toBe("Die Datei ist zu groß.");
    expect(translate("a$1\nb has 12 tokens (of 5).")).toBe("Mit 12 Token (von 5): a$1\nb");
  });

  it("stays as it is where there is no translation", () => {
    expect(translate("Something else.")).toBe("Something else.");
  });
});

/** All places of a catalogue, as paths. */
function paths(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, `${path}.${key}`));
}

describe("the catalogue", () => {
  it("is complete in each language", async () => {
    const english = paths(await loadTexts("en"));
    for (const language of languages) {
      const texts = await loadTexts(language);
      expect(texts.language).toBe(language);
      expect(paths(texts)).toEqual(english);
    }
  });
});
