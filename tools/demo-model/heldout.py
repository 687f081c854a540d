"""Writes the evaluation sets: problems whose numbers, and optionally wordings, were never trained on.

    python heldout.py OUT_DIR --each 20

numbers.jsonl    trained wordings, reserved numbers
wordings.jsonl   held-out wordings, reserved numbers
off_scope.jsonl  problems outside every family (expected_answer null: to be declined)
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


def write(path: Path, data: list[dict[str, str | None]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in data))
    print(f"{path}: {len(data)} problems")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--seed", default="held-out-1")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    write(args.out / "numbers.jsonl", rows(False, args.each, args.seed))
    write(args.out / "wordings.jsonl", rows(True, args.each, args.seed))
    write(args.out / "off_scope.jsonl", off_scope_rows(args.seed))


if __name__ == "__main__":
    main()
