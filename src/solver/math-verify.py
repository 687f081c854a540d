"""Asks Math-Verify whether two answers are equal.

Plain Python, with nothing of Pyodide or the browser in it.
"""

import json
import logging
from functools import lru_cache, partial

import math_verify.parser
from latex2sympy2_extended.latex2sympy2 import ConversionConfig
from math_verify import LatexExtractionConfig, LatexNormalizationConfig, parse, verify
from sympy import Basic, I

# It warns that its own time limits are off: they need signals. The session has one.
logging.disable(logging.CRITICAL)

# parse() has no setting for this, and would take R/r for r/r, which is 1.
math_verify.parser.latex2sympy = partial(
    math_verify.parser.latex2sympy,
    conversion_config=ConversionConfig(lowercase_symbols=False),
)

# Units are cut off before: Math-Verify takes 5 cm and 5 m both for 5, and the variable of 5t for a unit.
READING = LatexExtractionConfig(
    boxed_match_priority=0,
    normalization_config=LatexNormalizationConfig(
        basic_latex=True, units=False, malformed_operators=True, nits=True, boxed="all"
    ),
)

# Decimals that a program printed equal what they stand for; 3.14 is not pi.
DECIMALS = 10


@lru_cache(maxsize=256)
def read(answer):
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
    # Not symmetric: a lone right side is found equal to an equation one way round.
    compare = partial(
        verify, float_rounding=DECIMALS, allow_set_relation_comp=True, timeout_seconds=None
    )
    first, second = read(one), read(other)
    return compare(first, second) and compare(second, first)


def answer_question(question):
    """The question is a JSON list of two answers; prints a JSON boolean."""
    try:
        result = equal(*json.loads(question))
    except Exception:
        # What can't be compared has not been shown to be equal.
        result = False
    print(json.dumps(result))


# The first comparison loads more and fills the parser's tables; it counts as part of loading.
if not equal("(x+1)^2", "x^2+2x+1"):
    raise ImportError("Math-Verify does not work here")
