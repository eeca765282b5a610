# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which documents hold a term, how often, and where? A posting list, read out of a segment.

A list is made of runs of packed numbers (see :mod:`index.segment.packing`) and is cut into blocks
of ``RUN`` documents. A block has

* a run of gaps: how many documents are left out since the last one;
* a run of counts, each less 1; left out in the whole list if the term comes once everywhere.

Apart from them stand the positions of the block, if the field keeps any: runs of ``RUN`` gaps, for
each document its first position and then the distances to the next.

A list of one block is the block and its positions. A longer one begins with a skip table of three
columns: the last document of each block (as gaps, like documents), the bytes of each block, the
bytes of each block's positions. All blocks follow, then all positions. The postings of a term of
one document stand in the dictionary, see :mod:`index.segment.dictionary`.

Compiled where there is a C compiler; the types stand in ``posting_list.pxd``.
"""

from __future__ import annotations

from array import array
from typing import Any

import cython

from index.segment.packing import RUN
from index.segment.section import Section
from index.segment.unpacking import SPARE

if cython.compiled:
    from cython.cimports.cpython.array import clone
    from cython.cimports.index.arrays import numbers_at
    from cython.cimports.index.segment.unpacking import ascend_run, skip_run, unpack_run
else:
    from index.arrays import clone, numbers_at
    from index.segment.unpacking import ascend_run, skip_run, unpack_run


Bytes = Any
Numbers = Any
Address = Any
"""Where numbers or bytes lie: an address where this is compiled, otherwise what holds them."""

_MOST_DOCUMENTS = 2**32

_RUN = RUN
_SPARE = SPARE
_ONES = 0xFFFFFFFF
_NUMBERS: Any = array("I")


def zeros(count: int) -> array[int]:
    """So many 32-bit numbers."""
    return array("I", bytes(4 * count))


class PostingList:
    """The postings of a term in one segment: ``frequency`` documents, ``occurrences`` in all.

    :func:`list_at` makes one. Reading raises :class:`index.errors.IndexDamaged` where the bytes are
    not what was written. Threads may share it.
    """

    def __init__(self) -> None:
        """A list of nothing yet."""
        if not cython.compiled:
            self._data: Bytes = b""
        self._section: Any = None
        self._inline: Any = None
        self._size = self._start = self._length = self._limit = 0
        self.frequency = self.occurrences = 0
        self._positions = False
        self._verified = 0

    def read(self, base: int = 0) -> tuple[array[int], array[int]]:
        """All documents, ascending, with ``base`` added, and how often each holds the term."""
        return read_lists([(self, base, self._limit)])

    def read_into(self, documents: Numbers, counts: Numbers, at: int, base: int) -> None:
        """Put documents and counts into arrays that have room for them, from ``at`` on."""
        if at < 0 or at + self.frequency > min(len(documents), len(counts)):
            raise ValueError("no room for the postings")
        if cython.compiled:
            self._put(cython.address(documents[0]), cython.address(counts[0]), at, base)
        else:
            self._put(documents, counts, at, base)

    def _put(self, documents: Address, counts: Address, at: int, base: int) -> int:
        """Put documents and counts where there is room for them."""
        if base < 0 or base + self._limit > _MOST_DOCUMENTS:
            raise ValueError(f"no numbers for {self._limit} documents from {base} on")
        if self._inline is not None:
            documents[at] = self._inline[0] + base
            counts[at] = self.occurrences
            return 0
        end = self._read_all(documents, counts, at, base)
        if end < 0:
            raise self._damaged("documents")
        self._verify(end)
        return 0

    def gaps_into(self, gaps: Numbers, at: int, counts: Numbers, counts_at: int) -> int:
        """Put all position gaps into an array, from ``at`` on; returns where they end.

        ``counts`` holds what :meth:`read_into` put there at ``counts_at``.
        """
        if at < 0 or at + self.occurrences > len(gaps):
            raise ValueError("no room for the positions")
        if self._inline is not None:
            for index in range(1, len(self._inline)):
                gaps[at + index - 1] = self._inline[index]
            return at + len(self._inline) - 1
        if cython.compiled:
            end = self._read_all_gaps(
                cython.address(gaps[0]), at, len(gaps), cython.address(counts[0]), counts_at
            )
        else:
            end = self._read_all_gaps(gaps, at, len(gaps), counts, counts_at)
        if end < 0:
            raise self._damaged("positions")
        self._verify(self._start + self._length)
        return end

    def _table(self) -> array[int]:
        """The skip table, and behind its three columns how far from the start the blocks begin."""
        blocks = (self.frequency + _RUN - 1) // _RUN
        table: Any = clone(_NUMBERS, 3 * blocks + 1, False)
        if self._read_table(numbers_at(table), blocks) < 0:
            raise self._damaged("the skip table")
        found: array[int] = table
        return found

    def _source(self) -> Address:
        """Where the bytes of the section are."""
        if cython.compiled:
            return cython.address(self._data[0])
        return self._data

    def _verify(self, end: int) -> None:
        """See that what was read, up to ``end``, is what was written, before it is given away.

        Not before it is read, for where a part of a list ends is told by the list: whoever wants
        documents does not wait for the checksums of positions. No byte leads a reader astray.
        """
        if end - self._start > self._verified:
            self._section.verify(self._start, end - self._start)
            self._verified = end - self._start

    def _damaged(self, what: str) -> Exception:
        """The error for what makes no sense; of bytes that are not what was written, another."""
        self._section.verify(self._start, self._length + SPARE)
        place = f"{self._length} bytes at {self._start}"
        error: Exception = self._section.damaged(
            f"{what} of the posting list of {place} make no sense"
        )
        return error

    def _read_all(self, documents: Address, counts: Address, at: int, base: int) -> int:
        """All documents and counts; -1 where they make no sense."""
        place = self._blocks_start()
        before = base - 1
        for block in range((self.frequency + _RUN - 1) // _RUN):
            size = min(_RUN, self.frequency - block * _RUN)
            place = self._read_block(place, documents, counts, at, at, size, before, base)
            if place < 0:
                return -1
            at += size
            before = documents[at - 1]
        return place

    def _blocks_start(self) -> int:
        """Where the blocks begin: after the skip table."""
        blocks = (self.frequency + _RUN - 1) // _RUN
        place = self._start
        if blocks > 1:
            for _ in range(3 if self._positions else 2):
                for run in range((blocks + _RUN - 1) // _RUN):
                    size = min(_RUN, blocks - run * _RUN)
                    place = skip_run(self._source(), self._size, place, size)
        return place

    def _read_block(
        self,
        place: int,
        documents: Address,
        counts: Address,
        at: int,
        counts_at: int,
        size: int,
        before: int,
        base: int,
    ) -> int:
        """A block of documents and counts; returns where it ends, or -1."""
        limit = base + self._limit
        source = self._source()
        place = ascend_run(source, self._size, place, documents, at, size, before, limit)
        if self.occurrences == self.frequency:
            for index in range(counts_at, counts_at + size):
                counts[index] = 1
        else:
            place = unpack_run(source, self._size, place, counts, counts_at, size, 1)
        return place

    def _read_table(self, table: Address, blocks: int) -> int:
        """The skip table as :meth:`_table` gives it; returns where it ends, or -1.

        For a list of one block, which has none, it is made up. Of a field without positions, its
        third column is left as it is.
        """
        source = self._source()
        place = self._start
        if blocks == 1:
            end = self._skip_block(place, self.frequency)
            table[0] = _ONES
            table[1] = (end - place) & _ONES
            table[3] = 0
            return place if end >= 0 else -1
        before = -1
        for run in range((blocks + _RUN - 1) // _RUN):
            first = run * _RUN
            size = min(_RUN, blocks - first)
            if first:
                before = table[first - 1]
            place = ascend_run(source, self._size, place, table, first, size, before, self._limit)
        for column in range(1, 3 if self._positions else 2):
            for run in range((blocks + _RUN - 1) // _RUN):
                first = run * _RUN
                size = min(_RUN, blocks - first)
                first += column * blocks
                place = unpack_run(source, self._size, place, table, first, size, 0)
        table[3 * blocks] = (place - self._start) & _ONES
        return place

    def _read_all_gaps(
        self, gaps: Address, at: int, room: int, counts: Address, counts_at: int
    ) -> int:
        """The position gaps of all blocks; returns where they end in ``gaps``, or -1."""
        place = self._blocks_start()
        for block in range((self.frequency + _RUN - 1) // _RUN):
            place = self._skip_block(place, min(_RUN, self.frequency - block * _RUN))
        for block in range((self.frequency + _RUN - 1) // _RUN):
            first = block * _RUN
            size = min(_RUN, self.frequency - first)
            total = 0
            for posting in range(counts_at + first, counts_at + first + size):
                total += counts[posting]
            if at + total > room:
                return -1
            place = self._read_runs(place, gaps, at, total)
            if place < 0:
                return -1
            at += total
        return at

    def _skip_block(self, place: int, size: int) -> int:
        """Where a block of documents and counts ends, or -1."""
        source = self._source()
        place = skip_run(source, self._size, place, size)
        if self.occurrences != self.frequency:
            place = skip_run(source, self._size, place, size)
        return place

    def _read_runs(self, place: int, gaps: Address, at: int, count: int) -> int:
        """Runs of position gaps that follow each other; returns where they end, or -1."""
        source = self._source()
        for run in range((count + _RUN - 1) // _RUN):
            first = run * _RUN
            size = min(_RUN, count - first)
            place = unpack_run(source, self._size, place, gaps, at + first, size, 0)
        return place


def list_at(
    section: Section,
    data: Bytes,
    start: int,
    length: int,
    frequency: int,
    occurrences: int,
    limit: int,
    positions: bool,
    inline: array[int] | None,
) -> PostingList:
    """The list of ``length`` bytes at ``start`` of a section, whose bytes are ``data``.

    Of a segment of ``limit`` documents. ``inline`` is all there is of a term of one document: its
    number and its positions as gaps.
    """
    found = PostingList()
    found._section = section
    found._data = data
    found._size = len(data) - _SPARE
    found._start = start
    found._length = length
    found.frequency = frequency
    found.occurrences = occurrences
    found._limit = limit
    found._positions = positions
    found._inline = inline
    return found


# Lists of one term, of all segments together: ``(list, base, documents)`` each, where ``base`` is
# added to the documents of a list, which are less than ``documents``.


def read_lists(lists: Any) -> tuple[array[int], array[int]]:
    """All documents, ascending, and how often each holds the term."""
    total = 0
    for each in lists:
        postings = each[0]
        total += postings.frequency
    documents: Any = clone(_NUMBERS, total, False)
    counts: Any = clone(_NUMBERS, total, False)
    at = 0
    for each in lists:
        postings = each[0]
        postings._put(numbers_at(documents), numbers_at(counts), at, each[1])
        at += postings.frequency
    return documents, counts
