# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which documents are in both lists, or in either? Lists put together.

Documents are ascending numbers in an ``array('I')``, scores stand beside them in an ``array('d')``.
Whoever calls sees to it that documents are numbers of the index: the
readers of postings refuse any other.

Compiled where there is a C compiler; the types stand in ``document_sets.pxd``.
"""

from __future__ import annotations

from array import array
from typing import Any

import cython

if cython.compiled:
    from cython.cimports.cpython.array import clone
else:
    from index.arrays import clone

Numbers = Any
"""A typed array, or a view of one."""

_NUMBERS: Any = array("I")
_VALUES: Any = array("d")


def numbers(count: int) -> array[int]:
    """So many whole numbers, to be filled."""
    found: array[int] = clone(_NUMBERS, count, False)
    return found


def zeros(count: int) -> array[float]:
    """So many values, all 0."""
    found: array[float] = clone(_VALUES, count, True)
    return found


# In both


def together(these: Numbers, those: Numbers) -> array[int]:
    """The documents that are in both."""
    if len(these) > len(those):
        these, those = those, these
    mine, _ = _in_both(these, those)
    return taken(these, mine)


def count_in_both(these: Numbers, those: Numbers) -> int:
    """How many documents are in both; ``those`` should be the more."""
    return len(_in_both(these, those)[0])


def count_members(these: Numbers, those: Numbers, counts: Numbers) -> None:
    """Count one more for each of these documents that is among those."""
    mine, _ = _in_both(these, those)
    _count(mine, counts)


def _count(places: Numbers, counts: Numbers) -> None:
    for index in range(len(places)):
        counts[places[index]] += 1


def joint(
    these: Numbers, scores: Numbers, those: Numbers, more: Numbers
) -> tuple[array[int], array[float]]:
    """The documents that are in both, with the sums of their scores; ``those`` should be more."""
    mine, theirs = _in_both(these, those)
    sums = zeros(len(mine))
    _add(scores, mine, sums)
    _add(more, theirs, sums)
    return taken(these, mine), sums


def _in_both(these: Numbers, those: Numbers) -> tuple[array[int], array[int]]:
    """At which places of the two lists the documents stand that are in both."""
    room = min(len(these), len(those))
    mine: Any = clone(_NUMBERS, room, False)
    theirs: Any = clone(_NUMBERS, room, False)
    count = _meet(these, those, mine, theirs)
    del mine[count:], theirs[count:]
    return mine, theirs


def _meet(these: Numbers, those: Numbers, mine: Numbers, theirs: Numbers) -> int:
    """Write the places of what is in both; returns how many there are."""
    count = place = 0
    end = len(those)
    if not end:
        return 0
    for index in range(len(these)):
        document = these[index]
        if those[place] < document:
            place = reach(those, place + 1, document)
            if place == end:
                break
        if those[place] == document:
            mine[count] = index
            theirs[count] = place
            count += 1
    return count


def taken(values: Numbers, places: Numbers) -> array[int]:
    """The numbers at some places."""
    found: array[int] = clone(_NUMBERS, len(places), False)
    _take(values, places, found)
    return found


def _take(values: Numbers, places: Numbers, found: Numbers) -> None:
    for index in range(len(places)):
        found[index] = values[places[index]]


def _add(scores: Numbers, places: Numbers, sums: Numbers) -> None:
    """Add the scores at some places."""
    for index in range(len(places)):
        sums[index] += scores[places[index]]


def add_at(scores: Numbers, places: Numbers, more: Numbers) -> None:
    """Add to the scores at some places what stands beside those."""
    for index in range(len(places)):
        scores[places[index]] += more[index]


def add_where(these: Numbers, scores: Numbers, those: Numbers, more: Numbers) -> None:
    """Add to the scores of ``these`` documents what they have among ``those``."""
    place, end = 0, len(these)
    for index in range(len(those) if end else 0):
        document = those[index]
        if these[place] < document:
            place = reach(these, place + 1, document)
            if place == end:
                break
        if these[place] == document:
            scores[place] += more[index]


def reach(documents: Numbers, place: int, document: int) -> int:
    """The first place, from ``place`` on, of a document that is not before the given one."""
    end = len(documents)
    step = 1
    while place + step < end and documents[place + step] < document:
        place += step
        step += step
    high = min(place + step, end)
    low = place
    while low < high:
        middle = (low + high) // 2
        if documents[middle] < document:
            low = middle + 1
        else:
            high = middle
    return low


def place_of(documents: Numbers, document: int) -> int:
    """The place of a document, or -1."""
    place = reach(documents, 0, document)
    return place if place < len(documents) and documents[place] == document else -1


# In either


def beside(
    these: Numbers, scores: Numbers, those: Numbers, more: Numbers
) -> tuple[array[int], array[float]]:
    """The documents of either, with their scores among ``these`` where they are."""
    room = len(these) + len(those)
    found: Any = clone(_NUMBERS, room, False)
    theirs: Any = clone(_VALUES, room, False)
    count = _beside(these, scores, those, more, found, theirs)
    del found[count:], theirs[count:]
    return found, theirs


def _beside(
    these: Numbers, scores: Numbers, those: Numbers, more: Numbers, found: Numbers, theirs: Numbers
) -> int:
    count = other = 0
    for index in range(len(these)):
        document = these[index]
        while other < len(those) and those[other] < document:
            found[count] = those[other]
            theirs[count] = more[other]
            count += 1
            other += 1
        if other < len(those) and those[other] == document:
            other += 1
        found[count] = document
        theirs[count] = scores[index]
        count += 1
    while other < len(those):
        found[count] = those[other]
        theirs[count] = more[other]
        count += 1
        other += 1
    return count


def either(these: Numbers, those: Numbers) -> array[int]:
    """The documents that are in one of two lists or in both."""
    return beside(these, zeros(len(these)), those, zeros(len(those)))[0]
