"""The matplotlib figures that a block leaves open: pictures for the person, no text for the model."""

import base64
import io
import os
import sys

MOST = 4  # figures of a block
MOST_BYTES = 1_000_000  # of one picture
MOST_PIXELS = 2000  # of its longer side
ALT_LENGTH = 300


def install():
    """No window: matplotlib only draws into memory."""
    os.environ["MPLBACKEND"] = "agg"


def take(wanted):
    """Closes the open figures; gives each as PNG in base64, width, height and text in its place."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return []
    numbers = attempt(pyplot.get_fignums) or []
    drawn = [attempt(picture, pyplot, number) for number in numbers[: MOST if wanted else 0]]
    attempt(pyplot.close, "all")
    return [item for item in drawn if item]


def attempt(function, *args):
    """Drawing runs code of the block's own, which may fail: then there is no picture."""
    try:
        return function(*args)
    except BaseException:  # noqa: BLE001
        return None


def picture(pyplot, number):
    figure = pyplot.figure(number)
    width, height = (float(inches) for inches in figure.get_size_inches())
    dpi = min(100.0, 1600 / max(width, height))
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=dpi)
    data = file.getvalue()
    # A PNG names its size in its first block.
    pixels = [int.from_bytes(data[at : at + 4]) for at in (16, 20)]
    if len(data) > MOST_BYTES or not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return None
    if min(pixels) < 1 or max(pixels) > MOST_PIXELS:
        return None
    return [base64.b64encode(data).decode(), *pixels, describe(figure)]


def describe(figure):
    """Says what the figure says of itself: titles, axes, legends, how many lines."""
    parts = [quoted("titled", figure.get_suptitle())]
    for axes in figure.get_axes():
        parts.append(quoted("titled", axes.get_title()))
        parts.append(quoted("horizontal axis", axes.get_xlabel()))
        parts.append(quoted("vertical axis", axes.get_ylabel()))
        legend = axes.get_legend()
        if legend is not None:
            names = ", ".join(text.get_text() for text in legend.get_texts())
            parts.append(quoted("legend", names))
        count = len(axes.get_lines())
        if count:
            parts.append(f"{count} line{'s' if count > 1 else ''}")
    said = ", ".join(filter(None, parts))
    text = f"Chart: {said}" if said else "Chart without a title"
    return text if len(text) <= ALT_LENGTH else f"{text[:ALT_LENGTH]}…"


def quoted(what, text):
    return f"{what} “{text}”" if text else ""
