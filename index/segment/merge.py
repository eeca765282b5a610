"""Making few segments of many: which to merge, and how their postings flow together."""

from __future__ import annotations

import heapq
import math
from array import array
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from index.segment.codec import ArchiveSegment
from index.segment.postings import Postings, concatenate, read_postings
from index.segment.terms import TermStream

# Segments of about the same size (within a factor of FANOUT) are merged when FANOUT of them have
# come together, so an archive of n articles has about FANOUT * log(n) segments and each article is
# rewritten about log(n) times. Below SMALLEST all sizes are the same: a program that adds articles
# one by one merges no more than so many at a time, nearly always.
FANOUT = 8
SMALLEST = 10
# A segment is rewritten when more than this part of its documents is deleted.
DELETED_SHARE = 0.3


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


def merge_terms(streams: Iterable[TermStream]) -> TermStream:
    """One stream of all terms in order; postings of equal terms follow in the order of streams.

    Documents must ascend from stream to stream.
    """
    merged = heapq.merge(*streams, key=itemgetter(0))
    for key, group in groupby(merged, key=itemgetter(0)):
        parts = [postings for _, postings in group]
        yield key, parts[0] if len(parts) == 1 else concatenate(parts)


def segment_terms(reader: Any, new_numbers: Sequence[int]) -> TermStream:
    """The terms of a segment with their documents renumbered.

    ``new_numbers`` gives each old document number its new one, -1 for a deleted document. Terms of
    deleted documents alone are left out.
    """
    unchanged = -1 not in new_numbers
    formats = {name: field.format for name, field in reader.schema.items()}
    for (field, text), matcher in reader._terms.postings(formats):
        postings = read_postings(matcher)
        if not unchanged:
            postings = _without_deleted(postings, new_numbers)
        if postings.documents:
            moved = array("I", map(new_numbers.__getitem__, postings.documents))
            yield (field, text), postings._replace(documents=moved)


def _without_deleted(postings: Postings, new_numbers: Sequence[int]) -> Postings:
    documents, counts, gaps = postings
    kept = Postings(array("I"), array("I"), array("I"))
    end = 0
    for document, count in zip(documents, counts, strict=True):
        start, end = end, end + count
        if new_numbers[document] >= 0:
            kept.documents.append(document)
            kept.counts.append(count)
            kept.gaps.extend(gaps[start:end])
    return kept
