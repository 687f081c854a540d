"""How weights are stored, and how a kernel reads one.

Group formats: 32 numbers of a row share a scale; the numbers lie in u32 words, the first in the
lowest bits; weight = (number - zero) * scale. q4f16_1 and q4f32_1 are laid out as MLC's formats of
these names. The 8-bit zero is 128, so that a Q8_0 tensor of GGUF passes without loss.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tvm import te, tirx
from tvm.relax.frontend import nn

GROUP = 32


@dataclass(frozen=True)
class Format:
    """How one library stores its matrices, and the type it computes in."""

    name: str
    dtype: str
    bits: int | None
    """Of a quantised number; None for plain numbers of `dtype`."""

    @property
    def zero(self) -> int:
        return 128 if self.bits == 8 else 7

    def parameters(self, rows: int, columns: int) -> dict[str, nn.Parameter]:
        """What the weight file holds for a matrix, by the last part of its name."""
        if self.bits is None:
            return {"weight": nn.Parameter((rows, columns), self.dtype)}
        if columns % GROUP:
            raise ValueError(f"Rows of {columns} numbers can't be cut into groups of {GROUP}.")
        return {
            "q_weight": nn.Parameter((rows, columns * self.bits // 32), "uint32"),
            "q_scale": nn.Parameter((rows, columns // GROUP), self.dtype),
        }

    def reader(self, stored: list[te.Tensor]) -> Callable[[tirx.Expr, tirx.Expr], tirx.Expr]:
        """The weight at a row and column as an expression."""
        if self.bits is None:
            return lambda row, column: stored[0][row, column]
        words, scales = stored
        per_word = 32 // self.bits
        mask = tirx.const((1 << self.bits) - 1, "uint32")

        def read(row: tirx.Expr, column: tirx.Expr) -> tirx.Expr:
            shift = (column % per_word * self.bits).astype("uint32")
            number = tirx.bitwise_and(tirx.shift_right(words[row, column // per_word], shift), mask)
            centred = number.astype(self.dtype) - tirx.const(self.zero, self.dtype)
            return centred * scales[row, column // GROUP]

        return read


FORMATS = {
    format.name: format
    for format in (
        Format("q0f32", "float32", None),
        Format("q0f16", "float16", None),
        Format("q4f32_1", "float32", 4),
        Format("q4f16_1", "float16", 4),
        Format("q8f32_1", "float32", 8),
        Format("q8f16_1", "float16", 8),
    )
}
