"""Compiling uses more of Python's stack than of the browser's: the limit is not for it."""

import builtins

original = builtins.compile


def install(limit_stack):
    """`limit_stack` lifts the limit of the stack while something is compiled."""
    depth = 0

    def without_limit(function, *args, **kwargs):
        nonlocal depth
        depth += 1
        if depth == 1:
            limit_stack(False)
        try:
            return function(*args, **kwargs)
        finally:
            depth -= 1
            if depth == 0:
                limit_stack(True)

    def compile(*args, **kwargs):
        return without_limit(original, *args, **kwargs)

    compile.__doc__ = original.__doc__
    builtins.compile = compile
