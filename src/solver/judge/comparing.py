"""Whether two readings of answers mean the same."""

import re

import sympy as sp
from judge import fallback
from judge.equal_values import every, proportional, same_expression, same_value
from judge.model import (
    Choice,
    Clock,
    Equation,
    Group,
    Inequality,
    Named,
    Quantity,
    Ratio,
    Region,
    Remainder,
    Residue,
    Solutions,
    TooLarge,
    Unread,
    Value,
    Verdict,
    Words,
)
from judge.reading import read
from judge.regions import same_set
from judge.same_quantity import quantities, without_unit
from judge.sizes import tower
from latex2sympy2_extended.latex2sympy2 import latex2sympy

NO = {
    Words: "words", Choice: "choice", Quantity: "unit", Clock: "time", Ratio: "ratio",
    Remainder: "remainder", Residue: "residue", Group: "list", Named: "name", Solutions: "list",
    Equation: "equation", Inequality: "equation", Region: "set", Value: "number", Unread: "unreadable",
}  # fmt: skip


def judge(one, other):
    """A `Verdict` about two answers."""
    verdict = best(read(one), read(other))
    if verdict.by != "unreadable" or verdict.equal:
        return verdict
    found = fallback.equal(*sorted((one, other)))
    return verdict if found is None else Verdict(found, "math-verify")


def best(first, second):
    """Equal if one pair of readings is, of which at least one is the likeliest of its answer."""
    open_by = None
    main = None
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            if i and j:
                continue
            verdict = same(a, b)
            if verdict.equal:
                return verdict
            main = main or verdict
            if verdict.equal is None:
                open_by = open_by or verdict
    return open_by or main


def alike(first, second):
    """`best` of two lists of readings, as True, False or None."""
    return best(tuple(first), tuple(second)).equal


def same(a, b):
    """Of two readings; symmetric."""
    order = list(NO)
    if order.index(type(a)) > order.index(type(b)):
        a, b = b, a
    for kinds, compare in PAIRS.items():
        for x, y in ((a, b), (b, a)):
            if isinstance(x, kinds[0]) and isinstance(y, kinds[1]):
                found = compare(x, y)
                return found if isinstance(found, Verdict) else Verdict(found, NO[kinds[0]])
    return Verdict(False, NO[type(a)])


def values(x, y):
    simple = x.expr.is_Number if isinstance(x.expr, sp.Expr) else False
    simple = simple and isinstance(y.expr, sp.Expr) and y.expr.is_Number
    verdict = same_value(x, y)
    if not verdict and isinstance(x.expr, sp.Expr) and isinstance(y.expr, sp.Expr):
        verdict = same_up_to_constant(x.expr, y.expr) or verdict
    return Verdict(verdict, "number" if simple else "math-verify")


CONSTANT = re.compile(r"(?:[Cc]|K|k)(?:_\{?[01]\}?)?\Z")


def same_up_to_constant(x, y):
    """x² + C is x² + c: the constant of integration has any name."""
    renamed = []
    for expr in (x, y):
        found = [
            term for term in sp.Add.make_args(expr) if term.is_Symbol and CONSTANT.match(term.name)
        ]
        if len(found) != 1 or (expr - found[0]).has(found[0]) or not (expr - found[0]).free_symbols:
            return False
        renamed.append(expr - found[0])
    return same_expression(*renamed)


def words(x, y):
    return x.text == y.text


def letters(x, y):
    """(C) 12 is C and is 12; with both written, both have to agree."""
    if x.content and y.content:
        return x.letter == y.letter and alike(x.content, y.content)
    return x.letter == y.letter


def choice_or_content(x, other):
    if x.content:
        return alike(x.content, [other])
    if isinstance(other, Words):
        return x.letter == other.text
    if isinstance(other, Value):
        return isinstance(other.expr, sp.Symbol) and other.expr.name == x.letter
    if isinstance(other, Named) and len(other.pairs) == 1:
        return alike([x], other.pairs[0][1])
    return False


def clocks(x, y):
    if x.half and y.half:
        return x == y
    # Without a word, 2:40 may be either.
    return x.seconds % 43200 == y.seconds % 43200 and (x.seconds == y.seconds or bool(x.half or y.half) and 43200 > min(x.seconds, y.seconds))


def ratios(x, y):
    if len(x.values) != len(y.values):
        return False
    numbers = [[one[0] for one in ratio.values] for ratio in (x, y)]
    if not all(isinstance(one, Value) and isinstance(one.expr, sp.Expr) for row in numbers for one in row):
        return every(alike(a, b) for a, b in zip(x.values, y.values))
    (first, *rest), (other_first, *other_rest) = [[one.expr for one in row] for row in numbers]
    return every(same_expression(a * other_first, b * first) for a, b in zip(rest, other_rest))


def ratio_or_value(x, y):
    if len(x.values) != 2 or not all(isinstance(one[0], Value) for one in x.values):
        return False
    top, bottom = [one[0].expr for one in x.values]
    if bottom == 0 or y.places:
        return False
    return same_value(Value("", top / bottom), y)


def remainders(x, y):
    return every((same_value(x.quotient, y.quotient), same_value(x.rest, y.rest)))


def residues(x, y):
    if same_value(x.modulus, y.modulus) is not True:
        return False
    difference = x.value.expr - y.value.expr
    if difference.is_Integer:
        return difference % x.modulus.expr == 0
    return same_expression(x.value.expr, y.value.expr)


def groups(x, y):
    kinds = {x.kind, y.kind}
    if x.dots or y.dots:
        return len(x.items) == len(y.items) and every(alike(a, b) for a, b in zip(x.items, y.items))
    if (x.doubtful or y.doubtful) and kinds & {"tuple", "brackets"} and 1000 in map(largest_size, (x, y)):
        return False
    few = len(x.items) == 2 or len(y.items) == 2
    for one, other in ((x, y), (y, x)):
        # {(1, 2)} and [(1, 2)] hold the one answer (1, 2).
        if len(one.items) == 1 and one.kind != "tuple" and other.kind == "tuple":
            return alike(one.items[0], [other])
    if kinds == {"set"}:
        return covers(x.items, y.items) and covers(y.items, x.items)
    if "set" in kinds and ("tuple" in kinds or "brackets" in kinds and few):
        return False
    if kinds == {"tuple", "brackets"} and few and not nested(x) and not nested(y):
        return False
    if len(x.items) != len(y.items):
        return False
    if kinds in ({"bare"}, {"bare", "set"}, {"bare", "brackets"}, {"set", "brackets"}):
        return matching(x.items, y.items)
    return every(alike(a, b) for a, b in zip(x.items, y.items))


def largest_size(group):
    """1000 where a group could be a number with its thousands parted."""
    three = [len(one[0].text) == 3 for one in group.items[1:] if isinstance(one[0], Value)]
    return 1000 if three and all(three) else 0


def nested(group):
    """A list of pairs, which is no interval."""
    return all(isinstance(one[0], Group) for one in group.items)


def covers(items, others):
    """Whether each of the items is among the others."""
    unknown = False
    for one in items:
        verdicts = [alike(one, other) for other in others]
        if True not in verdicts:
            if None not in verdicts:
                return False
            unknown = True
    return None if unknown else True


def matching(items, others):
    """Whether the items are the others in some order, each as often."""
    left, unknown = list(others), False
    for one in items:
        verdicts = [alike(one, other) for other in left]
        if True in verdicts:
            del left[verdicts.index(True)]
        elif None in verdicts:
            unknown = True
        else:
            return False
    return None if unknown else True


def group_or_single(x, y):
    """{5} and [5] are 5."""
    if len(x.items) == 1 and x.kind != "tuple":
        return alike(x.items[0], [y])
    return False


def group_or_region(x, y):
    if x.kind == "set" and isinstance(y.set, sp.FiniteSet) or x.kind != "set" and isinstance(y.set, sp.FiniteSet):
        others = tuple((Value(str(one), one),) for one in y.set.args)
        return covers(x.items, others) and covers(others, x.items)
    return False


def vector(x, y):
    """A row or column is the tuple of its numbers."""
    if x.kind not in ("tuple", "brackets") or not isinstance(y.expr, sp.MatrixBase):
        return group_or_single(x, y)
    if 1 in y.expr.shape and len(y.expr) == len(x.items):
        return every(alike(a, (Value("", sp.sympify(b)),)) for a, b in zip(x.items, y.expr))
    if y.expr.rows == len(x.items) and nested(x):
        rows = [[(Value("", sp.sympify(one)),) for one in y.expr.row(n)] for n in range(y.expr.rows)]
        return every(
            len(row) == len(one[0].items) and every(alike(a, b) for a, b in zip(one[0].items, row))
            for one, row in zip(x.items, rows)
        )
    return False


def namings(x, y):
    """The same names with the same values; one name each may also be two forms of one equation."""
    first, second = dict(x.pairs), dict(y.pairs)
    if first.keys() == second.keys():
        verdict = every(alike(first[name], second[name]) for name in first)
        if verdict or len(first) > 1:
            return verdict
    if len(first) != 1 or len(second) != 1:
        return False
    (name, one), (other, two) = x.pairs[0], y.pairs[0]
    # W(n) = 1 is W(x) = 1; f(x) = x² is y = x².
    stems = [re.sub(r"\([^()]*\)$", "", text) for text in (name, other)]
    if stems[0] == stems[1] and alike(one, two):
        return True
    if same_function_named(x.pairs[0], y.pairs[0]):
        return True
    return bool(equations(x, y))


def same_function_named(one, other):
    """f(x) = 2x, f(t) = 2t and y = 2x say the same."""
    (name, first), (other_name, second) = one, other
    calls = [re.fullmatch(r"(.+)\(([A-Za-z])\)", text) for text in (name, other_name)]
    if not all(isinstance(readings[0], Value) for readings in (first, second)):
        return False
    x, y = first[0].expr, second[0].expr
    if all(calls) and calls[0][1] == calls[1][1]:
        renamed = y.xreplace({sp.Symbol(calls[1][2]): sp.Symbol(calls[0][2])})
        return same_expression(x, renamed) is True
    if "y" in (name, other_name) and any(calls) and x.free_symbols:
        return same_expression(x, y) is True
    return False


def sides_of(reading):
    if isinstance(reading, Equation):
        return reading.left, reading.right
    return reading.equations[0] if isinstance(reading, Named) and reading.equations else None


def equations(x, y):
    """The same up to a factor, after fractions are cleared."""
    pairs = [sides_of(one) for one in (x, y)]
    if None in pairs:
        return False
    first, second = [sp.sympify(left) - sp.sympify(right) for left, right in pairs]
    if not first.free_symbols or first.free_symbols != second.free_symbols:
        return False
    if proportional(first, second) is not None and proportional(first, second) is not False:
        return True
    tops = [sp.fraction(sp.together(one))[0] for one in (first, second)]
    if tops == [first, second]:
        return False
    factor = proportional(*tops)
    return factor is not None and factor is not False


def inequalities(x, y):
    if x.strict != y.strict:
        return False
    factor = proportional(sp.sympify(x.larger - x.smaller), sp.sympify(y.larger - y.smaller))
    return bool(factor is not None and factor is not False and sp.sympify(factor).is_positive)


def in_order(named):
    """Values in the order of their names: x, y, z or a, b, c."""
    names = [name for name, _ in named.pairs]
    if all(re.fullmatch(r"[A-Za-z](?:_\w+)?", name) for name in names):
        return tuple(readings for _, readings in sorted(named.pairs, key=lambda pair: pair[0]))
    return tuple(readings for _, readings in named.pairs)


def naming_or_group(x, y):
    if len(y.items) == 1 and y.kind in ("brackets", "set") and alike([x], y.items[0]):
        return True
    if y.kind == "set" or len(x.pairs) != len(y.items):
        if len(x.pairs) == 1:
            return alike(x.pairs[0][1], [y])
        return False
    if len(x.pairs) == 1:
        return alike(x.pairs[0][1], [y]) or alike(x.pairs[0][1], y.items[0])
    if y.kind == "brackets" and len(y.items) == 2:
        return False
    return every(alike(a, b) for a, b in zip(in_order(x), y.items))


def naming_or_value(x, y):
    """x = 5 says the value alone."""
    return alike(x.pairs[0][1], [y]) if len(x.pairs) == 1 else False


def naming_or_region(x, y):
    if len(x.pairs) != 1:
        return False
    name, readings = x.pairs[0]
    if y.name and y.name != name:
        return False
    return alike(readings, [y])


def solutions(x, y):
    if x.name != y.name:
        return False
    return groups(x.values, y.values)


def solutions_or_group(x, y):
    return groups(x.values, y) if y.kind != "tuple" else False


def solutions_or_single(x, y):
    if len(x.values.items) != 1:
        return False
    if isinstance(y, Named):
        return len(y.pairs) == 1 and y.pairs[0][0] == x.name and alike(x.values.items[0], y.pairs[0][1])
    return alike(x.values.items[0], [y])


def solutions_or_region(x, y):
    return (not y.name or y.name == x.name) and group_or_region(x.values, y)


def solutions_or_named(x, y):
    """x_1 = 1, x_2 = 2 beside x = ±…, or one name with a list."""
    if len(y.pairs) == 1 and y.pairs[0][0] == x.name:
        return alike([x.values], y.pairs[0][1])
    return solutions_or_single(x, y)


def region_sets(x, y):
    if x.name and y.name and x.name != y.name:
        return False
    return same_set(x.set, y.set)


def region_or_value(x, y):
    """{2} and x = 2."""
    if isinstance(x.set, sp.FiniteSet) and len(x.set) == 1:
        return same_value(Value("", x.set.args[0]), y)
    return False


def unread(x, y):
    """Too large to be written down, or not to be read."""
    texts = [re.sub(r"[\s{}]|\\text", "", one.text) for one in (x, y)]
    if texts[0] == texts[1] != "":
        return Verdict(True, "text")
    sizes = [size(one) for one in texts_of(x, y)]
    if None not in sizes:
        (times, rest), (other_times, other_rest) = sizes
        if times != other_times or abs(rest - other_rest) > 1e-6 * abs(rest):
            return Verdict(False, "number")
        return Verdict(None, "too large")
    if x.large or y.large:
        return Verdict(None, "too large")
    # Something of it is the same, so that it may well mean the same.
    letters_of = [sorted(re.findall(r"[A-Za-z]+|\d+", one)) for one in texts]
    return Verdict(None if letters_of[0] == letters_of[1] != [] else False, "unreadable")


def texts_of(*readings):
    return [one.text for one in readings]


def size(text):
    """How large a number is that is too large to be worked out; None where it is none."""
    try:
        return tower(latex2sympy(text))
    except Exception:
        return None


def unread_or_value(x, y):
    if isinstance(y.expr, sp.Expr) and y.expr.is_Rational:
        try:
            number = float(y.expr)
        except OverflowError:
            return Verdict(None, "too large")
        here = size(x.text)
        if here is not None and here[0] > 0:
            return Verdict(False, "number") if abs(number) < 1e10 else Verdict(here[0] > 9 and None, "number")
    return unread(x, Unread(y.text))


def unread_or_named(x, y):
    return alike([x], y.pairs[0][1]) if len(y.pairs) == 1 else False


# In this order; either way round.
PAIRS = {
    (Words, Words): words,
    (Choice, Choice): letters,
    (Choice, (Words, Value, Quantity, Group, Ratio, Named, Region)): choice_or_content,
    (Quantity, Quantity): quantities,
    (Quantity, Value): without_unit,
    (Clock, Clock): clocks,
    (Ratio, Ratio): ratios,
    (Ratio, Value): ratio_or_value,
    (Remainder, Remainder): remainders,
    (Residue, Residue): residues,
    (Group, Group): groups,
    (Group, Region): group_or_region,
    (Group, Value): vector,
    (Group, (Quantity, Words)): group_or_single,
    (Named, Named): namings,
    (Named, Group): naming_or_group,
    (Named, Region): naming_or_region,
    (Named, Equation): equations,
    (Solutions, Named): solutions_or_named,
    (Solutions, Solutions): solutions,
    (Solutions, Group): solutions_or_group,
    (Solutions, Region): solutions_or_region,
    (Solutions, (Value, Quantity, Words)): solutions_or_single,
    (Named, (Value, Quantity, Words, Clock, Ratio, Remainder, Residue)): naming_or_value,
    (Equation, Equation): equations,
    (Inequality, Inequality): inequalities,
    (Region, Region): region_sets,
    (Region, Value): region_or_value,
    (Unread, Named): unread_or_named,
    (Unread, Value): unread_or_value,
    (Unread, Unread): unread,
    (Value, Value): values,
}
