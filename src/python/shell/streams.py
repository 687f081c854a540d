"""Where a block's output goes."""

import io
import re

NOT_BLANK = re.compile(r"\S")


class CappedStream(io.TextIOBase):
    """Keeps the first characters written to it. What follows costs neither memory nor time."""

    def __init__(self, mark=""):
        self.mark = mark  # what stands for what was cut
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
        self.add(text if self.parts else text.lstrip())
        return len(text)

    def add(self, text):
        """Also keeps white space at the beginning."""
        kept = text[: self.left]
        if kept:
            self.parts.append(kept)
            self.left -= len(kept)
        if len(kept) < len(text) and not self.cut:
            self.cut = NOT_BLANK.search(text, len(kept)) is not None

    def text(self):
        """As the model was trained: without white space around it, with one newline at its end."""
        text = "".join(self.parts)
        text = text + self.mark if self.cut else text.rstrip()
        return f"{text}\n" if text else ""
