# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""How are posting lists written? A whole batch of terms at once.

The layout is told in :mod:`index.segment.posting_list`, which reads it. Compiled where there is a
C compiler; the types stand in ``encoding.pxd``.
"""

from __future__ import annotations

from array import array
from typing import Any, NamedTuple

import cython

from index.segment.batches import TermBatch
from index.segment.layout import MOST_INLINE
from index.segment.packing import LONGEST_RUN, RUN, scratch

if cython.compiled:
    from cython.cimports.index.segment.packing import pack
else:
    from index.segment.packing import pack

Numbers = Any

# The length of a block's positions in bytes is kept in 32 bits.
_MOST_POSITIONS = 2**32 // 5

_RUN = RUN
_MOST_INLINE = MOST_INLINE
# What is wrong with a batch.
_NOTHING = -1
_NOT_ASCENDING = -2


class EncodedLists(NamedTuple):
    """The posting lists of a batch: their bytes, and for each term how many are its own (0: none,
    its postings go to the dictionary) and how often it comes in all."""

    data: memoryview
    lengths: array[int]
    occurrences: array[int]


def encode_lists(batch: TermBatch, *, positions: bool) -> EncodedLists:
    """The posting lists of a batch of terms; ``positions``: whether the field keeps them.

    Raises:
        ValueError: if the arrays of the batch do not fit each other.
    """
    terms = len(batch.terms)
    encoder = ListEncoder(batch, positions)
    lengths = array("Q", bytes(8 * terms))
    occurrences = array("Q", bytes(8 * terms))
    end = encoder.encode(batch.frequencies, lengths, occurrences)
    return EncodedLists(memoryview(encoder.room)[:end], lengths, occurrences)


class ListEncoder:
    """Encodes the lists of one batch into ``room``."""

    def __init__(self, batch: TermBatch, positions: bool) -> None:
        _check(batch, positions)
        self.room = bytearray(_most_bytes(batch))
        self._out = self.room
        self._has_counts = bool(batch.counts)
        self._positions = positions
        self._documents = batch.documents
        self._counts = batch.counts
        self._gaps = batch.gaps
        self._sizes = scratch()
        self._run = array("I", bytes(4 * RUN))
        blocks = max(batch.frequencies, default=0) // RUN + 1
        self._lasts = array("I", bytes(4 * blocks))
        self._block_lengths = array("I", bytes(4 * blocks))
        self._place_lengths = array("I", bytes(4 * blocks))

    def encode(self, frequencies: Numbers, lengths: Numbers, occurrences: Numbers) -> int:
        """Encode all; returns how many bytes of ``room`` are used. Other threads run meanwhile.

        Raises:
            ValueError: if the documents of a term do not ascend or a count is 0.
        """
        with cython.nogil:
            place = self._encode(frequencies, lengths, occurrences)
        if place == _NOTHING:
            raise ValueError("a term without documents, or a document without occurrences")
        if place == _NOT_ASCENDING:
            raise ValueError("the documents of a term do not ascend")
        return place

    def _encode(self, frequencies: Numbers, lengths: Numbers, occurrences: Numbers) -> int:
        """As :meth:`encode`; what is wrong is told by a number below 0."""
        document = gap = place = 0
        for term in range(len(frequencies)):
            count = frequencies[term]
            total = self._occurrences(document, count)
            if total < 0:
                return _NOTHING
            occurrences[term] = total
            if count > 1 or (self._positions and total > _MOST_INLINE):
                end = self._list(document, count, gap, total, place)
                if end < 0:
                    return _NOT_ASCENDING
                lengths[term] = end - place
                place = end
            document += count
            gap += total
        return place

    def _occurrences(self, document: int, count: int) -> int:
        """How often a term comes; -1 if that makes no sense."""
        if count == 0:
            return -1
        if not self._has_counts:
            return count
        total = 0
        for index in range(document, document + count):
            if self._counts[index] == 0:
                return -1
            total += self._counts[index]
        return total

    def _list(self, document: int, count: int, gap: int, total: int, place: int) -> int:
        """Write a list; returns where it ends, -1 if its documents do not ascend."""
        if count > _RUN:
            return self._long_list(document, count, gap, total, place)
        place = self._block(document, count, -1, total != count, place)
        if self._positions and place >= 0:
            place = self._places(gap, total, place)
        return place

    def _long_list(self, document: int, count: int, gap: int, total: int, place: int) -> int:
        """A list of several blocks, and before them the skip table that knows their lengths."""
        blocks = (count + _RUN - 1) // _RUN
        # The most that the skip table may take; the blocks are moved up to it in the end.
        start = place + 3 * (4 * blocks + blocks // _RUN + 1)
        end = self._blocks(document, count, total != count, start)
        if end < 0:
            return -1
        if self._positions:
            end = self._block_places(document, count, gap, end)
        place = self._table(self._lasts, blocks, True, place)
        place = self._table(self._block_lengths, blocks, False, place)
        if self._positions:
            place = self._table(self._place_lengths, blocks, False, place)
        for index in range(end - start):
            self._out[place + index] = self._out[start + index]
        return place + end - start

    def _blocks(self, document: int, count: int, counts: bool, place: int) -> int:
        """All blocks of documents and counts."""
        before = -1
        for block in range((count + _RUN - 1) // _RUN):
            first = block * _RUN
            size = min(_RUN, count - first)
            end = self._block(document + first, size, before, counts, place)
            if end < 0:
                return -1
            before = self._documents[document + first + size - 1]
            self._lasts[block] = before
            self._block_lengths[block] = end - place
            place = end
        return place

    def _block(self, document: int, count: int, before: int, counts: bool, place: int) -> int:
        """A block of documents and, if wanted, of their counts; -1 if they do not ascend."""
        for index in range(count):
            number = self._documents[document + index]
            if number <= before:
                return -1
            self._run[index] = number - before - 1
            before = number
        place = pack(self._run, 0, count, self._out, place, self._sizes)
        if counts:
            for index in range(count):
                self._run[index] = self._counts[document + index] - 1
            place = pack(self._run, 0, count, self._out, place, self._sizes)
        return place

    def _block_places(self, document: int, count: int, gap: int, place: int) -> int:
        """The positions of all blocks."""
        for block in range((count + _RUN - 1) // _RUN):
            first = block * _RUN
            size = min(_RUN, count - first)
            total = self._occurrences(document + first, size)
            end = self._places(gap, total, place)
            self._place_lengths[block] = end - place
            place = end
            gap += total
        return place

    def _places(self, gap: int, total: int, place: int) -> int:
        """The positions of a block."""
        for run in range((total + _RUN - 1) // _RUN):
            first = run * _RUN
            size = min(_RUN, total - first)
            place = pack(self._gaps, gap + first, size, self._out, place, self._sizes)
        return place

    def _table(self, numbers: Numbers, count: int, ascending: bool, place: int) -> int:
        """A column of the skip table."""
        before = -1
        for block in range((count + _RUN - 1) // _RUN):
            first = block * _RUN
            size = min(_RUN, count - first)
            if not ascending:
                place = pack(numbers, first, size, self._out, place, self._sizes)
                continue
            for index in range(size):
                number = numbers[first + index]
                self._run[index] = number - before - 1
                before = number
            place = pack(self._run, 0, size, self._out, place, self._sizes)
        return place


def total_of(numbers: Numbers) -> int:
    """The sum of an ``array('I')``, without a Python number for each of a million."""
    if not cython.compiled:
        return sum(numbers)
    total = 0
    for place in range(len(numbers)):
        total += numbers[place]
    return total


def _check(batch: TermBatch, positions: bool) -> None:
    """Raises ValueError if the arrays of a batch do not fit each other."""
    documents, counts, gaps = len(batch.documents), len(batch.counts), len(batch.gaps)
    if sum(batch.frequencies) != documents or len(batch.frequencies) != len(batch.terms):
        raise ValueError("a batch has other documents than its frequencies say")
    if counts not in (0, documents):
        raise ValueError("a batch has other counts than documents")
    expected = (total_of(batch.counts) if counts else documents) if positions else 0
    if gaps != expected:
        raise ValueError("a batch has other positions than its counts say")
    if gaps > _MOST_POSITIONS:
        raise ValueError(f"a batch of more than {_MOST_POSITIONS:,} positions")


def _most_bytes(batch: TermBatch) -> int:
    """What the lists of a batch take at most.

    A number takes no more than its 32 bits, a run a byte beside its numbers. The rest of the fifth
    byte is for those and for the skip tables, which have three numbers to 128 postings; terms of
    few documents have up to three runs that are not full.
    """
    numbers = 2 * len(batch.documents) + len(batch.gaps)
    return 5 * numbers + 20 * len(batch.terms) + LONGEST_RUN
