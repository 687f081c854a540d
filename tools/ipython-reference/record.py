"""Runs tests/fixtures/ipython/cells.json through real IPython and writes down what it prints.

    pip install -r requirements.txt
    python record.py           # writes the outputs into the file
    python record.py --check   # compares; versioned cells only where the versions are the same
    python record.py --mark    # on another Python: marks the cells that differ as versioned

All cells run in one shell, one after the other, with the settings of the shell that made the
model's training data. The outputs are in the form of the format's description: tracebacks on
stdout, no labels, no paths, no line numbers, one newline at the end.
"""

import json
import os
import re
import sys
import tempfile
import warnings
from importlib.metadata import version
from pathlib import Path

import IPython
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

CELLS = Path(__file__).parents[2] / "tests/fixtures/ipython/cells.json"

PLACE = re.compile(
    r"^[ |+]*(Cell In\[\d+\], line \d+|File (\".*\", line \d+|.+:\d+))(,? in .*)?$\n?", re.MULTILINE
)
CUT_AFTER = 1000
CUT_MARK = "<output cut>"


def main(arguments):
    data = json.loads(CELLS.read_text(encoding="utf-8"))
    versions = {
        "python": "{}.{}".format(*sys.version_info),
        "ipython": IPython.__version__,
        "sympy": version("sympy"),
    }
    printed = run_all([cell["code"] for group in data["groups"] for cell in group["cells"]])
    cells = [cell for group in data["groups"] for cell in group["cells"]]
    if "--check" in arguments:
        sys.exit(check(cells, printed, versions == data["recorded"]))
    if "--mark" in arguments:
        for cell, output in zip(cells, printed, strict=True):
            if differs(cell, output):
                cell["versioned"] = True
        return write(data)
    for cell, output in zip(cells, printed, strict=True):
        # What is another thing on purpose may also be one on every machine.
        cell.update({} if "ours" in cell else output)
    data["recorded"] = versions
    write(data)


def write(data):
    CELLS.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def run_all(codes):
    os.chdir(tempfile.mkdtemp())
    sys.stdin = open(os.devnull)  # noqa: SIM115
    sys.argv = ["ipython"]
    warnings.filterwarnings("ignore")
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Plain"
    shell = InteractiveShell.instance(config=config)
    return [run(shell, code) for code in codes]


def run(shell, code):
    with capture_output(display=False) as captured:
        shell.run_cell(code, store_history=True)
    stdout, stderr = captured.stdout, captured.stderr
    if "Traceback (most recent call last)" in stderr:
        stdout, stderr = stdout + stderr, ""
    return {"stdout": in_form(stdout), "stderr": in_form(stderr)}


def in_form(text):
    text = re.sub(r"Out\[\d+\]: ", "", text).strip()
    text = PLACE.sub("", text)
    if len(text) > CUT_AFTER:
        text = text[:CUT_AFTER] + CUT_MARK
    return f"{text}\n" if text else ""


def check(cells, printed, same_versions):
    """The number of cells that print something else than is written down."""
    wrong = 0
    for cell, output in zip(cells, printed, strict=True):
        if not same_versions and cell.get("versioned"):
            continue
        if differs(cell, output):
            wrong += 1
            print(f"{cell['code']!r}: was {cell['stdout']!r}, is {output['stdout']!r}")
    print(f"{len(cells)} cells, {wrong} differences")
    return min(wrong, 1)


def differs(cell, output):
    return "ours" not in cell and any(
        vague(text) != vague(cell[stream]) for stream, text in output.items()
    )


def vague(text):
    """Without addresses, durations and folders."""
    text = re.sub(r"/\S+/(?=sympy/)", "", text)
    text = re.sub(r"0x[0-9a-f]+", "0x0", text)
    # Told only where they took 0.1 s, as on a busy machine.
    text = re.sub(r"^(Compiler|Parser) *: .*\n", "", text, flags=re.MULTILINE)
    # A thousand is "1e+03".
    return re.sub(r"[\d.]+(e\+\d+)? (ns|us|ms|s)\b", "0 s", text)


if __name__ == "__main__":
    main(sys.argv[1:])
