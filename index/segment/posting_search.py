# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which of some documents hold a term, and how often? Only the blocks that can have them are read.

The layout of a list is told in :mod:`index.segment.posting_list`, which reads lists whole;
:mod:`index.segment.posting_places` reads where in the documents the term stands. Compiled where
there is a C compiler; the types stand in ``posting_search.pxd``.
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
    from cython.cimports.index.segment.unpacking import ascend_run, pick_run, unpack_run
else:
    from index.arrays import clone, numbers_at
    from index.segment.unpacking import ascend_run, pick_run, unpack_run


Address = Any
"""Where numbers or bytes lie: an address where this is compiled, otherwise what holds them."""

_MOST_DOCUMENTS = 2**32
_RUN = RUN
_ONES = 0xFFFFFFFF
_NUMBERS: Any = array("I")
# Fewer wanted documents of a block than one in so many are searched for, each by itself.
_SPARSE = 6
# More counts of a block are read with all others.
_MANY = 32
# Documents so many numbers apart are marked to be found.
_SPAN = 4096

# Lists of one term, of all segments together: ``(list, base, documents)`` each, where ``base`` is
# added to the documents of a list, which are less than ``documents``.


def read_among(lists: Any, wanted: array[int]) -> tuple[array[int], array[int]]:
    """The ``wanted`` documents, ascending, that hold the term, and how often each does.

    Blocks in which none of them can be are not unpacked.
    """
    finds: Any = clone(_NUMBERS, 5 * room_for(lists, len(wanted)), False)
    ends: Any = clone(_NUMBERS, len(lists), False)
    found = found_in(lists, wanted, False, False, finds, ends)
    documents: Any = clone(_NUMBERS, found, False)
    counts: Any = clone(_NUMBERS, found, False)
    for index in range(found):
        numbers_at(documents)[index] = numbers_at(finds)[5 * index]
        numbers_at(counts)[index] = numbers_at(finds)[5 * index + 1]
    return documents, counts


def room_for(lists: Any, wanted: int) -> int:
    """How many documents can be found at most; all are ``wanted`` where that is negative."""
    room = 0
    for each in lists:
        postings = each[0]
        room += postings.frequency
    return room if wanted < 0 else min(room, wanted)


def found_in(lists: Any, asked: Any, everything: bool, placed: bool, finds: Any, ends: Any) -> int:
    """Find documents in the lists; what is found in each ends at one of ``ends``."""
    if asked.typecode != "I":
        raise ValueError("documents are numbers of 32 bits")
    first = found = 0
    for number, each in enumerate(lists):
        postings = each[0]
        base: int = each[1]
        first = _reach(numbers_at(asked), first, len(asked), base)
        last = _reach(numbers_at(asked), first, len(asked), base + each[2])
        if everything or last > first:
            found = _find(
                postings,
                numbers_at(asked),
                first,
                last,
                everything,
                placed,
                base,
                numbers_at(finds),
                found,
            )
        first = last
        numbers_at(ends)[number] = found
    return found


def _reach(numbers: Address, low: int, high: int, bound: int) -> int:
    """The first place from ``low`` on, before ``high``, of a number that is not below ``bound``."""
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < bound:
            low = middle + 1
        else:
            high = middle
    return low


def _find(
    postings: PostingList,
    wanted: Address,
    first: int,
    last: int,
    everything: bool,
    placed: bool,
    base: int,
    finds: Address,
    found: int,
) -> int:
    """Find the wanted documents, from ``first`` to ``last`` of ``wanted``.

    For each that holds the term five numbers are written behind those of the ``found`` before:
    the document with ``base`` added, how often it holds the term, its block, how many positions
    of the block come before its own, and how many the block has; the last two only where its
    positions are to be ``placed``. Returns how many are found now. Blocks without a wanted document
    are not unpacked.
    """
    if base < 0 or base + postings._limit > _MOST_DOCUMENTS:
        raise ValueError(f"no numbers for {postings._limit} documents from {base} on")
    if postings._inline is not None:
        document = postings._inline[0] + base
        while not everything and first < last and wanted[first] < document:
            first += 1
        if not everything and (first == last or wanted[first] != document):
            return found
        finds[5 * found] = document
        finds[5 * found + 1] = postings.occurrences
        return found + 1
    # The documents of a block, the places of those that are found, how often each has the term,
    # how many positions come before its own; and a mark for each document that may be there.
    room: Any = clone(_NUMBERS, 4 * _RUN + _SPAN, True)
    table: Any = postings._table()
    found = _find_blocks(
        postings,
        wanted,
        first,
        last,
        everything,
        placed,
        base,
        finds,
        found,
        numbers_at(table),
        numbers_at(room),
    )
    if found < 0:
        raise postings._damaged("documents")
    postings._verify(blocks_end(postings, numbers_at(table)))
    return found


def blocks_end(postings: PostingList, table: Address) -> int:
    """Where the blocks of a list end and its positions begin."""
    blocks = (postings.frequency + _RUN - 1) // _RUN
    end: int = postings._start + table[3 * blocks]
    for block in range(blocks):
        end += table[blocks + block]
    return end


def _find_blocks(
    postings: PostingList,
    wanted: Address,
    first: int,
    last: int,
    everything: bool,
    placed: bool,
    base: int,
    finds: Address,
    found: int,
    table: Address,
    room: Address,
) -> int:
    """What :func:`_find` finds in a list of blocks, or -1. ``room`` is for one of them."""
    blocks = (postings.frequency + _RUN - 1) // _RUN
    source = postings._source()
    place = postings._start + table[3 * blocks]
    limit = postings._limit
    before = -1
    seen = 0
    for block in range(blocks):
        following = before
        before = table[block]
        length = table[blocks + block]
        if not everything:
            if first == last:
                break
            if wanted[first] > before + base:
                place += length
                continue
        size = min(_RUN, postings.frequency - block * _RUN)
        counts = ascend_run(source, postings._size, place, room, 0, size, following, limit)
        if counts < 0 or (blocks > 1 and room[size - 1] != before):
            return -1
        place += length
        if everything:
            hits = _take_all(room, size)
        else:
            beyond = _beyond(wanted, first, last, before + base)
            hits = _meet(wanted, first, beyond, base, room, size, following)
            first = beyond
        if not hits:
            continue
        total = _count(postings, counts, size, block, hits, placed, base, finds, found, room)
        seen += total
        if total < 0 or seen > postings.occurrences:
            return -1
        found += hits
    return found


def _beyond(wanted: Address, first: int, last: int, document: int) -> int:
    """The first place, behind ``first``, of one of the wanted that comes after a document."""
    step = 1
    while first + step < last and wanted[first + step] <= document:
        first += step
        step += step
    return _reach(wanted, first, min(first + step, last), document + 1)


def _take_all(room: Address, size: int) -> int:
    """Write the places of all documents in a block, as :func:`_meet` does of some."""
    for index in range(size):
        room[_RUN + index] = index
    return size


def _meet(
    wanted: Address, first: int, beyond: int, base: int, room: Address, size: int, before: int
) -> int:
    """Write where in a block the wanted documents stand that it has; returns how many.

    ``before`` is the last document of the block before. Where a place is written before it is known
    to be one, and written over by the next if it was none, that saves a branch that nobody could
    foresee.
    """
    hits = 0
    if _SPARSE * (beyond - first) < size:
        for index in range(size, _RUN):
            room[index] = _ONES
        for number in range(first, beyond):
            document = wanted[number] - base
            index = _place_in(room, document)
            room[_RUN + hits] = index
            hits += (index < size) & (room[index] == document)
    elif room[size - 1] - before <= _SPAN:
        mark = 4 * _RUN - 1 - before
        last = room[size - 1] + base
        while beyond > first and wanted[beyond - 1] > last:
            beyond -= 1
        for number in range(first, beyond):
            room[mark + wanted[number] - base] = 1
        for index in range(size):
            room[_RUN + hits] = index
            hits += room[mark + room[index]]
        for number in range(first, beyond):
            room[mark + wanted[number] - base] = 0
    else:
        for index in range(size):
            document = room[index] + base
            while first < beyond and wanted[first] < document:
                first += 1
            if first == beyond:
                break
            if wanted[first] == document:
                room[_RUN + hits] = index
                hits += 1
    return hits


def _place_in(room: Address, document: int) -> int:
    """How many documents of a block come before one; the block is filled up with the last number.

    Counted, first by sixteens: to compare all takes less time than to be wrong about one branch.
    """
    place = 0
    for index in range(15, _RUN - 1, 16):
        place += 16 * (room[index] < document)
    for index in range(place, place + 16):
        place += room[index] < document
    return place


def _count(
    postings: PostingList,
    place: int,
    size: int,
    block: int,
    hits: int,
    placed: bool,
    base: int,
    finds: Address,
    found: int,
    room: Address,
) -> int:
    """Write what is to be told of the ``hits`` in a block, whose counts are at ``place``.

    Returns how many positions the block has (0 where they are not ``placed``), or -1.
    """
    if _read_counts(postings, place, size, hits, placed, room) < 0:
        return -1
    total = 0
    if placed:
        for index in range(size):
            room[3 * _RUN + index] = total & _ONES
            total += room[2 * _RUN + index]
    for hit in range(hits):
        index = room[_RUN + hit]
        at = 5 * (found + hit)
        finds[at] = (room[index] + base) & _ONES
        finds[at + 1] = room[2 * _RUN + index]
        finds[at + 2] = block & _ONES
        finds[at + 3] = room[3 * _RUN + index]
        finds[at + 4] = total & _ONES
    return total if total <= _ONES else -1


def _read_counts(
    postings: PostingList, place: int, size: int, hits: int, everything: bool, room: Address
) -> int:
    """Read the counts of a block, of the ``hits`` at least; returns -1 where that cannot be."""
    if postings.occurrences == postings.frequency:
        for index in range(size):
            room[2 * _RUN + index] = 1
        return 0
    source, length = postings._source(), postings._size
    end: int
    if everything or hits > _MANY:
        end = unpack_run(source, length, place, room, 2 * _RUN, size, 1)
    else:
        end = pick_run(source, length, place, size, room, 2 * _RUN, _RUN, hits)
    return end
