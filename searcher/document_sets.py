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
    from cython.cimports.cpython.array import clone, resize
    from cython.cimports.index.arrays import numbers_at, values_at
else:
    from index.arrays import clone, numbers_at, resize, values_at

Numbers = Any
"""A typed array, or a view of one."""
Address = Any
"""Where numbers lie: an address where this is compiled, otherwise what holds them."""

_NUMBERS: Any = array("I")
_VALUES: Any = array("d")
# A list so many times as long as another is taken in stretches.
_MANY = 4


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


# In either, with scores and groups


Part = tuple[Numbers, Numbers, Numbers]
"""Documents, their scores, and how many groups each has had: bytes."""


def united(these: Part, those: Part) -> Part:
    """The documents of either part, scores and groups added up."""
    if len(these[0]) > len(those[0]):
        these, those = those, these
    size = len(these[0]) + len(those[0])
    documents: Any = clone(_NUMBERS, size, False)
    scores: Any = clone(_VALUES, size, False)
    had = bytearray(size)
    found = _unite(
        numbers_at(these[0]),
        values_at(these[1]),
        these[2],
        len(these[0]),
        numbers_at(those[0]),
        values_at(those[1]),
        those[2],
        len(those[0]),
        numbers_at(documents),
        values_at(scores),
        had,
    )
    resize(documents, found)
    resize(scores, found)
    del had[found:]
    return documents, scores, had


def _unite(
    these: Address,
    scores: Address,
    had: Numbers,
    size: int,
    those: Address,
    more: Address,
    had_more: Numbers,
    more_size: int,
    documents: Address,
    sums: Address,
    groups: Numbers,
) -> int:
    """Write what either has; returns how many documents."""
    found = index = other = 0
    if _MANY * size < more_size:
        # Long stretches of the many are taken as they are.
        for index in range(size):
            one = these[index]
            while other < more_size and those[other] < one:
                documents[found] = those[other]
                sums[found] = more[other]
                groups[found] = had_more[other]
                other += 1
                found += 1
            documents[found] = one
            sums[found] = scores[index]
            groups[found] = had[index]
            if other < more_size and those[other] == one:
                sums[found] += more[other]
                groups[found] += had_more[other]
                other += 1
            found += 1
        index = size
    one = two = 0
    if index < size and other < more_size:
        one, two = these[index], those[other]
    while index + 1 < size and other + 1 < more_size:
        # Nothing is decided by a branch, which processors could not foresee, and what may come next
        # is read before it is known whether it does.
        first = one <= two
        second = two <= one
        documents[found] = min(one, two)
        sums[found] = first * scores[index] + second * more[other]
        groups[found] = first * had[index] + second * had_more[other]
        one ^= (one ^ these[index + 1]) & -first
        two ^= (two ^ those[other + 1]) & -second
        index += first
        other += second
        found += 1
    while index < size and other < more_size:
        one, two = these[index], those[other]
        first = one <= two
        second = two <= one
        documents[found] = min(one, two)
        sums[found] = first * scores[index] + second * more[other]
        groups[found] = first * had[index] + second * had_more[other]
        index += first
        other += second
        found += 1
    while index < size:
        documents[found] = these[index]
        sums[found] = scores[index]
        groups[found] = had[index]
        index += 1
        found += 1
    while other < more_size:
        documents[found] = those[other]
        sums[found] = more[other]
        groups[found] = had_more[other]
        other += 1
        found += 1
    return found
