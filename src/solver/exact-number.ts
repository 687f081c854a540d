/** A rational number in lowest terms that does not depend on how it was written. */
export interface ExactNumber {
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** It has so many digits after a point as a computer prints of a number that it had to round. */
  readonly long?: boolean;
}

/** Longer ones are compared as text: no answer needs them, and arithmetic would take its time. */
const longestNumber = 2000;
const largestExponent = 400;

const decimal = /^([-+]?)(\d*)(?:\.(\d*))?$/;
const repeating = /^([-+]?)(\d*)\.(\d*)\\(?:overline|bar|dot)(?:\{(\d+)\}|(\d))$/;
const latexFraction = /^([-+]?)(\d*)\\frac\{([^{}]+)\}\{([^{}]+)\}$/;
const power = /^(?:(.+?)\\cdot)?10\^(?:\{([-+]?\d{1,4})\}|(\d))$/;

/**
 * Reads integers, decimals (also `0.\overline{3}`), `a/b`, `\frac{a}{b}`, mixed numbers and `a\cdot10^n`, exactly.
 * @param text normalised LaTeX @returns null for anything else
 */
export function readNumber(text: string): ExactNumber | null {
  if (text.length > longestNumber) return null;
  return readDecimal(text) ?? readRepeating(text) ?? readFraction(text) ?? readScientific(text);
}

export function equalNumbers(one: ExactNumber, other: ExactNumber): boolean {
  return one.numerator * other.denominator === other.numerator * one.denominator;
}

export function percentOf(number: ExactNumber): ExactNumber {
  return { ...number, denominator: number.denominator * 100n };
}

function readDecimal(text: string): ExactNumber | null {
  const match = decimal.exec(text);
  if (!match) return null;
  const [, sign, whole = "", part = ""] = match;
  if (whole + part === "") return null;
  const digits = (whole + part).replace(/^0+/, "").length;
  return {
    numerator: BigInt(whole + part) * (sign === "-" ? -1n : 1n),
    denominator: 10n ** BigInt(part.length),
    long: part !== "" && digits >= 13,
  };
}

/** `0.1\overline{6}`: the difference of 16 and 1, over 90. */
function readRepeating(text: string): ExactNumber | null {
  const match = repeating.exec(text);
  if (!match) return null;
  const [, sign, whole = "", part = "", period = match[5] ?? ""] = match;
  const once = BigInt(`0${whole}${part}`);
  const twice = BigInt(`0${whole}${part}${period}`);
  return {
    numerator: (twice - once) * (sign === "-" ? -1n : 1n),
    denominator: 10n ** BigInt(part.length) * (10n ** BigInt(period.length) - 1n),
  };
}

function readFraction(text: string): ExactNumber | null {
  const latex = latexFraction.exec(text);
  if (latex) {
    const [, sign, whole, top = "", bottom = ""] = latex;
    const fraction = divide(readDecimal(top), readDecimal(bottom));
    if (!fraction) return null;
    // A mixed number: 2\frac{1}{2}. With a sign inside it is a product, which is not ours.
    if (whole && !/^\d+$/.test(top)) return null;
    const { numerator, denominator } = fraction;
    const sum = numerator + BigInt(whole || 0) * denominator;
    return { numerator: sign === "-" ? -sum : sum, denominator };
  }
  const parts = text.split("/");
  if (parts.length !== 2) return null;
  return divide(readDecimal(unwrap(parts[0] ?? "")), readDecimal(unwrap(parts[1] ?? "")));
}

function readScientific(text: string): ExactNumber | null {
  const match = power.exec(text);
  if (!match) return null;
  const [, factor, braced, digit] = match;
  const base = factor === undefined ? readDecimal("1") : readDecimal(factor);
  const exponent = Number(braced ?? digit);
  if (!base || Math.abs(exponent) > largestExponent) return null;
  const scale = 10n ** BigInt(Math.abs(exponent));
  return exponent < 0
    ? { numerator: base.numerator, denominator: base.denominator * scale }
    : { numerator: base.numerator * scale, denominator: base.denominator };
}

function divide(top: ExactNumber | null, bottom: ExactNumber | null): ExactNumber | null {
  if (!top || !bottom || bottom.numerator === 0n) return null;
  const sign = bottom.numerator < 0n ? -1n : 1n;
  return {
    numerator: sign * top.numerator * bottom.denominator,
    denominator: sign * top.denominator * bottom.numerator,
  };
}

function unwrap(text: string): string {
  return /^\((.*)\)$/.exec(text)?.[1] ?? text;
}
