"""All families, in a fixed order."""

from .algebra_geometry_life import FAMILIES as _ALGEBRA
from .base import Family
from .counting_and_sequences import FAMILIES as _COUNTING
from .number_theory import FAMILIES as _NUMBERS

FAMILIES: tuple[Family, ...] = (*_NUMBERS, *_COUNTING, *_ALGEBRA)
