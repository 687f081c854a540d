"""Hides what Pyodide has beside Python: code finds the modules that it would find elsewhere.

Not a wall: that is the sandbox around the worker (docs/security.md). It keeps a mistake from using
up memory that no ceiling covers, and makes `import js` fail as it does under any other Python.
"""

import sys

HIDDEN = {"js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core"}


class Hidden:
    """Finds no module, and keeps later finders from finding one."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in HIDDEN:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def hide():
    for finder in sys.meta_path:
        getattr(finder, "jsproxies", {}).clear()
    for name in list(sys.modules):
        if name.partition(".")[0] in HIDDEN:
            del sys.modules[name]
    sys.meta_path.insert(0, Hidden)
