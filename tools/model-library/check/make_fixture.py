"""The logits and texts that libraries must reproduce: writes tests/fixtures/mlc-reference/.

    python make_fixture.py [NAME ...]

A text's token i is `mix(i, seed) % vocabulary` (`random_model.py`), so only numbers are stored.
"""

import json
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from formats import FORMATS  # noqa: E402
from random_model import RandomModel, mix  # noqa: E402
from reference import Model  # noqa: E402
from shape import read_shape  # noqa: E402

ROOT = HERE / "../../.."
OUT = ROOT / "tests/fixtures/mlc-reference"
DEMO = ROOT / "public/models/demo.gguf"
# Within the first chunk, at its end, on the filled cache, around and beyond 4096.
PLACES = [0, 63, 511, 512, 700, 4095, 4200, 4599]
SHORT = [0, 11, 19]
# Texts that differ in their last token only.
ROWS = 16


def text(length: int, seed: int, vocabulary: int) -> list[int]:
    return (mix(np.arange(length, dtype=np.uint32), seed) % np.uint32(vocabulary)).tolist()


def greedy(model: Model, start: list[int], count: int) -> tuple[list[int], float]:
    """The likeliest tokens, and the least lead that one of them had."""
    tokens, lead = list(start), np.inf
    for _ in range(count):
        logits = model.logits(tokens, [-1])[0]
        second, first = np.sort(logits)[-2:]
        lead = min(lead, float(first - second))
        tokens.append(int(np.argmax(logits)))
    return tokens[len(start):], lead


def is_wanted(name: str) -> bool:
    return len(sys.argv) == 1 or name in sys.argv


def write(name: str, model: Model, places: list[int], start: int, greedy_start: list[int] | None) -> None:
    vocabulary = len(model.embedding)
    long = model.logits(text(max(places) + 1, 1, vocabulary), places)
    beginning = text(start, 2, vocabulary)
    rows = np.concatenate([model.logits([*beginning, token], [-1]) for token in text(ROWS, 3, vocabulary)])
    (OUT / f"{name}.bin").write_bytes(np.concatenate((long, rows)).astype("<f4").tobytes())
    case = {"vocabulary": vocabulary, "places": places, "start": start, "rows": ROWS}
    if greedy_start:
        case["greedyStart"] = greedy_start
        case["greedy"], case["leastLead"] = greedy(model, greedy_start, 256)
    (OUT / f"{name}.json").write_text(json.dumps(case) + "\n")
    print(name, case.get("leastLead"), flush=True)


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    start = json.loads((HERE / "greedy-start.json").read_text())
    for format in ("q0f32", "q4f32_1", "q8f32_1"):
        if is_wanted(f"demo-{format}"):
            write(f"demo-{format}", Model(DEMO, format), PLACES, 70, start)
    for format in ("q4f32_1", "q8f32_1"):
        write_random("one-layer", format, SHORT, 9)
    # Small, so that a software GPU reads thousands of tokens in reasonable time.
    write_random("one-small-layer", "q8f32_1", PLACES, 70)


def write_random(model: str, format: str, places: list[int], start: int) -> None:
    name = f"{model}-{format}"
    if not is_wanted(name):
        return
    shape = read_shape(HERE.parent / f"shapes/{model}.json")
    params = parameters(shape, FORMATS[format])
    write(name, RandomModel(shape, params, FORMATS[format].bits), places, start, None)


def parameters(shape, format) -> list[dict]:
    from qwen2 import Qwen2

    import tvm

    with tvm.target.Target("webgpu", host={"kind": "llvm", "mtriple": "wasm32-unknown-unknown-wasm"}):
        model = Qwen2(shape, format)
        _, params, _ = model.export_tvm(spec=model.interface(), allow_extern=True)
    return [{"name": name, "shape": [int(n) for n in parameter.shape]} for name, parameter in params]


if __name__ == "__main__":
    main()
