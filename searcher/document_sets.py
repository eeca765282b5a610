# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which documents are in both lists, in either, have a flag? Loops over arrays.

Documents are ascending numbers in an ``array('I')``, scores stand beside them in an ``array('d')``;
flags are a byte a document. Whoever calls sees to it that documents are numbers of the index: the
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

    def clone(template: Any, length: int, zero: bool) -> Any:
        """An array of the same type, of so many numbers; all 0, for Python knows no other."""
        del zero
        return array(template.typecode, bytes(length * template.itemsize))


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


# Sets of documents


def together(these: Numbers, those: Numbers) -> array[int]:
    """The documents that are in both."""
    if len(these) > len(those):
        these, those = those, these
    found: array[int] = clone(_NUMBERS, len(these), False)
    count = _together(these, those, found)
    del found[count:]
    return found


def _together(these: Numbers, those: Numbers, found: Numbers) -> int:
    """Write the documents that are in both; ``those`` are more."""
    count = place = 0
    for index in range(len(these)):
        document = these[index]
        place = _reach(those, place, document)
        if place == len(those):
            break
        if those[place] == document:
            found[count] = document
            count += 1
    return count


def _reach(documents: Numbers, place: int, document: int) -> int:
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


def count_in_both(these: Numbers, those: Numbers) -> int:
    """How many documents are in both; ``those`` should be the more."""
    count = place = 0
    for index in range(len(these)):
        document = these[index]
        place = _reach(those, place, document)
        if place == len(those):
            break
        if those[place] == document:
            count += 1
    return count


def picked(documents: Numbers, counts: Numbers, among: Numbers) -> tuple[array[int], array[int]]:
    """The documents that are ``among`` others, and their counts."""
    room = min(len(documents), len(among))
    found: Any = clone(_NUMBERS, room, False)
    theirs: Any = clone(_NUMBERS, room, False)
    count = _picked(documents, counts, among, found, theirs)
    del found[count:], theirs[count:]
    return found, theirs


def _picked(
    documents: Numbers, counts: Numbers, among: Numbers, found: Numbers, theirs: Numbers
) -> int:
    count = place = 0
    for index in range(len(among)):
        document = among[index]
        place = _reach(documents, place, document)
        if place == len(documents):
            break
        if documents[place] == document:
            found[count] = document
            theirs[count] = counts[place]
            count += 1
    return count


def joint(
    these: Numbers, scores: Numbers, those: Numbers, more: Numbers
) -> tuple[array[int], array[float]]:
    """The documents that are in both, with the sums of their scores; ``those`` should be more."""
    found: Any = clone(_NUMBERS, len(these), False)
    sums: Any = clone(_VALUES, len(these), False)
    count = _joint(these, scores, those, more, found, sums)
    del found[count:], sums[count:]
    return found, sums


def _joint(
    these: Numbers, scores: Numbers, those: Numbers, more: Numbers, found: Numbers, sums: Numbers
) -> int:
    count = place = 0
    for index in range(len(these)):
        document = these[index]
        place = _reach(those, place, document)
        if place == len(those):
            break
        if those[place] == document:
            found[count] = document
            sums[count] = scores[index] + more[place]
            count += 1
    return count


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
    found: array[int] = clone(_NUMBERS, len(these) + len(those), False)
    count = _either(these, those, found)
    del found[count:]
    return found


def _either(these: Numbers, those: Numbers, found: Numbers) -> int:
    count = other = 0
    for index in range(len(these)):
        document = these[index]
        while other < len(those) and those[other] < document:
            found[count] = those[other]
            count += 1
            other += 1
        if other < len(those) and those[other] == document:
            other += 1
        found[count] = document
        count += 1
    while other < len(those):
        found[count] = those[other]
        count += 1
        other += 1
    return count


def place_of(documents: Numbers, document: int) -> int:
    """The place of a document, or -1."""
    place = _reach(documents, 0, document)
    return place if place < len(documents) and documents[place] == document else -1


def highest(numbers: Numbers) -> int:
    """The highest of whole numbers that are not negative; 0 where there are none."""
    most = 0
    for index in range(len(numbers)):
        most = max(most, numbers[index])
    return most


# Flags: which documents of a list pass


def on_days(
    documents: Numbers, scores: Numbers, days: Numbers, first: int, last: int
) -> tuple[array[int], array[float]]:
    """The documents that are of these days."""
    found: Any = clone(_NUMBERS, len(documents) + 1, False)
    theirs: Any = clone(_VALUES, len(documents) + 1, False)
    count = _on_days(documents, scores, days, first, last, found, theirs)
    del found[count:], theirs[count:]
    return found, theirs


def _on_days(
    documents: Numbers,
    scores: Numbers,
    days: Numbers,
    first: int,
    last: int,
    found: Numbers,
    theirs: Numbers,
) -> int:
    count = 0
    for index in range(len(documents)):
        day = days[documents[index]]
        # What is not kept is written over by what follows.
        found[count] = documents[index]
        theirs[count] = scores[index]
        count += (day >= first) & (day <= last)
    return count


def masked(documents: Numbers, scores: Numbers, mask: Numbers) -> tuple[array[int], array[float]]:
    """The documents that have a flag in the mask, which has one for every document."""
    found: Any = clone(_NUMBERS, len(documents) + 1, False)
    theirs: Any = clone(_VALUES, len(documents) + 1, False)
    count = _masked(documents, scores, mask, found, theirs)
    del found[count:], theirs[count:]
    return found, theirs


def _masked(
    documents: Numbers, scores: Numbers, mask: Numbers, found: Numbers, theirs: Numbers
) -> int:
    count = 0
    for index in range(len(documents)):
        found[count] = documents[index]
        theirs[count] = scores[index]
        count += mask[documents[index]] != 0
    return count


def flag_days(documents: Numbers, days: Numbers, first: int, last: int, flags: Numbers) -> None:
    """Take the flag from the documents that are not of these days."""
    for index in range(len(documents)):
        day = days[documents[index]]
        if day < first or day > last:
            flags[index] = 0


def flag_codes(documents: Numbers, codes: Numbers, allowed: bytes, flags: Numbers) -> None:
    """Take the flag from the documents with a code that is not ``allowed``, a flag a code."""
    for index in range(len(documents)):
        code = codes[documents[index]]
        if code >= len(allowed) or allowed[code] == 0:
            flags[index] = 0


def flag_members(documents: Numbers, others: Numbers, inside: bool, flags: Numbers) -> None:
    """Take the flag from the documents that are not among the others, or (not ``inside``) are."""
    place = 0
    for index in range(len(documents)):
        document = documents[index]
        place = _reach(others, place, document)
        member = place < len(others) and others[place] == document
        if member != inside:
            flags[index] = 0


def flagged_documents(documents: Numbers, flags: Numbers) -> array[int]:
    """The documents with a flag."""
    chosen: array[int] = clone(_NUMBERS, len(documents), False)
    count = _flagged_documents(documents, flags, chosen)
    del chosen[count:]
    return chosen


def _flagged_documents(documents: Numbers, flags: Numbers, chosen: Numbers) -> int:
    count = 0
    for index in range(len(documents)):
        if flags[index]:
            chosen[count] = documents[index]
            count += 1
    return count


def flagged_scores(scores: Numbers, flags: Numbers) -> array[float]:
    """The scores with a flag."""
    chosen: array[float] = clone(_VALUES, len(scores), False)
    count = _flagged_scores(scores, flags, chosen)
    del chosen[count:]
    return chosen


def _flagged_scores(scores: Numbers, flags: Numbers, chosen: Numbers) -> int:
    count = 0
    for index in range(len(scores)):
        if flags[index]:
            chosen[count] = scores[index]
            count += 1
    return count


def flagged_flags(values: Numbers, flags: Numbers) -> bytearray:
    """The flags ``values`` of those with a flag."""
    chosen = bytearray(len(values))
    count = _flagged_flags(values, flags, chosen)
    del chosen[count:]
    return chosen


def _flagged_flags(values: Numbers, flags: Numbers, chosen: Numbers) -> int:
    count = 0
    for index in range(len(values)):
        if flags[index]:
            chosen[count] = values[index]
            count += 1
    return count


# Counts


def tally(documents: Numbers, codes: Numbers, size: int) -> array[int]:
    """How many documents have each code below ``size``."""
    counts: array[int] = clone(_NUMBERS, size, True)
    _tally(documents, codes, size, counts)
    return counts


def _tally(documents: Numbers, codes: Numbers, size: int, counts: Numbers) -> None:
    for index in range(len(documents)):
        code = codes[documents[index]]
        if code < size:
            counts[code] += 1


def span_of_months(documents: Numbers, days: Numbers) -> tuple[int, int]:
    """The first month (year times 12, and months from 0), and how many it is to the last.

    Days are ``yyyymmdd``; documents without one (0) are left out.
    """
    first, last = _months_span(documents, days)
    return first, max(last - first + 1, 0)


def tally_months(documents: Numbers, days: Numbers, first: int, size: int) -> array[int]:
    """How many documents each of so many months has, from the first on."""
    counts: array[int] = clone(_NUMBERS, size, True)
    _tally_months(documents, days, first, counts)
    return counts


def tally_all(
    documents: Numbers,
    codes: Numbers,
    size: int,
    other_codes: Numbers,
    other_size: int,
    days: Numbers,
    first: int,
    months: int,
) -> tuple[array[int], array[int], array[int]]:
    """As :func:`tally` of two columns of codes and :func:`tally_months`, in one pass."""
    counts: Any = clone(_NUMBERS, size, True)
    others: Any = clone(_NUMBERS, other_size, True)
    by_month: Any = clone(_NUMBERS, months, True)
    _tally_all(documents, codes, counts, other_codes, others, days, first, by_month)
    return counts, others, by_month


def _tally_all(
    documents: Numbers,
    codes: Numbers,
    counts: Numbers,
    other_codes: Numbers,
    others: Numbers,
    days: Numbers,
    first: int,
    by_month: Numbers,
) -> None:
    size, other_size, months = len(counts), len(others), len(by_month)
    for index in range(len(documents)):
        document = documents[index]
        code = codes[document]
        if code < size:
            counts[code] += 1
        code = other_codes[document]
        if code < other_size:
            others[code] += 1
        day = days[document]
        if day > 0:
            month = _month(day) - first
            if 0 <= month < months:
                by_month[month] += 1


def _months_span(documents: Numbers, days: Numbers) -> tuple[int, int]:
    first, last = 0x7FFFFFFF, 0
    for index in range(len(documents)):
        day = days[documents[index]]
        if day > 0:
            first = min(first, day)
            last = max(last, day)
    if last == 0:
        return 0, -1
    return _month(first), _month(last)


def _month(day: int) -> int:
    return day // 10_000 * 12 + day // 100 % 100 - 1


def _tally_months(documents: Numbers, days: Numbers, first: int, counts: Numbers) -> None:
    for index in range(len(documents)):
        day = days[documents[index]]
        if day > 0:
            month = _month(day) - first
            if 0 <= month < len(counts):
                counts[month] += 1
