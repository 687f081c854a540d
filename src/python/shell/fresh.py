"""What no two interpreters may share, though they begin with the same memory."""

import gc
import multiprocessing
import os
import random
import time

generators = []


def remember():
    """Finds the random generators that modules have made. There may be more than Python's own."""
    generators[:] = [one for one in gc.get_objects() if isinstance(one, random.Random)]


def begin():
    """From here on this interpreter is like no other."""
    # Of the numbers that `random.seed()` takes, which are the browser's.
    for generator in generators or [random]:
        generator.seed()
    multiprocessing.current_process().authkey = os.urandom(32)
    # Where the memory was made, the clock may have been another one.
    if hasattr(time, "tzset"):
        time.tzset()
