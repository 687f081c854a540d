"""Which modules a block may import, found without running it."""

import ast

# Functions that import what their text names, and those that run their text.
IMPORTERS = {"__import__", "import_module"}
RUNNERS = {"exec", "eval", "compile", "run_line_magic", "run_cell_magic"}


def imported_names(code):
    """Dotted names, also of imports inside texts that the code runs; none if it does not parse."""
    try:
        tree = ast.parse(code.strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
        elif isinstance(node, ast.Call):
            names.update(named_by_call(node))
    return names


def named_by_call(call):
    function = getattr(call.func, "id", getattr(call.func, "attr", None))
    texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
    texts = [text for text in texts if isinstance(text, str)]
    if function in IMPORTERS:
        return set(texts[:1])
    if function in RUNNERS:
        return set().union(*map(imported_names, texts))
    return set()
