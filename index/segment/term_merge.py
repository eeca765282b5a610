# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""How do the terms of several segments become those of one? As batches, over arrays.

Compiled where there is a C compiler; the types stand in ``term_merge.pxd``.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from index.segment.batches import TermBatch
from index.segment.dictionary import Dictionary
from index.segment.posting_list import zeros

# About how many postings and positions stand in a batch; a term is never divided.
BATCH_POSTINGS = 2**20
BATCH_POSITIONS = 2**21

Numbers = Any


def merge_batches(
    sources: Sequence[tuple[Dictionary, array[int] | int]],
    postings: int = BATCH_POSTINGS,
    positions: int = BATCH_POSITIONS,
) -> Iterator[TermBatch]:
    """The terms of a field in several segments as those of one.

    With each dictionary comes what its documents are to be called: an array of type "q" from old
    number to new, -1 for a deleted document; or, where none is deleted, a number that is added to
    all. The new numbers must ascend from source to source. Terms of deleted documents alone are
    left out. All sources must keep the same, counts and positions or not.

    Raises:
        IndexDamaged: if a source is not what was written.
        ValueError: if the sources do not fit each other.
    """
    keeps = {(dictionary.counts, dictionary.positions) for dictionary, _ in sources}
    if len(keeps) > 1:
        raise ValueError("what one source keeps, another does not")
    merger = TermMerger(sources, postings, positions)
    while True:
        batch = merger.batch()
        if not batch.terms:
            return
        yield batch


class TermMerger:
    """Merges the terms of some dictionaries, a batch at a time."""

    def __init__(
        self,
        sources: Sequence[tuple[Dictionary, array[int] | int]],
        postings: int,
        positions: int,
    ) -> None:
        self._cursors = [dictionary.cursor() for dictionary, _ in sources]
        self._bases = [numbers if isinstance(numbers, int) else 0 for _, numbers in sources]
        self._numbers = [None if isinstance(numbers, int) else numbers for _, numbers in sources]
        for dictionary, numbers in sources:
            if not isinstance(numbers, int) and len(numbers) < dictionary.documents:
                raise ValueError("there are documents without a new number")
        self._keeps_counts = any(dictionary.counts for dictionary, _ in sources)
        self._keeps_positions = any(dictionary.positions for dictionary, _ in sources)
        self._room = postings
        self._gap_room = positions
        self._used = 0
        self._gaps_used = 0

    def batch(self) -> TermBatch:
        """The next terms; none at the end."""
        terms: list[bytes] = []
        frequencies = array("I")
        documents = counts = gaps = zeros(0)
        self._used = self._gaps_used = 0
        while True:
            term = self._next_term()
            if term is None:
                break
            postings, positions = self._sizes(term)
            if not terms and (postings > len(documents) or positions > len(gaps)):
                documents = zeros(max(postings, self._room))
                counts = zeros(len(documents))
                gaps = zeros(max(positions, self._gap_room))
            if self._used + postings > len(documents) or self._gaps_used + positions > len(gaps):
                break
            before = self._used
            self._take(term, documents, counts, gaps)
            if self._used > before:
                terms.append(term)
                frequencies.append(self._used - before)
        kept = counts[: self._used] if self._keeps_counts else array("I")
        return TermBatch(terms, frequencies, documents[: self._used], kept, gaps[: self._gaps_used])

    def _next_term(self) -> bytes | None:
        """The least term that is left."""
        least = None
        for cursor in self._cursors:
            if cursor.active and (least is None or cursor.term < least):
                least = cursor.term
        return least

    def _sizes(self, term: bytes) -> tuple[int, int]:
        """How many postings and positions a term has, deleted ones included."""
        postings = positions = 0
        for cursor in self._cursors:
            if cursor.active and cursor.term == term:
                postings += cursor.frequency
                positions += cursor.occurrences
        return postings, positions if self._keeps_positions else 0

    def _take(self, term: bytes, documents: Numbers, counts: Numbers, gaps: Numbers) -> None:
        """Put the postings of a term from all sources into the arrays, and go on from it."""
        for index in range(len(self._cursors)):
            cursor = self._cursors[index]
            if not cursor.active or cursor.term != term:
                continue
            postings = cursor.posting_list()
            postings.read_into(documents, counts, self._used, self._bases[index])
            end = self._gaps_used
            if self._keeps_positions:
                end = postings.gaps_into(gaps, end, counts, self._used)
            numbers = self._numbers[index]
            if numbers is None:
                self._used += postings.frequency
                self._gaps_used = end
            else:
                self._renumber(numbers, postings.frequency, documents, counts, gaps)
            cursor.next()

    def _renumber(
        self, numbers: Numbers, frequency: int, documents: Numbers, counts: Numbers, gaps: Numbers
    ) -> None:
        """Give postings their new numbers and drop those of deleted documents."""
        kept = self._used
        gap = end = self._gaps_used
        for index in range(self._used, self._used + frequency):
            number = numbers[documents[index]]
            count = counts[index]
            if number >= 0:
                documents[kept] = number
                counts[kept] = count
                kept += 1
                if self._keeps_positions:
                    for place in range(gap, gap + count):
                        gaps[end] = gaps[place]
                        end += 1
            gap += count
        self._used = kept
        self._gaps_used = end
