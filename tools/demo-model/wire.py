"""The OpenMath wire format, read from the one place that holds it (the app's own file)."""

import json
from pathlib import Path

FORMAT = json.loads(
    (Path(__file__).parents[2] / "src" / "solver" / "openmath.json").read_text()
)
CHAT, PROMPTS, TAGS, BUDGET = (
    FORMAT[key] for key in ("chat", "prompts", "codeTags", "budget")
)
END = CHAT["end"]


def prompt(mode: str, **values: object) -> str:
    """A whole prompt: empty system turn, user turn, start of the assistant's turn."""
    text = PROMPTS[mode]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return CHAT["prefix"] + text + CHAT["suffix"]


def tool_output(output: str, executions_left: int) -> str:
    """What the app appends after a code call: the output, and the budget line."""
    line = (
        BUDGET["remaining"].replace("{n}", str(executions_left))
        if executions_left
        else BUDGET["exhausted"]
    )
    return TAGS["outputBegin"] + output + TAGS["outputEnd"] + line


def fixed_phrases() -> list[str]:
    """The sentences of the format that never change, cut at their placeholders.

    Each becomes one token of the demo model: a prompt of 450 tokens shrinks to a few, which
    makes training and prefill on a CPU affordable.
    """
    import re

    texts = [CHAT["prefix"], CHAT["suffix"], *PROMPTS.values(), *BUDGET.values()]
    pieces = {piece for text in texts for piece in re.split(r"\{\w+\}", text)}
    controls = ("<|im_start|>", "<|im_end|>")
    return sorted(
        (p for p in pieces if len(p) >= 24 and not any(c in p for c in controls)),
        key=len,
        reverse=True,
    )


if __name__ == "__main__":
    for phrase in fixed_phrases():
        print(repr(phrase))
