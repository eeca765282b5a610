"""Making few segments of many: which to merge, and how their postings flow together."""

from __future__ import annotations

import heapq
import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import itemgetter
from typing import Protocol

from index.segment.batches import TermBatch
from index.segment.codec import ArchiveSegment
from index.segment.dictionary import Dictionary
from index.segment.posting_list import PostingList

# Segments of about the same size (within a factor of FANOUT) are merged when FANOUT of them have
# come together, so an archive of n articles has about FANOUT * log(n) segments and each article is
# rewritten about log(n) times. Below SMALLEST all sizes are the same: a program that adds articles
# one by one merges no more than so many at a time, nearly always.
FANOUT = 8
SMALLEST = 10
# A segment is rewritten when more than this part of its documents is deleted.
DELETED_SHARE = 0.3
# A merged batch is closed when it has so many postings.
BATCH_POSTINGS = 1_000_000


def choose_merges(segments: Sequence[ArchiveSegment], adding: int) -> list[ArchiveSegment]:
    """The segments to merge into the one being written, which brings ``adding`` documents.

    Size-tiered: see the constants of this module.
    """
    chosen = [segment for segment in segments if _mostly_deleted(segment)]
    size = adding + sum(_live(segment) for segment in chosen)
    rest = [segment for segment in segments if segment not in chosen]
    # A merge may lift the new segment into a tier that has then become full in its turn.
    while True:
        peers = [segment for segment in rest if _tier(_live(segment)) == _tier(size)]
        if len(peers) + 1 < FANOUT:
            return chosen
        chosen += peers
        rest = [segment for segment in rest if segment not in peers]
        size += sum(_live(segment) for segment in peers)


def _live(segment: ArchiveSegment) -> int:
    live: int = segment.doc_count_all() - segment.deleted_count()
    return live


def _tier(documents: int) -> int:
    return int(math.log(max(documents, SMALLEST) / SMALLEST, FANOUT))


def _mostly_deleted(segment: ArchiveSegment) -> bool:
    total: int = segment.doc_count_all()
    return total > 0 and segment.deleted_count() > DELETED_SHARE * total


class Postings(Protocol):
    """The postings of one term from one place, with numbers of the new segment."""

    def append_to(self, batch: TermBatch) -> int:
        """Put documents, counts and gaps behind those of a batch; returns how many documents."""


Source = Iterable[tuple[bytes, Postings]]
"""Terms in order, each with its postings. Whoever gives them forgets them with the next."""


def merge_sources(sources: Sequence[Source]) -> Iterator[TermBatch]:
    """The terms of several sources as one; documents must ascend from source to source.

    Terms that no document holds any more are left out.
    """
    batch = _empty()
    last: bytes | None = None
    found = 0
    for term, postings in heapq.merge(*sources, key=itemgetter(0)):
        if term != last:
            _close_term(batch, last, found)
            if len(batch.documents) >= BATCH_POSTINGS:
                yield batch
                batch = _empty()
            last, found = term, 0
        found += postings.append_to(batch)
    _close_term(batch, last, found)
    if batch.terms:
        yield batch


def _close_term(batch: TermBatch, term: bytes | None, found: int) -> None:
    if term is not None and found:
        batch.terms.append(term)
        batch.frequencies.append(found)


def _empty() -> TermBatch:
    return TermBatch([], array("I"), array("I"), array("I"), array("I"))


class _Part:
    """The postings of a term that stand in a batch."""

    __slots__ = ("_batch", "_end", "_gaps", "_gaps_end", "_start")

    def __init__(self, batch: TermBatch, start: int, end: int, gaps: int, gaps_end: int) -> None:
        self._batch = batch
        self._start, self._end = start, end
        self._gaps, self._gaps_end = gaps, gaps_end

    def append_to(self, batch: TermBatch) -> int:
        batch.documents.extend(self._batch.documents[self._start : self._end])
        batch.counts.extend(self._batch.counts[self._start : self._end])
        batch.gaps.extend(self._batch.gaps[self._gaps : self._gaps_end])
        return self._end - self._start


def source_of_batches(batches: Iterable[TermBatch]) -> Source:
    """The terms of batches one by one."""
    for batch in batches:
        end = gaps_end = 0
        for term, frequency in zip(batch.terms, batch.frequencies, strict=True):
            start, end = end, end + frequency
            gaps = gaps_end
            if batch.gaps:
                gaps_end += sum(batch.counts[start:end])
            yield term, _Part(batch, start, end, gaps, gaps_end)


class _Renumbered:
    """A posting list of a segment, its documents by the numbers of the new one."""

    __slots__ = ("_dictionary", "_numbers", "_postings")

    def __init__(
        self, postings: PostingList, dictionary: Dictionary, numbers: array[int] | int
    ) -> None:
        self._postings = postings
        self._dictionary = dictionary
        self._numbers = numbers

    def append_to(self, batch: TermBatch) -> int:
        postings, numbers = self._postings, self._numbers
        base = numbers if isinstance(numbers, int) else 0
        documents, counts = postings.read(base)
        gaps = array("I")
        if self._dictionary.positions:
            gaps = array("I", bytes(4 * postings.occurrences))
            postings.gaps_into(gaps, 0, counts, 0)
        if not isinstance(numbers, int):
            documents, counts, gaps = _living(documents, counts, gaps, numbers)
        batch.documents.extend(documents)
        if self._dictionary.counts:
            batch.counts.extend(counts)
        batch.gaps.extend(gaps)
        return len(documents)


def source_of_dictionary(dictionary: Dictionary, numbers: array[int] | int) -> Source:
    """The terms of a segment's field.

    ``numbers`` gives each old document number its new one, -1 for a deleted document; or is what to
    add to each.
    """
    cursor = dictionary.cursor()
    while cursor.active:
        yield cursor.term, _Renumbered(cursor.posting_list(), dictionary, numbers)
        cursor.next()


def _living(
    documents: array[int], counts: array[int], gaps: array[int], numbers: array[int]
) -> tuple[array[int], array[int], array[int]]:
    """The postings of documents that are not deleted."""
    renumbered = [numbers[document] for document in documents]
    kept = [number >= 0 for number in renumbered]
    if gaps:
        stays = array("B")
        for keep, count in zip(kept, counts, strict=True):
            stays.extend([keep] * count)
        gaps = array("I", compress(gaps, stays))
    return (
        array("I", compress(renumbered, kept)),
        array("I", compress(counts, kept)),
        gaps,
    )
