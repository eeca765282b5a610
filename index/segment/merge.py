"""Making few segments of many: which to merge.

How their terms flow together is told in :mod:`index.segment.term_merge`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from index.segment.segment import ArchiveSegment

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
