import type { ReactNode } from "react";
import { matchFormula } from "./formula-syntax";

/** Signs of simple formulas, as text. */
const signs: Readonly<Record<string, string>> = {
  "\\le": "≤",
  "\\leq": "≤",
  "\\ge": "≥",
  "\\geq": "≥",
  "\\ne": "≠",
  "\\neq": "≠",
  "\\times": "×",
  "\\cdot": "·",
  "\\pm": "±",
  "\\pi": "π",
  "\\ldots": "…",
  "\\dots": "…",
};

/** A formula that looks much the same without typesetting: a row of signs. Null for all others. */
function plainFormula(tex: string): string | null {
  const text = tex.replace(/\\[a-zA-Z]+ ?/g, (name) => {
    const sign = signs[name.trimEnd()];
    return sign === undefined ? name : `${sign} `;
  });
  if (!/^[\p{L}\p{N}\s+\-=<>(),.!|/≤≥≠×·±…]+$/u.test(text)) return null;
  return text
    .replace(/\s+/g, " ")
    .replace(/ ?([=<>≤≥≠+×·±]|(?<=[\p{L}\p{N})] ?)-) ?/gu, " $1 ")
    .replace(/-/g, "−")
    .trim();
}

const markup = /[*_`#~[\]<>|\\$]|^\s*(?:[-+]|\d+[.)])\s/m;

/**
 * A text as it can be shown before there is anything that typesets and parses, and much as it will
 * look then. Null where it has anything that can't be shown so.
 */
export function plainMath(text: string): ReactNode[] | null {
  const shown: ReactNode[] = [];
  let rest = text;
  while (rest) {
    const at = rest.search(/\\[([]|\$/);
    const before = at < 0 ? rest : rest.slice(0, at);
    if (markup.test(before)) return null;
    shown.push(before);
    if (at < 0) break;
    const match = matchFormula(rest.slice(at));
    if (match === null || match === "open" || match.display) return null;
    const plain = plainFormula(match.tex);
    if (plain === null) return null;
    shown.push(
      <span key={shown.length} className="formula formula-plain">
        {plain}
      </span>,
    );
    rest = rest.slice(at + match.raw.length);
  }
  return shown;
}
