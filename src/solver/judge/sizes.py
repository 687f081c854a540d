"""Arithmetic that refuses numbers too large to be written down, instead of working for ever."""

import math

import sympy as sp
from judge.model import TooLarge

# Longer ones are compared by their logarithms.
MOST_DIGITS = 20_000


def power(base, exponent):
    if isinstance(base, sp.Rational) and isinstance(exponent, sp.Rational):
        largest = max(abs(base.p), base.q)
        if largest > 1 and log10(largest) * abs(exponent.p / exponent.q) > MOST_DIGITS:
            raise TooLarge
    elif isinstance(exponent, sp.Rational) and abs(exponent) > 10_000 and base.is_number:
        raise TooLarge
    if is_real_root(base, exponent):
        # The third root of −8 is −2, and not the principal value.
        return (-1) ** exponent.p * sp.Pow(-base, exponent)
    return sp.Pow(base, exponent)


def is_real_root(base, exponent):
    return (
        isinstance(base, sp.Rational)
        and base < 0
        and isinstance(exponent, sp.Rational)
        and exponent.q > 1
        and exponent.q % 2 == 1
    )


def factorial(n):
    if isinstance(n, sp.Integer) and n > 5000:
        raise TooLarge
    return sp.factorial(n)


def binomial(n, k):
    if isinstance(n, sp.Integer) and isinstance(k, sp.Integer) and abs(n) > 100_000 and k > 1000:
        raise TooLarge
    return sp.binomial(n, k)


def log10(whole):
    """Of a positive whole number of any length."""
    bits = whole.bit_length()
    if bits < 1000:
        return math.log10(whole)
    return bits * math.log10(2)


def work_out(expr):
    """Evaluates a tree that was built without evaluation, from its leaves; raises TooLarge."""
    if not isinstance(expr, sp.Basic) or not expr.args:
        return expr
    if isinstance(expr, (sp.Sum, sp.Product, sp.Integral, sp.Limit, sp.Derivative)):
        return expr.func(*[work_out(arg) for arg in expr.args]).doit()
    args = [work_out(arg) for arg in expr.args]
    if isinstance(expr, sp.UnevaluatedExpr):
        return args[0]
    if isinstance(expr, sp.Pow):
        return power(*args)
    if isinstance(expr, sp.factorial):
        return factorial(*args)
    if isinstance(expr, sp.binomial):
        return binomial(*args)
    return expr.func(*args)


def tower(expr):
    """How large a positive number is that can't be worked out, as (times, x).

    The number is 10^10^…^x with that many powers of ten; x is at most 10^10. Level-index
    arithmetic (Clenshaw and Olver, 1984); as exact as a float.
    """
    if isinstance(expr, sp.Pow):
        base = tower(expr.args[0])
        times, x = tower(expr.args[1])
        if base[0] != 0 or base[1] <= 1:
            raise TooLarge
        factor = math.log10(base[1])
        if times == 0:
            return settle(1, x * factor)
        # 10^10^x times a factor: 10^(10^x · factor) = 10^10^(x + log factor).
        return settle(times + 1, x + math.log10(factor)) if times == 1 else (times + 1, x)
    if isinstance(expr, sp.factorial):
        times, x = tower(expr.args[0])
        if times == 0:
            return settle(1, math.lgamma(x + 1) / math.log(10))
        # ln n! is n ln n, to first order: one power more.
        return settle(2, x + math.log10(x)) if times == 1 else (times + 1, x)
    value = float(work_out(expr))
    return settle(0, value)


def settle(times, x):
    """One notation for each number, so that two can be compared."""
    while x > 1e10:
        times, x = times + 1, math.log10(x)
    while times > 0 and x < 10:
        times, x = times - 1, 10**x
    return times, x
