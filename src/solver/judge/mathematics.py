"""Reads one mathematical object: Python's spelling first, then LaTeX with Math-Verify's parser."""

import re
from functools import lru_cache

import sympy as sp
from judge import python_spelling
from judge.model import Unreadable, Value
from judge.sizes import work_out
from sympy.core.function import AppliedUndef
from latex2sympy2_extended.latex2sympy2 import ConversionConfig, latex2sympy

CONVERSION = ConversionConfig(lowercase_symbols=False, interpret_as_mixed_fractions=False)

DECIMAL = re.compile(r"[-+]?\s*(\d*)\.(\d+)\Z")
WHOLE = re.compile(r"[-+]?\s*\d+\Z")
FRACTION = re.compile(r"([-+]?)\s*(\d*)\s*\\frac\{([-+]?\d+)\}\{([-+]?\d+)\}\Z")
SLASHED = re.compile(r"([-+]?\s*\d+)\s*/\s*(\d+)\Z")
MIXED = re.compile(r"([-+]?)\s*(\d+) +(\d+)/(\d+)\Z")
SCIENTIFIC = re.compile(r"([-+]?\d*\.?\d+)\s*[eE]\s*([-+]?\d{1,4})\Z")
REPEATING = re.compile(r"([-+]?)\s*(\d*)\.(\d*)(?:\\(?:overline|bar|dot)\s*\{?(\d+)\}?|\((\d+)\))\Z")
ENDLESS = re.compile(r"([-+]?)\s*(\d*)\.(\d+)\s*\\ldots\s*\Z")

CALLED = {"zeta": sp.zeta, "Re": sp.re, "Im": sp.im, "arg": sp.arg, "erf": sp.erf, "Beta": sp.beta}

FUNCTIONS = "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh ln log exp min max gcd lcm".split()


@lru_cache(maxsize=512)
def value(text):
    """The object that a text says; raises Unreadable, or TooLarge with no other reason."""
    text = text.strip().strip(",")
    if text == "":
        raise Unreadable(text)
    number = plain_number(text)
    if number is not None:
        return number
    try:
        tree, source = python_spelling.tree_of(text)
        return Value(text, sp.sympify(python_spelling.expression(tree, source)))
    except Unreadable:
        pass
    return Value(text, latex(text))


def plain_number(text):
    """Numbers in the usual ways of writing them, exactly; None for anything else."""
    if WHOLE.match(text):
        return Value(text, sp.Integer(int(text.replace(" ", ""))), 0, len(text.strip("+- ").lstrip("0")))
    found = DECIMAL.match(text)
    if found:
        digits = len((found[1] + found[2]).lstrip("0"))
        return Value(text, sp.Rational(text.replace(" ", "")), len(found[2]), digits)
    found = FRACTION.match(text)
    if found:
        sign, whole, top, bottom = found.groups()
        if int(bottom) == 0:
            return Value(text, sp.zoo if int(top) else sp.nan)
        if whole and (int(top) < 0 or int(bottom) < 0):
            return None
        number = sp.Rational(int(top), int(bottom)) + int(whole or 0)
        return Value(text, -number if sign == "-" else number)
    found = SLASHED.match(text)
    if found and int(found[2]) != 0:
        return Value(text, sp.Rational(int(found[1].replace(" ", "")), int(found[2])))
    found = MIXED.match(text)
    if found and int(found[4]) != 0:
        number = int(found[2]) + sp.Rational(int(found[3]), int(found[4]))
        return Value(text, -number if found[1] == "-" else number)
    found = SCIENTIFIC.match(text)
    if found:
        return Value(text, sp.Rational(found[1]) * sp.Integer(10) ** int(found[2]))
    return repeating(text)


def repeating(text):
    """0.1(6) and 0.1666… are a sixth: (16 − 1)/90."""
    found = REPEATING.match(text)
    if found:
        sign, whole, once, *periods = found.groups()
        period = periods[0] or periods[1]
    else:
        found = ENDLESS.match(text)
        if not found:
            return None
        sign, whole, digits = found.groups()
        # What is written at least twice (a single digit three times) up to the end.
        again = re.search(r"(\d)\1{2,}$|(\d{2,}?)\2+$", digits)
        if not again:
            return None
        period = again[1] or again[2]
        once = digits[: again.start()]
    nines = 10 ** len(once) * (10 ** len(period) - 1)
    number = sp.Rational(int(f"0{whole}{once}{period}") - int(f"0{whole}{once}"), nines)
    return Value(text, -number if sign == "-" else number)


@lru_cache(maxsize=512)
def latex(text):
    """What Math-Verify's parser makes of LaTeX, worked out; raises Unreadable or TooLarge."""
    source = prepared(text)
    try:
        found = latex2sympy(source, conversion_config=CONVERSION)
    except Exception:
        raise Unreadable(text) from None
    if isinstance(found, (list, tuple)) or found is None or isinstance(found, (bool, str)):
        raise Unreadable(text)
    found = work_out(with_constants(found))
    if not isinstance(found, (sp.Basic, sp.MatrixBase)):
        raise Unreadable(text)
    if isinstance(found, (sp.MatAdd, sp.MatMul, sp.MatPow)):
        found = found.doit().as_explicit()
    return found


def with_constants(found):
    """i and e are the imaginary unit and Euler's number, unless a sum counts with them."""
    constants = {"i": sp.I, "e": sp.E}
    if not isinstance(found, sp.Basic):
        return found
    found = found.xreplace(
        {symbol: constants[symbol.name] for symbol in found.free_symbols if symbol.name in constants}
    )
    for call in found.atoms(AppliedUndef):
        if function := CALLED.get(call.func.__name__.strip("\\")):
            found = found.xreplace({call: function(*call.args)})
    return found


def prepared(text):
    """LaTeX without what the parser stumbles over or takes for something else."""
    # Text that is set upright: e, i, single letters, numbers.
    text = re.sub(r"\\text\s*\{\s*([A-Za-z]|[-+]?[\d.]+)\s*\}", r" \1 ", text)
    if "\\text" in text or re.search(r"[^\x00-\x7f]", text):
        raise Unreadable(text)
    text = choose(text)
    text = re.sub(r"(?<![A-Za-z\\])(sqrt|cbrt)\s*\(", call_root, text)
    text = close_roots(text)
    text = re.sub(rf"(?<![A-Za-z\\])({'|'.join(FUNCTIONS)})(?![a-z])", r"\\\1 ", text)
    text = re.sub(r"(?<![A-Za-z\\])pi(?![A-Za-z])", r"\\pi ", text)
    text = re.sub(r"(?<![A-Za-z\\])(?:oo|inf|infinity)(?![A-Za-z])", r"\\infty ", text)
    text = re.sub(r"\\exp\s*\(", r"e^(", text)
    text = power_groups(text)
    text = text.replace("**", "^").replace("*", r"\cdot ")
    # Degrees are an angle of so many parts of π.
    text = re.sub(
        r"(\d+(?:\.\d+)?|\([^()]*\))\s*\\degree(?![A-Za-z])", r"(\\frac{\1\\pi}{180})", text
    )
    # Before a fraction a number is a mixed number's whole; before a bracket it is a factor.
    text = re.sub(
        r"(?<![\d.}_^])(\d+)\s*\\frac\s*\{(\d+)\}\s*\{(\d+)\}", r"(\1+\\frac{\2}{\3})", text
    )
    text = re.sub(r"(?<![\d._^])(\d+(?:\.\d+)?)\s*\(", r"\1\\cdot (", text)
    text = re.sub(r"(?<![\d.])(\d*)\.(\d+)", exact_decimal, text)
    text = re.sub(r"(?<![\d.}])(\d+)\s*\\bmod\s*(\d+)", lambda m: str(int(m[1]) % int(m[2])) if int(m[2]) else m[0], text)
    text = re.sub(r"([-+])\s*-", lambda m: "-" if m[1] == "+" else "+", text)
    return text


def exact_decimal(found):
    """The parser would make a float of it."""
    whole, part = found[1], found[2]
    return rf"(\frac{{{int(whole + part)}}}{{{10 ** len(part)}}})"


def choose(text):
    """The ways to write a binomial coefficient."""
    text = re.sub(r"\\[dt]binom(?![A-Za-z])", r"\\binom", text)
    text = re.sub(r"\\binom\s*(\d)\s*(\d)", r"\\binom{\1}{\2}", text)
    text = re.sub(r"\{\s*([^{}]+?)\s*\\choose\s+([^{}]+?)\s*\}", r"\\binom{\1}{\2}", text)
    text = re.sub(r"^\s*([^{}]+?)\s*\\choose\s+([^{}]+?)\s*$", r"\\binom{\1}{\2}", text)
    text = re.sub(r"(?<![A-Za-z\\])C\(\s*(\d+)\s*,\s*(\d+)\s*\)", r"\\binom{\1}{\2}", text)
    text = re.sub(
        r"(?:\{\})?_\{?(\d+)\}?\s*C\s*_\{?(\d+)\}?(?!\d)", r"\\binom{\1}{\2}", text
    )
    return re.sub(r"(?<![A-Za-z\\])C_\{?(\d+)\}?\^\{?(\d+)\}?(?!\d)", r"\\binom{\1}{\2}", text)


def call_root(found):
    return r"\sqrt(" if found[1] == "sqrt" else r"\sqrt[3]("


def close_roots(text):
    r"""\sqrt(x) as it is written by hand means \sqrt{x}."""
    return matched(text, re.compile(r"\\sqrt\s*(?:\[[^\]]*\])?\s*\("))


def power_groups(text):
    """x^(a+b) as it is written by hand means x^{a+b}."""
    return matched(text, re.compile(r"\^\s*\("))


def matched(text, opening):
    """Turns the round brackets that `opening` ends with into braces."""
    start = 0
    while found := opening.search(text, start):
        depth, end = 1, found.end()
        while end < len(text) and depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        if depth:
            return text
        text = f"{text[: found.end() - 1]}{{{text[found.end() : end - 1]}}}{text[end:]}"
        start = found.end()
    return text
