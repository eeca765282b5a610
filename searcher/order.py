"""Which of the found documents come first."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from searcher.matches import Matches
from searcher.results import Sort
from searcher.selection import NEWEST, OLDEST, RELEVANCE, first_of, first_places
from searcher.view import View

_ORDERS: dict[Sort, int] = {"relevance": RELEVANCE, "newest": NEWEST, "oldest": OLDEST}


def first(count: int, sort: Sort, matches: Matches, view: View) -> list[int]:
    """The places among the matches of the first ``count`` of them.

    By relevance, those that match every group of the query come before the others, then the
    better score decides, then the newer day, then the id. By date, undated ones are last and the
    better score decides between equal times, then the id.

    Only ids that decide are read.
    """
    documents, scores, full = matches
    places, same = first_places(documents, scores, full, view.snapshot.times, _ORDERS[sort], count)
    return _settled(places, same, documents, view)[:count]


def reordered(places: list[int], words: Sequence[int], matches: Matches, view: View) -> list[int]:
    """The places of the first by relevance, in the order that what they have gained gives them.

    Those that have more ``words`` of the query come before those with fewer.
    """
    ordered = _by_relevance(places, matches, view)
    if len(set(words)) > 1:
        had = dict(zip(places, words, strict=True))
        ordered.sort(key=had.__getitem__, reverse=True)
    return ordered


def _by_relevance(places: list[int], matches: Matches, view: View) -> list[int]:
    documents, scores, full = matches
    these = array("I", places)
    ordered, same = first_of(documents, scores, full, view.snapshot.times, len(these), these)
    return _settled(ordered, same, documents, view)


def _settled(places: array[int], same: bytearray, documents: array[int], view: View) -> list[int]:
    """The places, those that tie in the order of their ids."""
    return _by_id(places, same, documents, view) if 1 in same else places.tolist()


def _by_id(places: array[int], same: bytearray, documents: array[int], view: View) -> list[int]:
    """The places, those that tie in the order of their ids."""
    ordered: list[int] = []
    tied: list[int] = []
    for place, ties in zip(places, same, strict=True):
        if not ties:
            ordered += _sorted(tied, documents, view)
            tied = []
        tied.append(place)
    return ordered + _sorted(tied, documents, view)


def _sorted(tied: list[int], documents: array[int], view: View) -> list[int]:
    if len(tied) < 2:
        return tied
    return sorted(tied, key=lambda place: view.id_of(documents[place]))
