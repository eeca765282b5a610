# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""How is a term dictionary written? Entry by entry, a batch of terms at a time.

The layout is told in :mod:`index.segment.dictionary`, which reads it. Compiled where there is a C
compiler; the types stand in ``dictionary_writer.pxd``.
"""

from __future__ import annotations

import sys
from array import array
from typing import Any

from index.segment.layout import BLOCK_TERMS, COUNTS, MOST_INLINE, POSITIONS, TRAILER

Numbers = Any

_BLOCK_TERMS = BLOCK_TERMS
_MOST_INLINE = MOST_INLINE


class EntryWriter:
    """Writes the entries of a dictionary, batch by batch."""

    def __init__(self, positions: bool) -> None:
        self._positions = positions
        self._last = b""
        self._list_start = 0
        self._out = bytearray(1)
        self._place = 0
        self.terms = 0
        self.size = 0
        self.blocks = array("Q")

    def add(
        self,
        terms: list[bytes],
        frequencies: Numbers,
        documents: Numbers,
        gaps: Numbers,
        lengths: Numbers,
        occurrences: Numbers,
    ) -> memoryview:
        """The entries of a batch; ``lengths`` and ``occurrences`` as its encoded lists say.

        Raises:
            ValueError: if the terms do not ascend.
        """
        room = bytearray(sum(map(len, terms)) + (60 + 5 * _MOST_INLINE) * len(terms) + 20)
        self._out = room
        self._place = 0
        posting = gap = 0
        for index in range(len(terms)):
            self._add_term(terms[index])
            frequency = frequencies[index]
            total = occurrences[index]
            more = total != frequency
            self._put(frequency << 1 | more)
            if more:
                self._put(total - frequency)
            if lengths[index]:
                self._put(lengths[index])
                self._list_start += lengths[index]
            else:
                self._put(documents[posting])
                if self._positions:
                    for place in range(gap, gap + total):
                        self._put(gaps[place])
            posting += frequency
            if self._positions:
                gap += total
        self.size += self._place
        return memoryview(room)[: self._place]

    def _add_term(self, term: bytes) -> None:
        """The text of a term, and before it, where one begins, the head of a block."""
        length = len(term)
        before = len(self._last)
        shared = 0
        while shared < before and shared < length and self._last[shared] == term[shared]:
            shared += 1
        ascends = (
            length > shared
            if shared == before
            else (shared < length and self._last[shared] < term[shared])
        )
        if not ascends and self.terms:
            raise ValueError(f"terms must ascend: {self._last!r}, {term!r}")
        if self.terms % _BLOCK_TERMS == 0:
            self.blocks.append(self.size + self._place)
            self._put(self._list_start)
            shared = 0
        rest = length - shared
        self._out[self._place] = min(shared, 15) << 4 | min(rest, 15)
        self._place += 1
        if shared >= 15:
            self._put(shared - 15)
        if rest >= 15:
            self._put(rest - 15)
        for index in range(shared, length):
            self._out[self._place] = term[index]
            self._place += 1
        self._last = term
        self.terms += 1

    def _put(self, number: int) -> None:
        """Write a number."""
        while number >= 0x80:
            self._out[self._place] = number & 0x7F | 0x80
            self._place += 1
            number >>= 7
        self._out[self._place] = number
        self._place += 1


def dictionary_end(writer: EntryWriter, counts: bool, postings: int, occurrences: int) -> bytes:
    """What stands after the entries of a dictionary."""
    blocks = writer.blocks
    if sys.byteorder == "big":
        blocks = array("Q", blocks)
        blocks.byteswap()
    keeps = COUNTS * counts | POSITIONS * writer._positions
    end = TRAILER.pack(writer.terms, writer.size, postings, occurrences, keeps, 0)
    return blocks.tobytes() + end
