# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""How many of the documents have each source, category, month? Counts over columns.

Documents are numbers of the index in an ``array('I')``; a column has a number for each.

Compiled where there is a C compiler; the types stand in ``tallies.pxd``.
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


def most_frequent(counts: Numbers, order: Numbers, most: int) -> list[int]:
    """The codes with the highest counts, highest first; equal ones as they stand in ``order``.

    Code 0 (no value), and codes that no document has, are left out.
    """
    size = len(order)
    # Numbers alone are sorted, which takes half the time.
    keys = _keys(counts, order, size)
    keys.sort(reverse=True)
    return [order[size - 1 - key % size] for key in keys[:most]]


def _keys(counts: Numbers, order: Numbers, size: int) -> list[int]:
    """For each code with a count a number that is higher the more it has, and the earlier it is."""
    keys: list[int] = []
    for place in range(size):
        code = order[place]
        count = counts[code]
        if count and code:
            keys.append(count * size + size - 1 - place)
    return keys


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
