/** What LaTeX's own fonts have under a name, in a formula. */
export const signs: Readonly<Record<string, string>> = {
  ...{ "≤": "\\le", "≥": "\\ge", "≠": "\\ne", "≈": "\\approx", "≡": "\\equiv", "∼": "\\sim" },
  ...{ "×": "\\times", "·": "\\cdot", "⋅": "\\cdot", "÷": "\\div", "±": "\\pm", "∓": "\\mp" },
  ...{ "−": "-", "∞": "\\infty", "√": "\\surd", "∑": "\\sum", "∏": "\\prod", "∫": "\\int" },
  ...{ "∈": "\\in", "∉": "\\notin", "⊂": "\\subset", "⊆": "\\subseteq", "∪": "\\cup" },
  ...{ "∩": "\\cap", "∅": "\\emptyset", "∀": "\\forall", "∃": "\\exists", "¬": "\\neg" },
  ...{ "∧": "\\wedge", "∨": "\\vee", "→": "\\to", "←": "\\leftarrow", "↔": "\\leftrightarrow" },
  ...{ "⇒": "\\Rightarrow", "⇔": "\\Leftrightarrow", "⟹": "\\Longrightarrow", "∴": "\\therefore" },
  ...{ "∣": "\\mid", "∥": "\\parallel", "⊥": "\\perp", "∠": "\\angle", "△": "\\triangle" },
  ...{ "⌊": "\\lfloor", "⌋": "\\rfloor", "⌈": "\\lceil", "⌉": "\\rceil", "∂": "\\partial" },
  ...{ "°": "^{\\circ}", "²": "^2", "³": "^3", "¹": "^1", "½": "\\tfrac12", "…": "\\ldots" },
  ...{ α: "\\alpha", β: "\\beta", γ: "\\gamma", δ: "\\delta", ε: "\\varepsilon", ζ: "\\zeta" },
  ...{ η: "\\eta", θ: "\\theta", ι: "\\iota", κ: "\\kappa", λ: "\\lambda", μ: "\\mu", ν: "\\nu" },
  ...{ ξ: "\\xi", π: "\\pi", ρ: "\\rho", σ: "\\sigma", τ: "\\tau", υ: "\\upsilon", φ: "\\varphi" },
  ...{ χ: "\\chi", ψ: "\\psi", ω: "\\omega", Γ: "\\Gamma", Δ: "\\Delta", Θ: "\\Theta" },
  ...{ Λ: "\\Lambda", Ξ: "\\Xi", Π: "\\Pi", Σ: "\\Sigma", Φ: "\\Phi", Ψ: "\\Psi", Ω: "\\Omega" },
};
