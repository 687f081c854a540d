"""Makes public/models/demo.gguf from nothing: tokenizer, training texts, training, export.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python build.py

Everything but the tokenizer lies in work/ (ignored by git). A step whose result is there is not
done again, so an interrupted build goes on where it stopped; delete work/ to start over, and
tokenizer.json too to train another one.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tokenizer import train_tokenizer

HERE = Path(__file__).parent
WORK = HERE / "work"
MODEL = HERE.parents[1] / "public" / "models" / "demo.gguf"
TOKENIZER = HERE / "tokenizer.json"
CHECKPOINT = WORK / "checkpoint.pt"
SEED = 1
# The shards in order: how many texts, and the families that are drawn more often. Their sizes match
# the parts of the schedule in train.py; the later ones practise what was weak until then. The
# committed weights were trained while the texts grew: their first shards joined capital letters to
# longer tokens, and most of `families/more_wordings.py`, `contest_like.py` and `pasting.py` came with
# the last parts. A new build is alike, not the same to the bit.
SHARDS: tuple[tuple[int, dict[str, float]], ...] = (
    (48_000, {}),
    (48_000, {}),
    (42_000, {
        "word_arrangements": 4,
        "arithmetic_sum": 2.5,
        "arithmetic_term": 2.5,
        "linear_equation": 2.5,
        "simultaneous": 2.5,
        "tickets": 2.5,
        "recurrence": 2.5,
        "rectangle": 2.5,
        "days_between": 2.5,
        "travel_time": 2.5,
        "speed": 2.5,
        "average_missing": 2.5,
        "marbles": 2.5,
    }),
    (16_000, {
        "word_arrangements": 6,
        "marbles": 4,
        "recurrence": 4,
        "arithmetic_sum": 4,
        "tickets": 4,
        "lattice_paths": 4,
        "lcm": 3,
        "average_missing": 3,
        "rectangle": 3,
        "travel_time": 3,
        "work_rate": 3,
    }),
    (62_000, {
        "word_arrangements": 4,
        "linear_equation": 3,
        "tickets": 3,
        "average_missing": 3,
        "arithmetic_sum": 3,
        "marbles": 3,
        "work_rate": 2.5,
        "recurrence": 2.5,
        "lattice_paths": 2,
        "simultaneous": 2,
        "travel_time": 2,
        "distance": 2,
        "lcm": 2,
        "divisor_sum": 1.5,
    }),
    (32_000, {
        "arithmetic_sum": 5,
        "tickets": 4,
        "marbles": 4,
        "simultaneous": 2.5,
        "linear_equation": 2.5,
        "average_missing": 2.5,
        "word_arrangements": 2,
        "recurrence": 2,
        "distance": 1.5,
        "days_between": 1.5,
        "work_rate": 1.5,
        "lattice_paths": 1.5,
    }),
    (12_000, {
        "tickets": 6,
        "marbles": 3,
        "average_missing": 3,
        "lcm": 3,
        "simultaneous": 1.5,
    }),
)


def python(script: str, *arguments: object) -> None:
    subprocess.run([sys.executable, str(HERE / script), *map(str, arguments)], check=True)


def make_shard(seed: int) -> Path:
    path = WORK / f"shard-{seed}.npz"
    if not path.exists():
        part = path.with_name(f"part-{path.name}")
        count, weights = SHARDS[seed - 1]
        practice = [f"{name}={weight}" for name, weight in weights.items()]
        options = ["--seed", seed, "--count", count, "--weights", *practice]
        python("dataset.py", TOKENIZER, part, *options)
        part.rename(path)
    return path


def main() -> None:
    WORK.mkdir(exist_ok=True)
    python("check_families.py")
    if not TOKENIZER.exists():
        train_tokenizer(TOKENIZER, SEED)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        shards = list(pool.map(make_shard, range(1, len(SHARDS) + 1)))
    python("train.py", WORK, "--shards", *shards, "--seed", SEED)
    MODEL.parent.mkdir(parents=True, exist_ok=True)
    python("export.py", CHECKPOINT, TOKENIZER, MODEL)


if __name__ == "__main__":
    main()
