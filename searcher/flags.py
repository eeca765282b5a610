# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which documents of a list pass a filter? Flags, and lists without those that do not pass.

Documents are ascending numbers in an ``array('I')``, scores stand beside them in an ``array('d')``;
flags are a byte a document. Whoever calls sees to it that documents are numbers of the index: the
readers of postings refuse any other.

Compiled where there is a C compiler; the types stand in ``flags.pxd``.
"""

from __future__ import annotations

from array import array
from typing import Any

import cython

if cython.compiled:
    from cython.cimports.cpython.array import clone
    from cython.cimports.index.arrays import numbers_at, values_at
    from cython.cimports.searcher.document_sets import reach
else:
    from index.arrays import clone, numbers_at, values_at
    from searcher.document_sets import reach

Numbers = Any
"""A typed array, or a view of one."""
Address = Any
"""Where numbers lie: an address where this is compiled, otherwise what holds them."""

_NUMBERS: Any = array("I")
_VALUES: Any = array("d")


def on_days(
    documents: Numbers, beside: Numbers, days: Numbers, first: int, last: int
) -> tuple[array[int], Any]:
    """The documents of these days, and what stands beside each of them: scores, or counts."""
    size = len(documents)
    found: Any = clone(_NUMBERS, size + 1, False)
    theirs: Any = clone(_NUMBERS if beside.typecode == "I" else _VALUES, size + 1, False)
    these, kept = numbers_at(documents), numbers_at(found)
    if beside.typecode == "I":
        counts, left = numbers_at(beside), numbers_at(theirs)
        count = _on_days(these, size, counts, days, first, last, kept, left)
    else:
        scores, rest = values_at(beside), values_at(theirs)
        count = _on_days(these, size, scores, days, first, last, kept, rest)
    del found[count:], theirs[count:]
    return found, theirs


def _on_days(
    documents: Address,
    size: int,
    beside: Address,
    days: Numbers,
    first: int,
    last: int,
    found: Address,
    theirs: Address,
) -> int:
    count = 0
    for index in range(size):
        day = days[documents[index]]
        # What is not kept is written over by what follows.
        found[count] = documents[index]
        theirs[count] = beside[index]
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
    place, end = 0, len(others)
    for index in range(len(documents)):
        document = documents[index]
        if place < end and others[place] < document:
            place = reach(others, place + 1, document)
        member = place < end and others[place] == document
        if member != inside:
            flags[index] = 0


def flagged_documents(documents: Numbers, flags: Numbers) -> array[int]:
    """The documents with a flag."""
    chosen: array[int] = clone(_NUMBERS, len(documents), False)
    count = _choose(documents, flags, chosen)
    del chosen[count:]
    return chosen


def _choose(documents: Numbers, flags: Numbers, chosen: Numbers) -> int:
    count = 0
    for index in range(len(documents)):
        if flags[index]:
            chosen[count] = documents[index]
            count += 1
    return count


def flagged(
    documents: Numbers, scores: Numbers, full: Numbers, flags: Numbers
) -> tuple[array[int], array[float], bytearray | None]:
    """The documents with a flag, their scores, and what ``full`` (None: nothing) has of them."""
    size = len(documents)
    chosen: Any = clone(_NUMBERS, size, False)
    theirs: Any = clone(_VALUES, size, False)
    fulls = None if full is None else bytearray(size)
    count = _choose_all(documents, scores, full, flags, chosen, theirs, fulls)
    del chosen[count:], theirs[count:]
    if fulls is not None:
        del fulls[count:]
    return chosen, theirs, fulls


def _choose_all(
    documents: Numbers,
    scores: Numbers,
    full: Numbers,
    flags: Numbers,
    chosen: Numbers,
    theirs: Numbers,
    fulls: Numbers,
) -> int:
    whole = full is None
    count = 0
    for index in range(len(documents)):
        if flags[index]:
            chosen[count] = documents[index]
            theirs[count] = scores[index]
            if not whole:
                fulls[count] = full[index]
            count += 1
    return count
