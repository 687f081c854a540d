"""The matplotlib figures that a block leaves open: pictures for the person, no text for the model."""

import base64
import io
import os
import sys

MOST = 4  # figures of a block
MOST_BYTES = 1_000_000  # of one picture
MOST_PIXELS = 1600  # of its longer side
ALT_LENGTH = 300


def install():
    """No window: matplotlib only draws into memory."""
    os.environ["MPLBACKEND"] = "agg"


def take(wanted):
    """Closes the open figures; gives each as PNG in base64, width, height and text in its place."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return []
    try:
        numbers = pyplot.get_fignums()[: MOST if wanted else 0]
        drawn = [picture(pyplot.figure(number)) for number in numbers]
        return [item for item in drawn if item is not None]
    except BaseException:  # noqa: BLE001 - drawing may fail in the code's own callbacks
        return []
    finally:
        close_all(pyplot)


def close_all(pyplot):
    try:
        pyplot.close("all")
    except BaseException:  # noqa: BLE001
        pass


def picture(figure):
    width, height = (float(inches) for inches in figure.get_size_inches())
    dpi = min(100.0, MOST_PIXELS / max(width, height))
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=dpi)
    data = file.getvalue()
    if len(data) > MOST_BYTES:
        return None
    # A PNG names its size in its first block.
    pixels = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
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
