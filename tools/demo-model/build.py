"""Makes public/models/demo.gguf from nothing: tokenizer, training texts, training, export.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python build.py

Everything lies in work/ (ignored by git). A step whose result is there is not done again, so an
interrupted build goes on where it stopped; delete work/ to start over.
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
TOKENIZER = WORK / "tokenizer.json"
CHECKPOINT = WORK / "checkpoint.pt"
SEED = 1
SHARDS = 3
TEXTS_PER_SHARD = 50_000
# The last shard draws these families more often: they were the weakest after the first two.
PRACTICE = {
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
}


def python(script: str, *arguments: object, **environment: str) -> None:
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    subprocess.run(command, check=True, env=os.environ | environment)


def make_shard(seed: int) -> Path:
    path = WORK / f"shard-{seed}.npz"
    if not path.exists():
        part = path.with_name(f"part-{path.name}")
        weights = [f"{name}={weight}" for name, weight in PRACTICE.items()]
        practice = ["--weights", *weights] if seed == SHARDS else []
        python("dataset.py", TOKENIZER, part, "--seed", seed, "--count", TEXTS_PER_SHARD, *practice)
        part.rename(path)
    return path


def main() -> None:
    WORK.mkdir(exist_ok=True)
    python("check_families.py")
    if not TOKENIZER.exists():
        train_tokenizer(TOKENIZER, SEED)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        shards = list(pool.map(make_shard, range(1, SHARDS + 1)))
    # glibc hands large buffers back to the system and gets them again at every step; keeping them
    # saves the page faults.
    keep_memory = {
        "MALLOC_MMAP_THRESHOLD_": "1073741824",
        "MALLOC_TRIM_THRESHOLD_": "8589934592",
    }
    python("train.py", WORK, "--shards", *shards, "--seed", SEED, **keep_memory)
    MODEL.parent.mkdir(parents=True, exist_ok=True)
    python("export.py", CHECKPOINT, TOKENIZER, MODEL)


if __name__ == "__main__":
    main()
