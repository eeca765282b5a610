"""Positions of a term in a document, as bytes in its posting."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from operator import sub

from whoosh.formats import Positions

_WIDTHS = ((1, "B", 0x100), (2, "H", 0x10000), (4, "I", 0x1_0000_0000))


class PackedPositions(Positions):  # type: ignore[misc]
    """Ascending positions as gaps of one width: a byte that names the width, then the gaps.

    Little-endian; the width (1, 2 or 4 bytes) is the least that holds the widest gap, so nothing
    is ever clipped. Whoosh's own format is a pickle, slower to read and larger. In a file
    the gaps of many documents stand together, see :mod:`index.segment.posting_list`.
    """

    def encode(self, positions: Sequence[int]) -> bytes:
        """The bytes of ascending positions.

        Raises:
            ValueError: if a gap is negative or does not fit 32 bits.
        """
        gaps = [*positions[:1], *map(sub, positions[1:], positions)]
        widest = max(gaps, default=0)
        if min(gaps, default=0) < 0:
            raise ValueError("positions must ascend")
        for width, code, limit in _WIDTHS:
            if widest < limit:
                return struct.pack(f"<B{len(gaps)}{code}", width, *gaps)
        raise ValueError(f"a gap of {widest} between positions does not fit")

    def decode_positions(self, value: bytes) -> list[int]:
        """The positions in a posting's bytes."""
        position = 0
        positions = []
        for gap in _gaps(value):
            position += gap
            positions.append(position)
        return positions

    def decode_frequency(self, value: bytes) -> int:
        """The number of positions in a posting's bytes."""
        return (len(value) - 1) // value[0]


def _gaps(value: bytes) -> Sequence[int]:
    width = value[0]
    if width == 1:
        return value[1:]
    code = "H" if width == 2 else "I"
    return struct.unpack(f"<{(len(value) - 1) // width}{code}", value[1:])
