"""Families about equations, plane figures, dates, percentages and other everyday sums."""

import calendar
import datetime
import math
import random
import re
from fractions import Fraction

from .base import Family, Recovery, Values

_WHO = "[Ana|Ben|Carla|David|Emma|Felix|Grace|Hugo|Ivy|Jonas|Lena|Max|Nora|Omar|Paula|Tom]"
_FRACTION = "from fractions import Fraction\n"
_SYMPY = "from sympy import symbols, solve\n"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)


_GROUP = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_ASKS = re.compile(r"(what|which|how)\b", re.IGNORECASE)
_ENDS = ("[.|?]", "[?|.]")


def _moods(text: str) -> tuple[str, ...]:
    """Splits `[Find|What is] ...[.|?]` into a command with a period and a question."""
    if not text.endswith(_ENDS):
        return (text,)
    text = text[: -len(_ENDS[0])]
    for group in _GROUP.finditer(text):
        words = group.group(1).split("|")
        asks = [word for word in words if _ASKS.match(word)]
        commands = [word for word in words if word not in asks]
        if asks and commands:
            return tuple(
                text[: group.start()] + (f"[{'|'.join(some)}]" if some[1:] else some[0])
                + text[group.end() :] + end
                for some, end in ((commands, "."), (asks, "?"))
            )
    raise ValueError(f"No question and command in {text!r}.")


def _wordings(*texts: str, **parts: str) -> tuple[str, ...]:
    """Wordings with `<part>` replaced; `<who>` is a choice of first names."""
    found = []
    for text in texts:
        for name, part in {**parts, "who": _WHO}.items():
            text = text.replace(f"<{name}>", part)
        found += _moods(text)
    return tuple(found)


def _tex(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    sign = "-" if value < 0 else ""
    return f"{sign}\\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def _decimal(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0") if rest else str(whole)


def _not_imported(name: str, bad: str) -> Recovery:
    return Recovery(bad, f"`{name}` is not imported. Let me import it first.")


def _lines(*lines: str) -> str:
    return "\n".join(lines)


def _int(values: Values, name: str) -> int:
    return int(values[name])


def _ints(values: Values, *names: str) -> tuple[int, ...]:
    return tuple(int(values[name]) for name in names)


# Equations


def _linear_draw(rng: random.Random) -> Values:
    a, b = rng.randint(2, 25), rng.randint(1, rng.choice((30, 300)))
    x = rng.randint(-60, rng.choice((60, 200)))
    plus = rng.random() < 0.5
    c = a * x + (b if plus else -b)
    return {
        "a": a, "b": b, "c": c,
        "sign": "+" if plus else "-",
        "inverse": "-" if plus else "+",
        "undo": "subtract" if plus else "add",
        "flipped": f"{b} + {a}x" if plus else f"-{b} + {a}x",
        "verb": "add" if plus else "subtract",
        "verbs": "adds" if plus else "subtracts",
        "passive": "added to" if plus else "subtracted from",
        "plus": "plus" if plus else "minus",
        "more": "more than" if plus else "less than",
        "increased": "increased" if plus else "decreased",
    }


def _linear_answer(v: Values) -> str:
    a, b, c = _ints(v, "a", "b", "c")
    return str((c - b if v["sign"] == "+" else c + b) // a)


def _linear_worked(v: Values) -> str:
    a, b, c = _ints(v, "a", "b", "c")
    right = int(_linear_answer(v)) * a
    return _lines(
        f"The equation is {a}x {v['sign']} {b} = {c}.",
        f"On both sides [I {v['undo']}|we {v['undo']}] {b}: {a}x = {c} {v['inverse']} {b} = {right}.",
        f"Divide by {a}: x = {right} / {a} = {right // a}.",
    )


_LINEAR = Family(
    name="linear_equation",
    area="algebra",
    draw=_linear_draw,
    answer=_linear_answer,
    train=_wordings(
        "[Solve|Solve the equation|Solve for $x$:] ${a}x {sign} {b} = {c}$.",
        "[Find|Compute|Determine] $x$ [if|when|given that] ${a}x {sign} {b} = {c}$.",
        "[What is|What is the value of|Which number is] $x$ if ${c} = {a}x {sign} {b}$?",
        "[Solve|Find $x$:|What is $x$?] ${flipped} = {c}$",
        "[I think of|I am thinking of|I choose|I have] a number. I multiply it by {a} and {verb} {b}. [I get|The result is|Now I have] {c}. [What is my number?|Which number is it?|Find the number.]",
        "<who> [thinks of|chooses|picks] a number, multiplies it by {a}, then {verbs} {b} and gets {c}. [What is the number?|Which number was it?|Find this number.]",
        "[If {b} is {passive}|When {b} is {passive}] {a} times a number, the result is {c}. [What is the number?|Find the number.|Find this number.]",
        "{a} times a number {plus} {b} [is|equals|gives] {c}. [What is the number?|Find the number.|Which number is it?]",
        "{b} {more} {a} times a number [is|equals|gives] {c}. [What is the number?|Find the number.|Which number is it?]",
        "The equation ${a}x {sign} {b} = {c}$ has [one|exactly one|a single] solution. [Find it.|What is it?|Which is it?]",
        "[For which|For what] [number|value of] $x$ is ${a}x {sign} {b}$ [equal to|the same as] ${c}$?",
        "[The product of|When we multiply] {a} and a number[| is taken and then] {increased} by {b} [is|gives|equals] {c}. [Find the number.|What is the number?|Which number is it?]",
        "[Which number|What number] gives {c} [when|if] you multiply it by {a} and [then|after that|afterwards] {verb} {b}?",
        "We [get|have|know] {c} after we multiply a number by {a} and {verb} {b}. [What is the number?|What was the number?|Find the number.]",
        "${a}x {sign} {b} = {c}$, [$x = ?$|find $x$|what is $x$?|solve for $x$]",
        "Let $x$ be [a number|an integer|the solution] with ${a}x {sign} {b} = {c}$. [Find|Compute|Determine] $x$.",
        "A number is multiplied by {a}. Then {b} is {passive} the product. The result is {c}. Find the number.",
        "Determine the solution of the equation ${a}x {sign} {b} = {c}$.",
        "<who> gets {c}. The steps were: choose a number, multiply it by {a}, then {verb} {b}. Which number was it?",
        "What must $x$ be so that ${c} = {a}x {sign} {b}$ is true?",
    ),
    held_out=_wordings(
        "A machine takes in a number, multiplies it by {a} and then {verbs} {b}. It puts out {c}. Which number went in?",
        "At which $x$ does the function $f(x) = {a}x {sign} {b}$ take the value ${c}$?",
        "The line $y = {a}x {sign} {b}$ passes through the point $(t, {c})$. Calculate $t$.",
        "Work backwards: after it had been multiplied by {a}, a number was {increased} by {b}, and this gave {c}. With which number did we begin?",
        "Isolate $x$ in the equation ${flipped} = {c}$. What value do you get?",
        "Omar's lucky number is such that {c} is {b} {more} {a} times the lucky number. What is his lucky number?",
    ),
    plans=(
        "We solve {a}x {sign} {b} = {c} for x.",
        "The equation is {a}x {sign} {b} = {c}; we want x.",
        "{a} times the number {plus} {b} is {c}, so we solve {a}x {sign} {b} = {c}.",
    ),
    codes=(
        "from sympy import symbols, solve, Eq\nx = symbols(\"x\")\nprint(solve(Eq({a}*x {sign} {b}, {c}), x)[0])",
        "x = ({c} {inverse} {b}) // {a}\nprint(x)",
        "for x in range(-1000, 1001):\n    if {a}*x {sign} {b} == {c}:\n        print(x)",
    ),
    closings=(
        "The solution of {a}x {sign} {b} = {c} is x = {answer}.",
        "From {a}x {sign} {b} = {c} we get x = {answer}.",
        "{a} times {answer} {plus} {b} is {c}, so the number is {answer}.",
    ),
    worked=_linear_worked,
    recoveries=(
        _not_imported("symbols", "x = symbols(\"x\")\nprint(solve({a}*x {sign} {b} - {c}, x)[0])"),
        Recovery("print(solve({a}*x {sign} {b} = {c}))", "This is not valid Python. Let me write the equation in another way."),
    ),
    stated=("a", "b", "c"),
)


def _term(value: int) -> tuple[str, int]:
    return ("-" if value < 0 else "+", abs(value))


def _quadratic_draw(rng: random.Random) -> Values:
    limit = rng.choice((12, 50))
    while True:
        r, s = rng.randint(-limit, limit), rng.randint(-limit, limit)
        b, c = -(r + s), r * s
        if r != s and c != 0 and abs(b) > 1:
            break
    b_sign, b_size = _term(b)
    c_sign, c_size = _term(c)
    big = rng.random() < 0.5
    return {
        "b": b, "c": c, "b_sign": b_sign, "b_size": b_size, "c_sign": c_sign, "c_size": c_size,
        "which": "larger" if big else "smaller",
        "most": "largest" if big else "smallest",
        "function": "max" if big else "min",
        "plus": "+" if big else "-",
    }


def _roots(v: Values) -> tuple[int, int]:
    b, c = _ints(v, "b", "c")
    root = math.isqrt(max(b * b - 4 * c, 0))
    return (-b - root) // 2, (-b + root) // 2


def _quadratic_answer(v: Values) -> str:
    return str(_roots(v)[v["which"] == "larger"])


def _quadratic_worked(v: Values) -> str:
    b, c = _ints(v, "b", "c")
    r, s = _roots(v)
    return _lines(
        f"We [want|need|look for] two numbers with product {c} and sum {-b}.",
        f"The numbers {r} and {s} fit: {r} * {s} = {c} and {r} + {s} = {-b}.".replace("* -", "* (-").replace("+ -", "+ (-")
        if s >= 0
        else f"The numbers {r} and {s} fit: ({r}) * ({s}) = {c} and ({r}) + ({s}) = {-b}.",
        f"So the roots are {r} and {s}. The {v['which']} one is {_quadratic_answer(v)}.",
    )


_POLY = "x^2 {b_sign} {b_size}x {c_sign} {c_size}"
_PY_POLY = "{b_sign} {b_size}*x {c_sign} {c_size}"
_QUADRATIC = Family(
    name="quadratic_root",
    area="algebra",
    draw=_quadratic_draw,
    answer=_quadratic_answer,
    train=_wordings(
        "[Find|Compute|Determine] the {which} [root|solution] of [|the equation |the quadratic equation ]$<p> = 0$.",
        "[What is|Which number is] the {which} [root|solution] of [|the equation |the quadratic equation ]$<p> = 0$?",
        "[Solve|Solve the equation|Solve for $x$:] $<p> = 0$ and give the {which} [root|solution|value].",
        "The equation $<p> = 0$ has two [solutions|roots|integer roots|integer solutions]. [Find|Give|Determine] the {which} one.",
        "The quadratic equation $<p> = 0$ has two [solutions|roots]. [What is the {which} one?|Which is the {which} one?|Give the {most} root.]",
        "[Find|Give|Determine] the {most} [root|solution|$x$] [of|for] $<p> = 0$.",
        "{most} [root|solution] of $<p> = 0$",
        "{which} [root|solution] of $0 = <p>$[|, please|?]",
        "[What is|Find] the {most} [number|value] $x$ [with|such that|for which] $<p> = 0$[.|?]",
        "Let $f(x) = <p>$. [Find|What is|Determine] the {which} [zero|root] of $f$[.|?]",
        "[Find|Compute|Give] the {which} of the two [roots|zeros] of the [polynomial|quadratic] $<p>$.",
        "For which [two numbers|values of] $x$ is $<p>$ equal to 0? [Give the {which} one.|Give the {most} one.]",
        "$<p> = 0$, [find the {which} root|what is the {which} solution?|give the {most} $x$]",
        "If $0 = <p>$, [what is|find|give] the {which} [root|value of $x$|solution][?|.]",
        p=_POLY,
    ),
    held_out=_wordings(
        "A quadratic equation is given: $<p> = 0$. Which of its two solutions is the {which} one?",
        "Of the two roots of $<p> = 0$, give the {which}.",
        "The polynomial $<p>$ has two roots. Find the {which} one.",
        "Solve $0 = <p>$. What is the {most} solution?",
        p=_POLY,
    ),
    plans=(
        "We want the {which} root of x^2 {b_sign} {b_size}x {c_sign} {c_size} = 0.",
        "We solve x^2 {b_sign} {b_size}x {c_sign} {c_size} = 0 and take the {which} root.",
        "Here b = {b} and c = {c}; we need the {which} root.",
    ),
    codes=(
        _SYMPY + "x = symbols(\"x\")\nprint({function}(solve(x**2 " + _PY_POLY + ", x)))",
        "from math import isqrt\nb = {b}\nc = {c}\nd = isqrt(b*b - 4*c)\nprint((-b {plus} d) // 2)",
        "roots = [x for x in range(-1000, 1001) if x*x " + _PY_POLY + " == 0]\nprint({function}(roots))",
    ),
    closings=(
        "With b = {b} and c = {c}, the {which} root is {answer}.",
        "The quadratic equation with b = {b} and c = {c} has the {which} root {answer}.",
        "For b = {b} and c = {c} the {which} solution is x = {answer}.",
    ),
    worked=_quadratic_worked,
    recoveries=(
        _not_imported("isqrt", "b = {b}\nc = {c}\nprint((-b {plus} isqrt(b*b - 4*c)) // 2)"),
        Recovery(
            "roots = [x for x in range(0) if x*x " + _PY_POLY + " == 0]\nprint(roots)",
            "The list is empty, so the search range was too small. Let me search further.",
        ),
    ),
    stated=("b", "c"),
)


def _simultaneous_draw(rng: random.Random) -> Values:
    x, y = rng.randint(-20, 30), rng.randint(-20, 30)
    while True:
        a, b, d, e = (rng.randint(2, 15) for _ in range(4))
        s, t = rng.choice((1, 1, -1)), rng.choice((1, -1))
        if a * t * e != d * s * b:
            break
    want = rng.choice("xy")
    return {
        "a": a, "b": b, "c": a * x + s * b * y, "d": d, "e": e, "f": d * x + t * e * y,
        "s": "+" if s > 0 else "-", "t": "+" if t > 0 else "-",
        "signed_b": s * b, "signed_e": t * e,
        "s_word": "plus" if s > 0 else "minus", "t_word": "plus" if t > 0 else "minus",
        "want": want, "rank": "first" if want == "x" else "second",
    }


def _simultaneous_solution(v: Values) -> tuple[int, int]:
    a, b, c, d, e, f = _ints(v, "a", "signed_b", "c", "d", "signed_e", "f")
    det = a * e - b * d
    return (c * e - b * f) // det, (a * f - c * d) // det


def _simultaneous_worked(v: Values) -> str:
    a, b, c, d, e, f = _ints(v, "a", "signed_b", "c", "d", "signed_e", "f")
    det, top_x, top_y = a * e - b * d, c * e - b * f, a * f - c * d
    top = top_x if v["want"] == "x" else top_y
    steps = (
        f"D_x = {c} * ({e}) - ({b}) * ({f}) = {c * e} - ({b * f}) = {top_x}."
        if v["want"] == "x"
        else f"D_y = {a} * ({f}) - {d} * ({c}) = {a * f} - ({d * c}) = {top_y}."
    )
    return _lines(
        f"The equations are {a}x {v['s']} {v['b']}y = {c} and {d}x {v['t']} {v['e']}y = {f}.",
        "[I use|We use|Use] Cramer's rule.",
        f"D = {a} * ({e}) - {d} * ({b}) = {a * e} - ({d * b}) = {det}.",
        steps,
        f"{v['want']} = {top} / ({det}) = {top // det}.",
    )


_E1, _E2 = "{a}x {s} {b}y = {c}", "{d}x {t} {e}y = {f}"
_SIMULTANEOUS = Family(
    name="simultaneous",
    area="algebra",
    draw=_simultaneous_draw,
    answer=lambda v: str(_simultaneous_solution(v)[v["want"] == "y"]),
    train=_wordings(
        "[Solve|Solve the system|Solve the equations] $<p1>$ and $<p2>$[.| for $x$ and $y$.] [What is|Find|Give] ${want}$[?|.]",
        "[Find|Compute|Determine] ${want}$ [if|when|given that] $<p1>$ and $<p2>$.",
        "[What is|What is the value of] ${want}$ [if|when] $<p1>$ and $<p2>$?",
        "[Given|We have|We know] $<p1>$ and $<p2>$. [Find|Compute|Determine] ${want}$.",
        "[Given|We have] the [two equations|system] $<p1>$, $<p2>$. [What is|Find] ${want}$[?|.]",
        "Two numbers $x$ and $y$ [satisfy|fit|solve] $<p1>$ and $<p2>$. [Find|Determine|What is] ${want}$[.|?]",
        "[Find|Give|Compute] the value of ${want}$ [in|for] the system $<p1>$, $<p2>$.",
        "$<p1>$, $<p2>$, [find ${want}$|${want} = ?$|what is ${want}$?]",
        "[Solve for|Find] ${want}$: $<p1>$; $<p2>$",
        "$\\begin{cases} <p1> \\\\ <p2> \\end{cases}$ [Find|What is|Compute] ${want}$[.|?]",
        "{a} times $x$ {s_word} {b} times $y$ is {c}, and {d} times $x$ {t_word} {e} times $y$ is {f}. [Find|What is|Determine] ${want}$[.|?]",
        "{a} times a first number {s_word} {b} times a second number [is|gives|equals] {c}. {d} times the first number {t_word} {e} times the second number [is|gives|equals] {f}. [What is|Find] the {rank} number[?|.]",
        "[Let|Suppose that] $x$ and $y$ [be|are] numbers with $<p1>$ and $<p2>$. [Compute|Find|What is] ${want}$[.|?]",
        "[What is|Find] the ${want}$ of the [point|solution] $(x, y)$ [where|with] $<p1>$ and $<p2>$[?|.]",
        "The lines $<p1>$ and $<p2>$ [meet|cross] in one point $(x, y)$. [Find|What is|Give] ${want}$[.|?]",
        "A system of two equations is given: $<p1>$ and $<p2>$. Determine the value of ${want}$.",
        "We know that $<p1>$. We also know that $<p2>$. What is ${want}$?",
        "Find ${want}$ so that both $<p1>$ and $<p2>$ are true.",
        "If $x$ and $y$ solve the equations $<p1>$, $<p2>$, what is the value of ${want}$?",
        p1=_E1,
        p2=_E2,
    ),
    held_out=_wordings(
        "Equation (1): ${a}x {s} {b}y = {c}$. Equation (2): ${d}x {t} {e}y = {f}$. Work out the ${want}$ that fits both equations together.",
        "Use elimination or substitution on ${a}x {s} {b}y = {c}$ and ${d}x {t} {e}y = {f}$. Write down only the value of ${want}$.",
        "Calculate the unknown ${want}$ from $\\left\\{\\begin{aligned} {a}x {s} {b}y &= {c} \\\\ {d}x {t} {e}y &= {f} \\end{aligned}\\right.$",
        "Someone has two secret numbers. {a} times the first {s_word} {b} times the second makes {c}, while {d} times the first {t_word} {e} times the second makes {f}. Which number is the {rank} one?",
        "The point $(x, y)$ lies on the line ${a}x {s} {b}y = {c}$ and on the line ${d}x {t} {e}y = {f}$ as well. Work out its ${want}$-coordinate.",
        "There is exactly one pair of numbers $(x, y)$ for which ${a}x {s} {b}y = {c}$ and, at the same time, ${d}x {t} {e}y = {f}$. What is the {rank} number of this pair?",
    ),
    plans=(
        "We solve {a}x {s} {b}y = {c} and {d}x {t} {e}y = {f} and want {want}.",
        "We want {want} from the equations {a}x {s} {b}y = {c} and {d}x {t} {e}y = {f}.",
        "The system is {a}x {s} {b}y = {c}, {d}x {t} {e}y = {f}; we need {want}.",
    ),
    codes=(
        _SYMPY + "x, y = symbols(\"x y\")\ns = solve([{a}*x {s} {b}*y - ({c}), {d}*x {t} {e}*y - ({f})], [x, y])\nprint(s[{want}])",
        "for x in range(-100, 101):\n    for y in range(-100, 101):\n        if {a}*x {s} {b}*y == {c} and {d}*x {t} {e}*y == {f}:\n            print({want})",
        "a, b, c = {a}, {signed_b}, {c}\nd, e, f = {d}, {signed_e}, {f}\nx = (c*e - b*f) // (a*e - b*d)\ny = (a*f - c*d) // (a*e - b*d)\nprint({want})",
    ),
    closings=(
        "From {a}x {s} {b}y = {c} and {d}x {t} {e}y = {f} we get {want} = {answer}.",
        "The system {a}x {s} {b}y = {c}, {d}x {t} {e}y = {f} gives {want} = {answer}.",
        "The equations {a}x {s} {b}y = {c} and {d}x {t} {e}y = {f} are true for {want} = {answer}.",
    ),
    worked=_simultaneous_worked,
    recoveries=(
        _not_imported("symbols", "x, y = symbols(\"x y\")\nprint(solve([{a}*x {s} {b}*y - ({c}), {d}*x {t} {e}*y - ({f})]))"),
    ),
    stated=("a", "b", "c", "d", "e", "f"),
)


# Two kinds of things, with a total of things and a total of legs, wheels or money

_HERDS = (
    # kind with fewer, its number, kind with more, its number, what is counted, all, heads, place
    ("chicken", 2, "rabbit", 4, "legs", "animals", "heads", "farm"),
    ("duck", 2, "cow", 4, "legs", "animals", "heads", "farm"),
    ("beetle", 6, "spider", 8, "legs", "animals", "heads", "box"),
    ("bike", 2, "tricycle", 3, "wheels", "vehicles", "vehicles", "shop"),
    ("bike", 2, "car", 4, "wheels", "vehicles", "vehicles", "street"),
)


def _herd_draw(rng: random.Random) -> Values:
    first, p, second, q, parts, things, heads, place = rng.choice(_HERDS)
    x, y = rng.randint(1, 120), rng.randint(1, 120)
    want = rng.choice((first, second))
    return {
        "n": x + y, "m": p * x + q * y, "p": p, "q": q,
        "first": first, "second": second, "firsts": first + "s", "seconds": second + "s",
        "want": want + "s", "parts": parts, "things": things, "heads": heads, "place": place,
    }


def _two_kinds(n: int, m: int, p: int, q: int) -> tuple[int, int]:
    """How many of each kind: n things, of which x count p each and y count q each, m in all."""
    y = (m - p * n) // (q - p)
    return n - y, y


def _herd_worked(v: Values) -> str:
    n, m, p, q = _ints(v, "n", "m", "p", "q")
    x, y = _two_kinds(n, m, p, q)
    return _lines(
        f"[Suppose|Say] all {n} {v['things']} are {v['firsts']}. Then there are {p} * {n} = {p * n} {v['parts']}.",
        f"But there are {m} {v['parts']}, so {m} - {p * n} = {m - p * n} more.",
        f"Each {v['second']} has {q} - {p} = {q - p} more {v['parts']} than a {v['first']}.",
        f"So there are {m - p * n} / {q - p} = {y} {v['seconds']} and {n} - {y} = {x} {v['firsts']}.",
    )


_FIRST_SECOND = "[{firsts} and {seconds}|{seconds} and {firsts}]"
_COUNT_WANT = "[How many {want} are there?|How many are {want}?|What is the number of {want}?|Find the number of {want}.]"
_HERD = Family(
    name="heads_and_legs",
    area="algebra",
    draw=_herd_draw,
    answer=lambda v: str(
        _two_kinds(*_ints(v, "n", "m", "p", "q"))[v["want"] == v["seconds"]]
    ),
    train=_wordings(
        "[A {place} has|In a {place} there are|A {place} contains] <both>. [There are|They have|We count] {n} {heads} and {m} {parts}[| in total| in all|]. <q>",
        "[In a {place} there are|A {place} has] {n} {things}, [all|only] <both>. [They have|Together they have|In total there are] {m} {parts}[| in total| together]. <q>",
        "<who> [counts|sees] {m} {parts} and {n} {heads} [in|of] a [group|number] of <both>. <q>",
        "<both> have {n} {heads} and {m} {parts} [in total|together|in all]. <q>",
        "There are {m} {parts} and {n} {heads}, from <both>. <q>",
        "A {first} has {p} {parts} and a {second} has {q} {parts}. [Together|In total], {n} of them have {m} {parts}. <q>",
        "Each {first} has {p} {parts}, each {second} has {q} {parts}. There are {n} {things} [with|and] {m} {parts}[| in total| in all]. <q>",
        "[Find|Compute|Determine] the number of {want} [if|when] there are {n} {things}, <both>, with {m} {parts} [in total|together|in all].",
        "How many {want} are in a {place} with {n} {things} ([only|all|just] {firsts} and {seconds}) and {m} {parts}?",
        "{m} {parts} [belong to|are on] {n} {things}. [The {things} are|These are|They are] <both>. <q>",
        "How many {want} are there if <both> have {m} {parts} and {n} {heads} [in total|together]?",
        "<who> has {n} {things}, some {firsts} and some {seconds}. [They have|Together they have] {m} {parts}. <q>",
        "<both>: {n} {heads}, {m} {parts}. <q>",
        "<who> has <both>, {n} [in all|in total|together]. [They have|All of them have] {m} {parts}. <q>",
        both=_FIRST_SECOND,
        q=_COUNT_WANT,
    ),
    held_out=_wordings(
        "<who> counts the {parts} of all {firsts} and {seconds} in a {place} and gets {m}. There are {n} {heads}. How many {want} are there?",
        "There are {firsts} and {seconds} in a {place}, {n} {things} in all. The total number of {parts} is {m}. Find the number of {want}.",
        "A group of {n} {things} has {m} {parts}. If all of them are {firsts} or {seconds}, how many are {want}?",
        "If {n} {firsts} and {seconds} have {m} {parts} in total, how many {want} are there?",
    ),
    plans=(
        "There are {n} {firsts} and {seconds} with {m} {parts}; we want the {want}.",
        "We have {n} {things} and {m} {parts}: {p} per {first}, {q} per {second}. We want the {want}.",
        "Let us count the {want} among {n} {things} with {m} {parts}.",
    ),
    codes=(
        "for {firsts} in range({n} + 1):\n    {seconds} = {n} - {firsts}\n    if {p}*{firsts} + {q}*{seconds} == {m}:\n        print({want})",
        _SYMPY + "{firsts}, {seconds} = symbols(\"{firsts} {seconds}\")\ns = solve([{firsts} + {seconds} - {n}, {p}*{firsts} + {q}*{seconds} - {m}])\nprint(s[{want}])",
        "{seconds} = ({m} - {p}*{n}) // ({q} - {p})\n{firsts} = {n} - {seconds}\nprint({want})",
    ),
    closings=(
        "With {n} {things} and {m} {parts} in total, there are {answer} {want}.",
        "Among {n} {things} with {m} {parts} there are {answer} {want}.",
        "{n} {firsts} and {seconds} have {m} {parts} if {answer} of them are {want}.",
    ),
    worked=_herd_worked,
    recoveries=(
        Recovery(
            "for {firsts} in range({n} / 1):\n    if {p}*{firsts} + {q}*({n} - {firsts}) == {m}:\n        print({firsts})",
            "`range` needs an integer. Let me correct this.",
        ),
    ),
    stated=("n", "m"),
)


def _ticket_draw(rng: random.Random) -> Values:
    p = rng.randint(2, 20)
    q = p + rng.randint(1, 20)
    x, y = rng.randint(1, 200), rng.randint(1, 200)
    want = rng.choice(("child", "adult"))
    return {"n": x + y, "m": p * x + q * y, "p": p, "q": q, "want": want}


def _ticket_worked(v: Values) -> str:
    n, m, p, q = _ints(v, "n", "m", "p", "q")
    x, y = _two_kinds(n, m, p, q)
    return _lines(
        f"[Suppose|Say] all {n} tickets are child tickets. They cost {p} * {n} = {p * n}.",
        f"But the total is {m}, so {m} - {p * n} = {m - p * n} more.",
        f"Each adult ticket costs {q} - {p} = {q - p} more.",
        f"So there are {m - p * n} / {q - p} = {y} adult tickets and {n} - {y} = {x} child tickets.",
    )


_PRICES = (
    "[A child ticket costs {p} dollars and an adult ticket costs {q} dollars.|An adult ticket costs {q} dollars and a child ticket costs {p} dollars.]"
)
_TICKET_ASK = "[How many {want} tickets were sold?|Find the number of {want} tickets.|How many of them were {want} tickets?]"
_TICKETS = Family(
    name="tickets",
    area="algebra",
    draw=_ticket_draw,
    answer=lambda v: str(_two_kinds(*_ints(v, "n", "m", "p", "q"))[v["want"] == "adult"]),
    train=_wordings(
        "<prices> [In total|Together|Today], {n} tickets were sold for {m} dollars. <ask>",
        "[A cinema|A zoo|A museum|A theater] sold {n} tickets for {m} dollars[| in total|]. <prices> <ask>",
        "<who> sold {n} tickets and [got|took|made] {m} dollars. <prices> <ask>",
        "{m} dollars were [paid|made] for {n} tickets. <prices> <ask>",
        "[Tickets|Cinema tickets|Zoo tickets] cost {q} dollars for an adult and {p} dollars for a child. [The total for {n} tickets is {m} dollars.|{n} tickets were sold for {m} dollars.] <ask>",
        "[Tickets|Cinema tickets|Zoo tickets] cost {p} dollars for a child and {q} dollars for an adult. [If {n} tickets were sold for {m} dollars,|If {m} dollars were paid for {n} tickets,] how many {want} tickets were sold?",
        "How many {want} tickets were sold if {n} tickets [cost|made|brought] {m} dollars [in total|together], with {p} dollars for a child and {q} dollars for an adult?",
        "[Find|Compute|Determine] the number of {want} tickets: <prices> {n} tickets cost {m} dollars.",
        "A child pays {p} dollars and an adult pays {q} dollars. [There are {n} people and they pay {m} dollars in total.|{n} people pay {m} dollars.] [How many {want} tickets do they buy?|Find the number of {want} tickets.]",
        "A group of {n} people [pays|paid] {m} dollars for [its|the] tickets. <prices> <ask>",
        "An adult pays {q} euros and a child pays {p} euros. {n} people pay {m} euros [in total|together]. [How many {want} tickets are there?|Find the number of {want} tickets.]",
        "[A school|A class|A family] buys {n} tickets for {m} dollars. <prices> How many {want} tickets [are there|does it buy|are in the group]?",
        "Adult ticket: {q} dollars. Child ticket: {p} dollars. [Sold: {n} tickets for {m} dollars.|{m} dollars for {n} tickets.] <ask>",
        "[The price is|The price of a ticket is] {p} dollars for a child and {q} dollars for an adult. <who> sold {n} tickets for {m} dollars. <ask>",
        "A theater takes {m} dollars in total for {n} tickets. If an adult pays {q} dollars and a child pays {p} dollars, how many {want} tickets were sold?",
        "At a zoo, child tickets cost {p} dollars and adult tickets cost {q} dollars. The zoo sold {n} tickets today and made {m} dollars. Find the number of {want} tickets.",
        "A museum sold child tickets for {p} dollars and adult tickets for {q} dollars. There were {n} people, who paid {m} dollars. How many of the tickets were {want} tickets?",
        "<who> buys {n} tickets and pays {m} dollars. Each adult ticket costs {q} dollars and each child ticket costs {p} dollars. How many {want} tickets are there?",
        prices=_PRICES,
        ask=_TICKET_ASK,
    ),
    held_out=_wordings(
        "There were {n} spectators at a school play, and the box office collected {m} dollars. Children got in for {p} dollars each and adults for {q} dollars each. How many {want} tickets were issued?",
        "Let $c$ be the number of child tickets and $a$ the number of adult tickets. In all $c + a = {n}$ tickets were sold for {m} dollars, at {p} dollars per child ticket and {q} dollars per adult ticket. How many {want} tickets is that?",
        "A ferry charges {q} euros for an adult and {p} euros for a child. On one trip, {n} passengers paid {m} euros altogether. Calculate the number of {want} tickets.",
        "The daily report of a castle reads: tickets {n}, income {m} euros, price for children {p} euros, price for adults {q} euros. Every visitor bought one of these two kinds. How many {want} tickets were there?",
        "A teacher orders two kinds of tickets for the circus, {n} altogether: adult tickets at {q} dollars apiece and child tickets at {p} dollars apiece. The bill comes to {m} dollars. How many {want} tickets does the teacher order?",
        "Admission to a swimming pool is {p} dollars (children) or {q} dollars (adults). After {n} people have come in, there are {m} dollars in the till, which was empty before. Work out how many {want} tickets were bought.",
    ),
    plans=(
        "{n} tickets cost {m}: a child ticket {p}, an adult ticket {q}. We want the {want} tickets.",
        "We want the {want} tickets among {n} tickets for {m}, with prices {p} (child) and {q} (adult).",
        "Child price {p}, adult price {q}, {n} tickets, total {m}; we count the {want} tickets.",
    ),
    codes=(
        "for child in range({n} + 1):\n    adult = {n} - child\n    if {p}*child + {q}*adult == {m}:\n        print({want})",
        _SYMPY + "child, adult = symbols(\"child adult\")\ns = solve([child + adult - {n}, {p}*child + {q}*adult - {m}])\nprint(s[{want}])",
        "adult = ({m} - {p}*{n}) // ({q} - {p})\nchild = {n} - adult\nprint({want})",
    ),
    closings=(
        "With {n} tickets for {m} at prices {p} and {q}, there are {answer} {want} tickets.",
        "The prices are {p} for a child and {q} for an adult. Of {n} tickets for {m}, {answer} are {want} tickets.",
        "{n} tickets at {p} and {q} cost {m} if {answer} of them are {want} tickets.",
    ),
    worked=_ticket_worked,
    recoveries=(
        _not_imported("symbols", "child, adult = symbols(\"child adult\")\nprint(solve([child + adult - {n}, {p}*child + {q}*adult - {m}]))"),
    ),
    stated=("n", "m", "p", "q"),
)


# Figures


def _rectangle_draw(rng: random.Random) -> Values:
    limit = rng.choice((30, 200, 700))
    a, b = rng.randint(1, limit), rng.randint(1, limit)
    return {"p": 2 * (a + b), "a": a}


def _rectangle_area(v: Values) -> int:
    p, a = _ints(v, "p", "a")
    return a * (p // 2 - a)


def _rectangle_worked(v: Values) -> str:
    p, a = _ints(v, "p", "a")
    return _lines(
        f"Half of the perimeter {p} is {p // 2}.",
        f"[The other side|The second side] is {p // 2} - {a} = {p // 2 - a}.",
        f"The area is {a} * {p // 2 - a} = {_rectangle_area(v)}.",
    )


_RECTANGLE = Family(
    name="rectangle",
    area="geometry",
    draw=_rectangle_draw,
    answer=lambda v: str(_rectangle_area(v)),
    train=_wordings(
        "A rectangle has perimeter {p} and one side [of length|is|equal to] {a}. <ask>",
        "The perimeter of a rectangle is {p}. [One side|One of its sides|Its width|Its length] is {a}. <ask>",
        "One side of a rectangle is {a} and its perimeter is {p}. <ask>",
        "[Find|Compute|Determine] the area of a rectangle with perimeter {p} and <side> {a}.",
        "What is the area of a rectangle with <side> {a} and perimeter {p}?",
        "[Find|Compute|Determine] the area of a rectangle if one side is {a} and the perimeter is {p}.",
        "A [garden|field|room|park] has the form of a rectangle. Its perimeter is {p} m and [one side|its width|its length] is {a} m. [What is its area?|Find its area.|How many square meters is it?]",
        "A [garden|field|park] is a rectangle with one side of {a} m. [A fence around it is {p} m long.|The fence around it has a length of {p} m.] [What is the area of the garden?|Find its area.]",
        "<who> needs {p} m of fence to go around a [garden|field] in the form of a rectangle. [One side is {a} m.|One side is {a} m long.|The width is {a} m.] [Find the area.|What is the area?]",
        "rectangle, perimeter {p}, <side> {a}, [area?|find the area|what is the area?]",
        "A rectangle is {a} m [wide|long]. Its perimeter is {p} m. <ask>",
        "The <side> of a rectangle is {a} cm and the perimeter is {p} cm. <ask>",
        "[Let|Suppose] the perimeter of a rectangle [be|is] ${p}$ and one side ${a}$. <ask>",
        "If a rectangle with perimeter {p} has a side of length {a}, what is its area?",
        "Area of a rectangle with <side> ${a}$ and perimeter ${p}$[|?|.]",
        side="[side|length|width]",
        ask="[Find|What is|Compute|Determine] [its area|the area|the area of the rectangle][.|?]",
    ),
    held_out=_wordings(
        "The sides of a rectangle have total length {p}, its perimeter. One of the sides is {a}. What is the area?",
        "How large is the area of a rectangle that has perimeter {p} and one side {a}?",
        "A room is a rectangle. It is {a} m wide, and the perimeter of the room is {p} m. Find the area.",
        "Given a rectangle whose perimeter is {p} and whose length is {a}, compute the area.",
    ),
    plans=(
        "The rectangle has perimeter {p} and one side {a}; we want the area.",
        "From perimeter {p} and side {a} we get the other side and the area.",
        "We want the area of a rectangle with perimeter {p} and side {a}.",
    ),
    codes=(
        "p = {p}\na = {a}\nb = (p - 2*a) // 2\nprint(a * b)",
        "p = {p}\na = {a}\nfor b in range(p):\n    if 2*(a + b) == p:\n        print(a * b)",
        _SYMPY + "b = symbols(\"b\")\nside = solve(2*({a} + b) - {p}, b)[0]\nprint({a} * side)",
    ),
    closings=(
        "The rectangle with perimeter {p} and side {a} has area {answer}.",
        "A rectangle with perimeter {p} and one side {a} has the area {answer}.",
        "With perimeter {p} and side {a}, the area is {answer}.",
    ),
    worked=_rectangle_worked,
    recoveries=(
        Recovery("p = {p}\na = {a}\nprint(a * b)", "`b` is not defined. Let me compute the other side first."),
    ),
    stated=("p", "a"),
)


def _triples(limit: int) -> tuple[tuple[int, int, int], ...]:
    found = []
    for m in range(2, math.isqrt(limit) + 1):
        for n in range(1, m):
            if math.gcd(m, n) == 1 and (m - n) % 2:
                a, b, c = m * m - n * n, 2 * m * n, m * m + n * n
                found += [(k * a, k * b, k * c) for k in range(1, limit // c + 1)]
    return tuple(found)


_TRIPLES = _triples(3000)
_SMALL_TRIPLES = tuple(t for t in _TRIPLES if t[2] <= 200)


def _right_draw(rng: random.Random) -> Values:
    legs = list(rng.choice(rng.choice((_TRIPLES, _TRIPLES, _SMALL_TRIPLES)))[:2])
    rng.shuffle(legs)
    return {"a": legs[0], "b": legs[1]}


def _right_worked(v: Values) -> str:
    a, b = _ints(v, "a", "b")
    c2 = a * a + b * b
    return _lines(
        f"By Pythagoras, c^2 = {a}^2 + {b}^2.",
        f"{a}^2 = {a * a} and {b}^2 = {b * b}.",
        f"c^2 = {a * a} + {b * b} = {c2}.",
        f"c = sqrt({c2}) = {math.isqrt(c2)}.",
    )


_RIGHT = Family(
    name="right_triangle",
    area="geometry",
    draw=_right_draw,
    answer=lambda v: str(math.isqrt(_int(v, "a") ** 2 + _int(v, "b") ** 2)),
    train=_wordings(
        "A right triangle has legs {a} and {b}. [Find|What is|Compute|Determine] the [hypotenuse|length of the hypotenuse][.|?]",
        "[Find|Compute|Determine] the hypotenuse of a right triangle with legs [{a} and {b}|of length {a} and {b}].",
        "What is the [hypotenuse|length of the hypotenuse] of a right triangle [with|whose] legs [of|have length] {a} and {b}?",
        "The legs of a right triangle are [|of length ]{a} m and {b} m. [How long is the hypotenuse?|Find the hypotenuse.|What is the length of the longest side?]",
        "[hypotenuse|length of the hypotenuse] of a right triangle with legs ${a}$ and ${b}$[|?]",
        "In a right triangle, $a = {a}$ and $b = {b}$ are the legs. [Find|What is|Compute] the hypotenuse $c$[.|?]",
        "<who> walks {a} m [north|south] and then {b} m [east|west]. How far [is this|is it] from the [start|starting point]?",
        "A rectangle is {a} m long and {b} m wide. [How long is its diagonal?|Find the diagonal.|What is the length of the diagonal?]",
        "[Find|What is|Compute] the length of the diagonal of a rectangle with sides {a} and {b}[.|?]",
        "A ladder [stands|is] {a} cm from a wall and [reaches|touches the wall at] a height of {b} cm. How long is the ladder?",
        "A ladder reaches {b} m up a wall. Its foot is {a} m from the wall. [How long is the ladder?|Find the length of the ladder.]",
        "The two [short|shorter] sides of a right triangle are {a} and {b}. [Find the longest side.|How long is the longest side?|What is the longest side?]",
        "A triangle has a right angle between sides [of length|with lengths] {a} and {b}. [Find|What is|Compute] the third side[.|?]",
        "A [ship|boat|car] goes {a} km [east|west] and {b} km [north|south]. [What is its distance from the start?|How far is it from the start?|Find the distance from the start.]",
        "Right triangle, legs {a} and {b}, [hypotenuse?|find the hypotenuse|how long is the hypotenuse?]",
    ),
    held_out=_wordings(
        "One leg of a right triangle is {a} and the other leg is {b}. How long is the hypotenuse?",
        "The sides {a} and {b} of a triangle form a right angle. Find the length of the longest side.",
        "<who> goes {a} m east, then {b} m north. Find the distance to the starting point.",
        "The sides of a rectangle have length {a} and {b}. What is the length of its diagonal?",
    ),
    plans=(
        "We use Pythagoras with the legs {a} and {b}.",
        "We want the hypotenuse for the legs {a} and {b}.",
        "The sides {a} and {b} form a right angle, so we compute sqrt({a}^2 + {b}^2).",
    ),
    codes=(
        "from math import isqrt\nprint(isqrt({a}**2 + {b}**2))",
        "a = {a}\nb = {b}\nc = 1\nwhile c*c < a*a + b*b:\n    c += 1\nprint(c)",
        "from sympy import sqrt\nprint(sqrt({a}**2 + {b}**2))",
        "from math import isqrt\na = {a}\nb = {b}\nisqrt(a*a + b*b)",
    ),
    closings=(
        "By Pythagoras, the legs {a} and {b} give the length {answer}.",
        "With {a} and {b} at a right angle, the length is {answer}.",
        "The hypotenuse for the legs {a} and {b} is {answer}.",
    ),
    worked=_right_worked,
    recoveries=(_not_imported("sqrt", "print(sqrt({a}**2 + {b}**2))"),),
    stated=("a", "b"),
)


_CORNERS = ("x1", "y1", "x2", "y2", "x3", "y3")


def _double_area(v: Values) -> int:
    x1, y1, x2, y2, x3, y3 = _ints(v, *_CORNERS)
    return abs(x1 * (y2 - y3) + x2 * (y3 - y1) + x3 * (y1 - y2))


def _corners_draw(rng: random.Random) -> Values:
    low = rng.choice((0, -20))
    while True:
        values: Values = {name: rng.randint(low, 20) for name in _CORNERS}
        if _double_area(values):
            return values


def _corners_worked(v: Values) -> str:
    x1, y1, x2, y2, x3, y3 = _ints(v, *_CORNERS)
    a, b, c, d = x2 - x1, y2 - y1, x3 - x1, y3 - y1
    return _lines(
        f"From ({x1}, {y1}) to ({x2}, {y2}) the step is ({a}, {b}).",
        f"From ({x1}, {y1}) to ({x3}, {y3}) the step is ({c}, {d}).",
        f"({a}) * ({d}) = {a * d} and ({b}) * ({c}) = {b * c}.",
        f"The difference is {a * d} - ({b * c}) = {a * d - b * c}.",
        f"The area is half of {_double_area(v)}.",
    )


_P1, _P2, _P3 = "({x1}, {y1})", "({x2}, {y2})", "({x3}, {y3})"
_AREA = "[Find its area.|What is its area?|Compute its area.|Find the area of the triangle.|What is the area of this triangle?]"
_TRIANGLE = Family(
    name="triangle_area",
    area="geometry",
    draw=_corners_draw,
    answer=lambda v: _tex(Fraction(_double_area(v), 2)),
    printed=lambda v: str(Fraction(_double_area(v), 2)),
    train=_wordings(
        "[Find|Compute|Determine] the area of the triangle with [vertices|corners] $<p1>$, $<p2>$ and $<p3>$.",
        "What is the area of the triangle with [vertices|corners] $<p1>$, $<p2>$, $<p3>$?",
        "A triangle has [vertices|corners|its corners at|its vertices at] $<p1>$, $<p2>$ and $<p3>$. <area>",
        "The [vertices|corners] of a triangle are $<p1>$, $<p2>$ and $<p3>$. <area>",
        "[Let|We have] $A = <p1>$, $B = <p2>$ and $C = <p3>$. [Find|What is|Compute] the area of triangle $ABC$[.|?]",
        "[Let|We have] $A<p1>$, $B<p2>$, $C<p3>$. [Find|What is|Compute] the area of the triangle $ABC$[.|?]",
        "The points <p1>, <p2> and <p3> [form|are the corners of|are the vertices of] a triangle. <area>",
        "[Area|What is the area] of the triangle <p1>, <p2>, <p3>[|?]",
        "[Draw|Take] the triangle with corners <p1>, <p2> and <p3>. <area>",
        "How large is the [area of the triangle|triangle] with [vertices|corners] <p1>, <p2> and <p3>?",
        "Three points are [given|known]: $<p1>$, $<p2>$, $<p3>$. [Find|Compute] the area of the triangle [they form|with these corners].",
        "Triangle $ABC$ has $A = <p1>$, $B = <p2>$, $C = <p3>$. <area>",
        "Triangle with [vertices|corners] $<p1>$, $<p2>$, $<p3>$: [area?|find the area|what is the area?]",
        "A field is a triangle with corners at <p1>, <p2> and <p3>. <area>",
        p1=_P1,
        p2=_P2,
        p3=_P3,
        area=_AREA,
    ),
    held_out=_wordings(
        "If a triangle has the corners $<p1>$, $<p2>$ and $<p3>$, how large is its area?",
        "The points $A<p1>$, $B<p2>$ and $C<p3>$ are given. Determine the area of the triangle $ABC$.",
        "Three points <p1>, <p2> and <p3> are the vertices of a triangle. Compute the area.",
        "We draw a triangle with vertices at $<p1>$, at $<p2>$ and at $<p3>$. What is its area?",
        p1=_P1,
        p2=_P2,
        p3=_P3,
    ),
    plans=(
        "We want the area of the triangle ({x1}, {y1}), ({x2}, {y2}), ({x3}, {y3}).",
        "We use the corners ({x1}, {y1}), ({x2}, {y2}), ({x3}, {y3}) in the area formula.",
        "The vertices are ({x1}, {y1}), ({x2}, {y2}) and ({x3}, {y3}); we compute the area.",
    ),
    codes=(
        _FRACTION + "x1, y1 = {x1}, {y1}\nx2, y2 = {x2}, {y2}\nx3, y3 = {x3}, {y3}\ns = abs(x1*(y2 - y3) + x2*(y3 - y1) + x3*(y1 - y2))\nprint(Fraction(s, 2))",
        _FRACTION + "p = [({x1}, {y1}), ({x2}, {y2}), ({x3}, {y3})]\ns = sum(p[i-1][0]*p[i][1] - p[i][0]*p[i-1][1] for i in range(3))\nprint(Fraction(abs(s), 2))",
        "from sympy import Polygon\nt = Polygon(({x1}, {y1}), ({x2}, {y2}), ({x3}, {y3}))\nprint(abs(t.area))",
    ),
    closings=(
        "The triangle with corners ({x1}, {y1}), ({x2}, {y2}) and ({x3}, {y3}) has area ${answer}$.",
        "The area of the triangle ({x1}, {y1}), ({x2}, {y2}), ({x3}, {y3}) is ${answer}$.",
        "For the vertices ({x1}, {y1}), ({x2}, {y2}), ({x3}, {y3}) we get the area ${answer}$.",
    ),
    worked=_corners_worked,
    recoveries=(
        _not_imported("Polygon", "t = Polygon(({x1}, {y1}), ({x2}, {y2}), ({x3}, {y3}))\nprint(t.area)"),
        _not_imported("Fraction", "x1, y1 = {x1}, {y1}\nx2, y2 = {x2}, {y2}\nx3, y3 = {x3}, {y3}\nprint(Fraction(x1*(y2 - y3) + x2*(y3 - y1) + x3*(y1 - y2), 2))"),
    ),
    stated=_CORNERS,
)


def _box_draw(rng: random.Random) -> Values:
    limit = rng.choice((15, 60, 150))
    return {name: rng.randint(1, limit) for name in "abc"}


def _box_answer(v: Values) -> str:
    a, b, c = _ints(v, "a", "b", "c")
    return str(2 * (a * b + a * c + b * c))


def _box_worked(v: Values) -> str:
    a, b, c = _ints(v, "a", "b", "c")
    return _lines(
        f"The sides have areas {a} * {b} = {a * b}, {a} * {c} = {a * c} and {b} * {c} = {b * c}.",
        f"The sum is {a * b} + {a * c} + {b * c} = {a * b + a * c + b * c}.",
        f"Each is there twice: 2 * {a * b + a * c + b * c} = {_box_answer(v)}.",
    )


_BOX = Family(
    name="box_surface",
    area="geometry",
    draw=_box_draw,
    answer=_box_answer,
    train=_wordings(
        "[Find|Compute|Determine] the surface area of a box with [sides|edges] {a}, {b} and {c}.",
        "What is the surface area of a box with [sides|edges] [{a}, {b} and {c}|of length {a}, {b} and {c}]?",
        "A box is {a} cm long, {b} cm wide and {c} cm high. [Find|What is|Compute] its surface area[.|?]",
        "A box has length {a}, width {b} and height {c}. [Find|What is|Compute] [its surface area|the surface area|its total surface][.|?]",
        "The [edges|sides] of a box are {a}, {b} and {c}. [Find|What is|Compute] its surface area[.|?]",
        "surface area of a [box|cuboid] {a} by {b} by {c}[|?]",
        "[Find|Compute|What is] the surface area of a ${a} \\times {b} \\times {c}$ [box|cuboid][.|?]",
        "A cuboid has [edges|sides] of {a}, {b} and {c}[| cm| m]. How large is its surface[| area]?",
        "<who> [paints|wants to paint] all six sides of a box that is {a} m by {b} m by {c} m. [How large is this area?|What is the total area?|Find the area to paint.]",
        "How much paper covers a box of {a} cm by {b} cm by {c} cm [exactly|on all six sides]? [Give|Find] the area in square cm.",
        "The height of a box is {c}, its width {b} and its length {a}. [Find|What is|Compute] its surface area[.|?]",
        "What is the total area of the six [sides|faces] of a box with [edges|sides] {a}, {b}, {c}?",
        "Box with [edges|sides] ${a}$, ${b}$, ${c}$: [surface area?|find the surface area|what is the surface area?]",
        "A box measures {a} by {b} by {c}. [Find|What is|Compute|Determine] its surface area[.|?]",
    ),
    held_out=_wordings(
        "How large is the surface area of a box that measures {a} by {b} by {c}?",
        "A cuboid is {a} cm long, {b} cm wide and {c} cm high. Determine the total area of its six faces.",
        "The three edges of a box have length {a}, {b} and {c}. Compute the surface area of the box.",
        "<who> has a box with height {a}, length {b} and width {c}. What is the surface area?",
    ),
    plans=(
        "We want the surface area of a box with edges {a}, {b} and {c}.",
        "The box is {a} by {b} by {c}; we add the six faces.",
        "The surface area for {a}, {b}, {c} is 2(ab + ac + bc).",
    ),
    codes=(
        "a, b, c = {a}, {b}, {c}\nprint(2 * (a*b + a*c + b*c))",
        "from itertools import combinations\nprint(2 * sum(x*y for x, y in combinations([{a}, {b}, {c}], 2)))",
        "a, b, c = {a}, {b}, {c}\n2 * (a*b + a*c + b*c)",
    ),
    closings=(
        "The box with edges {a}, {b} and {c} has surface area {answer}.",
        "The surface area of the {a} by {b} by {c} box is {answer}.",
        "The six faces of a box with edges {a}, {b}, {c} have the total area {answer}.",
    ),
    worked=_box_worked,
    recoveries=(
        _not_imported("combinations", "print(2 * sum(x*y for x, y in combinations([{a}, {b}, {c}], 2)))"),
    ),
    stated=("a", "b", "c"),
)


_POLYGON = Family(
    name="polygon_angle",
    area="geometry",
    draw=lambda rng: {"n": rng.randint(3, rng.choice((60, 500, 5000)))},
    answer=lambda v: str((_int(v, "n") - 2) * 180),
    train=_wordings(
        "[Find|Compute|Determine] the sum of the interior angles of a polygon with {n} [sides|vertices|corners].",
        "What is the sum of [all|the] interior angles of a polygon with {n} [sides|vertices|corners]?",
        "A polygon has {n} [sides|vertices|corners]. [Find|What is|Compute] the sum of its interior angles[.|?]",
        "[Find|What is|Compute] the sum of the [interior angles|angles] in a regular polygon with {n} sides[.|?]",
        "[Find|What is|Compute] the sum of the interior angles of a [regular |convex |]{n}-gon[.|?]",
        "sum of [the |]interior angles, [polygon with {n} sides|{n}-gon|{n} sides|{n} vertices]",
        "How many degrees do the interior angles of a polygon with {n} [sides|vertices|corners] have [in total|together|in all]?",
        "The interior angles of a {n}-gon are added. [What is the sum?|Find the sum.|What is the sum in degrees?]",
        "<who> draws a polygon with {n} [sides|corners] and adds [all|the] interior angles. [What is the sum?|Which sum is right?|Find the sum in degrees.]",
        "In a polygon with {n} [sides|vertices|corners], what is the total of [all|the] interior angles?",
        "If a polygon has {n} [sides|vertices|corners], what do its interior angles [add up to|sum to]?",
        "What do the interior angles of a [convex |regular |]polygon with {n} [sides|corners] add up to?",
        "Give the [total|sum] of the interior angles for a polygon that has {n} [sides|vertices|corners].",
        "All interior angles of a polygon with ${n}$ [sides|vertices] [are added|are added up]. [Find|What is] the [sum|total][.|?]",
    ),
    held_out=_wordings(
        "How large is the sum of the interior angles in a polygon that has {n} corners?",
        "A regular {n}-gon is given. Determine the sum of all its interior angles in degrees.",
        "Take a polygon with {n} vertices. What is the total of its interior angles?",
        "<who> adds up the interior angles of a {n}-gon. What is the result?",
    ),
    plans=(
        "A polygon with {n} sides has the angle sum ({n} - 2) * 180.",
        "We want the sum of the interior angles for {n} sides.",
        "The polygon has {n} sides, so it splits into {n} - 2 triangles of 180 degrees.",
    ),
    codes=(
        "n = {n}\nprint((n - 2) * 180)",
        "n = {n}\nprint(180*n - 360)",
        "total = 180\nfor k in range(3, {n}):\n    total += 180\nprint(total)",
        "n = {n}\n(n - 2) * 180",
    ),
    closings=(
        "The interior angles of a polygon with {n} sides have the sum {answer} degrees.",
        "For {n} sides the sum of the interior angles is {answer} degrees.",
        "A polygon with {n} sides has the angle sum {answer} degrees.",
    ),
    worked=lambda v: _lines(
        f"A polygon with {v['n']} sides splits into {v['n']} - 2 = {_int(v, 'n') - 2} triangles.",
        "[Each triangle has|The angles of a triangle sum to] 180 degrees.",
        f"{_int(v, 'n') - 2} * 180 = {(_int(v, 'n') - 2) * 180}.",
    ),
    recoveries=(
        Recovery("print((n - 2) * 180)", "`n` is not defined. Let me set the number of sides first."),
    ),
    stated=("n",),
)


# Dates


def _later_day(v: Values) -> str:
    return _DAYS[(_DAYS.index(str(v["day"])) + _int(v, "n")) % 7]


_WEEKDAY_ASK = "[Which weekday|Which day of the week|What weekday|What day of the week|What day]"
_WEEKDAY = Family(
    name="weekday",
    area="dates",
    draw=lambda rng: {
        "day": rng.choice(_DAYS), "n": rng.randint(3, rng.choice((50, 400, 5000))),
    },
    answer=lambda v: rf"\text{{{_later_day(v)}}}",
    printed=_later_day,
    train=_wordings(
        "Today is {day}. <q> [is it|will it be] in {n} days?",
        "Today is [a |]{day}. <q> [comes|is it|will it be] {n} days [from now|later|from today]?",
        "If today is {day}, [which day of the week|what day|which weekday] will it be in {n} days?",
        "If it is {day} [today|now], [which day of the week|what day|which weekday] is it {n} days [later|from now]?",
        "<q> [is it|will it be] in {n} days if today is {day}?",
        "<q> is {n} days after [a |]{day}?",
        "[Find|Determine|Name|Give] the [weekday|day of the week] {n} days after [a |]{day}.",
        "It is {day}. In {n} days <who> has a [test|party|birthday]. [On which weekday is it?|On which day of the week is that?|Which day of the week is that?]",
        "<who> starts [a trip|a job|a book] on a {day} and [ends|finishes] {n} days later. [On which weekday?|On which day of the week?|Which weekday is that?]",
        "{n} days [from|after] {day} [is|is which weekday?|is what day?|is which day of the week?]",
        "[Some event|A game|A party|A test] is {n} days from now. Today is {day}. [On which weekday is it?|Which day of the week is that?|Name the weekday.]",
        "Today is {day}. [Find|Determine|Name|Give] the [weekday|day of the week] {n} days [from now|later].",
        "The first day is a {day}. <q> is it {n} days later?",
        "{n} days will pass. Today is {day}. <q> is it then?",
        "Day today: {day}. [Weekday|Day of the week] in {n} days?",
        q=_WEEKDAY_ASK,
    ),
    held_out=_wordings(
        "In {n} days <who> has a birthday. If today is {day}, on which day of the week is the birthday?",
        "Suppose that today is a {day}. What will be the weekday after {n} days?",
        "A trip starts on {day}. It ends {n} days later. Which day of the week is that?",
        "Name the day of the week that comes {n} days after {day}.",
    ),
    plans=(
        "We start on {day} and go {n} days forward.",
        "Today is {day}; we want the weekday {n} days later.",
        "We count {n} days from {day}, in steps of 7.",
    ),
    codes=(
        "days = [" + ", ".join(f'"{day}"' for day in _DAYS) + "]\ni = days.index(\"{day}\")\nprint(days[(i + {n}) % 7])",
        "from calendar import day_name\ndays = list(day_name)\ni = days.index(\"{day}\")\nprint(days[(i + {n}) % 7])",
        "from datetime import date, timedelta\nd = date(2024, 1, 1)\nwhile d.strftime(\"%A\") != \"{day}\":\n    d += timedelta(days=1)\nprint((d + timedelta(days={n})).strftime(\"%A\"))",
    ),
    closings=(
        "{n} days after {day} it is ${answer}$.",
        "We start on {day}. After {n} days it is ${answer}$.",
        "If today is {day}, then in {n} days it is ${answer}$.",
    ),
    worked=lambda v: _lines(
        "The weekdays [repeat|come again] after 7 days.",
        f"{v['n']} = 7 * {_int(v, 'n') // 7} + {_int(v, 'n') % 7}.",
        f"So [we go|we count] {_int(v, 'n') % 7} days forward from {v['day']}.",
        "That is " + ", ".join(
            _DAYS[(_DAYS.index(str(v["day"])) + k) % 7] for k in range(_int(v, "n") % 7 + 1)
        ) + ".",
    ),
    recoveries=(
        _not_imported("date", "d = date(2024, 1, 1)\nwhile d.strftime(\"%A\") != \"{day}\":\n    d += timedelta(days=1)\nprint(d)"),
    ),
    stated=("n", "day"),
)


def _dates_draw(rng: random.Random) -> Values:
    year = rng.randint(1980, 2040)
    start = datetime.date(year, 1, 1)
    length = 366 if calendar.isleap(year) else 365
    i, j = sorted(rng.sample(range(length), 2))
    first, last = (start + datetime.timedelta(days=k) for k in (i, j))
    return {
        "year": year,
        "m1": first.month, "d1": first.day, "month1": _MONTHS[first.month - 1],
        "m2": last.month, "d2": last.day, "month2": _MONTHS[last.month - 1],
    }


def _dates_count(v: Values) -> int:
    year, m1, d1, m2, d2 = _ints(v, "year", "m1", "d1", "m2", "d2")
    return (datetime.date(year, m2, d2) - datetime.date(year, m1, d1)).days


def _dates_worked(v: Values) -> str:
    year, m1, d1, m2, d2 = _ints(v, "year", "m1", "d1", "m2", "d2")
    if m1 == m2:
        return f"Both days are in {v['month1']}.\n{d2} - {d1} = {d2 - d1}."
    lengths = [calendar.monthrange(year, month)[1] for month in range(1, 13)]
    left = lengths[m1 - 1] - d1
    lines = [f"{v['month1']} {year} has {lengths[m1 - 1]} days, so {lengths[m1 - 1]} - {d1} = {left} days are left."]
    total, steps = left, []
    for month in range(m1 + 1, m2):
        steps.append(f"{_MONTHS[month - 1]}: {total} + {lengths[month - 1]} = {total + lengths[month - 1]}.")
        total += lengths[month - 1]
    # Two months a line keep the text short.
    lines += [" ".join(steps[k:k + 2]) for k in range(0, len(steps), 2)]
    lines.append(f"Then {d2} days in {v['month2']}: {total} + {d2} = {total + d2}.")
    return _lines(*lines)


_DATES = Family(
    name="days_between",
    area="dates",
    draw=_dates_draw,
    answer=lambda v: str(_dates_count(v)),
    train=_wordings(
        "How many days [are there|are|pass] from {month1} {d1} to {month2} {d2} [in|in the year|of] {year}?",
        "How many days [are there|are|lie] between {month1} {d1}, {year} and {month2} {d2}, {year}?",
        "[Find|Compute|Determine] the number of days from {d1} {month1} {year} to {d2} {month2} {year}.",
        "[Find|Compute|Determine] the number of days between {month1} {d1} and {month2} {d2} in [the year |]{year}.",
        "In [the year |]{year}, how many days [are there|pass] from {d1} {month1} to {d2} {month2}?",
        "How many days after {month1} {d1}, {year} is {month2} {d2}, {year}?",
        "How many days before {d2} {month2} {year} is {d1} {month1} {year}?",
        "[A trip|A course|A game|A job] [starts|begins] on {month1} {d1}, {year} and ends on {month2} {d2}, {year}. [How many days later is that?|How many days lie between these dates?|How many days pass?]",
        "Today is {month1} {d1}, {year}. How many days [is it|are there|are left] until {month2} {d2}[| of this year|, {year}]?",
        "<who> has a [birthday|test|party] on {month2} {d2}, {year}. Today is {month1} {d1}, {year}. [How many days is it until then?|In how many days is that?|How many days are left?]",
        "days [from|between] {d1} {month1} [to|and] {d2} {month2} {year}",
        "days from {month1} {d1} [to|until] {month2} {d2}, {year}[|?]",
        "The year is {year}. [Count|Find] the days from {month1} {d1} to {month2} {d2}.",
        "<who> [begins|starts] a [book|job|trip] on {d1} {month1} {year} and [ends|finishes] on {d2} {month2} {year}. How many days pass?",
        "[What is|Find] the number of days [until|to] {month2} {d2}, {year} from {month1} {d1}, {year}[?|.]",
    ),
    held_out=_wordings(
        "It is {d1} {month1} {year}. In how many days is {d2} {month2}?",
        "Count the days between {d1} {month1} and {d2} {month2} in the year {year}.",
        "A course in {year} starts on {month1} {d1}. It ends on {month2} {d2}. How many days pass between these dates?",
        "Compute how many days there are from {month1} {d1}, {year} until {month2} {d2}, {year}.",
    ),
    plans=(
        "We count the days from {month1} {d1} to {month2} {d2} in {year}.",
        "The dates are {month1} {d1}, {year} and {month2} {d2}, {year}; we subtract them.",
        "We want the days between {d1} {month1} {year} and {d2} {month2} {year}.",
    ),
    codes=(
        "from datetime import date\na = date({year}, {m1}, {d1})\nb = date({year}, {m2}, {d2})\nprint((b - a).days)",
        "from datetime import date\na = date({year}, {m1}, {d1})\nb = date({year}, {m2}, {d2})\nprint(b.toordinal() - a.toordinal())",
        "from datetime import date, timedelta\na = date({year}, {m1}, {d1})\nb = date({year}, {m2}, {d2})\nprint((b - a) // timedelta(days=1))",
    ),
    closings=(
        "From {month1} {d1} to {month2} {d2} in {year} there are {answer} days.",
        "Between {month1} {d1}, {year} and {month2} {d2}, {year} there are {answer} days.",
        "In {year} it is {answer} days from {d1} {month1} to {d2} {month2}.",
    ),
    worked=_dates_worked,
    recoveries=(
        _not_imported("date", "a = date({year}, {m1}, {d1})\nb = date({year}, {m2}, {d2})\nprint((b - a).days)"),
        Recovery(
            "from datetime import date\na = date({year}, {m1}, {d1})\nb = date({year}, {m2}, {d2})\nprint((a - b).days)",
            "The number is negative, so the order of the dates is wrong. Let me subtract the first date from the second one.",
        ),
    ),
    stated=("year", "d1", "month1", "d2", "month2"),
)


# Percentages


def _percent_draw(rng: random.Random, most: int) -> Values:
    p = rng.choice((rng.randint(1, most), 5 * rng.randint(1, most // 5)))
    n = rng.randint(10, rng.choice((200, 1000, 9000)))
    if rng.random() < 0.6:
        step = 100 // math.gcd(p, 100)
        n = step * rng.randint(1, rng.choice((20, 90)))
    return {"p": p, "n": n}


def _percent_worked(v: Values) -> str:
    p, n = _ints(v, "p", "n")
    return _lines(
        f"{p} percent of {n} is {p} * {n} / 100.",
        f"{p} * {n} = {p * n}.",
        f"{p * n} / 100 = {_decimal(p * n)}.",
    )


_PERCENT = Family(
    name="percent_of",
    area="percent",
    draw=lambda rng: _percent_draw(rng, 100),
    answer=lambda v: _decimal(_int(v, "p") * _int(v, "n")),
    train=_wordings(
        "[What is|Find|Compute|Calculate] {p}% of {n}[?|.]",
        "[What is|Find|Compute|Calculate] {p} percent of {n}[?|.]",
        "[What is|Find|Compute|Calculate] ${p}\\%$ of ${n}$[?|.]",
        "{p}[%| percent] of {n}[|?| = ?| is what number?]",
        "How much is {p}[%| percent] of {n}?",
        "[Find|Compute|Give] the number that is {p}[%| percent] of {n}.",
        "What number is {p}[%| percent] of {n}?",
        "From {n}, [take|find|compute] {p}[%| percent]. [What do you get?|What is the result?|How much is it?]",
        "Of {n} [students|people|books|points|dollars], {p}[%| percent] [are counted|are taken|are chosen]. How many is that?",
        "A [school|town|club] has {n} [students|people|members]. [The number of girls|The number of children|The goal] is {p}[%| percent] of that. [What is this number?|How many is that?|Find this number.]",
        "<who> has {n} [dollars|points|coins] and [gives|pays|loses] {p}[%| percent] of them. How many [is that|are these]?",
        "The price is {n} [dollars|euros] and the tax is {p}[%| percent] of it. [How much is the tax?|Find the tax.|What is the tax?]",
        "A tax of {p}[%| percent] is [paid|due] on {n} [dollars|euros]. [How much is the tax?|Find the tax.|What is the tax?]",
        "[Let|Take] $n = {n}$. [Find|What is|Compute] {p}[%| percent] of $n$[.|?]",
        "<who> [saves|spends] {p}[%| percent] of {n} dollars. [How much is that?|How many dollars is that?|Find this amount.]",
        "[Calculate|Compute|Find] ${p}$ percent of the number ${n}$.",
    ),
    held_out=_wordings(
        "A number is {p}% of {n}. Which number is it?",
        "If you take {p} percent of {n}, what is the result?",
        "<who> has {n} dollars and spends {p}% of that. How much is this?",
        "A club has {n} members, and {p} percent of them are children. How many children is that?",
    ),
    plans=(
        "We want {p} percent of {n}.",
        "We compute {p}% of {n}, that is {p} * {n} / 100.",
        "The percentage is {p} and the number is {n}.",
    ),
    codes=(
        "p = {p}\nn = {n}\nx = p * n\nprint(x // 100 if x % 100 == 0 else x / 100)",
        "from decimal import Decimal\nprint(Decimal({p}) * {n} / 100)",
        "r = {p} * {n} / 100\nprint(int(r) if r % 1 == 0 else r)",
    ),
    closings=(
        "{p} percent of {n} is {answer}.",
        "{p}% of {n} gives {answer}.",
        "So {p} percent of the number {n} is {answer}.",
    ),
    worked=_percent_worked,
    recoveries=(
        _not_imported("Decimal", "print(Decimal({p}) * {n} / 100)"),
        Recovery("print({p}% of {n})", "This is not valid Python. Let me write the percentage as a product."),
    ),
    stated=("p", "n"),
)


def _discount_worked(v: Values) -> str:
    p, n = _ints(v, "p", "n")
    return _lines(
        f"{p} percent off means that 100 - {p} = {100 - p} percent [are left|remain].",
        f"{100 - p} * {n} = {(100 - p) * n}.",
        f"{(100 - p) * n} / 100 = {_decimal((100 - p) * n)}.",
    )


_THING = "[coat|bike|book|phone|table|bag|lamp|shirt|game]"
_DISCOUNT = Family(
    name="discount",
    area="percent",
    draw=lambda rng: _percent_draw(rng, 95),
    answer=lambda v: _decimal((100 - _int(v, "p")) * _int(v, "n")),
    train=_wordings(
        "A <thing> costs {n} [dollars|euros]. [The price is reduced|The price is cut|It is reduced] by {p}[%| percent]. <ask>",
        "A <thing> costs {n} [dollars|euros]. [In a sale|Today|This week], it is {p}[%| percent] off. <ask>",
        "A shop [gives|offers] a discount of {p}[%| percent] on a <thing> [that costs|of] {n} [dollars|euros]. <ask>",
        "There is a {p}[%| percent] discount on a <thing>. [The old price is|The price was|It cost] {n} [dollars|euros]. <ask>",
        "[What is|Find|Compute] the [new price|sale price|price] of a <thing> [of|that costs] {n} [dollars|euros] after a discount of {p}[%| percent][?|.]",
        "[What is|Find|Compute] the price after {p}[%| percent] off {n} [dollars|euros][?|.]",
        "The price of a <thing> [falls|drops|goes down] by {p}[%| percent] from {n} [dollars|euros]. <ask>",
        "{p}[%| percent] off {n} [dollars|euros]: [new price?|what is the new price?|find the new price]",
        "[Price|Old price] {n}, discount {p}[%| percent], [new price?|find the new price|what is the price now?]",
        "<who> buys a <thing> with a {p}[%| percent] discount. [The old price was|Without the discount it costs] {n} [dollars|euros]. [How much is paid?|What is the price now?|Find the new price.]",
        "The old price is {n} [dollars|euros]. [The discount is|There is a discount of] {p}[%| percent]. <ask>",
        "[Reduce|Decrease] {n} by {p}[%| percent].",
        "What is {n} [reduced|decreased] by {p}[%| percent]?",
        "A price of {n} [dollars|euros] is [reduced|cut|decreased] by {p}[%| percent]. <ask>",
        "How much [do you|do we|must you] pay for a <thing> of {n} [dollars|euros] with {p}[%| percent] off?",
        "In a sale [all prices are|everything is] {p}[%| percent] lower. A <thing> cost {n} [dollars|euros] before. <ask>",
        ask="[What is the new price?|Find the new price.|What does it cost now?|How much does it cost now?]",
        thing=_THING,
    ),
    held_out=_wordings(
        "With a discount of {p}%, how much do you pay for a phone that costs {n} dollars?",
        "A shop cuts the price of a table by {p} percent. The old price was {n} euros. Find the price now.",
        "<who> has a {p}% discount in a shop and buys a bag of {n} dollars. What is the price after the discount?",
        "The price was {n} dollars, and it is now {p} percent lower. What is the new price?",
    ),
    plans=(
        "The price {n} is reduced by {p} percent.",
        "We want the new price: {n} with a discount of {p} percent.",
        "With {p}% off {n}, the new price is {n} * (100 - {p}) / 100.",
    ),
    codes=(
        "p = {p}\nn = {n}\nx = n * (100 - p)\nprint(x // 100 if x % 100 == 0 else x / 100)",
        "from decimal import Decimal\nprint(Decimal({n}) * (100 - {p}) / 100)",
        "r = {n} * (100 - {p}) / 100\nprint(int(r) if r % 1 == 0 else r)",
    ),
    closings=(
        "The price {n} with {p} percent off is {answer}.",
        "After a discount of {p}% on {n}, the new price is {answer}.",
        "If {n} is reduced by {p} percent, the result is {answer}.",
    ),
    worked=_discount_worked,
    recoveries=(
        _not_imported("Decimal", "print(Decimal({n}) * (100 - {p}) / 100)"),
        Recovery("print({n} - {p}%)", "This is not valid Python. Let me write the percentage as a product."),
    ),
    stated=("p", "n"),
)


# Motion, work, averages

_MOVER = "[A car|A train|A bus|A truck|A plane|A boat]"


def _product_draw(rng: random.Random) -> tuple[int, int, int]:
    """Speed, hours, kilometers."""
    s, t = rng.randint(3, rng.choice((130, 900))), rng.randint(2, rng.choice((12, 60)))
    return s, t, s * t


def _quotient_draw(rng: random.Random, top: str, bottom: str) -> Values:
    """A distance and a divisor; mostly with an integer quotient."""
    s, t, d = _product_draw(rng)
    divisor = s if bottom == "s" else t
    if rng.random() < 0.25:
        d += max(1, divisor // rng.choice((2, 4, 5)))
    return {top: d, bottom: divisor}


def _quotient_worked(v: Values, bottom: str, what: str, rule: str) -> str:
    d, b = _ints(v, "d", bottom)
    whole, rest = divmod(d, b)
    g = math.gcd(d, b)
    tail = (
        f"{d} = {b} * {whole}, so {d} / {b} = {whole}."
        if rest == 0
        else f"{d} / {b} in lowest terms: divide both by {g} to get {d // g} / {b // g}."
    )
    return _lines(f"The {what} is {rule}.", tail)


def _quotient(v: Values, bottom: str) -> Fraction:
    return Fraction(*_ints(v, "d", bottom))


def _distance_draw(rng: random.Random) -> Values:
    s, t, _ = _product_draw(rng)
    return {"s": s, "t": t}


_KMH = "[km/h|km per hour|kilometers per hour]"
_KM = "[km|kilometers]"


def _motion(*texts: str) -> tuple[str, ...]:
    return _wordings(*texts, mover=_MOVER, kmh=_KMH, km=_KM)


_DISTANCE = Family(
    name="distance",
    area="motion",
    draw=_distance_draw,
    answer=lambda v: str(_int(v, "s") * _int(v, "t")),
    train=_motion(
        "<mover> [travels|moves|goes|drives] at {s} <kmh> for {t} hours. [How far does it go?|What distance does it travel?|How many km does it travel?]",
        "<mover> [travels|moves|goes] for {t} hours at [a speed of |]{s} <kmh>. [How far does it go?|What distance does it travel?|Find the distance.]",
        "[How far|How many km] does a [car|train|bus|plane] [travel|go] in {t} hours at [a speed of |]{s} <kmh>?",
        "[Find|Compute|Determine] the distance [for a speed of|at a speed of] {s} <kmh> and a time of {t} hours.",
        "The speed is {s} <kmh> and the time is {t} hours. [Find the distance.|What is the distance?|How far is it?]",
        "The time is {t} hours and the speed is {s} <kmh>. [Find the distance.|What is the distance?|How far is it?]",
        "speed {s} km/h, time {t} [h|hours], [distance?|find the distance|how far?]",
        "<who> [drives|rides|travels] {t} hours with [a speed of|an average speed of] {s} <kmh>. [How far is that?|What is the distance?|How many km is that?]",
        "With [a speed of|an average speed of] {s} <kmh>, [how far|how many km] does <who> [travel|drive|go] in {t} hours?",
        "In {t} hours, [how far|how many km] does a [car|train|bus] go [at|with] {s} <kmh>?",
        "[A trip|A drive] takes {t} hours at [a speed of |]{s} <kmh>. [How long is the way in km?|How far is it?|Find the distance.]",
        "The speed of a [car|train|bus|boat] is {s} <kmh>. [How far does it go in {t} hours?|What distance does it travel in {t} hours?]",
        "A [car|train|bus|boat] [needs|takes] {t} hours to go from one town to another at {s} <kmh>. [How far apart are the towns?|What is the distance?]",
        "What distance does a [car|train|bus] [travel|cover] in {t} hours if its speed is {s} <kmh>?",
        "A train has an average speed of {s} km/h. What is the distance after {t} hours?",
        "<who> drives for {t} hours. The speed is {s} km per hour. How many km is the trip?",
        "If a boat moves at {s} km/h, how far does it go in {t} hours?",
        "A bus takes {t} hours from one town to another. Its speed is {s} km/h. Find the distance.",
    ),
    held_out=_motion(
        "A vehicle covers {s} km every hour. How many kilometers has it covered by the end of {t} hours?",
        "An object moves uniformly with $v = {s}$ km/h for a time of $t = {t}$ hours. Calculate the length of its path in km.",
        "The flight from one island to another lasts {t} hours, and the average speed is {s} km/h. How long is the route in km?",
        "The wind carries a balloon along in a straight line at {s} km/h. How many km is the balloon away from its starting point after {t} hours?",
        "A vehicle was under way for {t} hours without a stop and kept a constant {s} km/h. By how many km did the odometer go up?",
        "Hugo's trip recorder shows a driving time of {t} hours and an average of {s} km/h. What distance in km should it show?",
    ),
    plans=(
        "We want the distance for speed {s} and time {t}.",
        "The speed is {s} km/h and the time is {t} hours, so distance = speed * time.",
        "Going {s} km per hour for {t} hours, we compute the distance.",
    ),
    codes=(
        "speed = {s}\ntime = {t}\nprint(speed * time)",
        "distance = 0\nfor hour in range({t}):\n    distance += {s}\nprint(distance)",
        "speed = {s}\ntime = {t}\nspeed * time",
    ),
    closings=(
        "At {s} km/h for {t} hours, the distance is {answer} km.",
        "In {t} hours at {s} km/h the distance is {answer} km.",
        "The speed {s} km/h and the time {t} hours give the distance {answer} km.",
    ),
    worked=lambda v: _lines(
        "The distance is [speed times time|the speed times the time].",
        f"{v['s']} * {v['t']} = {_int(v, 's') * _int(v, 't')}.",
    ),
    recoveries=(
        Recovery("print(speed * time)", "`speed` is not defined. Let me set the speed and the time first."),
    ),
    stated=("s", "t"),
)

_TIME = Family(
    name="travel_time",
    area="motion",
    draw=lambda rng: _quotient_draw(rng, "d", "s"),
    answer=lambda v: _tex(_quotient(v, "s")),
    printed=lambda v: str(_quotient(v, "s")),
    train=_motion(
        "<mover> [travels|moves|goes|drives] {d} <km> at {s} <kmh>. [How long does it take?|How many hours does it take?|Find the time in hours.]",
        "<mover> [travels|moves|goes] at [a speed of |]{s} <kmh>. [How long does it take|How many hours does it need|How many hours does it take] for {d} <km>?",
        "How [long|many hours] does a [car|train|bus|plane] [need|take] for {d} <km> at [a speed of |]{s} <kmh>?",
        "[Find|Compute|Determine] the time [in hours |]for a distance of {d} <km> and a speed of {s} <kmh>.",
        "The speed is {s} <kmh> and the distance is {d} <km>. [Find the time in hours.|What is the time in hours?|How long does it take?]",
        "The distance is {d} <km> and the speed is {s} <kmh>. [Find the time in hours.|What is the time in hours?|How long does it take?]",
        "distance {d} km, speed {s} km/h, [time?|find the time|how many hours?]",
        "<who> [drives|rides|travels] {d} <km> with [a speed of|an average speed of] {s} <kmh>. [How long does this take?|How many hours is that?|Find the time in hours.]",
        "With [a speed of|an average speed of] {s} <kmh>, how [long|many hours] does <who> need for {d} <km>?",
        "Two towns are {d} <km> apart. [How long|How many hours] does a [car|train|bus] need from one to the other at {s} <kmh>?",
        "[A trip|A way|A road] is {d} <km> long. [At|With] {s} <kmh>, [how long does it take?|how many hours does it take?]",
        "The speed of a [car|train|bus|boat] is {s} <kmh>. [How long does it need for {d} km?|In how many hours does it go {d} km?]",
        "In how many hours does a [car|train|bus] [travel|cover|go] {d} <km> [at|with] {s} <kmh>?",
        "If a [car|train|bus] goes {s} <kmh>, [after|in] how many hours has it gone {d} <km>?",
        "A train has an average speed of {s} km/h. How many hours does it need to go {d} km?",
        "<who> has to drive {d} km. The speed is {s} km per hour. How long does the trip take?",
        "If a boat moves at {s} km/h, how long does it take to travel {d} km?",
        "The road from one town to another is {d} km long. Find the time in hours at a speed of {s} km/h.",
    ),
    held_out=_motion(
        "A navigation system shows a remaining distance of {d} km. If the vehicle keeps going at {s} km/h, in how many hours will it arrive?",
        "An object moves uniformly with $v = {s}$ km/h. Calculate the time $t$, in hours, in which it covers ${d}$ km.",
        "A storm moves straight towards an island at {s} km/h. It is still {d} km away. How many hours does it take to reach the island?",
        "How much time, in hours, passes while a vehicle drives {d} km at a steady {s} km/h?",
        "The journey from A to B is {d} km long, and a coach averages {s} km/h on it. What is the journey time in hours?",
        "A family is {d} km from home and gets {s} km closer every hour. After how many hours is the family at home?",
    ),
    plans=(
        "We want the time for distance {d} and speed {s}.",
        "The distance is {d} km and the speed is {s} km/h, so time = distance / speed.",
        "Going {d} km at {s} km per hour, we compute the hours.",
    ),
    codes=(
        _FRACTION + "distance = {d}\nspeed = {s}\nprint(Fraction(distance, speed))",
        "from sympy import Rational\nprint(Rational({d}, {s}))",
        _SYMPY + "t = symbols(\"t\")\nprint(solve({s}*t - {d}, t)[0])",
    ),
    closings=(
        "For {d} km at {s} km/h the time is ${answer}$ hours.",
        "At {s} km/h, {d} km take ${answer}$ hours.",
        "The distance {d} km and the speed {s} km/h give the time ${answer}$ hours.",
    ),
    worked=lambda v: _quotient_worked(v, "s", "time", "distance divided by speed"),
    recoveries=(
        _not_imported("Fraction", "distance = {d}\nspeed = {s}\nprint(Fraction(distance, speed))"),
    ),
    stated=("d", "s"),
)

_SPEED = Family(
    name="speed",
    area="motion",
    draw=lambda rng: _quotient_draw(rng, "d", "t"),
    answer=lambda v: _tex(_quotient(v, "t")),
    printed=lambda v: str(_quotient(v, "t")),
    train=_motion(
        "<mover> [travels|moves|goes|drives] {d} <km> in {t} hours. [What is its speed?|What is its average speed in km/h?|Find its speed in km/h.]",
        "In {t} hours, a [car|train|bus|plane|boat] [travels|goes|covers] {d} <km>. [What is its speed?|What is its average speed in km/h?|Find its speed in km/h.]",
        "[Find|Compute|Determine] the [speed|average speed] [of a car|of a train|of a bus] that [travels|goes] {d} <km> in {t} hours.",
        "[Find|Compute|Determine] the speed for a distance of {d} <km> and a time of {t} hours.",
        "The time is {t} hours and the distance is {d} <km>. [Find the speed.|What is the speed in km/h?|How fast is it?]",
        "The distance is {d} <km> and the time is {t} hours. [Find the speed.|What is the speed in km/h?|How fast is it?]",
        "distance {d} km, time {t} [h|hours], [speed?|find the speed|how fast?]",
        "<who> [drives|rides|travels] {d} <km> in {t} hours. [How fast is that in km/h?|What is the average speed?|Find the speed in km/h.]",
        "How fast does a [car|train|bus] go if it [travels|goes|covers] {d} <km> in {t} hours?",
        "Two towns are {d} <km> apart. A [car|train|bus] [needs|takes] {t} hours from one to the other. [What is its speed?|How fast is it?|Find its average speed.]",
        "[A trip|A drive] of {d} <km> takes {t} hours. [What is the speed?|What is the average speed in km/h?|How fast is that?]",
        "What [speed|average speed] [in km/h |]is needed to [travel|go|cover] {d} <km> in {t} hours?",
        "<who> needs {t} hours for {d} <km>. [What is the speed in km/h?|How fast is that?|Find the average speed.]",
        "How many km per hour does a [car|train|boat] [travel|go] if it needs {t} hours for {d} <km>?",
    ),
    held_out=_motion(
        "A train needs {t} hours to go {d} km. How fast does it go?",
        "<who> was on the road for {t} hours and drove {d} km. What is the average speed in km/h?",
        "If a boat covers {d} km in {t} hours, what is its speed in km/h?",
        "A bus takes {t} hours for a trip. The towns are {d} km apart. Find the speed of the bus.",
    ),
    plans=(
        "We want the speed for distance {d} and time {t}.",
        "The distance is {d} km and the time is {t} hours, so speed = distance / time.",
        "Going {d} km in {t} hours, we compute the speed.",
    ),
    codes=(
        _FRACTION + "distance = {d}\ntime = {t}\nprint(Fraction(distance, time))",
        "from sympy import Rational\nprint(Rational({d}, {t}))",
        _SYMPY + "v = symbols(\"v\")\nprint(solve({t}*v - {d}, v)[0])",
    ),
    closings=(
        "For {d} km in {t} hours the speed is ${answer}$ km/h.",
        "Going {d} km in {t} hours means a speed of ${answer}$ km/h.",
        "The distance {d} km and the time {t} hours give the speed ${answer}$ km/h.",
    ),
    worked=lambda v: _quotient_worked(v, "t", "speed", "distance divided by time"),
    recoveries=(
        _not_imported("Fraction", "distance = {d}\ntime = {t}\nprint(Fraction(distance, time))"),
    ),
    stated=("d", "t"),
)


def _work_time(v: Values) -> Fraction:
    a, b = _ints(v, "a", "b")
    return Fraction(a * b, a + b)


def _work_worked(v: Values) -> str:
    a, b = _ints(v, "a", "b")
    time = _work_time(v)
    return _lines(
        f"In one hour they do 1/{a} + 1/{b} of the work.",
        f"1/{a} + 1/{b} = ({a} + {b}) / ({a} * {b}) = {a + b}/{a * b}.",
        f"The time together is {a * b}/{a + b}.",
        f"The common divisor is {math.gcd(a * b, a + b)}: {a * b}/{a + b} = {time}.",
    )


_TOGETHER = "[How long do they need together?|How long does it take together?|How many hours do they need together?|In how many hours do they finish together?]"
_WORK = Family(
    name="work_rate",
    area="work",
    draw=lambda rng: {
        "a": rng.randint(2, rng.choice((20, 120))), "b": rng.randint(2, rng.choice((20, 120))),
    },
    answer=lambda v: _tex(_work_time(v)),
    printed=lambda v: str(_work_time(v)),
    train=_wordings(
        "One pipe fills a [tank|pool] in {a} hours, another pipe [fills it |]in {b} hours. [How long do both pipes need together?|How long do they take together?|In how many hours do both fill it together?]",
        "Two pipes fill a [tank|pool]. The first [needs|takes] {a} hours and the second [needs|takes] {b} hours. <q>",
        "Pipe A fills a [tank|pool] in {a} hours. Pipe B [fills it in|needs] {b} hours. [How long do both need together?|How many hours do A and B need together?]",
        "[Ana|Carla|Emma|Grace|Ivy] can [paint a room|do a job|clean a house] in {a} hours and [Ben|David|Felix|Hugo|Max] [can do it in|needs] {b} hours. <q>",
        "<who> [needs|takes] {a} hours for a job. Another worker [needs|takes] {b} hours. <q>",
        "[How long|How many hours] do two [workers|people|machines] need together for a job if one alone needs {a} hours and [the other|the second one] {b} hours?",
        "A [machine|worker|person] does a job in {a} hours, a second one does it in {b} hours. [They work together.|Both work together.|] <q>",
        "Two [machines|workers|people] do the same job in {a} hours and {b} hours. [They work together.|Both work at the same time.|] <q>",
        "Working alone, one [worker|machine] needs {a} hours and the other needs {b} hours. [Find|Compute|What is] the time [when they work together|together|for both together][.|?]",
        "[Find|Compute|Determine] the time for two [pipes|workers|machines] together if they need {a} and {b} hours alone.",
        "A [tank|pool] is [filled|full] in {a} hours by one pipe and in {b} hours by another[| pipe]. [How long does it take with both pipes?|How many hours does it take with both pipes open?]",
        "Two pipes, {a} hours and {b} hours alone, [time together?|how long together?|find the time together]",
        "If one pipe [needs|takes] {a} hours to fill a [tank|pool] and another [needs|takes] {b} hours, [how long do both need together?|how many hours do they need together?]",
        "Together, how [long|many hours] do two [workers|machines|pipes] need if one takes {a} hours and the other takes {b} hours for the same work?",
        "Both pipes of a pool are open. Alone, the first pipe fills the pool in {a} hours and the second pipe in {b} hours. How long does it take?",
        "<who> paints a house in {a} hours. A second person paints it in {b} hours. If they work together, how many hours do they need?",
        "How many hours do two machines need for a job when they work together, if the first machine takes {a} hours alone and the second takes {b} hours alone?",
        "A job takes one worker {a} hours. It takes another worker {b} hours. Find the time for both together.",
        q=_TOGETHER,
    ),
    held_out=_wordings(
        "One tap by itself would fill an empty basin in {a} hours, a second tap by itself would do so in {b} hours. If both taps are turned on, after how many hours is the basin full?",
        "A printer finishes an order in {a} hours; another printer needs {b} hours for the same order. The order is shared so that both printers run until it is done. How many hours does this take?",
        "Working at constant rates, X completes a task in {a} hours and Y completes it in {b} hours. Calculate how many hours X and Y take when they do the task jointly.",
        "A farmer can harvest a field in {a} hours, and the neighbour's machine can harvest it in {b} hours. After how many hours is the field harvested if both are used on it at the same time?",
        "In one hour, one pump empties $\\frac{1}{{a}}$ of a full pool and a second pump empties $\\frac{1}{{b}}$ of it. How many hours do the two pumps take to empty the pool side by side?",
        "Typing a report takes Emma {a} hours on her own and Max {b} hours on his own. They start at once, each with a part of it, and share it so that they finish at the same moment. How many hours after the start is the report finished?",
    ),
    plans=(
        "Alone they need {a} and {b} hours; we want the time together.",
        "The rates are 1/{a} and 1/{b} per hour; we add them.",
        "One needs {a} hours and the other {b} hours, so together 1 / (1/{a} + 1/{b}).",
    ),
    codes=(
        _FRACTION + "rate = Fraction(1, {a}) + Fraction(1, {b})\nprint(1 / rate)",
        _FRACTION + "a = {a}\nb = {b}\nprint(Fraction(a * b, a + b))",
        "from sympy import Rational\nprint(1 / (Rational(1, {a}) + Rational(1, {b})))",
        _SYMPY + "t = symbols(\"t\")\nprint(solve(t/{a} + t/{b} - 1, t)[0])",
    ),
    closings=(
        "Alone they need {a} and {b} hours; together they need ${answer}$ hours.",
        "With {a} hours and {b} hours alone, the time together is ${answer}$ hours.",
        "The rates 1/{a} and 1/{b} give ${answer}$ hours together.",
    ),
    worked=_work_worked,
    recoveries=(
        _not_imported("Fraction", "rate = Fraction(1, {a}) + Fraction(1, {b})\nprint(1 / rate)"),
        Recovery(
            "rate = 1 / {a} + 1 / {b}\nprint(1 / rate)",
            "This is a decimal number. Let me compute the exact fraction.",
        ),
    ),
    stated=("a", "b"),
)


def _average_draw(rng: random.Random) -> Values:
    k = rng.choice((3, 4, 4, 4, 5))
    limit = rng.choice((20, 100, 100))
    while True:
        numbers = [rng.randint(1, limit) for _ in range(k + 1)]
        if sum(numbers) % (k + 1) == 0:
            break
    known = numbers[:-1]
    return {
        "n": k + 1, "k": k, "m": sum(numbers) // (k + 1),
        "known": ", ".join(map(str, known)),
        "known_and": ", ".join(map(str, known[:-1])) + f" and {known[-1]}",
    }


def _known_sum(v: Values) -> int:
    return sum(map(int, str(v["known"]).split(", ")))


def _average_answer(v: Values) -> str:
    return str(_int(v, "n") * _int(v, "m") - _known_sum(v))


def _average_worked(v: Values) -> str:
    n, m = _ints(v, "n", "m")
    return _lines(
        f"The sum of all {n} numbers is {n} * {m} = {n * m}.",
        f"The known sum is {' + '.join(str(v['known']).split(', '))} = {_known_sum(v)}.",
        f"[The missing number is|So we need] {n * m} - {_known_sum(v)} = {_average_answer(v)}.",
    )


_MISSING_ASK = "[What is the missing number?|Find the missing number.|What is the last number?|Find the last number.]"
_AVERAGE = Family(
    name="average_missing",
    area="averages",
    draw=_average_draw,
    answer=_average_answer,
    train=_wordings(
        "The <avg> of {n} numbers is {m}. {k} of them are <list>. <q>",
        "The <avg> of {n} numbers is {m}. [The first {k} are|{k} of the numbers are] <list>. <q>",
        "{k} of {n} numbers are <list>. The <avg> of all {n} [numbers |]is {m}. <q>",
        "The numbers <list> and [one more|one other|a missing] number have the <avg> {m}. <q>",
        "[Which number|What number] must be [added to|put with] <list> so that the <avg> of the {n} numbers is {m}?",
        "[Find|Compute|Determine] the missing number: {known}, ?. The <avg> [of all {n} numbers |]is {m}.",
        "The <avg> of <list> and $x$ is {m}. [Find|What is|Compute] $x$[.|?]",
        "[Find|Determine|Compute] $x$ if the <avg> of ${known}, x$ is ${m}$.",
        "<who> has the [test scores|points|scores] <list>. [What score is needed in the next test|Which score must come next] to get the <avg> {m}?",
        "After {k} tests with the scores <list>, <who> wants the <avg> {m} [over|for|of all] {n} tests. [What must the next score be?|Which score is needed in the last test?]",
        "A list of {n} numbers has <avg> {m}. [It contains|It has|We know] <list>. <q>",
        "One of {n} numbers is missing. The others are <list>, and the <avg> of all {n} is {m}. <q>",
        "mean {m}, numbers {known}, ?, [find the missing number|what is the missing number?|missing number?]",
        "We know <list> from a list of {n} numbers with the <avg> {m}. <q>",
        "If the <avg> of {n} numbers is {m} and {k} of them are <list>, what is the [last|missing|other] [number|one]?",
        "In a list of {n} numbers, {known_and} are known and one is missing. All {n} numbers have the average {m}. What is the missing number?",
        "<who> got {known_and} points in {k} tests. Which score is needed in the next test so that the mean of the {n} tests is {m}?",
        "The mean of the numbers {known} and one missing number is {m}. Compute the missing number.",
        "What is $x$ if the numbers {known_and} together with $x$ have an average of {m}?",
        list="[{known}|{known_and}]",
        avg="[average|mean]",
        q=_MISSING_ASK,
    ),
    held_out=_wordings(
        "A basketball player scored {known_and} points in {k} games. How many points in game number {n} bring the average to {m} points per game?",
        "{n} parcels weigh {m} kg each on average. The weights of {k} of these parcels are {known_and} kg. How many kg does the other parcel weigh?",
        "The data set ${known}, y$ has the arithmetic mean ${m}$. Calculate $y$.",
        "One number on a list is smudged. The readable numbers are {known}, and the arithmetic mean of the whole list, smudged number included, is {m}. Work out the smudged number.",
        "The sum of {n} numbers, divided by {n}, gives {m}. All but one of these numbers are {known_and}. Which number is left?",
        "What value must $z$ take for the {n} numbers {known}, $z$ to average {m}?",
    ),
    plans=(
        "The average is {m}, the known numbers are {known}; we want the missing one.",
        "Known are {known}; with one more number the mean is {m}.",
        "We want x so that {known} and x have the mean {m}.",
    ),
    codes=(
        "known = [{known}]\nn = len(known) + 1\nprint({m} * n - sum(known))",
        "known = [{known}]\nx = 0\nwhile sum(known) + x < {m} * (len(known) + 1):\n    x += 1\nprint(x)",
        _SYMPY + "x = symbols(\"x\")\nknown = [{known}]\nprint(solve((sum(known) + x) / (len(known) + 1) - {m}, x)[0])",
    ),
    closings=(
        "With {known} and the mean {m}, the missing number is {answer}.",
        "The numbers {known} need {answer} for the average {m}.",
        "The average of {known} and {answer} is {m}.",
    ),
    worked=_average_worked,
    recoveries=(
        Recovery("print({m} * n - sum(known))", "`n` is not defined. Let me write the list of known numbers first."),
        _not_imported("symbols", "x = symbols(\"x\")\nknown = [{known}]\nprint(solve(sum(known) + x - {m} * (len(known) + 1), x))"),
    ),
    stated=("m", "known"),
)


FAMILIES: tuple[Family, ...] = (
    _LINEAR, _QUADRATIC, _SIMULTANEOUS, _HERD, _TICKETS, _RECTANGLE, _RIGHT, _TRIANGLE, _BOX,
    _POLYGON, _WEEKDAY, _DATES, _PERCENT, _DISCOUNT, _DISTANCE, _TIME, _SPEED, _WORK, _AVERAGE,
)
