"""What the app asks: whether two answers mean the same."""

import json
import logging

from judge.comparing import judge
from judge.model import TooLarge, UnitsNeeded

# latex2sympy warns of what it can't read, which is not told to anybody here.
logging.disable(logging.CRITICAL)


def verdict_of(one, other):
    """(True, False or None, what settled it); "units" where Pint has to be loaded first."""
    try:
        verdict = judge(one, other)
    except UnitsNeeded:
        return None, "units"
    except (TooLarge, RecursionError, MemoryError):
        return None, "too large"
    except Exception:
        # What can't be compared has not been shown to be equal, nor to be different.
        return None, "unreadable"
    # SymPy has truth values of its own, which are no JSON.
    return None if verdict.equal is None else bool(verdict.equal), verdict.by


def answer_question(question):
    """The question is a JSON list of two answers; prints a JSON list of verdict and reason."""
    print(json.dumps(verdict_of(*json.loads(question))))


def warm_up():
    """Fills the parser's tables and loads what comparing needs, which would make questions late."""
    examples = [
        ("(x+1)^2", "x^2+2x+1"),
        (r"\frac{\sqrt{3}}{2}", r"\sin 60\degree"),
        (r"[0,1)\cup(2,\infty)", r"x^2+y^2=1"),
        ("5**2*pi", r"\{1,2\}"),
        (r"\sum_{k=1}^{n}k", r"\lim_{x\to 0}\frac{\sin x}{x}"),
        (r"x\perp", "y"),
    ]
    if [verdict_of(*pair)[0] for pair in examples[:2]] != [True, True]:
        raise ImportError("Math-Verify does not work here")
    for pair in examples[2:]:
        verdict_of(*pair)
