"""Training shards: transcripts as tokens with a mask of the learnt ones.

    python dataset.py TOKENIZER OUT.npz --seed 1 --count 50000 [--weights FAMILY=2.5 ...]
"""

import argparse
import random
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from transcripts import Span, transcript

# Text lengths (in tokens) that training compiles for; longer texts are left out.
BUCKETS = (128, 176, 224, 288, 384, 512, 704)


def encode(tokenizer: Tokenizer, spans: list[Span]) -> tuple[list[int], list[bool]]:
    """Spans are encoded one by one: their borders are borders of generation, too."""
    tokens: list[int] = []
    mask: list[bool] = []
    for text, learnt in spans:
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        tokens += ids
        mask += [learnt] * len(ids)
    return tokens, mask


def build(tokenizer: Tokenizer, seed: int, count: int, weights: dict[str, float]):
    tokens: list[np.ndarray] = []
    masks: list[np.ndarray] = []
    for index in range(count):
        ids, mask = encode(tokenizer, transcript(random.Random(f"{seed}/{index}"), weights))
        if len(ids) <= BUCKETS[-1] + 1:
            tokens.append(np.array(ids, np.uint16))
            masks.append(np.array(mask, bool))
    offsets = np.cumsum([0, *(len(row) for row in tokens)])
    return {"tokens": np.concatenate(tokens), "mask": np.concatenate(masks), "offsets": offsets}


class Shard:
    """Batches of about `batch_tokens` tokens, texts of like length together."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as data:
            self.tokens, self.mask, self.offsets = data["tokens"], data["mask"], data["offsets"]

    def batches(self, batch_tokens: int, seed: int):
        rng = np.random.default_rng(seed)
        lengths = np.diff(self.offsets)
        plan: list[tuple[int, np.ndarray]] = []
        lower = 0
        for size in BUCKETS:
            rows = rng.permutation(np.flatnonzero((lengths > lower) & (lengths <= size + 1)))
            lower = size + 1
            per_batch = max(1, batch_tokens // size)
            plan += [
                (size, rows[start : start + per_batch])
                for start in range(0, len(rows) - per_batch + 1, per_batch)
            ]
        for index in rng.permutation(len(plan)):
            size, rows = plan[index]
            tokens = np.zeros((len(rows), size + 1), np.int64)
            mask = np.zeros((len(rows), size + 1), bool)
            for at, row in enumerate(rows):
                start, end = self.offsets[row], self.offsets[row + 1]
                tokens[at, : end - start] = self.tokens[start:end]
                mask[at, : end - start] = self.mask[start:end]
            yield tokens, mask


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--weights", nargs="*", default=[], metavar="FAMILY=WEIGHT")
    args = parser.parse_args()
    weights = {name: float(weight) for name, weight in (w.split("=") for w in args.weights)}
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    shard = build(tokenizer, args.seed, args.count, weights)
    np.savez(args.out, **shard)
    rows = len(shard["offsets"]) - 1
    print(f"{args.out}: {rows} texts, {len(shard['tokens']) / rows:.0f} tokens each")


if __name__ == "__main__":
    main()
