"""All families, in a fixed order."""

from dataclasses import replace

from .algebra_geometry_life import FAMILIES as _ALGEBRA
from .base import Family
from .counting_and_sequences import FAMILIES as _COUNTING
from .more_wordings import MORE_WORDINGS
from .number_theory import FAMILIES as _NUMBERS

FAMILIES: tuple[Family, ...] = tuple(
    replace(family, train=family.train + MORE_WORDINGS.get(family.name, ()))
    for family in (*_NUMBERS, *_COUNTING, *_ALGEBRA)
)
