"""IPython, set up as in training, with what a browser changes."""

import codeop
import contextlib
import io
import json
import os
import pkgutil
import sys
import warnings

from IPython.core.displayhook import DisplayHook
from IPython.core import interactiveshell
from IPython.core.profiledir import ProfileDir
from IPython.utils.PyColorize import Theme
from traitlets import Type
from traitlets.config import Config

from . import refusals
from .tracebacks import format_warning, has_group, leave_out_our_frames, without_places


class UnlabelledDisplayHook(DisplayHook):
    """Shows a value without `Out[n]:` before it."""

    def write_output_prompt(self):
        pass


class InteractiveShell(interactiveshell.InteractiveShell):
    """Its tracebacks go to stdout, without places."""

    displayhook_class = Type(UnlabelledDisplayHook)

    def __init__(self, **kwargs):
        self.stopped = lambda: False
        self.note_for = lambda error: None
        self.failed = False
        super().__init__(**kwargs)

    def init_profile_dir(self, profile_dir):
        """Without the folders for settings and history that nobody would read."""
        self.profile_dir = ProfileDir()

    def showtraceback(self, exc_tuple=None, *args, **kwargs):
        self.failed = True
        if self.stopped():
            return
        error = exc_tuple[1] if exc_tuple else sys.exception()
        leave_out_our_frames(error)
        note = self.note_for(error)
        if note:
            error.add_note(note)
        if not has_group(error):
            super().showtraceback(exc_tuple, *args, **kwargs)
            return
        text = io.StringIO()
        with contextlib.redirect_stderr(text):
            super().showtraceback(exc_tuple, *args, **kwargs)
        print(without_places(text.getvalue()))

    def _showtraceback(self, etype, evalue, stb):
        text = without_places(self.InteractiveTB.stb2text(stb)) + "\n"
        # A syntax error begins with an indented line, which a block's own output may not.
        getattr(sys.stdout, "add", sys.stdout.write)(text)

    def ask_exit(self):
        """`exit` and `quit`."""
        raise SystemExit

    def enable_gui(self, gui=None):
        """For `%matplotlib`: there are no windows to bring to life."""

    def enable_matplotlib(self, gui=None):
        """Figures are drawn into memory, whatever is asked for."""
        return "agg", "agg"


def theme_from_file(path):
    """IPython lies in an archive here, where it would look for a file."""
    data = pkgutil.get_data("IPython", f"utils/themes/{os.path.basename(path)}")
    return Theme.from_dict(json.loads(data))


def start():
    """The one IPython of this interpreter."""
    # As in the shell that made the training data. Newer Pythons warn of more than that one did.
    warnings.filterwarnings("ignore")
    warnings.formatwarning = format_warning
    Theme.from_file = theme_from_file
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Plain"
    ip = InteractiveShell.instance(config=config)
    # As Python 3.10, with which the training data was made: unfinished code is told what it lacks.
    ip.compile.flags &= ~codeop.PyCF_ALLOW_INCOMPLETE_INPUT
    refusals.install_in(ip)
    ip.register_magic_function(lambda line: None, "line", "matplotlib")
    return ip
