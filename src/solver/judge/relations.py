"""Equations, inequalities and the names that stand on their left."""

import re

import sympy as sp
from judge import regions
from judge.mathematics import value
from judge.model import Equation, Inequality, TooLarge, Unreadable
from judge.splitting import cut

OPERATORS = re.compile(
    r"\s*(?:\\(?:leqslant|geqslant|leq|geq|neq|approx|in|lt|gt)(?![A-Za-z])|<=|>=|!=|==|=|<|>)\s*"
)
SPELLING = {
    "\\leq": "<=", "\\geq": ">=", "\\leqslant": "<=", "\\geqslant": ">=", "\\neq": "!=",
    "\\lt": "<", "\\gt": ">", "==": "=",
}  # fmt: skip

GREEK = r"\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|theta|lambda|mu|rho|sigma|tau|phi|varphi|omega|psi|xi|eta|Delta|Omega|Sigma|Phi)(?![A-Za-z])"
LETTER = rf"(?:[A-Za-z]|{GREEK})"
INDEX = r"(?:\s*_\s*(?:\{[^{}]*\}|[A-Za-z0-9]))?"
NAME = re.compile(
    rf"(?:m\s*)?(?:\\(?:angle|triangle|measuredangle|overline|vec|hat|bar|widehat|tilde|overrightarrow)\s*)*\{{?\s*"
    rf"(?:\\frac\s*\{{d[a-z]?\}}\s*\{{d[a-z]|\\mathbb\s*\{{?\s*[A-Z]|\|\s*[A-Z]{{2}}\s*\||{LETTER}{INDEX}'*(?:\^\{{?(?:-1|\\prime|\(n\))\}}?)?|[A-Z]{{2,5}})\s*\}}?"
    rf"\s*(?:\(\s*[A-Za-z0-9,\s]+\s*\))?\Z"
)
WORD = re.compile(r"(?:\\text\s*\{\s*[A-Za-zÀ-ÿ\u3400-\u9fff ]+\s*\}|[A-Z]?[a-zÀ-ÿ]{2,}(?: [a-z]+)*|[\u3400-\u9fff]+)\Z")
PLACE = re.compile(rf"\(\s*{LETTER}{INDEX}(?:\s*,\s*{LETTER}{INDEX})+\s*\)\Z")


def is_name(text):
    """Whether what stands left of = only says what the value is called."""
    text = text.strip()
    return bool(NAME.match(text) or WORD.match(text) or PLACE.match(text))


def name_of(text):
    """A name in one spelling."""
    text = re.sub(r"\\text|\\mathrm", "", text)
    text = re.sub(r"\s+", "", text)
    text = re.sub(r"_\{([^{}]*)\}", r"_\1", text).replace("{", "").replace("}", "")
    return re.sub(r"([A-Za-z])(\d+)$", r"\1_\2", text)


def relation(text, read, alone=False):
    """Readings of an equation or inequality. @param alone it has no name on its left"""
    parts, found = cut(text, OPERATORS)
    operators = [SPELLING.get(operator, operator) for operator in found]
    if not operators:
        return None if alone else ()
    if "\\approx" in operators:
        # What is written before it is exact.
        at = operators.index("\\approx")
        left = parts[at] if not is_name(parts[at]) else parts[at + 1]
        return list(read(left)) if alone else ()
    if operators == ["\\in"] and alone:
        return regions.named(parts[0], read(parts[1])) if is_name(parts[0]) else None
    if "\\in" in operators:
        return None if alone else ()
    if all(operator == "=" for operator in operators):
        return equation(parts, read, alone)
    region = regions.of_chain(parts, operators)
    if region:
        return [region]
    if len(parts) == 2 and operators[0] in "<=>=":
        left, right = [value(part).expr for part in parts]
        strict = operators[0] in "<>"
        smaller, larger = (left, right) if operators[0][0] == "<" else (right, left)
        return [Inequality(smaller, larger, strict)]
    return None


def equation(parts, read, alone):
    try:
        sides = [value(part).expr for part in parts]
    except (Unreadable, TooLarge):
        if alone:
            raise
        return ()
    if not all(isinstance(side, sp.Expr) for side in sides):
        return None if alone else ()
    if not alone:
        return ((sides[0], sides[-1]),)
    # A calculation: what comes out is the answer.
    if not any(side.free_symbols for side in sides):
        return list(read(parts[-1]))
    if is_name(parts[-1]) and not is_name(parts[0]):
        from judge.model import Named

        return [Named(((name_of(parts[-1]), read(parts[0])),), ((sides[-1], sides[0]),))]
    return [Equation(sides[0], sides[-1])]
