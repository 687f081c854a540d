/** Characters outside ASCII that stand for LaTeX: what people and models type without a keyboard for it. */
const signs: Readonly<Record<string, string>> = {
  "−": "-",
  "–": "-",
  "—": "-",
  "﹣": "-",
  "×": "\\cdot ",
  "·": "\\cdot ",
  "⋅": "\\cdot ",
  "∗": "*",
  "÷": "/",
  "∕": "/",
  "⁄": "/",
  "∶": ":",
  "±": "\\pm ",
  "∓": "\\mp ",
  "≤": "\\leq ",
  "⩽": "\\leq ",
  "≦": "\\leq ",
  "≥": "\\geq ",
  "⩾": "\\geq ",
  "≧": "\\geq ",
  "≠": "\\neq ",
  "≈": "\\approx ",
  "≡": "\\equiv ",
  "∞": "\\infty ",
  "∈": "\\in ",
  "∪": "\\cup ",
  "∩": "\\cap ",
  "∖": "\\setminus ",
  "∅": "\\emptyset ",
  "⌀": "\\emptyset ",
  "∨": "\\lor ",
  "∧": "\\land ",
  "∠": "\\angle ",
  "△": "\\triangle ",
  "°": "\\degree ",
  º: "\\degree ",
  "…": "\\ldots ",
  "⋯": "\\ldots ",
  "∑": "\\sum ",
  "∫": "\\int ",
  "⟨": "(",
  "⟩": ")",
  "〈": "(",
  "〉": ")",
  "【": "[",
  "】": "]",
  "、": ",",
  "。": ".",
  "〜": "~",
  "“": '"',
  "”": '"',
  "„": '"',
  "‘": "'",
  "’": "'",
  "′": "'",
  "″": "''",
  ℝ: "\\mathbb{R}",
  ℤ: "\\mathbb{Z}",
  ℕ: "\\mathbb{N}",
  ℚ: "\\mathbb{Q}",
  ℂ: "\\mathbb{C}",
  ℯ: "e",
  π: "\\pi ",
  α: "\\alpha ",
  β: "\\beta ",
  γ: "\\gamma ",
  δ: "\\delta ",
  ε: "\\epsilon ",
  ζ: "\\zeta ",
  η: "\\eta ",
  θ: "\\theta ",
  κ: "\\kappa ",
  λ: "\\lambda ",
  μ: "\\mu ",
  ν: "\\nu ",
  ξ: "\\xi ",
  ρ: "\\rho ",
  σ: "\\sigma ",
  τ: "\\tau ",
  φ: "\\phi ",
  ϕ: "\\phi ",
  χ: "\\chi ",
  ψ: "\\psi ",
  ω: "\\omega ",
  Δ: "\\Delta ",
  Σ: "\\Sigma ",
  Φ: "\\Phi ",
  "℃": "\\degree C",
  "℉": "\\degree F",
};

const fractions: Readonly<Record<string, readonly [number, number]>> = {
  "½": [1, 2],
  "⅓": [1, 3],
  "⅔": [2, 3],
  "¼": [1, 4],
  "¾": [3, 4],
  "⅕": [1, 5],
  "⅖": [2, 5],
  "⅗": [3, 5],
  "⅘": [4, 5],
  "⅙": [1, 6],
  "⅚": [5, 6],
  "⅐": [1, 7],
  "⅛": [1, 8],
  "⅜": [3, 8],
  "⅝": [5, 8],
  "⅞": [7, 8],
  "⅑": [1, 9],
  "⅒": [1, 10],
};

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ";
const raised = "0123456789+-n";
const subscripts = "₀₁₂₃₄₅₆₇₈₉₊₋ₙ";

const others = new RegExp(`[${Object.keys(signs).join("")}]`, "gu");
const oneFraction = new RegExp(`[${Object.keys(fractions).join("")}]`, "gu");
const raisedRun = new RegExp(`[${superscripts}]{1,40}`, "gu");
const loweredRun = new RegExp(`[${subscripts}]{1,40}`, "gu");

/** Full-width letters, digits and signs lie so far above their ASCII ones. */
const fullWidth = 0xfee0;

/** The same in ASCII and LaTeX, as far as it is mathematics; words of any language stay. Linear. */
export function unicodeToLatex(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - fullWidth))
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(raisedRun, (run) => `^{${fromRow(run, superscripts)}}`)
    .replace(loweredRun, (run) => `_{${fromRow(run, subscripts)}}`)
    .replace(oneFraction, (sign) => {
      const [top, bottom] = fractions[sign] ?? [];
      return `\\frac{${top}}{${bottom}}`;
    })
    .replace(/([√∛])\s{0,9}(\d{1,300}(?:\.\d{1,300})?|[A-Za-z])/g, (_, sign, under) =>
      sign === "√" ? `\\sqrt{${under}}` : `\\sqrt[3]{${under}}`,
    )
    .replace(/√\s{0,9}/g, "\\sqrt ")
    .replace(/∛\s{0,9}/g, "\\sqrt[3] ")
    .replace(others, (sign) => signs[sign] ?? sign);
}

function fromRow(run: string, row: string): string {
  return [...run].map((sign) => raised[row.indexOf(sign)]).join("");
}
