"""Reads what Python and SymPy print. Nothing is run: the syntax tree is walked, name by name."""

import ast
import re
from functools import reduce

import sympy as sp
from judge.model import Unreadable
from judge.sizes import binomial, factorial, power

# What is certainly not LaTeX or handwriting.
SIGNS = re.compile(
    r"\*|[A-Za-z_][\w.]*\(|\d[eE][-+]?\d|(?<![A-Za-z])(?:oo|pi|nan|inf|zoo|True|False|None)(?![A-Za-z])"
    r"|\dj|==|!=|&|\bS\.|\{.*:"
)

CONSTANTS = {
    "pi": sp.pi,
    "E": sp.E,
    "e": sp.E,
    "I": sp.I,
    "oo": sp.oo,
    "inf": sp.oo,
    "infty": sp.oo,
    "Infinity": sp.oo,
    "nan": sp.nan,
    "NaN": sp.nan,
    "zoo": sp.zoo,
    "GoldenRatio": sp.GoldenRatio,
    "EulerGamma": sp.EulerGamma,
    "tau": 2 * sp.pi,
    "One": sp.S.One,
    "Half": sp.S.Half,
    "Zero": sp.S.Zero,
    "Infinity_": sp.oo,
    "NegativeInfinity": -sp.oo,
    "ImaginaryUnit": sp.I,
    "ComplexInfinity": sp.zoo,
    "NaN_": sp.nan,
    "Pi": sp.pi,
    "Exp1": sp.E,
}

SETS = {
    "Reals": sp.S.Reals,
    "Integers": sp.S.Integers,
    "Naturals": sp.S.Naturals,
    "Naturals0": sp.S.Naturals0,
    "Rationals": sp.S.Rationals,
    "Complexes": sp.S.Complexes,
    "EmptySet": sp.S.EmptySet,
}

MODULES = {"math", "cmath", "np", "numpy", "sp", "sympy", "S", "mp", "mpmath", "fractions", "decimal"}


def _log(x, base=None):
    return sp.log(x) if base is None else sp.log(x) / sp.log(base)


def _complex(re_part, im_part=0):
    return re_part + sp.I * im_part


FUNCTIONS = {
    "sqrt": sp.sqrt,
    "cbrt": lambda x: sp.cbrt(x),
    "root": sp.root,
    "real_root": sp.real_root,
    "exp": sp.exp,
    "log": _log,
    "ln": sp.log,
    "log2": lambda x: sp.log(x) / sp.log(2),
    "log10": lambda x: sp.log(x) / sp.log(10),
    "abs": sp.Abs,
    "Abs": sp.Abs,
    "factorial": factorial,
    "binomial": binomial,
    "comb": binomial,
    "C": binomial,
    "nCr": binomial,
    "perm": lambda n, k: factorial(n) / factorial(n - k),
    "nPr": lambda n, k: factorial(n) / factorial(n - k),
    "gcd": sp.gcd,
    "igcd": sp.gcd,
    "lcm": sp.lcm,
    "ilcm": sp.lcm,
    "floor": sp.floor,
    "ceil": sp.ceiling,
    "ceiling": sp.ceiling,
    "max": sp.Max,
    "Max": sp.Max,
    "min": sp.Min,
    "Min": sp.Min,
    "gamma": sp.gamma,
    "zeta": sp.zeta,
    "sign": sp.sign,
    "conjugate": sp.conjugate,
    "re": sp.re,
    "im": sp.im,
    "arg": sp.arg,
    "pow": power,
    "Pow": power,
    "Rational": lambda p, q=1: p / q,
    "Fraction": lambda p, q=1: p / q,
    "mpq": lambda p, q=1: p / q,
    "complex": _complex,
    "mpc": _complex,
    "degrees": lambda x: x * 180 / sp.pi,
    "radians": lambda x: x * sp.pi / 180,
    **{name: lambda x, *_: x for name in ("Integer", "Float", "Decimal", "mpf", "int", "float")},
    **{name: lambda x: x for name in ("float64", "float32", "int64", "int32", "sympify", "N")},
    **{
        name: getattr(sp, name)
        for name in (
            "sin cos tan cot sec csc asin acos atan acot asec acsc atan2 sinh cosh tanh coth asinh"
            " acosh atanh erf LambertW"
        ).split()
    },
    **{
        f"arc{name}": getattr(sp, f"a{name}")
        for name in "sin cos tan cot sec csc sinh cosh tanh".split()
    },
}

SINGLE = re.compile(r"[A-Za-z](?:_?\d+)?\Z|(?:alpha|beta|gamma|delta|theta|lambda|lamda|mu|phi|omega|sigma|rho|epsilon|tau|psi|xi)\Z")


def tree_of(text):
    """The syntax tree of an expression of Python; raises Unreadable for anything else."""
    if "\\" in text or "$" in text or not SIGNS.search(text):
        raise Unreadable(text)
    source = re.sub(r"(?<!\^)\^(?!\^)", "**", text.strip())
    try:
        tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise Unreadable(text) from None
    return tree.body, source


def called(node):
    """The name of what is called, without its module; "" where nothing is."""
    return name_of(node.func) if isinstance(node, ast.Call) else ""


def name_of(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        if isinstance(node.value, ast.Name) and (
            node.value.id in MODULES or node.value.id == "Interval"
        ):
            return node.attr
        if isinstance(node.value, ast.Attribute):
            return name_of(node.value) and node.attr
    raise Unreadable(ast.dump(node))


def expression(node, source):
    """An expression of SymPy; raises Unreadable where something is not in the lists above."""
    again = lambda child: expression(child, source)  # noqa: E731
    if isinstance(node, ast.Constant):
        return constant(node, source)
    if isinstance(node, ast.UnaryOp):
        value = again(node.operand)
        if isinstance(node.op, ast.USub):
            return -value
        if isinstance(node.op, ast.UAdd):
            return value
        raise Unreadable(source)
    if isinstance(node, ast.BinOp):
        return operation(node.op, again(node.left), again(node.right))
    if isinstance(node, (ast.Name, ast.Attribute)):
        name = name_of(node)
        if name in CONSTANTS:
            return CONSTANTS[name]
        if isinstance(node, ast.Name) and SINGLE.match(name):
            return sp.Symbol({"lamda": "lambda"}.get(name, name))
        raise Unreadable(name)
    if isinstance(node, ast.Call) and not node.keywords:
        function = FUNCTIONS.get(called(node))
        if called(node) in ("Symbol", "symbols") and isinstance(node.args[0], ast.Constant):
            return sp.Symbol(str(node.args[0].value))
        if function:
            try:
                return sp.sympify(function(*[again(child) for child in node.args]))
            except (TypeError, ValueError, AttributeError):
                raise Unreadable(source) from None
    raise Unreadable(source)


def constant(node, source):
    if isinstance(node.value, str):
        if re.fullmatch(r"[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?(?:/\d+)?", node.value.strip()):
            return sp.Rational(node.value.strip())
        if node.value.strip().lower().lstrip("+-") in ("inf", "infinity"):
            return -sp.oo if node.value.strip().startswith("-") else sp.oo
        if node.value.strip().lower() == "nan":
            return sp.nan
        raise Unreadable(source)
    if isinstance(node.value, bool) or not isinstance(node.value, (int, float, complex)):
        raise Unreadable(source)
    written = (ast.get_source_segment(source, node) or str(node.value)).replace("_", "")
    if isinstance(node.value, complex):
        return decimal(written[:-1]) * sp.I
    return decimal(written)


def decimal(written):
    """The number exactly as it is written: 0.1 is a tenth."""
    if re.fullmatch(r"0[xXoObB].*", written):
        return sp.Integer(int(written, 0))
    exponent = re.search(r"[eE]([-+]?\d+)$", written)
    if exponent and abs(int(exponent[1])) > 5000:
        raise Unreadable(written)
    return sp.Rational(written)


def operation(op, left, right):
    if isinstance(op, ast.Add):
        return left + right
    if isinstance(op, ast.Sub):
        return left - right
    if isinstance(op, ast.Mult):
        return left * right
    if isinstance(op, ast.Div):
        return left / right
    if isinstance(op, ast.Pow):
        return power(left, right)
    if isinstance(op, ast.FloorDiv):
        return sp.floor(left / right)
    if isinstance(op, ast.Mod):
        return sp.Mod(left, right)
    raise Unreadable(str(op))


def real_set(node, source):
    """Interval(0, 1), Union(…), FiniteSet(…), S.Reals as a set of SymPy."""
    if isinstance(node, (ast.Name, ast.Attribute)) and name_of(node) in SETS:
        return SETS[name_of(node)]
    name = called(node)
    if name in ("Interval", "open", "Lopen", "Ropen"):
        ends = [expression(child, source) for child in node.args[:2]]
        flags = [bool(getattr(child, "value", False)) for child in node.args[2:]] + [False, False]
        if name == "open":
            flags = [True, True]
        elif name != "Interval":
            flags = [name == "Lopen", name == "Ropen"]
        return sp.Interval(*ends, *flags[:2])
    if name == "FiniteSet":
        return sp.FiniteSet(*[expression(child, source) for child in node.args])
    if name in ("Union", "Intersection", "Complement"):
        sets = [real_set(child, source) for child in node.args]
        join = {"Union": sp.Union, "Intersection": sp.Intersection, "Complement": sp.Complement}
        return reduce(join[name], sets)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return sp.Union(real_set(node.left, source), real_set(node.right, source))
    raise Unreadable(source)
