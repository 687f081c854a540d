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
    set_zone()


def set_zone():
    """As when `time` is imported, which it was where the memory was made."""
    year = time.localtime().tm_year
    noons = [time.mktime((year, month, 1, 12, 0, 0, 0, 0, -1)) for month in (1, 7)]
    standard, summer = sorted(map(time.localtime, noons), key=lambda at: at.tm_gmtoff)
    time.timezone, time.altzone = -standard.tm_gmtoff, -summer.tm_gmtoff
    time.daylight = int(time.timezone != time.altzone)
    time.tzname = (standard.tm_zone, summer.tm_zone)
