/** A rational number in lowest terms that does not depend on how it was written. */
export interface ExactNumber {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Longer ones are compared as text: no answer needs them, and arithmetic would take its time. */
const longestNumber = 2000;
const largestExponent = 400;

const decimal = /^([-+]?)(\d*)(?:\.(\d*))?$/;
const latexFraction = /^([-+]?)(\d*)\\frac\{([^{}]+)\}\{([^{}]+)\}$/;
const power = /^(?:(.+?)\\cdot)?10\^(?:\{([-+]?\d{1,4})\}|(\d))$/;

/**
 * Reads integers, decimals, `a/b`, `\frac{a}{b}`, mixed numbers and `a\cdot10^n`, exactly.
 * @param text normalised LaTeX @returns null for anything else
 */
export function readNumber(text: string): ExactNumber | null {
  if (text.length > longestNumber) return null;
  return readDecimal(text) ?? readFraction(text) ?? readScientific(text);
}

export function equalNumbers(one: ExactNumber, other: ExactNumber): boolean {
  return one.numerator * other.denominator === other.numerator * one.denominator;
}

function readDecimal(text: string): ExactNumber | null {
  const match = decimal.exec(text);
  if (!match) return null;
  const [, sign, whole = "", part = ""] = match;
  if (whole + part === "") return null;
  return {
    numerator: BigInt(whole + part) * (sign === "-" ? -1n : 1n),
    denominator: 10n ** BigInt(part.length),
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
