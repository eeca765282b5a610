# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Where does a term stand in some documents? Only the runs that hold their places are unpacked.

:mod:`index.segment.posting_search` finds the documents. Compiled where there is a C compiler; the
types stand in ``posting_places.pxd``.
"""

from __future__ import annotations

from array import array
from typing import Any

import cython

from index.segment.packing import RUN
from index.segment.posting_list import PostingList

if cython.compiled:
    from cython.cimports.cpython.array import clone
    from cython.cimports.index.arrays import numbers_at
    from cython.cimports.index.segment.posting_search import blocks_end, found_in, room_for
    from cython.cimports.index.segment.unpacking import skip_run, unpack_run
else:
    from index.arrays import clone, numbers_at
    from index.segment.posting_search import blocks_end, found_in, room_for
    from index.segment.unpacking import skip_run, unpack_run


Address = Any
"""Where numbers or bytes lie: an address where this is compiled, otherwise what holds them."""

_RUN = RUN
_ONES = 0xFFFFFFFF
_NUMBERS: Any = array("I")


def positions_in(
    postings: PostingList, wanted: array[int] | None = None
) -> tuple[array[int], array[int], array[int]]:
    """As :func:`positions_of`, of the list of one segment."""
    return positions_of([(postings, 0, postings._limit)], wanted)


def positions_of(
    lists: Any, wanted: array[int] | None = None
) -> tuple[array[int], array[int], array[int]]:
    """Where a term stands in the ``wanted`` documents (None: in all) that hold it.

    ``wanted`` are ascending. Returns those of them that hold the term, starts and positions:
    ``positions[starts[i]:starts[i + 1]]`` are those of ``documents[i]``.

    Raises:
        ValueError: if the field keeps no positions.
    """
    for each in lists:
        postings = each[0]
        if not postings._positions:
            raise ValueError("the field keeps no positions")
    asked: Any = _NUMBERS if wanted is None else wanted
    room = room_for(lists, -1 if wanted is None else len(asked))
    finds: Any = clone(_NUMBERS, 5 * room, False)
    ends: Any = clone(_NUMBERS, len(lists), False)
    found = found_in(lists, asked, wanted is None, True, finds, ends)
    return _gathered(lists, finds, ends, found)


def _gathered(
    lists: Any, finds: Any, ends: Any, found: int
) -> tuple[array[int], array[int], array[int]]:
    """What was found in the lists, with places; that of each list ends at one of ``ends``."""
    documents: Any = clone(_NUMBERS, found, False)
    starts: Any = clone(_NUMBERS, found + 1, False)
    total = _head(numbers_at(finds), found, numbers_at(documents), numbers_at(starts))
    if total > _ONES:
        raise ValueError("more positions than can be numbered")
    positions: Any = clone(_NUMBERS, total, False)
    first = at = 0
    for number, each in enumerate(lists):
        postings = each[0]
        last: int = numbers_at(ends)[number]
        if last > first:
            at = _put_positions(postings, numbers_at(finds), first, last, numbers_at(positions), at)
        first = last
    return documents, starts, positions


def _head(finds: Address, found: int, documents: Address, starts: Address) -> int:
    """The documents found and where the positions of each begin; returns how many those are."""
    total = 0
    starts[0] = 0
    for index in range(found):
        documents[index] = finds[5 * index]
        total += finds[5 * index + 1]
        starts[index + 1] = total & _ONES
    return total


def _put_positions(
    postings: PostingList, finds: Address, first: int, last: int, positions: Address, at: int
) -> int:
    """Put the positions of what :func:`found_in` found, from ``first`` to ``last``, at ``at``.

    Returns where they end.
    """
    if postings._inline is not None:
        position = 0
        for index in range(1, len(postings._inline)):
            position += postings._inline[index]
            positions[at] = position & _ONES
            at += 1
        return at
    room: Any = clone(_NUMBERS, _RUN, False)
    table: Any = postings._table()
    end = _gaps_of(postings, finds, first, last, positions, at, numbers_at(table), numbers_at(room))
    if end < 0:
        raise postings._damaged("positions")
    postings._verify(postings._start + postings._length)
    return end


def _gaps_of(
    postings: PostingList,
    finds: Address,
    first: int,
    last: int,
    positions: Address,
    at: int,
    table: Address,
    room: Address,
) -> int:
    """Read the runs in which the positions of some documents are, and no others, or -1."""
    source = postings._source()
    size = postings._size
    blocks = (postings.frequency + _RUN - 1) // _RUN
    area = blocks_end(postings, table)
    passed = 0
    # Where the run in ``room`` ends, and where in the block its positions begin; at first, none do.
    following, begin = area, -_RUN
    for index in range(first, last):
        block = finds[5 * index + 2]
        if passed < block:
            while passed < block:
                area += table[2 * blocks + passed]
                passed += 1
            following, begin = area, -_RUN
        position = 0
        gap = finds[5 * index + 3]
        stop = gap + finds[5 * index + 1]
        while gap < stop:
            while begin + _RUN <= gap:
                begin += _RUN
                length = min(_RUN, finds[5 * index + 4] - begin)
                if gap < begin + _RUN:
                    following = unpack_run(source, size, following, room, 0, length, 0)
                else:
                    following = skip_run(source, size, following, length)
                if following < 0:
                    return -1
            part = min(stop, begin + _RUN)
            for number in range(gap - begin, part - begin):
                position += room[number]
                positions[at] = position & _ONES
                at += 1
            gap = part
    return at
