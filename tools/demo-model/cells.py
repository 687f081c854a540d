"""Runs the cells of one transcript, with the output that the app's Python session gives.

Small on purpose: training cells only print, echo a last expression or raise. A test of the app
compares its session with the same cells.
"""

import ast
import contextlib
import io
import traceback


class Notebook:
    """State kept between the cells of one sample."""

    def __init__(self) -> None:
        self.scope: dict[str, object] = {"__name__": "__main__"}

    def run(self, code: str) -> tuple[str, bool]:
        """Returns the output and whether the cell completed."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            try:
                body = ast.parse(code).body
                last = body[-1] if body and isinstance(body[-1], ast.Expr) else None
                if last is not None:
                    body = body[:-1]
                exec(compile(ast.Module(body, []), "<cell>", "exec"), self.scope)
                if last is not None:
                    value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), self.scope)
                    if value is not None:
                        print(repr(value))
            except Exception as error:  # noqa: BLE001 - any error of a cell is a result
                print(_traceback(error, code), end="")
                return out.getvalue(), False
        return out.getvalue(), True


def _traceback(error: Exception, code: str) -> str:
    """The traceback without paths and line numbers, as the wire format wants it."""
    if isinstance(error, SyntaxError):
        return "".join(traceback.format_exception_only(error)[1:])
    lines = code.split("\n")
    frames = [
        lines[frame.lineno - 1].strip()
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == "<cell>" and frame.lineno
    ]
    steps = "".join(f"    {line}\n" for line in frames)
    return f"Traceback (most recent call last):\n{steps}{type(error).__name__}: {error}\n"
