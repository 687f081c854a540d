/**
 * Messages of errors and notices are written in English at the place that knows why. This finds their
 * translation, as gettext does: by the English text, with `{0}`, `{1}` … where values stand.
 */
export type MessageTable = Readonly<Record<string, string>>;

/** @returns a function that translates a message, or gives it back where the table lacks it */
export function createTranslator(table: MessageTable): (message: string) => string {
  const patterns = Object.entries(table).map(([english, translation]) => ({
    pattern: patternOf(english),
    places: [...english.matchAll(placeholder)].map(([, place]) => Number(place)),
    translation,
  }));
  return (message) => {
    const exact = table[message];
    if (exact !== undefined) return exact;
    for (const { pattern, places, translation } of patterns) {
      const values = pattern.exec(message)?.slice(1);
      if (!values) continue;
      return translation.replace(
        placeholder,
        (_, place) => values[places.indexOf(Number(place))] ?? "",
      );
    }
    return message;
  };
}

const placeholder = /\{(\d)\}/g;

function patternOf(english: string): RegExp {
  const parts = english.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("([\\s\\S]*?)")}$`);
}
