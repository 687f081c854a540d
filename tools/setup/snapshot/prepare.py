"""Brings a fresh interpreter to where a session begins: the shell is there, and so is sympy."""

import _imp
import gc
import importlib
import marshal
import os
import re
import sys
import zipfile
import zipimport


LEGAL = re.compile(r"[^/]+[.]dist-info/(METADATA|.*(licen[cs]e|notice|copying|authors)[^/]*)", re.I)


def licences(archives):
    """What has to go with the packages, as one text."""
    parts = []
    for file in archives:
        with zipfile.ZipFile(file) as archive:
            for name in sorted(filter(LEGAL.fullmatch, archive.namelist())):
                parts.append(f"== {name}\n\n{archive.read(name).decode()}")
    return "\n\n".join(parts)


def take_compiled(bytecode):
    """Has the modules of wheels taken from `bytecode`, archives beside them, in place of compiling them.

    They are imported from the wheels themselves, as the sessions do with what is not in the snapshot.
    """
    original = zipimport._compile_source
    archives = [zipfile.ZipFile(file) for file in bytecode]
    found = {name: archive for archive in archives for name in archive.namelist()}

    def compile_source(path, source):
        folder, _, file = path.partition(".whl/")[2].rpartition("/")
        name = f"{folder}/__pycache__/{file.removesuffix('.py')}.{sys.implementation.cache_tag}.pyc"
        if name not in found:
            return original(path, source)
        code = marshal.loads(found[name].read(name)[16:])
        _imp._fix_co_filename(code, path)
        return code

    def stop():
        zipimport._compile_source = original

    zipimport._compile_source = compile_source
    return stop


# What samples use most: it imports more modules than `import sympy` does.
USUAL = """
from sympy import *
x, y, n = symbols("x y n")
k = symbols("k", integer=True, positive=True)
solve(x**2 - 2, x)
solve([x + y - 3, x - y - 1], [x, y])
solveset(sin(x), x, Interval(0, 6))
nsolve(cos(x) - x, 1)
simplify(sin(x)**2 + cos(x)**2)
factor(expand((x + 1)**3 * (x - 2)))
apart(1/(x**2 - 1), x)
trigsimp(sin(2*x)/sin(x))
integrate(sin(x)*x, x)
integrate(exp(-x**2), (x, 0, oo))
diff(x**x, x)
limit(sin(x)/x, x, 0)
series(exp(x), x, 0, 4)
summation(k**2, (k, 1, n))
Matrix([[1, 2], [3, 4]]).inv()
Matrix([[1, 2], [3, 4]]).eigenvals()
isprime(97), factorint(360), divisors(12), totient(12), gcd(12, 18), binomial(5, 2)
N(pi, 30), nsimplify(0.5), Rational(1, 3) + sqrt(2)
Poly(x**3 - x, x).all_roots()
reduce_inequalities(x**2 < 4, x)
str(x + 1), latex(x/2), sympify("x + 1")
"""


# What IPython imports with its first cell.
OF_FIRST_CELL = ("IPython.core.logger", "bdb", "hashlib")


def prepare(paths, bytecode):
    """`paths`: where the modules are imported from. `bytecode`: archives with their compiled code."""
    sys.path += paths
    from shell import fresh
    from shell.session import shell

    main = sys.modules["__main__"]
    stop = take_compiled(bytecode)
    shell.install()
    exec(USUAL, {})
    for name in OF_FIRST_CELL:
        importlib.import_module(name)
    stop()
    from sympy.core.cache import clear_cache

    clear_cache()
    # What Pyodide runs when the memory is taken up again is not to go into the notebook; and it puts
    # this folder there itself.
    sys.modules["__main__"] = main
    sys.path.remove("")
    del os.environ["PYTHONHASHSEED"]
    fresh.remember()
    gc.collect()
    # None of this goes away any more: later collections need not look at it.
    gc.freeze()
