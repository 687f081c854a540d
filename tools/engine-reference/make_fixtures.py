"""Writes tests/fixtures/engine-reference/: models, and the logits and texts that an engine must reproduce.

    pip install -r requirements.txt && python make_fixtures.py [NAME ...]

NAME.gguf is the model. NAME.json has the places of the logits, the tokens, and how much it matters
that K and V are kept in 16 bits. NAME.bin has float32 logits: [places, vocabulary].

Token i of the text whose logits are stored is `mix(i) % vocabulary`, so tests can make it.
"""

import json
import sys
from pathlib import Path

import numpy as np
from forward import Model
from random_models import MODELS, RandomModel, write

OUT = Path(__file__).parents[2] / "tests/fixtures/engine-reference"
# At the ends of pages (16) and chunks (512), and beyond.
PLACES = [0, 14, 15, 16, 63, 511, 512, 700]
LONG = [0, 16, 511, 4095, 4096, 8200, 12_000, 15_999]
GREEDY = 256
# So many beginnings are tried for a text whose tokens lead clearly and are not always the same.
TRIES = 40


def mix(index: np.ndarray) -> np.ndarray:
    """MurmurHash3's finaliser of uint32."""
    with np.errstate(over="ignore"):
        h = index.astype(np.uint32) * np.uint32(0x9E3779B9)
        h = (h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B)
        h = (h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35)
        return h ^ (h >> np.uint32(16))


def text(length: int, vocabulary: int) -> list[int]:
    return (mix(np.arange(length, dtype=np.uint32)) % np.uint32(vocabulary)).tolist()


def make(spec: RandomModel) -> None:
    path = OUT / f"{spec.name}.gguf"
    write(spec, path)
    model = Model(path)
    places = LONG if spec.name == "qwen2-long" else PLACES
    tokens = text(max(places) + 1, spec.vocabulary)
    logits = model.logits(tokens, places)
    half = model.logits(tokens, places, half_kv=True)
    random = np.random.default_rng(1)
    starts = [random.integers(0, spec.vocabulary, 8).tolist() for _ in range(TRIES)]
    texts = [(start, *model.greedy(start, GREEDY)) for start in starts]
    most = max(len(set(greedy)) for _, greedy, _ in texts)
    varied = [tried for tried in texts if 2 * len(set(tried[1])) >= min(most, 100)]
    start, greedy, lead = max(varied, key=lambda tried: tried[2])
    logits.astype("<f4").tofile(OUT / f"{spec.name}.bin")
    about = {
        "vocabulary": spec.vocabulary, "places": places, "deviation": float(logits.std()),
        "halfKvDifference": float(np.abs(logits - half).max()),
        "greedyStart": start, "greedy": greedy, "leastLead": lead,
    }
    (OUT / f"{spec.name}.json").write_text(json.dumps(about) + "\n")
    shown = {key: round(about[key], 5) for key in ("deviation", "halfKvDifference", "leastLead")}
    print(spec.name, f"{path.stat().st_size / 1e3:.0f} kB", shown, f"{len(set(greedy))} tokens", flush=True)


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for spec in MODELS:
        if len(sys.argv) == 1 or spec.name in sys.argv:
            make(spec)


if __name__ == "__main__":
    main()
