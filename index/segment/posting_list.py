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

from index.segment.packing import RUN, SPARE
from index.segment.section import Section

if cython.compiled:
    from cython.cimports.index.segment.packing import skip, unpack, unpack_ascending
else:
    from index.segment.packing import skip, unpack, unpack_ascending

Numbers = Any

_MOST_DOCUMENTS = 2**32

_RUN = RUN
_ONES = 0xFFFFFFFF


def zeros(count: int) -> array[int]:
    """So many 32-bit numbers."""
    return array("I", bytes(4 * count))


class PostingList:
    """The postings of a term in one segment: ``frequency`` documents, ``occurrences`` in all.

    Reading raises :class:`index.errors.IndexDamaged` where the bytes are not what was written.
    Threads may share it.
    """

    def __init__(
        self,
        section: Section,
        start: int,
        length: int,
        frequency: int,
        occurrences: int,
        limit: int,
        positions: bool,
        inline: array[int] | None = None,
    ) -> None:
        """A list of ``length`` bytes; of a segment of ``limit`` documents.

        ``inline`` is all there is of a term of one document: its number and its positions as gaps.
        """
        self._section = section
        self._data = section.data
        self._start = start
        self._length = length
        self.frequency = frequency
        self.occurrences = occurrences
        self._limit = limit
        self._positions = positions
        self._inline = inline

    def read(self, base: int = 0) -> tuple[array[int], array[int]]:
        """All documents, ascending, with ``base`` added, and how often each holds the term."""
        documents = zeros(self.frequency)
        counts = zeros(self.frequency)
        self.read_into(documents, counts, 0, base)
        return documents, counts

    def read_into(self, documents: Numbers, counts: Numbers, at: int, base: int) -> None:
        """Put documents and counts into arrays that have room for them, from ``at`` on."""
        if base < 0 or base + self._limit > _MOST_DOCUMENTS:
            raise ValueError(f"no numbers for {self._limit} documents from {base} on")
        if at < 0 or at + self.frequency > min(len(documents), len(counts)):
            raise ValueError("no room for the postings")
        if self._inline is not None:
            documents[at] = self._inline[0] + base
            counts[at] = self.occurrences
            return
        self._verify()
        if self._read_all(documents, counts, at, base) < 0:
            raise self._damaged("documents")

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
        end = self._read_all_gaps(gaps, at, counts, counts_at)
        if end < 0:
            raise self._damaged("positions")
        return end

    def positions(
        self, wanted: array[int] | None = None
    ) -> tuple[array[int], array[int], array[int]]:
        """Where the term stands in the ``wanted`` documents (None: in all) that hold it.

        ``wanted`` are numbers of this segment, ascending. Returns those of them that hold the term,
        starts and positions: ``positions[starts[i]:starts[i + 1]]`` are those of ``documents[i]``.
        Blocks that hold no wanted document are not unpacked.

        Raises:
            ValueError: if the field keeps no positions.
        """
        if not self._positions:
            raise ValueError("the field keeps no positions")
        room = self.frequency if wanted is None else min(self.frequency, len(wanted) * RUN)
        documents = zeros(room)
        counts = zeros(room)
        if not room:
            return documents, zeros(1), zeros(0)
        held, positions = self._wanted_blocks(wanted, documents, counts)
        starts = zeros(held + 1)
        kept = _keep(wanted, wanted is None, held, documents, counts, positions, starts)
        del documents[kept:], starts[kept + 1 :], positions[starts[kept] :]
        return documents, starts, positions

    def _wanted_blocks(
        self, wanted: array[int] | None, documents: array[int], counts: array[int]
    ) -> tuple[int, array[int]]:
        """Read the blocks that may hold a wanted document; tells how many documents they have.

        With them come the gaps of all their positions.
        """
        if self._inline is not None:
            documents[0], counts[0] = self._inline[0], self.occurrences
            return 1, self._inline[1:]
        self._verify()
        blocks = (self.frequency + RUN - 1) // RUN
        table = zeros(3 * blocks)
        chosen = zeros(blocks)
        area = self._read_table(table, blocks)
        if area < 0:
            raise self._damaged("the skip table")
        chosen_blocks = _choose(wanted, wanted is None, table, chosen, blocks)
        held = self._read_chosen(table, area, chosen, chosen_blocks, documents, counts)
        total = _sum(counts, held) if held >= 0 else 0
        if held < 0 or total > self.occurrences:
            raise self._damaged("documents")
        gaps = zeros(total)
        if self._read_gaps(table, area, blocks, chosen, chosen_blocks, counts, gaps) < 0:
            raise self._damaged("positions")
        return held, gaps

    def _verify(self) -> None:
        self._section.verify(self._start, self._length + SPARE)

    def _damaged(self, what: str) -> Exception:
        place = f"{self._length} bytes at {self._start}"
        return self._section.damaged(f"{what} of the posting list of {place} make no sense")

    def _read_all(self, documents: Numbers, counts: Numbers, at: int, base: int) -> int:
        """All documents and counts; -1 where they make no sense."""
        place = self._blocks_start()
        before = base - 1
        for block in range((self.frequency + _RUN - 1) // _RUN):
            first = block * _RUN
            size = min(_RUN, self.frequency - first)
            place = self._read_block(place, documents, counts, at + first, size, before, base)
            if place < 0:
                return -1
            before = documents[at + first + size - 1]
        return place

    def _blocks_start(self) -> int:
        """Where the blocks begin: after the skip table."""
        blocks = (self.frequency + _RUN - 1) // _RUN
        place = self._start
        if blocks > 1:
            for column in range(3 if self._positions else 2):
                for run in range((blocks + _RUN - 1) // _RUN):
                    first = run * _RUN
                    place = skip(self._data, place, min(_RUN, blocks - first))
        return place

    def _read_block(
        self,
        place: int,
        documents: Numbers,
        counts: Numbers,
        at: int,
        size: int,
        before: int,
        base: int,
    ) -> int:
        """A block of documents and counts; returns where it ends, or -1."""
        limit = base + self._limit
        place = unpack_ascending(self._data, place, documents, at, size, before, limit)
        if self.occurrences == self.frequency:
            for index in range(at, at + size):
                counts[index] = 1
            return place
        place = unpack(self._data, place, counts, at, size)
        if place >= 0:
            for index in range(at, at + size):
                counts[index] = (counts[index] + 1) & _ONES
        return place

    def _read_table(self, table: Numbers, blocks: int) -> int:
        """The three columns of the skip table, one after the other; returns where it ends, or -1.

        For a list of one block, which has none, they are made up.
        """
        place = self._start
        if blocks == 1:
            end = self._skip_block(place, self.frequency)
            table[0] = _ONES
            table[1] = (end - place) & _ONES
            return place if end >= 0 else -1
        before = -1
        for run in range((blocks + _RUN - 1) // _RUN):
            first = run * _RUN
            size = min(_RUN, blocks - first)
            if first:
                before = table[first - 1]
            place = unpack_ascending(self._data, place, table, first, size, before, self._limit)
        for column in range(1, 3):
            for run in range((blocks + _RUN - 1) // _RUN):
                first = run * _RUN
                size = min(_RUN, blocks - first)
                place = unpack(self._data, place, table, column * blocks + first, size)
        return place

    def _read_chosen(
        self,
        table: Numbers,
        area: int,
        chosen: Numbers,
        chosen_blocks: int,
        documents: Numbers,
        counts: Numbers,
    ) -> int:
        """The documents and counts of some blocks; returns how many there are, or -1."""
        blocks = (self.frequency + _RUN - 1) // _RUN
        held = passed = 0
        before = -1
        for index in range(chosen_blocks):
            block = chosen[index]
            while passed < block:
                area += table[blocks + passed]
                passed += 1
            size = min(_RUN, self.frequency - block * _RUN)
            if block:
                before = table[block - 1]
            if self._read_block(area, documents, counts, held, size, before, 0) < 0:
                return -1
            held += size
            if blocks > 1 and documents[held - 1] != table[block]:
                return -1
        return held

    def _read_gaps(
        self,
        table: Numbers,
        area: int,
        blocks: int,
        chosen: Numbers,
        chosen_blocks: int,
        counts: Numbers,
        gaps: Numbers,
    ) -> int:
        """The position gaps of some blocks; returns how many there are, or -1."""
        for block in range(blocks):
            area += table[blocks + block]
        held = passed = end = 0
        for index in range(chosen_blocks):
            block = chosen[index]
            while passed < block:
                area += table[2 * blocks + passed]
                passed += 1
            size = min(_RUN, self.frequency - block * _RUN)
            total = 0
            for posting in range(held, held + size):
                total += counts[posting]
            if self._read_runs(area, gaps, end, total) < 0:
                return -1
            held += size
            end += total
        return end

    def _read_all_gaps(self, gaps: Numbers, at: int, counts: Numbers, counts_at: int) -> int:
        """The position gaps of all blocks; returns where they end in ``gaps``, or -1."""
        place = self._blocks_start()
        for block in range((self.frequency + _RUN - 1) // _RUN):
            first = block * _RUN
            place = self._skip_block(place, min(_RUN, self.frequency - first))
        for block in range((self.frequency + _RUN - 1) // _RUN):
            first = block * _RUN
            size = min(_RUN, self.frequency - first)
            total = 0
            for posting in range(counts_at + first, counts_at + first + size):
                total += counts[posting]
            if at + total > len(gaps):
                return -1
            place = self._read_runs(place, gaps, at, total)
            if place < 0:
                return -1
            at += total
        return at

    def _skip_block(self, place: int, size: int) -> int:
        """Where a block of documents and counts ends, or -1."""
        place = skip(self._data, place, size)
        if self.occurrences != self.frequency:
            place = skip(self._data, place, size)
        return place

    def _read_runs(self, place: int, gaps: Numbers, at: int, count: int) -> int:
        """Runs of position gaps that follow each other; returns where they end, or -1."""
        for run in range((count + _RUN - 1) // _RUN):
            first = run * _RUN
            place = unpack(self._data, place, gaps, at + first, min(_RUN, count - first))
        return place


def _choose(wanted: Numbers, everything: bool, table: Numbers, chosen: Numbers, blocks: int) -> int:
    """The blocks that may hold a wanted document; returns how many there are."""
    found = following = 0
    for block in range(blocks):
        last = table[block]
        if not everything:
            if following == len(wanted):
                break
            if wanted[following] > last:
                continue
            while following < len(wanted) and wanted[following] <= last:
                following += 1
        chosen[found] = block
        found += 1
    return found


def _sum(counts: Numbers, held: int) -> int:
    """The sum of the first counts."""
    total = 0
    for index in range(held):
        total += counts[index]
    return total


def _keep(
    wanted: Numbers,
    everything: bool,
    held: int,
    documents: Numbers,
    counts: Numbers,
    positions: Numbers,
    starts: Numbers,
) -> int:
    """Leave the wanted of ``held`` documents, with gaps turned into positions; returns how many."""
    kept = following = start = end = 0
    for index in range(held):
        document = documents[index]
        count = counts[index]
        start += count
        if not everything:
            while following < len(wanted) and wanted[following] < document:
                following += 1
            if following == len(wanted) or wanted[following] != document:
                continue
        position = 0
        for place in range(start - count, start):
            position += positions[place]
            positions[end] = position & _ONES
            end += 1
        documents[kept] = document
        kept += 1
        starts[kept] = end
    return kept
