"""Writes the hard evaluation set: held-out wordings as people paste them, never trained on.

    python pasted.py pasted.jsonl --each 4

Neither the wordings nor the remarks are the training's. A small model takes a wrong number now and
then, and not the same one in each sample: this is where voting has something to do.
"""

import argparse
import random
from pathlib import Path

from families import FAMILIES
from heldout import write_problems
from pasting import HELD_OUT, paste
from transcripts import draw_problem


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
                "problem": paste(problem.text, HELD_OUT, rng),
                "expected_answer": str(problem.values["answer"]),
                "family": family.name,
            })
    write_problems(args.out, rows, args.seed)


if __name__ == "__main__":
    main()
