"""Writes the hard evaluation set: held-out wordings as people paste them, never trained on.

    python pasted.py pasted.jsonl --each 4

Exercise numbers, marks, greetings, remarks with numbers that have nothing to do with the problem,
and typing errors. A small model takes a wrong number now and then, and not the same one in each
sample: this is where voting has something to do.
"""

import argparse
import json
import random
import re
from pathlib import Path

from families import FAMILIES
from transcripts import draw_problem

BEFORE = (
    "Exercise {i}.", "Question {i} ({j} points):", "Problem {i}b)", "{i})", "No. {i}:", "Task {i} of {k}:",
    "hi, can you help me with this one?", "From my homework:", "Our teacher gave us {j} problems, here is one.",
    "I am in grade {j} and stuck at exercise {i} on page {k}.",
)
AFTER = (
    "Show your work.", "({j} points)", "Thanks!!", "I have {k} minutes left.", "No calculator.", "[{j} marks]",
    "My friend got {k}, but I think that is wrong.", "It is due on the {i}th.", "Explain each step please",
)
ASIDE = (
    "The book has {k} pages.", "{j} of us tried it.", "It is lesson {i}.", "We had {j} minutes for it in class.",
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


def paste(text: str, rng: random.Random) -> str:
    def remark(choices: tuple[str, ...]) -> str:
        return rng.choice(choices).format(
            i=rng.randint(2, 19), j=rng.randint(2, 12), k=rng.randint(13, 240)
        )

    text = misspell(text, rng.randint(0, 3), rng)
    parts = [
        remark(BEFORE) if rng.random() < 0.7 else "",
        remark(ASIDE) if rng.random() < 0.3 else "",
        text,
        remark(AFTER) if rng.random() < 0.6 else "",
    ]
    return rng.choice((" ", "\n")).join(part for part in parts if part)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--seed", default="pasted-1")
    args = parser.parse_args()
    rows = []
    for family in FAMILIES:
        rng = random.Random(f"{args.seed}/{family.name}")
        for index in range(args.each):
            problem = draw_problem(family, rng, reserved=True, held_out=True)
            rows.append({
                "id": f"pasted-{family.name}-{index}",
                "problem": paste(problem.text, rng),
                "expected_answer": str(problem.values["answer"]),
                "family": family.name,
            })
    random.Random(args.seed).shuffle(rows)
    args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    print(f"{args.out}: {len(rows)} problems")


if __name__ == "__main__":
    main()
