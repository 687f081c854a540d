"""A sample's notebook: runs its blocks and gives back what an IPython shell would print.

Plain Python, with nothing of Pyodide or the browser in it: the worker runs it, and tests run it
under CPython.
"""

import ast
import builtins
import importlib
import io
import itertools
import sys
import tokenize
import types

NAMES_OF_OURS = "<cell "  # every block is compiled under a name that begins so


class CappedStream(io.TextIOBase):
    """Keeps the first characters written to it. What follows costs neither memory nor time."""

    def __init__(self, mark):
        self.mark = mark
        self.start(0)

    def start(self, limit):
        self.left = limit
        self.parts = []
        self.cut = False

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self.left >= len(text):
            self.left -= len(text)
            self.parts.append(text)
        elif not self.cut:
            self.parts.append(text[: self.left] + self.mark)
            self.left = 0
            self.cut = True
        return len(text)

    def text(self):
        return "".join(self.parts)


class Shell:
    """State kept between the blocks of one sample.

    `stopped` says whether the block that runs was told to stop from outside.
    """

    def __init__(self, cut_mark, stopped=lambda: False):
        self.stopped = stopped
        self.cells = {}
        self.stdout = CappedStream(cut_mark)
        self.stderr = CappedStream(cut_mark)
        self.main = types.ModuleType("__main__")
        self.main.__dict__["__builtins__"] = builtins

    def install(self):
        """Takes the interpreter over: from now on it is this notebook's."""
        sys.modules["__main__"] = self.main
        sys.stdout = sys.__stdout__ = self.stdout
        sys.stderr = sys.__stderr__ = self.stderr
        sys.stdin = sys.__stdin__ = io.StringIO("")
        builtins.input = refuse_input

    def imports(self, code):
        """Dotted names of the modules that a block may import; none if it does not parse."""
        try:
            tree = ast.parse(dedent(code))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return []
        names = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
        return sorted(names)

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
        """Runs a block; returns whether it completed, its stdout and its stderr."""
        self.stdout.start(limit)
        self.stderr.start(limit)
        try:
            self.execute(dedent(code))
            completed = True
        except BaseException as error:  # noqa: BLE001 - whatever a block throws is its result
            completed = isinstance(error, SystemExit) and error.code in (None, 0)
            if not completed and not self.stopped():
                self.stdout.write(self.describe(error))
        finally:
            self.restore_streams()
        return completed, *self.output()

    def output(self):
        """stdout and stderr of the block so far."""
        return self.stdout.text(), self.stderr.text()

    def execute(self, code):
        name = f"{NAMES_OF_OURS}{len(self.cells) + 1}>"
        self.cells[name] = code.split("\n")
        body = ast.parse(code, name).body
        last = body.pop().value if body and isinstance(body[-1], ast.Expr) else None
        scope = self.main.__dict__
        # Compiled before anything runs: a block with an error in its last line prints nothing.
        statements = compile(ast.Module(body, []), name, "exec")
        expression = compile(ast.Expression(last), name, "eval") if last is not None else None
        exec(statements, scope)
        if expression is None:
            return
        value = eval(expression, scope)
        if value is None:
            return
        scope["_"] = value
        if not ends_with_semicolon(code):
            self.stdout.write(f"{value!r}\n")

    def restore_streams(self):
        """A block may have put streams of its own in our place."""
        sys.stdout = self.stdout
        sys.stderr = self.stderr

    def describe(self, error):
        """The traceback without files and line numbers."""
        try:
            if isinstance(error, SystemExit):
                return headline(error)
            return "".join(self.chain(error, set()))
        except RecursionError:
            return f"{type(error).__name__}\n"

    def chain(self, error, seen):
        seen.add(id(error))
        cause, context = error.__cause__, error.__context__
        if cause is not None and id(cause) not in seen:
            yield from self.chain(cause, seen)
            yield "\nThe above exception was the direct cause of the following exception:\n\n"
        elif context is not None and not error.__suppress_context__ and id(context) not in seen:
            yield from self.chain(context, seen)
            yield "\nDuring handling of the above exception, another exception occurred:\n\n"
        frames = self.frames(error)
        if frames or not isinstance(error, SyntaxError):
            yield "Traceback (most recent call last):\n"
        yield from shorten(frames)
        yield from (syntax_lines(error) if isinstance(error, SyntaxError) else ())
        yield headline(error)
        for note in getattr(error, "__notes__", None) or ():
            yield f"{note}\n"

    def frames(self, error):
        """The lines of the sample's own blocks that the error passed through."""
        lines = []
        step = error.__traceback__
        while step is not None:
            cell = self.cells.get(step.tb_frame.f_code.co_filename)
            if cell and step.tb_lineno and step.tb_lineno <= len(cell):
                lines.append(f"    {cell[step.tb_lineno - 1].strip()}\n")
            step = step.tb_next
        return lines


def headline(error):
    name = type(error).__name__
    try:
        message = error.msg if isinstance(error, SyntaxError) else str(error)
    except BaseException:  # noqa: BLE001 - a block's own class may fail to say what it is
        message = "<exception str() failed>"
    return f"{name}: {message}\n"


def syntax_lines(error):
    """The line at fault and a mark below it."""
    if not error.text:
        return
    text = error.text.split("\n")[0]
    stripped = text.lstrip()
    yield f"    {stripped.rstrip()}\n"
    if not error.offset or error.offset < 1:
        return
    start = error.offset - 1 - (len(text) - len(stripped))
    same_line = error.end_lineno in (None, error.lineno)
    end = error.end_offset - 1 - (len(text) - len(stripped)) if same_line and error.end_offset else 0
    start = max(0, start)
    yield f"    {' ' * start}{'^' * max(1, end - start)}\n"


def shorten(lines):
    """A recursion's line three times, then how often it follows, as in Python's own tracebacks."""
    for line, run in itertools.groupby(lines):
        count = len(list(run))
        yield from itertools.repeat(line, min(count, 3))
        if count > 3:
            times = "time" if count == 4 else "times"
            yield f"  [Previous line repeated {count - 3} more {times}]\n"


def dedent(code):
    """As IPython: leading empty lines go, and the first line's indentation goes from all lines."""
    lines = code.split("\n")
    while len(lines) > 1 and not lines[0].strip():
        lines.pop(0)
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" \t"))]
    if not indent:
        return "\n".join(lines)
    return "\n".join(line.removeprefix(indent) for line in lines)


def ends_with_semicolon(code):
    ignored = {
        tokenize.NEWLINE,
        tokenize.NL,
        tokenize.COMMENT,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
    last = ""
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type not in ignored:
                last = token.string
    except (tokenize.TokenError, SyntaxError):
        return False
    return last == ";"


def refuse_input(prompt="", /):
    raise EOFError("input() has nobody to ask here. Write the value into the code instead.")
