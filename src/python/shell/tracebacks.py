"""Tracebacks as the model was trained on them: no paths, no line numbers."""

import itertools
import os
import re

# IPython's `Cell In[1], line 1 in f` and `File …:1 in f`, Python's own `File "…", line 1, in f`.
PLACE = re.compile(r"^[ |+]*(Cell In\[\d+\], line \d+|File (\".*\", line \d+|.+:\d+))(,? in .*)?$")

OURS = os.path.dirname(__file__)


def without_places(text):
    """The text without its file lines, and with the lines of a recursion counted."""
    lines = [line for line in text.split("\n") if not PLACE.match(line)]
    return "\n".join(shortened(lines))


def shortened(lines):
    """A line three times, then how often it follows: else a recursion's error is never seen."""
    for line, run in itertools.groupby(lines):
        count = len(list(run))
        if not line.startswith("    ") or count <= 3:
            yield from itertools.repeat(line, count)
            continue
        yield from itertools.repeat(line, 3)
        yield f"  [Previous line repeated {count - 3} more time{'s' if count > 4 else ''}]"


def leave_out_our_frames(error):
    """Frames of this package are not the block's business."""
    step = error.__traceback__
    while step is not None:
        following = step.tb_next
        while following is not None and following.tb_frame.f_code.co_filename.startswith(OURS):
            following = following.tb_next
        step.tb_next = following
        step = following


def has_group(error):
    """Whether IPython leaves this one to Python, which writes to stderr."""
    while error is not None:
        if isinstance(error, BaseExceptionGroup):
            return True
        error = error.__context__
    return False


def format_warning(message, category, filename, lineno, line=None):
    del filename, lineno
    return f"{category.__name__}: {message}\n" + (f"  {line.strip()}\n" if line else "")
