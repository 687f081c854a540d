"""Sets of real numbers: intervals, unions, and the conditions that say the same."""

import re

import sympy as sp
from judge.equal_values import every, same_expression
from judge.mathematics import value
from judge.model import Group, Region, Unreadable, Value
from judge.splitting import AND, OR, cut, enclosed

BLACKBOARD = {
    "R": sp.S.Reals,
    "Z": sp.S.Integers,
    "N": sp.S.Naturals,
    "Q": sp.S.Rationals,
    "C": sp.S.Complexes,
}
SET_SIGN = re.compile(r"\s*(?:\\(?:cup|cap|setminus|backslash)(?![A-Za-z])|\\OR|(?<=[)\]\s])U(?=[\s(\[]))\s*")
NEGATIVE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def ends_of(items):
    """The two ends of an interval as SymPy has them; None where they are no real numbers."""
    if len(items) != 2 or not all(isinstance(one[0], Value) for one in items):
        return None
    low, high = [one[0].expr for one in items]
    if not all(isinstance(end, sp.Expr) and end.is_extended_real for end in (low, high)):
        return None
    return low, high


def interval(items, opening, closing):
    """The interval that two items in brackets may be; None where they can't be one."""
    ends = ends_of(items)
    if not ends:
        return None
    low, high = ends
    if (low - high).is_extended_nonnegative:
        return None
    return Region(sp.Interval(low, high, opening == "(", closing == ")"))


def read_set(text):
    r"""(0, 1) \cup [2, 3), \mathbb{R} \setminus \{2\}; None for what is no set with such a sign."""
    parts, signs = cut(text, SET_SIGN)
    if not signs and not re.match(r"\\mathbb", text):
        return None
    if not all(signs) or "\\OR" in signs or "" in parts:
        return None
    result = piece(parts[0])
    for sign, part in zip(signs, parts[1:]):
        other = piece(part)
        if sign in ("\\cup", "U"):
            result = sp.Union(result, other)
        elif sign == "\\cap":
            result = sp.Intersection(result, other)
        else:
            result = sp.Complement(result, other)
    return Region(result)


def piece(text):
    plain = re.fullmatch(r"\\mathbb\s*\{?\s*([RZNQC])\s*\}?\s*(?:([\^_])\s*\{?\s*([+*\-])\s*\}?)?", text)
    if plain:
        whole = BLACKBOARD[plain[1]]
        if plain[3] == "+":
            return sp.Intersection(whole, sp.Interval.open(0, sp.oo))
        if plain[3] == "-":
            return sp.Intersection(whole, sp.Interval.open(-sp.oo, 0))
        return whole - sp.FiniteSet(0) if plain[3] else whole
    if text.strip() == "\\emptyset":
        return sp.S.EmptySet
    around = enclosed(text)
    if not around:
        # Of x \in A \cup B the first.
        inside = re.fullmatch(r"[A-Za-z]\s*\\in\s*(.*)", text)
        if inside:
            return piece(inside[1])
        raise Unreadable(text)
    opening, inside, closing = around
    parts = cut(inside, re.compile(r"\s*[,;]\s*"))[0]
    items = [(value(part),) for part in parts if part]
    if opening in ("\\{", "{"):
        return sp.FiniteSet(*[item[0].expr for item in items])
    if len(items) == 1 and opening == "(":
        return read_set(inside).set
    region = interval(items, opening, closing)
    if not region:
        raise Unreadable(text)
    return region.set


def named(name, readings):
    r"""x \in (0, 1) and x \in \{1, 2\}."""
    from judge.model import Solutions

    for reading in readings:
        if isinstance(reading, Region):
            return [Region(reading.set, name.strip())]
    first = readings[0]
    if isinstance(first, Group) and first.kind == "set":
        return [Solutions(name.strip(), first)]
    return None


def of_chain(parts, operators):
    """The set of 0 < x <= 1; None where there is more than one variable, or it can't be solved."""
    sides = []
    for part in parts:
        side = value(part).expr
        if not isinstance(side, sp.Expr):
            return None
        sides.append(side)
    symbols = set().union(*[side.free_symbols for side in sides])
    if len(symbols) != 1:
        return None
    symbol = symbols.pop()
    sets = [solved(a, operator, b, symbol) for a, operator, b in zip(sides, operators, sides[1:])]
    if None in sets:
        return None
    return Region(sp.Intersection(*sets), symbol.name)


def solved(left, operator, right, symbol):
    """All real values of the symbol for which left operator right."""
    if left == symbol and not right.free_symbols:
        return ray(operator, right)
    if right == symbol and not left.free_symbols:
        return ray({"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(operator, operator), left)
    real = sp.Symbol("x", real=True)
    left, right = left.subs(symbol, real), right.subs(symbol, real)
    make = {"<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge, "!=": sp.Ne, "=": sp.Eq}.get(operator)
    try:
        relational = make(left, right)
        if relational in (sp.true, sp.false):
            return sp.S.Reals if relational == sp.true else sp.S.EmptySet
        found = relational.as_set()
    except Exception:
        return None
    return found if isinstance(found, sp.Set) else None


def ray(operator, end):
    if not end.is_extended_real:
        return None
    return {
        "<": lambda: sp.Interval.open(-sp.oo, end),
        "<=": lambda: sp.Interval(-sp.oo, end),
        ">": lambda: sp.Interval.open(end, sp.oo),
        ">=": lambda: sp.Interval(end, sp.oo),
        "!=": lambda: sp.Complement(sp.S.Reals, sp.FiniteSet(end)),
        "=": lambda: sp.FiniteSet(end),
    }[operator]()


def joined(parts, connectors):
    r"""Conditions on one variable that "and" and "or" join; None where there is another part."""
    if not all(re.search(r"[<>]|\\(?:leq|geq|neq|in|lt|gt)(?![A-Za-z])|!=", part) for part in parts):
        return None
    from judge.reading import read

    regions = []
    for part in parts:
        first = read(part)[0]
        if not isinstance(first, Region):
            return None
        regions.append(first)
    names = {region.name for region in regions if region.name}
    if len(names) > 1:
        return None
    union = any("\\OR" in connector for connector in connectors)
    both = any("\\AND" in connector for connector in connectors)
    if union and both:
        return None
    sets = [region.set for region in regions]
    # A comma between conditions is "and", where they have something in common.
    result = sp.Union(*sets) if union else sp.Intersection(*sets)
    if not union and not both and result == sp.S.EmptySet:
        return None
    return Region(result, names.pop() if names else "")


def same_set(x, y):
    """True, False, or None where it can't be found out."""
    if x == y:
        return True
    pieces = [in_pieces(one) for one in (x, y)]
    if None not in pieces:
        first, second = pieces
        if len(first) != len(second):
            return False
        return every(same_piece(a, b) for a, b in zip(first, second))
    try:
        difference = sp.SymmetricDifference(x, y)
        if difference == sp.S.EmptySet:
            return True
        return None if difference.is_empty is None else difference.is_empty
    except Exception:
        return None


def in_pieces(one):
    """Intervals and points from left to right; None for sets of another kind."""
    if one == sp.S.Reals:
        return [sp.Interval(-sp.oo, sp.oo)]
    if isinstance(one, sp.Complement) and isinstance(one.args[1], sp.FiniteSet):
        whole = sp.Interval(-sp.oo, sp.oo) if one.args[0] == sp.S.Reals else one.args[0]
        one = sp.Complement(whole, one.args[1])
    pieces = []
    for part in one.args if isinstance(one, sp.Union) else (one,):
        if isinstance(part, sp.FiniteSet):
            pieces += [("point", point) for point in part.args]
        elif isinstance(part, sp.Interval):
            pieces.append(part)
        elif part != sp.S.EmptySet:
            return None
    try:
        return sorted(pieces, key=lambda p: float(p[1] if isinstance(p, tuple) else p.start))
    except (TypeError, ValueError):
        return None


def same_piece(a, b):
    if isinstance(a, tuple) or isinstance(b, tuple):
        return isinstance(a, tuple) and isinstance(b, tuple) and same_expression(a[1], b[1])
    if (a.left_open, a.right_open) != (b.left_open, b.right_open):
        return False
    return every(same_end(p, q) for p, q in ((a.start, b.start), (a.end, b.end)))


def same_end(p, q):
    return p == q or (p.is_finite and q.is_finite and same_expression(p, q))
