"""Problems as people paste them: exercise numbers, remarks, typing errors."""

import random
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Remarks:
    """What stands around a problem; i, j and k are numbers that have nothing to do with it."""

    before: tuple[str, ...]
    aside: tuple[str, ...]
    after: tuple[str, ...]


# Seen in training.
TRAIN = Remarks(
    before=(
        "{i}.", "({i})", "#{i}", "Q{i}:", "Q{i}.", "Ex. {i}:", "Exercise {i}{j}", "Homework {i}, part {j}:", "Sheet {j}, number {i}:",
        "[{j}P]", "({j}P)", "a)", "{i}.{j}", "Level {j}:", "Quiz {i}.", "Please solve:", "Please help me:", "Hello!", "Hey,", "Can you solve this?",
        "I need help with this:", "Given on page {k}:", "Test of chapter {j}.", "My homework of {i} May:", "Problem of the week {i}:", "I have {j} problems left. The next one is:",
    ),
    aside=(
        "The test had {j} pages.", "We did chapter {i} last week.", "There are {k} pupils in my school.", "This one is worth {j} marks.", "I tried for {k} minutes.",
    ),
    after=(
        "Thank you!", "thx", "Please.", "Give a short explanation.", "Give reasons.", "Justify your answer.", "{j} P.", "/{j}", "(max. {j} credits)",
        "I got {k}, is that right?", "The solution says {k}?", "We have until {i} June.", "Hint: see page {k}.", "Do not guess.", "You may use a computer.",
    ),
)

# Never trained on.
HELD_OUT = Remarks(
    before=(
        "Exercise {i}.", "Question {i} ({j} points):", "Problem {i}b)", "{i})", "No. {i}:", "Task {i} of {k}:",
        "hi, can you help me with this one?", "From my homework:", "Our teacher gave us {j} problems, here is one.",
        "I am in grade {j} and stuck at exercise {i} on page {k}.",
    ),
    aside=(
        "The book has {k} pages.", "{j} of us tried it.", "It is lesson {i}.", "We had {j} minutes for it in class.",
    ),
    after=(
        "Show your work.", "({j} points)", "Thanks!!", "I have {k} minutes left.", "No calculator.", "[{j} marks]",
        "My friend got {k}, but I think that is wrong.", "It is due on the {i}th.", "Explain each step please",
    ),
)

# Formulas, numbers and words in capitals stay as they are: an error there changes the problem.
_SPARED = re.compile(r"(\$[^$]*\$|\S*[\dA-Z\\{}]\S*)")


def misspell(text: str, errors: int, rng: random.Random) -> str:
    """Swaps neighbouring letters or drops one, inside words of five and more letters."""
    pieces = _SPARED.split(text)
    for _ in range(errors):
        places = [
            (at, match)
            for at in range(0, len(pieces), 2)
            for match in re.finditer(r"[a-z]{5,}", pieces[at])
        ]
        if not places:
            break
        at, match = rng.choice(places)
        i = rng.randrange(match.start() + 1, match.end() - 2)
        piece = pieces[at]
        swapped = piece[i + 1] + piece[i] if rng.random() < 0.6 else piece[i]
        pieces[at] = piece[:i] + swapped + piece[i + 2 :]
    return "".join(pieces)


def paste(text: str, remarks: Remarks, rng: random.Random) -> str:
    def remark(choices: tuple[str, ...], often: float) -> str:
        if rng.random() >= often:
            return ""
        numbers = {"i": rng.randint(2, 19), "j": rng.randint(2, 12), "k": rng.randint(13, 240)}
        return rng.choice(choices).format(**numbers)

    parts = [
        remark(remarks.before, 0.7),
        remark(remarks.aside, 0.2),
        misspell(text, rng.randint(0, 2), rng),
        remark(remarks.after, 0.5),
    ]
    return rng.choice((" ", "\n")).join(part for part in parts if part)
