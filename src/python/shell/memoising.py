"""`functools.cache` and `lru_cache` in Python, for what a block defines.

Those of functools are in C: each level of a memoised recursion then takes some of the browser's stack,
which ends after a few hundred. From Python to Python no stack is used.
"""

import functools
import sys

STEP = 256  # levels for which the recursion limit is raised at once
MAIN = "__main__"

original = functools.lru_cache
set_limit = sys.setrecursionlimit


class Limit:
    """The recursion limit: as set by the code, plus one for each of our frames on the stack."""

    def __init__(self):
        self.base = sys.getrecursionlimit()
        self.deep = 0
        self.extra = 0

    def enter(self):
        self.deep += 1
        if self.deep > self.extra:
            self.extra += STEP
            set_limit(self.base + self.extra)

    def leave(self):
        self.deep -= 1
        if self.deep == 0:
            self.extra = 0
            set_limit(self.base)

    def get(self):
        return self.base

    def set(self, limit, /):
        set_limit(limit)
        self.base = limit
        set_limit(limit + self.extra)


def memoise(function, maxsize, typed, limit):
    """As functools documents it."""
    found = {}
    hits = misses = 0
    make_key, missing = functools._make_key, object()
    if maxsize is not None:
        maxsize = max(maxsize, 0)

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = make_key(args, kwds, typed)
        value = found.get(key, missing) if maxsize is None else found.pop(key, missing)
        if value is not missing:
            hits += 1
            # The last used is the last: the first one goes when there is no room.
            if maxsize is not None:
                found[key] = value
            return value
        misses += 1
        limit.enter()
        try:
            value = function(*args, **kwds)
        finally:
            limit.leave()
        if maxsize is None:
            found[key] = value
        elif maxsize > 0:
            # A call within this one may have found the same.
            found.pop(key, None)
            if len(found) >= maxsize:
                del found[next(iter(found))]
            found[key] = value
        return value

    def cache_info():
        return functools._CacheInfo(hits, misses, maxsize, len(found))

    def cache_clear():
        nonlocal hits, misses
        found.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return functools.update_wrapper(wrapper, function)


def install():
    limit = Limit()
    sys.getrecursionlimit, sys.setrecursionlimit = limit.get, limit.set

    def wrapped(function, maxsize, typed):
        if getattr(function, "__module__", None) != MAIN:
            return original(maxsize, typed)(function)
        return memoise(function, maxsize, typed, limit)

    def lru_cache(maxsize=128, typed=False):
        if callable(maxsize) and isinstance(typed, bool):
            return wrapped(maxsize, 128, typed)
        if maxsize is not None and not isinstance(maxsize, int):
            raise TypeError("Expected first argument to be an integer, a callable, or None")
        return lambda function: wrapped(function, maxsize, typed)

    def cache(user_function, /):
        return wrapped(user_function, None, False)

    for ours in (lru_cache, cache):
        functools.update_wrapper(ours, getattr(functools, ours.__name__))
        setattr(functools, ours.__name__, ours)
