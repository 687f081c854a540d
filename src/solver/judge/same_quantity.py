"""Whether values with units are the same: converted, added up, or with the unit left out."""

import re

import sympy as sp
from judge import units
from judge.equal_values import same_value
from judge.model import Unreadable, Value, Verdict


def quantities(x, y):
    if len(x.parts) == len(y.parts) == 1 and (verdict := shares(x, y)) is not None:
        return verdict
    totals = [total(one, other) for one, other in ((x, y), (y, x))]
    if None not in totals:
        (a, unit), (b, other) = totals
        change = units.factor_and_shift(unit, other)
        if change is None:
            return Verdict(False, "unit")
        factor, shift = change
        if factor == 1 and shift == 0:
            return Verdict(same_value(a, b), "unit")
        return Verdict(same_value(Value(a.text, a.expr * factor + shift), plain(b)), "unit")
    if len(x.parts) != 1 or len(y.parts) != 1:
        return Verdict(False, "unit")
    (a, unit), (b, other) = x.parts[0], y.parts[0]
    bases = [re.fullmatch(r"base (\w+)", one) for one in (unit, other)]
    if all(bases):
        return Verdict(unit == other and same_value(a, b), "unit")
    if any(bases):
        return Verdict(False, "unit")
    if totals != [None, None]:
        # A unit beside a word that says what is counted.
        return Verdict(False, "unit")
    nouns = [units.noun(one) for one in (unit, other)]
    if all(nouns) and nouns[0] != nouns[1]:
        return Verdict(False, "unit")
    return Verdict(same_value(a, b), "unit")


def plain(number):
    """Without the decimals that it was written with."""
    return Value(number.text, number.expr)


def shares(x, y):
    """Both in percent."""
    units_written = {x.parts[0][1], y.parts[0][1]}
    return same_value(x.parts[0][0], y.parts[0][0]) if len(units_written) == 1 else None


def total(quantity, beside):
    """The sum of a quantity's parts and its unit, or None where a unit is not Pint's."""
    sum_of, unit = None, None
    for amount, text in quantity.parts:
        one = currency_of(text, beside)
        if one is None:
            try:
                one = units.unit_of(text), sp.S.One
            except Unreadable:
                return None
        kind, share = one
        number = amount if share == 1 else Value(amount.text, amount.expr * share)
        if unit is None:
            sum_of, unit = number, kind
            continue
        change = units.factor_and_shift(kind, unit)
        if change is None:
            return None
        sum_of = Value(amount.text, sum_of.expr + number.expr * change[0])
    return sum_of, unit


def currency_of(text, beside):
    """A coin is its share of the other answer's currency, £ and "pounds" beside each other are money."""
    written = {other for _, other in beside.parts}
    currencies = {units.CURRENCIES[one] for one in written if one in units.CURRENCIES}
    share = units.coin(text)
    if share is not None:
        return units.unit_of(currencies.pop() if currencies else "dollar"), sp.Rational(share)
    if text in ("pound", "pounds") and ("pound_sterling" in currencies or written & set(units.PENCE)):
        return units.unit_of("pound_sterling"), sp.S.One
    return None


def without_unit(x, y):
    """Who leaves the unit out means the same, where it is one unit."""
    if len(x.parts) != 1:
        return False
    amount, unit = x.parts[0]
    base = re.fullmatch(r"base (\w+)", unit)
    if base and isinstance(y.expr, sp.Integer):
        return same_value(amount, y) or in_base(amount, base[1]) == y.expr
    if unit in ("%", "percent", "Prozent", "pct"):
        if same_value(amount, y):
            return True
        return same_value(Value(amount.text, amount.expr / 100), y)
    if "degree" in unit and isinstance(y.expr, sp.Expr) and y.expr.has(sp.pi):
        return same_value(Value(amount.text, amount.expr * sp.pi / 180), y)
    return same_value(amount, y)


def in_base(amount, base):
    try:
        return sp.Integer(int(amount.text, int(base)))
    except ValueError:
        return None
