"""Columns over all segments, which grow with every commit: what is there already is not copied.

Most commits add documents behind those that there were. So the column of one snapshot lies in the
memory of the one before, and goes on where that ends; each sees no more than its own. Only where
documents at the end have been merged away, or no room is left, is a new one made.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from threading import Lock
from typing import Any

from index.segment.columns import Numbers

_ROOM = 64
"""Numbers for which there is room in the smallest column."""


class Column:
    """``numbers`` by document. Safe to share between threads: none that is there ever changes."""

    def __init__(self, numbers: Numbers, memory: _Memory | None = None) -> None:
        """Numbers that lie where they lie, or in a memory that has room for more."""
        self.numbers = numbers
        self._memory = memory

    def extended(self, kept: int, parts: Sequence[Numbers | array[Any]]) -> Column:
        """A column of the first ``kept`` numbers, and of those of the parts behind them."""
        size = kept + sum(map(len, parts))
        if size == kept == len(self.numbers):
            return self
        memory = self._memory
        if memory is None or not memory.claim(kept, size):
            memory = _Memory(self.numbers.format, size)
            memory.numbers[:kept] = self.numbers[:kept]
        place = kept
        for part in parts:
            memory.numbers[place : place + len(part)] = memoryview(part)
            place += len(part)
        return Column(memory.numbers[:size].toreadonly(), memory)


def joined(typecode: Any, parts: Sequence[Numbers]) -> Column:
    """A column of the parts. One alone is not copied."""
    if len(parts) == 1:
        return Column(parts[0])
    return Column(memoryview(array(typecode))).extended(0, parts)


class _Memory:
    """Where the columns of one snapshot after the other lie, with room for more."""

    def __init__(self, typecode: Any, used: int) -> None:
        size = used + used // 8 + _ROOM
        self.numbers = memoryview(bytearray(size * array(typecode).itemsize)).cast(typecode)
        self._used = used
        self._lock = Lock()

    def claim(self, start: int, end: int) -> bool:
        """Whether the room from ``start`` to ``end`` is free; it is taken then."""
        with self._lock:
            free = start == self._used and end <= len(self.numbers)
            if free:
                self._used = end
            return free
