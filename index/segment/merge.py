"""Making few segments of many: which to merge, and how their postings flow together."""

from __future__ import annotations

import heapq
import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from index.segment.codec import ArchiveSegment, Postings, read_postings

# Segments of about the same size (within a factor of FANOUT) are merged when FANOUT of them have
# come together, so an archive of n articles has about FANOUT * log(n) segments and each article is
# rewritten about log(n) times. Below SMALLEST all sizes are the same.
FANOUT = 8
SMALLEST = 100
# A segment is rewritten when more than this part of its documents is deleted.
DELETED_SHARE = 0.3

TermStream = Iterator[tuple[tuple[str, bytes], Postings]]


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
        yield key, parts[0] if len(parts) == 1 else _concatenate(parts)


def _concatenate(parts: Sequence[Postings]) -> Postings:
    documents, weights = array("I"), array("f")
    values: list[bytes] = []
    for part in parts:
        documents.extend(part.documents)
        weights.extend(part.weights)
        values.extend(part.values)
    return Postings(documents, weights, values)


def segment_terms(reader: Any, new_numbers: Sequence[int]) -> TermStream:
    """The terms of a segment with their documents renumbered.

    ``new_numbers`` gives each old document number its new one, -1 for a deleted document. Terms of
    deleted documents alone are left out.
    """
    terms = reader._terms
    unchanged = -1 not in new_numbers
    base = new_numbers[0] if new_numbers else 0
    for (field, text), _ in terms.items():
        format_ = reader.schema[field].format
        postings = read_postings(terms.matcher(field, text, format_))
        if unchanged:
            moved = array("I", [base + document for document in postings.documents])
            yield (field, text), postings._replace(documents=moved)
        else:
            kept = _without_deleted(postings, new_numbers)
            if kept.documents:
                yield (field, text), kept


def _without_deleted(postings: Postings, new_numbers: Sequence[int]) -> Postings:
    kept = [i for i, document in enumerate(postings.documents) if new_numbers[document] >= 0]
    return Postings(
        array("I", [new_numbers[postings.documents[i]] for i in kept]),
        array("f", [postings.weights[i] for i in kept]),
        [postings.values[i] for i in kept] if postings.values else [],
    )
