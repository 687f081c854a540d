"""Writes tests/fixtures/weight-types: random blocks of each type of GGUF and the numbers they stand for.

    pip install -r tools/weight-types/requirements.txt
    python tools/weight-types/make-fixture.py

A file a type: 3 rows of 512 weights as they lie in a GGUF file, then the same 1536 numbers as f32 (little-endian),
dequantised by gguf-py.
"""

from pathlib import Path

import gguf
import numpy

ROWS, COLUMNS = 3, 512

# Where a block has half-precision numbers: any bits elsewhere are quants and scales.
HALVES = {
    "Q8_0": [0], "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2],
    "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208],
}  # fmt: skip

out = Path(__file__).parents[2] / "tests/fixtures/weight-types"
random = numpy.random.default_rng(18)


def numbers(*shape: int) -> numpy.ndarray:
    """Of all sizes that weights and scales have, and of both signs."""
    return random.choice([-1, 1], shape) * numpy.exp(random.uniform(-9, 2, shape))


for name in ["F32", "F16", "BF16", *HALVES]:
    kind = gguf.GGMLQuantizationType[name]
    size, length = gguf.GGML_QUANT_SIZES[kind]
    if name in HALVES:
        blocks = random.integers(0, 256, (ROWS, COLUMNS // size, length), numpy.uint8)
        for at in HALVES[name]:
            halves = numbers(ROWS, COLUMNS // size, 1).astype("<f2")
            blocks[:, :, at : at + 2] = halves.view(numpy.uint8)
        data = blocks.reshape(ROWS, -1)
    else:
        data = gguf.quantize(numbers(ROWS, COLUMNS).astype("<f4"), kind)
    values = gguf.dequantize(data, kind).astype("<f4")
    assert values.shape == (ROWS, COLUMNS) and numpy.isfinite(values).all()
    (out / f"{name}.bin").write_bytes(data.tobytes() + values.tobytes())
