/**
 * Messages of errors and notices are written in English at the place that knows why. This finds their
 * translation, as gettext does: by the English text, with `{0}`, `{1}` … where values stand. A value
 * may be a message of its own, and a message may be several, one sentence after the other.
 */
export type MessageTable = Readonly<Record<string, string>>;

/** How the language differs from English in what stands between its words. */
export interface MessageStyle {
  /** Between sentences. */
  readonly space: string;
  /** 1,234.5 in English. */
  readonly number: (english: string) => string;
}

interface Pattern {
  /** What stands before, between and after the values. */
  readonly pieces: readonly string[];
  /** Which value stands where. */
  readonly places: readonly number[];
  readonly translation: string;
}

/** @returns a function that translates a message, or gives it back where the table lacks it */
export function createTranslator(
  table: MessageTable,
  style: MessageStyle = { space: " ", number: (english) => english },
): (message: string) => string {
  // Of two that fit, the one that says more is meant.
  const patterns = Object.entries(table).map(toPattern).sort(byLength);
  const known = new Map<string, string>();

  const value = (english: string): string =>
    number.test(english) ? style.number(english) : translate(english);

  const whole = (message: string): string | null => {
    const exact = table[message];
    if (exact !== undefined) return exact;
    for (const { pieces, places, translation } of patterns) {
      const values = match(message, pieces);
      if (!values) continue;
      return translation.replace(placeholder, (_, place) =>
        value(values[places.indexOf(Number(place))] ?? ""),
      );
    }
    return null;
  };

  /** The longest beginning that is known, and the rest in the same way. */
  const sentences = (message: string): string => {
    for (const end of sentenceEnds(message)) {
      const first = whole(message.slice(0, end));
      if (first !== null) return `${first}${style.space}${translate(message.slice(end + 1))}`;
    }
    return message;
  };

  const translate = (message: string): string => {
    const before = known.get(message);
    if (before !== undefined) return before;
    const translation = message.trim() === "" ? message : (whole(message) ?? sentences(message));
    if (known.size >= mostKnown) known.clear();
    known.set(message, translation);
    return translation;
  };
  return translate;
}

/** Messages are few; those with changing figures come again and again. */
const mostKnown = 200;

const placeholder = /\{(\d)\}/g;

/** A figure with or without a unit. */
const number = /^\d[\d,]*(?:\.\d+)?(?: (?:[KMG]i?B|%|s|Mbit\/s))?$/;

function toPattern([english, translation]: readonly [string, string]): Pattern {
  return {
    pieces: english.split(/\{\d\}/),
    places: [...english.matchAll(placeholder)].map(([, place]) => Number(place)),
    translation,
  };
}

function byLength(a: Pattern, b: Pattern): number {
  return b.pieces.join("").length - a.pieces.join("").length;
}

/** The values between the pieces; null where the message is another one. */
function match(message: string, pieces: readonly string[]): readonly string[] | null {
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  const end = message.length - last.length;
  if (pieces.length < 2 || end < first.length) return null;
  if (!message.startsWith(first) || !message.endsWith(last)) return null;
  const values: string[] = [];
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = message.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return null;
    values.push(message.slice(from, at));
    from = at + piece.length;
  }
  values.push(message.slice(from, end));
  return values;
}

/** Where a sentence ends and another begins, the last first. */
function sentenceEnds(message: string): number[] {
  return [...message.matchAll(/(?<=[.!?:;”")]) (?=\S)/g)].map(({ index }) => index).reverse();
}
