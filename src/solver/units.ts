/** Names of units in the singular; the first is the one that stands for all. */
const names = [
  "meter m metre",
  "centimeter cm centimetre",
  "millimeter mm millimetre",
  "kilometer km kilometre",
  "inch in",
  "foot ft feet",
  "yard yd",
  "mile mi",
  "gram g gm",
  "milligram mg",
  "kilogram kg",
  "pound lb",
  "liter l litre",
  "milliliter ml millilitre",
  "second s sec",
  "minute min",
  "hour h hr",
  "day",
  "am",
  "pm",
  "week",
  "month",
  "year yr",
  "dollar",
  "cent",
  "euro",
  "degree",
  "radian rad",
  "percent",
  "^2 2 ² square sq",
  "^3 3 ³ cubic cu",
  "/ per",
].map((line) => line.split(" "));

const canonical = new Map(
  names.flatMap(([first = "", ...others]) => [first, ...others].map((name) => [name, first])),
);

/** An answer without the unit at its end. */
export interface Measured {
  readonly body: string;
  /** Spelt in one way; empty where there is none, or the words say what is counted. */
  readonly unit: string;
}

/** Units are looked for in so many characters at the end, so that long nonsense costs nothing. */
const longestUnit = 80;

/** Words set as text behind a quantity: a unit, or what is counted. */
const textUnit =
  /\\(?:text|textbf|textit|textrm|mathrm|mathbf|mathit|mathsf|mbox|operatorname)\s{0,9}\{([A-Za-z\s~./^²³23{}]{1,60})\}\s{0,9}(?:\^\s{0,9}\{?([23])\}?|([²³]))?$/;

/** Without text, only what can't be variables: "5m" may be a product. */
const plainUnit =
  /(?:(?:square|cubic)\s{0,9})?(?:degrees?|percent|dollars?|cents?|euros?|units?|(?:milli|centi|kilo)?met(?:er|re)s?|inch(?:es)?|feet|miles?|(?:milli|kilo)?grams?|(?:milli)?lit(?:er|re)s?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|cm|mm|km\/h|km|kg|mph)(?:\s{0,9}\^\s{0,9}\{?([23])\}?|([²³]))?$/;

const sign = /(?:(\\?%)|\^\s{0,9}\{?\s{0,9}\\circ\s{0,9}\}?|°|\\degree)$/;

/** The base of a number: 1234_5 or 1234_{5}. */
const base = /^\s*-?\d{1,60}(_\s{0,9}(?:\{\s{0,9}(\d{1,2})\s{0,9}\}|(\d)))$/;

/** The angle of \sin 30^\circ is not the answer. */
const trigonometric = /\\(?:sin|cos|tan|cot|sec|csc)(?![A-Za-z])/;

/** Text that goes on with the sentence, or with the number. */
const noUnit =
  /^\s*(?:and|or|if|for|when|where|mod|is|are|but|in|with|otherwise|hundred|thousand|million|billion|dozen)(?![A-Za-z])/;

/** Cuts the unit off an answer in LaTeX. */
export function splitUnit(text: string): Measured {
  const money = /^\s*\\\$\s*/.exec(text);
  if (money) return { body: text.slice(money[0].length), unit: "dollar" };
  const from = Math.max(0, text.length - longestUnit);
  const tail = text.slice(from);
  const whole = { body: text, unit: "" };
  const cut = (match: RegExpExecArray) => text.slice(0, from + match.index);

  const digits = base.exec(tail);
  if (digits) {
    return {
      body: text.slice(0, -(digits[1]?.length ?? 0)),
      unit: `base ${digits[2] ?? digits[3]}`,
    };
  }
  const mark = sign.exec(tail);
  if (mark && trigonometric.test(text)) return whole;
  if (mark) return { body: cut(mark), unit: mark[1] ? "percent" : "degree" };
  const words = textUnit.exec(tail);
  if (words) {
    const body = cut(words);
    const [, name = "", power = words[3] ?? ""] = words;
    const unit = nameOf(`${name} ${power}`);
    // Words behind a letter may be anything: "n\text{ even}".
    const counts = unit !== "" || /\d|\\pi|π/.test(body);
    return noUnit.test(name) || !counts || body.trim() === "" ? whole : { body, unit };
  }
  const plain = plainUnit.exec(tail);
  if (!plain || !/[\d}](?:\s|~|\\[,;:! ]|\\q?quad)*$/.test(cut(plain).slice(-longestUnit))) {
    return whole;
  }
  return { body: cut(plain), unit: nameOf(plain[0]) };
}

/** Nothing for words that are no units: "12 ways" and "12 arrangements" are both 12. */
function nameOf(words: string): string {
  const parts =
    words
      .toLowerCase()
      .replaceAll(".", "")
      .match(/[a-z]+|[23²³/]/g) ?? [];
  const known = parts.flatMap((part) => expand(part)).map(canonicalOf);
  return known.includes(undefined) ? "" : known.sort().join(" ");
}

function expand(part: string): string[] {
  if (part === "mph") return ["mile", "/", "hour"];
  return part === "kmh" || part === "kmph" ? ["kilometer", "/", "hour"] : [part];
}

function canonicalOf(word: string): string | undefined {
  const singular = word.length > 2 ? [word.replace(/s$/, ""), word.replace(/es$/, "")] : [];
  return [word, ...singular].map((name) => canonical.get(name)).find((name) => name !== undefined);
}
