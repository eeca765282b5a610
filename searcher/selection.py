# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which of the documents found come first? By score, or by time.

Documents are ascending numbers in an ``array('I')``, scores stand beside them in an ``array('d')``;
flags are a byte a document.

Compiled where there is a C compiler; the types stand in ``selection.pxd``.
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

# The orders of `first_places`.
RELEVANCE, NEWEST, OLDEST = 0, 1, 2

_NUMBERS: Any = array("I")
_VALUES: Any = array("d")
_FLAGS: Any = array("B")
_NOTHING = float("-inf")
# So many times as many as are wanted are looked at closely.
_FEW = 4
# So many may be among the first by what came before them.
_SEEN = 2_000
# What compiled code has as C numbers, which Python does not see.
_RELEVANCE = RELEVANCE
_NEWEST = NEWEST


def first_places(
    documents: Numbers,
    scores: Numbers,
    full: Numbers,
    times: Numbers,
    order: int,
    count: int,
) -> tuple[array[int], bytearray]:
    """The places of the first ``count`` documents and of all that tie with the last of them.

    The first come first. A flag says that one ties with the one before it. By RELEVANCE, what is
    flagged in ``full`` (None: all) comes first, then the better score decides, then the later time;
    by NEWEST and OLDEST the time, then the score. The least time of all is none, and comes last.
    """
    length = len(documents)
    count = min(count, length)
    if count < 1:
        return array("I"), bytearray()
    whole = full is None
    if order == _RELEVANCE and length > _FEW * count:
        candidates: Any = clone(_NUMBERS, _FEW * count, False)
        found = _candidates(scores, full, whole, length, count, candidates)
        if found <= _FEW * count:
            return first_of(documents, scores, full, times, count, candidates[:found])
    if cython.compiled:
        return _first_places(
            cython.address(documents[0]),
            cython.address(scores[0]),
            cython.address(full[0]),
            whole,
            cython.address(times[0]),
            order,
            count,
            length,
        )
    return _first_places(documents, scores, full, whole, times, order, count, length)


def first_of(
    documents: Numbers, scores: Numbers, full: Numbers, times: Numbers, count: int, those: Numbers
) -> tuple[array[int], bytearray]:
    """The first by relevance of ``those`` places, as :func:`first_places` gives them."""
    found = len(those)
    few_documents: Any = clone(_NUMBERS, found, False)
    few_scores: Any = clone(_VALUES, found, False)
    few_full = None if full is None else bytearray(found)
    _pick(documents, scores, full, few_documents, few_scores, few_full, those)
    ordered, same = first_places(few_documents, few_scores, few_full, times, _RELEVANCE, count)
    for index in range(len(ordered)):
        ordered[index] = those[ordered[index]]
    return ordered, same


def _pick(
    documents: Numbers,
    scores: Numbers,
    full: Numbers,
    few_documents: Numbers,
    few_scores: Numbers,
    few_full: Numbers,
    those: Numbers,
) -> None:
    """Take what is at ``those`` places."""
    for index in range(len(those)):
        few_documents[index] = documents[those[index]]
        few_scores[index] = scores[those[index]]
        if full is not None:
            few_full[index] = full[those[index]]


def _candidates(
    scores: Numbers, full: Numbers, whole: bool, length: int, count: int, candidates: Numbers
) -> int:
    """The places of the ``count`` first by score, and of those as good as the last, ascending.

    Those that are flagged in ``full`` come first. Returns how many there are; more than there is
    room for if that is not enough.
    """
    heap: Any = clone(_VALUES, count, False)
    seen: Any = clone(_NUMBERS, _SEEN, False)
    flagged = length if whole else _count_flags(full, length)
    # All that are flagged, or none that is not: only of one sort the scores decide.
    deciding = flagged >= count
    wanted = count if deciding else count - flagged
    found = _see(scores, full, whole, deciding, length, wanted, heap, seen)
    if found > _SEEN:
        return len(candidates) + 1
    least = heap[0]
    kept = 0
    for number in range(found):
        index = seen[number]
        decided = whole or (full[index] != 0) == deciding
        if not decided or scores[index] >= least:
            if kept == len(candidates):
                return kept + 1
            candidates[kept] = index
            kept += 1
    return kept


def _count_flags(full: Numbers, length: int) -> int:
    flagged = 0
    for index in range(length):
        flagged += full[index] != 0
    return flagged


def _see(
    scores: Numbers,
    full: Numbers,
    whole: bool,
    deciding: bool,
    length: int,
    count: int,
    heap: Numbers,
    seen: Numbers,
) -> int:
    """Leave the ``count`` greatest scores of one sort in the heap, the least of them on top.

    Places that may be among the first, and all of the sort that comes before, are ``seen``; returns
    how many those are, or more than there is room for.
    """
    for index in range(count):
        heap[index] = _NOTHING
    least = _NOTHING
    room = len(seen)
    found = index = 0
    while index < length:
        if index + 4 <= length:
            # Most are no match for those that are known.
            less = scores[index] < least and scores[index + 1] < least
            less = less and scores[index + 2] < least and scores[index + 3] < least
            if less and not deciding:
                less = full[index] + full[index + 1] + full[index + 2] + full[index + 3] == 0
            if less:
                index += 4
                continue
        score = scores[index]
        decided = whole or (full[index] != 0) == deciding
        if (decided and score >= least) or not (decided or deciding):
            if found == room:
                return room + 1
            seen[found] = index
            found += 1
            if decided and score > least:
                _replace_least(heap, count, score)
                least = heap[0]
        index += 1
    return found


def _replace_least(heap: Numbers, count: int, score: float) -> None:
    """Put a greater score in the place of the least."""
    place = 0
    while 2 * place + 1 < count:
        below = 2 * place + 1
        if below + 1 < count and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= score:
            break
        heap[place] = heap[below]
        place = below
    heap[place] = score


def _first_places(
    documents: Numbers,
    scores: Numbers,
    full: Numbers,
    whole: bool,
    times: Numbers,
    order: int,
    count: int,
    length: int,
) -> tuple[array[int], bytearray]:
    """As :func:`first_places`."""
    keys: Any = clone(_VALUES, 3 * count, False)
    chosen: Any = clone(_NUMBERS, count, False)
    heap, places = _values_at(keys), _numbers_at(chosen)
    _choose(documents, scores, full, whole, times, order, count, heap, places, length)
    ties = _count_ties(documents, scores, full, whole, times, order, heap, length)
    ordered: Any = clone(_NUMBERS, count + ties, False)
    same: Any = clone(_FLAGS, count + ties, True)
    last: Any = keys[:3]
    after, flags = _numbers_at(ordered), _flags_at(same)
    end = _order(heap, places, count, after, flags)
    end = _add_ties(
        documents, scores, full, whole, times, order, _values_at(last), after, flags, end, length
    )
    del ordered[end:]
    return ordered, bytearray(same[:end])


def _numbers_at(numbers: Any) -> Numbers:
    """Where the numbers of an array are."""
    if cython.compiled:
        return numbers.data.as_uints
    return numbers


def _values_at(values: Any) -> Numbers:
    """Where the values of an array are."""
    if cython.compiled:
        return values.data.as_doubles
    return values


def _flags_at(flags: Any) -> Numbers:
    """Where the flags of an array are."""
    if cython.compiled:
        return flags.data.as_uchars
    return flags


def _choose(
    documents: Numbers,
    scores: Numbers,
    full: Numbers,
    whole: bool,
    times: Numbers,
    order: int,
    count: int,
    keys: Numbers,
    chosen: Numbers,
    length: int,
) -> None:
    """Make a heap of the first ``count``, the last of them on top: three keys and a place each."""
    size = 0
    for index in range(length):
        if order == _RELEVANCE and size == count:
            # Most documents are no match for those that are known, and seen to be so here.
            one = 1.0 if whole else float(full[index])
            if one < keys[0] or (one == keys[0] and scores[index] < keys[1]):
                continue
        one = _key(0, index, documents, scores, full, whole, times, order)
        two = _key(1, index, documents, scores, full, whole, times, order)
        three = _key(2, index, documents, scores, full, whole, times, order)
        if size < count:
            _rise(keys, chosen, size, one, two, three, index)
            size += 1
        elif _before(keys[0], keys[1], keys[2], one, two, three):
            _sink(keys, chosen, count, one, two, three, index)


def _key(
    part: int,
    index: int,
    documents: Numbers,
    scores: Numbers,
    full: Numbers,
    whole: bool,
    times: Numbers,
    order: int,
) -> float:
    """One of the three keys of a document; the greater comes first."""
    if order == _RELEVANCE:
        if part == 0:
            return 1.0 if whole else float(full[index])
        if part == 1:
            return float(scores[index])
        return float(times[documents[index]])
    if part == 1:
        return float(scores[index])
    if part == 2:
        return 0.0
    time = float(times[documents[index]])
    if order == _NEWEST:
        return time
    return time if time <= -9.2e18 else -time


def _before(one: float, two: float, three: float, a: float, b: float, c: float) -> bool:
    """Whether the first three keys are less than the other three."""
    if one != a:
        return one < a
    if two != b:
        return two < b
    return three < c


def _rise(
    keys: Numbers, chosen: Numbers, place: int, one: float, two: float, three: float, index: int
) -> None:
    """Add to the heap at its end, ``place``."""
    while place > 0:
        above = (place - 1) // 2
        if not _before(one, two, three, keys[3 * above], keys[3 * above + 1], keys[3 * above + 2]):
            break
        keys[3 * place] = keys[3 * above]
        keys[3 * place + 1] = keys[3 * above + 1]
        keys[3 * place + 2] = keys[3 * above + 2]
        chosen[place] = chosen[above]
        place = above
    keys[3 * place], keys[3 * place + 1], keys[3 * place + 2] = one, two, three
    chosen[place] = index


def _sink(
    keys: Numbers, chosen: Numbers, size: int, one: float, two: float, three: float, index: int
) -> None:
    """Put in the place of the top of a heap of ``size``."""
    place = 0
    while 2 * place + 1 < size:
        below = 2 * place + 1
        other = below + 1
        if other < size and _before(
            keys[3 * other],
            keys[3 * other + 1],
            keys[3 * other + 2],
            keys[3 * below],
            keys[3 * below + 1],
            keys[3 * below + 2],
        ):
            below = other
        if not _before(keys[3 * below], keys[3 * below + 1], keys[3 * below + 2], one, two, three):
            break
        keys[3 * place] = keys[3 * below]
        keys[3 * place + 1] = keys[3 * below + 1]
        keys[3 * place + 2] = keys[3 * below + 2]
        chosen[place] = chosen[below]
        place = below
    keys[3 * place], keys[3 * place + 1], keys[3 * place + 2] = one, two, three
    chosen[place] = index


def _count_ties(
    documents: Numbers,
    scores: Numbers,
    full: Numbers,
    whole: bool,
    times: Numbers,
    order: int,
    keys: Numbers,
    length: int,
) -> int:
    """How many documents tie with the top of the heap."""
    ties = 0
    for index in range(length):
        if order == _RELEVANCE and scores[index] != keys[1]:
            continue
        if _ties(index, documents, scores, full, whole, times, order, keys):
            ties += 1
    return ties


def _ties(
    index: int,
    documents: Numbers,
    scores: Numbers,
    full: Numbers,
    whole: bool,
    times: Numbers,
    order: int,
    keys: Numbers,
) -> bool:
    for part in range(3):
        if _key(part, index, documents, scores, full, whole, times, order) != keys[part]:
            return False
    return True


def _order(keys: Numbers, chosen: Numbers, count: int, ordered: Numbers, same: Numbers) -> int:
    """Write those of the heap that are before its top, the first first; returns how many."""
    one, two, three = keys[0], keys[1], keys[2]
    above = 0
    for place in range(count):
        if _before(one, two, three, keys[3 * place], keys[3 * place + 1], keys[3 * place + 2]):
            above += 1
    size = count
    left = above
    # The heap gives the last first: those that tie with the top, then the others from behind.
    while size > 0:
        if size <= above:
            left -= 1
            ordered[left] = chosen[0]
            same[left] = 0
            if left + 1 < above and not _before(one, two, three, keys[0], keys[1], keys[2]):
                same[left + 1] = 1
            one, two, three = keys[0], keys[1], keys[2]
        size -= 1
        _sink(
            keys,
            chosen,
            size,
            keys[3 * size],
            keys[3 * size + 1],
            keys[3 * size + 2],
            chosen[size],
        )
    return above


def _add_ties(
    documents: Numbers,
    scores: Numbers,
    full: Numbers,
    whole: bool,
    times: Numbers,
    order: int,
    keys: Numbers,
    ordered: Numbers,
    same: Numbers,
    end: int,
    length: int,
) -> int:
    """Write those that tie with the last, whose ``keys`` are given; returns the end."""
    first = end
    for index in range(length):
        if order == _RELEVANCE and scores[index] != keys[1]:
            continue
        if _ties(index, documents, scores, full, whole, times, order, keys):
            ordered[end] = index
            same[end] = end > first
            end += 1
    return end
