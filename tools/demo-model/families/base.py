"""What a family of problems is, and how its templates become text.

A family is one kind of school problem: how to draw its numbers, how people word it, the
Python that solves it, and how to explain the answer. Everything that the demo model learns
comes from families; nothing is taken from any published data set.

Template language, for every text field:
  {name}      a value of the draw, written as it stands (also computed ones, see `draw`)
  [a|b|c]     one of the alternatives, at random; an alternative may be empty; no nesting.
              A bracket without a `|` is literal text, so Python lists in code stay as they are.
In problem texts a bare number {name} outside `$…$` is sometimes set as `${name}$`, so that the
model reads plain text and LaTeX alike.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

Values = dict[str, int | str]


@dataclass(frozen=True)
class Recovery:
    """A first code call that fails or misleads, and the remark that leads to the right one.

    `bad` is run for real; its output (a traceback, or a wrong result) goes into the transcript.
    The model is trained on `remark` and on the good code after it, never on writing `bad`.
    """

    bad: str
    remark: str


@dataclass(frozen=True)
class Family:
    name: str
    area: str
    # Draws the numbers of one problem. The dictionary also holds every derived value that the
    # texts mention. Must use only the generator it is handed.
    draw: Callable[[random.Random], Values]
    # The exact final answer as it stands in the box (LaTeX, e.g. "12", r"\frac{3}{4}", "7.5").
    # Computed independently of the code templates: the generator checks one against the other.
    answer: Callable[[Values], str]
    # Ways people word the problem. `held_out` wordings are never trained on: they measure
    # how the model takes new wordings.
    train: tuple[str, ...]
    held_out: tuple[str, ...]
    # One or two short sentences that restate the numbers in their roles and name the method.
    plans: tuple[str, ...]
    # Python cells that print the answer. Several methods, so that samples differ.
    # The printed text must equal `printed(values)`.
    codes: tuple[str, ...]
    # The final solution after </think>, without the boxed sentence. Restates the key numbers,
    # so that a reader (and GenSelect) can check them against the problem.
    closings: tuple[str, ...]
    # Worked steps by hand, as for a pupil: short lines, small arithmetic, ends just before
    # the answer is boxed.
    worked: Callable[[Values], str]
    recoveries: tuple[Recovery, ...] = ()
    # What a code cell prints for these values; by default the answer itself.
    printed: Callable[[Values], str] | None = None
    # The names of the values that the problem states (used to build wrong candidates).
    stated: tuple[str, ...] = field(default=())


_CHOICE = re.compile(r"\[([^\[\]{}]*(?:\{\w+\}[^\[\]{}]*)*\|[^\[\]]*)\]")
_VALUE = re.compile(r"\{(\w+)\}")


def choose(template: str, rng: random.Random) -> str:
    """Replaces every `[a|b]` by one of its alternatives."""
    return _CHOICE.sub(lambda match: rng.choice(match.group(1).split("|")), template)


def fill(template: str, values: Values) -> str:
    """Replaces `{name}` by its value; other braces (LaTeX, Python sets) stay."""
    return _VALUE.sub(
        lambda match: str(values[match.group(1)]) if match.group(1) in values else match.group(0),
        template,
    )


def render(template: str, values: Values, rng: random.Random) -> str:
    return fill(choose(template, rng), values)


def render_problem(template: str, values: Values, rng: random.Random) -> str:
    """A problem text; in a third of the cases bare numbers are set as LaTeX."""
    text = choose(template, rng)
    if rng.random() < 0.35:
        pieces = text.split("$")
        for index in range(0, len(pieces), 2):
            pieces[index] = _VALUE.sub(
                lambda match: "${" + match.group(1) + "}$"
                if isinstance(values.get(match.group(1)), int)
                else match.group(0),
                pieces[index],
            )
        text = "$".join(pieces)
    return fill(text, values)
