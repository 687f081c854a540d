"""What an answer can say. One answer may have several readings; these are their parts."""

from dataclasses import dataclass, field
from typing import Optional


class Unreadable(Exception):
    """This text is not of the kind that was looked for."""


class TooLarge(Exception):
    """A number that nobody can write down, such as 10^(10^10)."""


class UnitsNeeded(Exception):
    """The library of units has to be loaded first."""


@dataclass(frozen=True)
class Value:
    """A mathematical object of SymPy: a number, an expression, a matrix."""

    text: str
    expr: object
    # Of a decimal as it was written: its digits after the point and all that count.
    places: Optional[int] = None
    digits: int = 0


@dataclass(frozen=True)
class Words:
    """Words or letters in their order; never a product."""

    text: str


@dataclass(frozen=True)
class Choice:
    """The letter of a choice, and what it stands for where that is written."""

    letter: str
    content: object = None


@dataclass(frozen=True)
class Quantity:
    """Values with their units: one, or several that add up, as in 1 h 30 min."""

    parts: tuple  # of (Value, unit's text)


@dataclass(frozen=True)
class Clock:
    """A time of day; `half` is "am", "pm" or, where it isn't said, ""."""

    seconds: int
    half: str = ""


@dataclass(frozen=True)
class Ratio:
    values: tuple


@dataclass(frozen=True)
class Remainder:
    """A quotient and what is left."""

    quotient: Value
    rest: Value


@dataclass(frozen=True)
class Residue:
    """All whole numbers with this remainder."""

    value: Value
    modulus: Value


@dataclass(frozen=True)
class Group:
    """Several answers: "bare" (1, 2), "tuple" (1, 2), "brackets" [1, 2] or "set" {1, 2}."""

    kind: str
    items: tuple  # of lists of readings
    # It goes on or leaves something out (1, 2, ..., n), so that the order counts.
    dots: bool = False
    # It may as well be one number: 12,144 or 1,5.
    doubtful: bool = False


@dataclass(frozen=True)
class Named:
    """Values by name. `equations` are the same as (left side, right side)."""

    pairs: tuple  # of (name, list of readings)
    equations: tuple = ()


@dataclass(frozen=True)
class Solutions:
    """Several values of one name: x = 1 or x = 2."""

    name: str
    values: Group


@dataclass(frozen=True)
class Equation:
    left: object
    right: object


@dataclass(frozen=True)
class Inequality:
    """`smaller` < or <= `larger`, of more than one variable."""

    smaller: object
    larger: object
    strict: bool


@dataclass(frozen=True)
class Region:
    """A set of real numbers, as SymPy has it; `name` is the variable where one is written."""

    set: object
    name: str = ""


@dataclass(frozen=True)
class Unread:
    """Mathematics that nobody here can read, or a number too large to be worked out."""

    text: str
    large: bool = False


@dataclass
class Verdict:
    equal: Optional[bool]
    by: str = field(default="math-verify")
