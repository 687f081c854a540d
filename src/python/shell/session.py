"""State kept between the blocks of one sample."""

import importlib
import importlib.util
import io
import re
import sys

from . import block_loop, compiling, figures, fresh, ipython, memoising, refusals
from .imports import imported_names
from .streams import CappedStream

# IPython imports it with its first traceback, when there may be no memory left to do so.
FOR_TRACEBACKS = "pygments.formatters.terminal256"

# As Python's evaluation and its parser say it.
STACK_ENDED = re.compile("(Stack|Parser stack) overflow")
TOO_DEEP = "Calls can't go that deep here. Write it as a loop, from the smallest case up."

# May be there or not, depending on a network.
LARGE_PACKAGES = ("matplotlib", "numpy", "pandas", "scipy")


class Shell:
    """Made by `install`, which may have been in another interpreter, whose memory this one has; at work
    from `begin`.
    """

    def __init__(self):
        self.packages = []
        self.stopped = lambda: False
        self.limit_stack = lambda in_force: None
        self.stdout = CappedStream()
        self.stderr = CappedStream()
        self.asked = set()  # top-level names of modules that import statements have named
        self.wanted = set()  # those that no statement named, so that they were missed

    def install(self):
        """Takes the interpreter over: from now on it is this notebook's."""
        sys.stdout = sys.__stdout__ = self.stdout
        sys.stderr = sys.__stderr__ = self.stderr
        sys.stdin = sys.__stdin__ = io.StringIO("")
        figures.install()
        block_loop.install()
        self.ip = ipython.start()
        self.ip.stopped = lambda: self.stopped()
        self.ip.note_for = self.note_for
        refusals.install()
        memoising.install()
        importlib.import_module(FOR_TRACEBACKS)
        compiling.install(lambda in_force: self.limit_stack(in_force))

    def begin(self, cut_mark, packages, stopped, limit_stack):
        """What belongs to this interpreter alone.

        `packages`: names of those that our own server has. `stopped` says whether the block that runs
        was told to stop from outside. `limit_stack` puts the limit of the stack in force, or lifts it.
        """
        self.stdout.mark = self.stderr.mark = cut_mark
        self.packages = list(packages)
        self.stopped = stopped
        self.limit_stack = limit_stack
        sys.modules["__main__"] = self.ip.user_module
        fresh.begin()
        limit_stack(True)

    def imports(self, code):
        """Dotted names of the modules that a block may import; none if it does not parse."""
        try:
            names = imported_names(self.ip.transform_cell(code))
        except Exception:  # noqa: BLE001 - the block will show what is wrong with it
            names = set()
        self.asked.update(name.partition(".")[0] for name in names)
        return sorted(names | self.wanted)

    def preload(self, names):
        """Imports modules ahead of a block. What fails here fails in the block, where it is seen."""
        self.stdout.start(0)
        self.stderr.start(0)
        for name in names:
            try:
                importlib.import_module(name)
            except BaseException:  # noqa: BLE001
                pass

    def run(self, code, limit):
        """Runs a block; returns whether it completed, its stdout, its stderr and its figures."""
        self.stdout.start(limit)
        self.stderr.start(limit)
        self.ip.failed = False
        pictures = []
        try:
            completed = self.completes(code)
            pictures = figures.take(wanted=limit > 0)
        finally:
            self.restore_streams()
        return [completed, *self.output(), pictures]

    def completes(self, code):
        result = self.ip.run_cell(code, store_history=True)
        error = result.error_in_exec
        if isinstance(error, SystemExit):
            return error.code in (None, 0)
        return result.success and not self.ip.failed

    def output(self):
        """stdout and stderr of the block so far."""
        return [self.stdout.text(), self.stderr.text()]

    def restore_streams(self):
        """A block may have put streams of its own in our place."""
        sys.stdout = self.stdout
        sys.stderr = self.stderr

    def note_for(self, error):
        """Says what there is, after a module that there is not."""
        if isinstance(error, (RecursionError, MemoryError)) and STACK_ENDED.match(str(error)):
            return TOO_DEEP
        if type(error) is not ModuleNotFoundError or not error.name:
            return None
        name = error.name.partition(".")[0]
        if name in sys.modules:
            return None
        self.wanted.add(name)
        if name in self.packages and name not in self.asked:
            return f"Only an import statement loads it here: import {name}"
        there = {large for large in LARGE_PACKAGES if importlib.util.find_spec(large)}
        names = ", ".join(sorted({*self.packages, *there} - {name}))
        return f"Packages that are here: {names}"


# The one of this interpreter.
shell = Shell()
