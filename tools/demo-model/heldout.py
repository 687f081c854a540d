"""Writes the evaluation set: problems that were never trained on, in three splits.

    python heldout.py held-out.jsonl --each 10

numbers    trained wordings, reserved numbers
wordings   held-out wordings, reserved numbers
off_scope  problems outside every family (expected_answer null: to be declined)
"""

import argparse
import json
import random
from pathlib import Path

from families import FAMILIES
from off_scope import HELD_OUT, off_scope_problem
from transcripts import draw_problem


def rows(held_out: bool, each: int, seed: str) -> list[dict[str, str | None]]:
    split = "wordings" if held_out else "numbers"
    result: list[dict[str, str | None]] = []
    for family in FAMILIES:
        rng = random.Random(f"{seed}/{split}/{family.name}")
        for index in range(each):
            problem = draw_problem(family, rng, reserved=True, held_out=held_out)
            result.append({
                "id": f"{split}-{family.name}-{index}",
                "problem": problem.text,
                "expected_answer": str(problem.values["answer"]),
                "family": family.name,
                "split": split,
            })
    return result


def off_scope_rows(seed: str) -> list[dict[str, str | None]]:
    rng = random.Random(f"{seed}/off_scope")
    return [
        {
            "id": f"off_scope-{index}",
            "problem": off_scope_problem(rng, held_out=True),
            "expected_answer": None,
            "family": "off_scope",
            "split": "off_scope",
        }
        for index in range(3 * len(HELD_OUT))
    ]


def write_problems(out: Path, problems: list[dict[str, str | None]], seed: str) -> None:
    """Shuffled, so that the first K are a fair sample."""
    random.Random(seed).shuffle(problems)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in problems)
    out.write_text("".join(lines))
    print(f"{out}: {len(problems)} problems")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--seed", default="held-out-1")
    args = parser.parse_args()
    problems = rows(False, args.each, args.seed) + rows(True, args.each, args.seed)
    problems += off_scope_rows(args.seed)
    write_problems(args.out, problems, args.seed)


if __name__ == "__main__":
    main()
