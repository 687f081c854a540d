"""Whether two mathematical objects are the same: exactly, or by their values at many digits."""

import random

import sympy as sp
from judge.model import TooLarge, Value

# A double has 15 to 17 digits; 13 is the least that nobody rounds to by hand.
PRINTED = 13
# Rounding errors of a double after some arithmetic.
NOISE = sp.Rational(1, 10**13)
# Digits of the second look at two numbers that agree in the first.
MANY = 1000


def same_value(one, other):
    """True, False, or None where it can't be found out, of two `Value`s."""
    x, y = one.expr, other.expr
    if isinstance(x, sp.MatrixBase) or isinstance(y, sp.MatrixBase):
        return same_matrix(x, y)
    if not (isinstance(x, sp.Expr) and isinstance(y, sp.Expr)):
        return x == y
    if sp.nan in (x, y) or sp.zoo in (x, y):
        return False
    if x == y:
        return True
    if x.is_infinite or y.is_infinite:
        return False
    if one.places or other.places:
        return same_decimal(one, other)
    return same_expression(x, y)


def same_matrix(x, y):
    if not (isinstance(x, sp.MatrixBase) and isinstance(y, sp.MatrixBase)) or x.shape != y.shape:
        return False
    return every(same_expression(sp.sympify(a), sp.sympify(b)) for a, b in zip(x, y))


def every(verdicts):
    """All of them; one that is unknown leaves it open unless another is false."""
    unknown = False
    for verdict in verdicts:
        if verdict is False:
            return False
        unknown = unknown or verdict is None
    return None if unknown else True


def same_decimal(one, other):
    """A decimal is what it says, unless it is what a program printed of the other."""
    x, y = one.expr, other.expr
    if one.places and other.places or (x.is_Rational and y.is_Rational and one.digits and other.digits):
        return same_decimals(*sorted((one, other), key=lambda value: value.digits))
    decimal, exact = (one, y) if one.places else (other, x)
    if exact.free_symbols or exact.is_Rational and decimal.digits < PRINTED:
        return False if exact.is_Rational else same_expression(decimal.expr, exact)
    if decimal.digits < PRINTED:
        # A sum of decimals may still be exactly this one.
        return same_expression(decimal.expr, exact)
    digits = decimal.digits + 20
    real, imaginary = exact.evalf(digits).as_real_imag()
    if not real.is_number or abs(imaginary) > 10**-digits:
        return False
    distance = abs(sp.Rational(real) - decimal.expr)
    if distance < sp.Rational(1, 10**decimal.places):
        return True
    return decimal.digits in (15, 16, 17) and distance < abs(decimal.expr) * NOISE


def same_decimals(short, long):
    """Both are written out: 0.30000000000000004 is 0.3 to a program, and 3.14159265358979 is π cut."""
    x, y = short.expr, long.expr
    if long.digits in (16, 17) and short.digits <= 12:
        return bool(abs(x - y) <= abs(y) * sp.Rational(1, 10**15))
    if short.digits >= 15 and long.digits > short.digits and short.places:
        return bool(abs(x - y) * 2 <= sp.Rational(1, 10**short.places))
    return False


def same_expression(x, y):
    if x == y:
        return True
    if x.is_Rational and y.is_Rational:
        return False
    if x.is_infinite or y.is_infinite:
        return False
    symbols = sorted(x.free_symbols | y.free_symbols, key=lambda symbol: symbol.name)
    if not symbols:
        return same_number(x, y)
    return same_function(x, y, symbols)


def same_number(x, y):
    """Agreement at some digits, then at a thousand: 10^20 is not the root of 10^40 + 1."""
    unfinished = (sp.Sum, sp.Product, sp.Integral, sp.Limit)
    slow = x.has(*unfinished) or y.has(*unfinished)
    for digits in (30,) if slow else (30, written_digits(x, y) + MANY):
        verdict = agree(x, y, digits)
        if not verdict:
            return verdict
    return True


def written_digits(*exprs):
    """Digits of the whole numbers in it: two fractions may differ in the last of all."""
    atoms = [atom for expr in exprs for atom in expr.atoms(sp.Rational)]
    return sum((atom.p.bit_length() + atom.q.bit_length()) * 3 // 10 for atom in atoms)


def agree(x, y, digits):
    """Whether two expressions without variables have the same value to so many digits."""
    try:
        a, b = evaluated(x, digits), evaluated(y, digits)
    except (TypeError, ValueError, ArithmeticError, NotImplementedError, AttributeError):
        return None
    if a is None or b is None:
        return False if (a is None) != (b is None) else None
    size = max(abs(a), abs(b))
    if size == 0:
        return True
    # Where digits cancel, nothing is known of what is left but that it is small.
    if abs(a) < 10 ** (-digits) and abs(b) < 10 ** (-digits) and (vague(a) or vague(b)):
        return True
    return bool(abs(a - b) <= size * sp.Float(10, 15) ** (6 - digits))


def vague(number):
    return any(part.is_Float and part._prec < 10 for part in number.atoms(sp.Float)) or number == 0


def evaluated(expr, digits):
    """A number; None for what has no finite value."""
    number = expr.evalf(digits, maxn=digits * 4 + 100)
    if number.has(sp.nan, sp.zoo, sp.oo):
        return None
    if not all(part.is_Number for part in number.as_real_imag()):
        raise ValueError(str(expr))
    return number


COUNTING = set("nmkjlNMK")


def same_function(x, y, symbols):
    """The same values at random places, of either sign."""
    draw = random.Random(8050)
    digits = 60 + written_digits(x, y)
    agreed = 0
    for trial in range(12):
        signs = (1,) if trial % 3 == 0 else (1, -1)
        point = {
            symbol: sp.Rational(draw.randrange(100, 4000) * draw.choice(signs), 1009)
            for symbol in symbols
        }
        verdict = at(x, y, point, digits)
        if verdict is False:
            return same_sequence(x, y, symbols, digits)
        agreed += verdict is True
        if agreed == 5:
            return True
    return same_sequence(x, y, symbols, digits) if agreed < 3 else True


def same_sequence(x, y, symbols, digits):
    """(−1)^n is cos πn: where n counts, only whole numbers do."""
    if not all(symbol.name[0] in COUNTING for symbol in symbols):
        return False
    if not any(expr.has(sp.sin, sp.cos, sp.floor, sp.Mod) or alternates(expr) for expr in (x, y)):
        return False
    return every(at(x, y, dict.fromkeys(symbols, sp.Integer(n)), digits) for n in range(1, 9))


def alternates(expr):
    return any(power.base.is_negative for power in expr.atoms(sp.Pow))


def at(x, y, point, digits):
    try:
        return agree(x.subs(point), y.subs(point), digits)
    except (TooLarge, RecursionError):
        return None


def proportional(x, y):
    """The constant c of x = c·y for expressions with variables; None if there is none."""
    symbols = sorted(x.free_symbols | y.free_symbols, key=lambda symbol: symbol.name)
    if x.free_symbols != y.free_symbols or not symbols:
        return None
    draw = random.Random(514)
    for _ in range(6):
        point = {symbol: sp.Rational(draw.randrange(100, 4000), 1009) for symbol in symbols}
        top, bottom = x.subs(point), y.subs(point)
        if agree(bottom, sp.S.Zero, 40) or agree(top, sp.S.Zero, 40):
            continue
        try:
            ratio = (top / bottom).evalf(60)
            guess = sp.nsimplify(ratio, rational=True, tolerance=sp.Float(10) ** -40)
        except (TypeError, ValueError):
            return None
        for factor in (guess, ratio):
            if factor.is_number and same_expression(x, factor * y) is True:
                return factor
        return ratio if roughly_proportional(x, y, ratio, symbols, draw) else None
    return None


def roughly_proportional(x, y, ratio, symbols, draw):
    """The factor is not rational: it is known to 60 digits only."""
    for _ in range(4):
        point = {symbol: sp.Rational(draw.randrange(100, 4000), 1009) for symbol in symbols}
        verdict = agree(x.subs(point), (ratio * y.subs(point)).evalf(60), 45)
        if verdict is not True:
            return False
    return True


