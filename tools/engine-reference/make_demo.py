"""Writes demo.json and demo.bin to tests/fixtures/engine-reference/: what an engine must compute with the
demonstration model.

    pip install -r requirements.txt && python make_demo.py

demo.bin has float32 logits: those of one long text at some places, then those after texts that differ in
their last token only. Token i of a text is `mix(i, seed) % vocabulary`, so tests can make it.
"""

import json
from pathlib import Path

import numpy as np
from forward import Model

ROOT = Path(__file__).parents[2]
OUT = ROOT / "tests/fixtures/engine-reference"
# Within the first chunk, at its end, after it, around and beyond 4096.
PLACES = [0, 63, 511, 512, 700, 4095, 4200, 4599]
# Of the texts that differ in their last token only: what they have in common, and how many they are.
START, ROWS = 70, 16
# A question as the model was trained to be asked.
GREEDY_START = [
    3056, 329, 198, 3057, 198, 3056, 331, 198, 3066, 23, 3067, 1249, 266, 403, 287, 266, 928, 899,
    396, 259, 858, 397, 473, 274, 17, 24, 3, 1151, 13, 3057, 198, 3056, 332, 198,
]  # fmt: skip


def mix(index: np.ndarray, seed: int) -> np.ndarray:
    """MurmurHash3's finaliser of uint32."""
    with np.errstate(over="ignore"):
        h = index.astype(np.uint32) * np.uint32(0x9E3779B9) + np.uint32(seed) * np.uint32(0x85EBCA6B)
        h = (h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B)
        h = (h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35)
        return h ^ (h >> np.uint32(16))


def main() -> None:
    model = Model(ROOT / "public/models/demo.gguf")
    vocabulary = len(model.head)

    def text(length: int, seed: int) -> list[int]:
        return (mix(np.arange(length), seed) % np.uint32(vocabulary)).tolist()

    long = model.logits(text(max(PLACES) + 1, 1), PLACES)
    beginning = text(START, 2)
    rows = [model.logits([*beginning, token], [-1]) for token in text(ROWS, 3)]
    np.concatenate((long, *rows)).astype("<f4").tofile(OUT / "demo.bin")
    greedy, lead = model.greedy(GREEDY_START, 256)
    about = {
        "vocabulary": vocabulary, "places": PLACES, "start": START, "rows": ROWS,
        "greedyStart": GREEDY_START, "greedy": greedy, "leastLead": lead,
    }
    (OUT / "demo.json").write_text(json.dumps(about) + "\n")
    print(f"least lead {lead:.4f}")


if __name__ == "__main__":
    main()
