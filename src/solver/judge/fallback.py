"""Math-Verify's own parsing and comparing, for what nothing else here can read."""

from functools import lru_cache, partial

import math_verify.parser
from latex2sympy2_extended.latex2sympy2 import ConversionConfig
from math_verify import LatexExtractionConfig, LatexNormalizationConfig, parse, verify
from sympy import Basic, I

# parse() has no setting for this, and would take R/r for r/r, which is 1.
math_verify.parser.latex2sympy = partial(
    math_verify.parser.latex2sympy,
    conversion_config=ConversionConfig(lowercase_symbols=False),
)

# It takes 5 cm and 5 m both for 5, and the variable of 5t for a unit.
READING = LatexExtractionConfig(
    boxed_match_priority=0,
    normalization_config=LatexNormalizationConfig(
        basic_latex=True, units=False, malformed_operators=True, nits=True, boxed="all"
    ),
)

# It rounds; 10 digits are the most that it can tell apart.
DECIMALS = 10


@lru_cache(maxsize=256)
def parsed(answer):
    """What the answer says, as a list of SymPy objects; empty if it can't be parsed."""
    found = parse(
        f"\\boxed{{{answer}}}", [READING], fallback_mode="no_fallback", parsing_timeout=None
    )
    return [with_imaginary_unit(one) for one in found]


def with_imaginary_unit(found):
    """Math-Verify leaves i a symbol, so that (1 + i)^2 would not be 2i."""
    if not isinstance(found, Basic):
        return found
    return found.xreplace({symbol: I for symbol in found.free_symbols if symbol.name == "i"})


def equal(one, other):
    """True or False; None where Math-Verify can't read one of the two."""
    first, second = parsed(one), parsed(other)
    if not all(any(isinstance(form, Basic) for form in forms) for forms in (first, second)):
        return None
    # Not symmetric: a lone right side is found equal to an equation one way round.
    compare = partial(
        verify, float_rounding=DECIMALS, allow_set_relation_comp=True, timeout_seconds=None
    )
    return compare(first, second) and compare(second, first)
