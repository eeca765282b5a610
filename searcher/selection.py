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
    from cython.cimports.index.arrays import numbers_at
else:
    from index.arrays import clone, numbers_at

Numbers = Any
"""A typed array, or a view of one."""
Address = Any
"""Where numbers lie: an address where this is compiled, otherwise what holds them."""

# The orders of `first_places`.
RELEVANCE, NEWEST, OLDEST = 0, 1, 2

_NUMBERS: Any = array("I")
_VALUES: Any = array("d")
_NOTHING = float("-inf")
# So many times as many as are wanted are looked at closely.
_FEW = 4
# So many of a sample are better than what is looked at.
_SAMPLED = 10
# So many may be among the first by what came before them.
_SEEN = 2_000
# What compiled code has as C numbers, which Python does not see.
_RELEVANCE = RELEVANCE
_NEWEST = NEWEST
_NO_TIME = -(2**63)


def first_places(
    documents: Numbers, scores: Numbers, full: Numbers, times: Numbers, order: int, count: int
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
    if order == _RELEVANCE and length > _FEW * count:
        candidates: Any = clone(_NUMBERS, _FEW * count, False)
        found = _candidates(scores, full, full is None, length, count, candidates)
        if found <= _FEW * count:
            return first_of(documents, scores, full, times, count, candidates[:found])
    return Ranking(documents, scores, full, times, order).first(count)


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


# Few of many: by one key alone, in a pass that looks at most documents no longer than it must.


def _candidates(
    scores: Numbers, full: Numbers, whole: bool, length: int, count: int, candidates: Numbers
) -> int:
    """The places of the ``count`` first by score, and of those as good as the last, ascending.

    Those that are flagged in ``full`` come first. Returns how many there are; more than there is
    room for if that is not enough.
    """
    flagged = length if whole else _count_flags(full, length)
    # All that are flagged, or none that is not: only of one sort the scores decide.
    deciding = flagged >= count
    wanted = count if deciding else count - flagged
    heap: Any = clone(_VALUES, count, False)
    seen: Any = clone(_NUMBERS, _SEEN, False)
    likely = _likely(scores, full, whole, deciding, length, wanted)
    found = _see(scores, full, whole, deciding, length, wanted, likely, heap, seen)
    if heap[0] == _NOTHING:
        # The sample was better than the rest.
        found = _see(scores, full, whole, deciding, length, wanted, _NOTHING, heap, seen)
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
    flagged = index = 0
    while index + 4 <= length:
        flagged += (full[index] != 0) + (full[index + 1] != 0)
        flagged += (full[index + 2] != 0) + (full[index + 3] != 0)
        index += 4
    while index < length:
        flagged += full[index] != 0
        index += 1
    return flagged


def _likely(
    scores: Numbers, full: Numbers, whole: bool, deciding: bool, length: int, wanted: int
) -> float:
    """A score that some three times as many of one sort probably have as are wanted.

    It is the least of the best of a sample.
    """
    best: Any = clone(_VALUES, _SAMPLED, False)
    for index in range(_SAMPLED):
        best[index] = _NOTHING
    step = 1 + 3 * wanted // _SAMPLED
    index = 0
    while index < length:
        if (whole or (full[index] != 0) == deciding) and scores[index] > best[0]:
            _replace_least(best, _SAMPLED, scores[index])
        index += step
    return float(best[0])


def _see(
    scores: Numbers,
    full: Numbers,
    whole: bool,
    deciding: bool,
    length: int,
    count: int,
    least: float,
    heap: Numbers,
    seen: Numbers,
) -> int:
    """Leave the ``count`` greatest scores of one sort in the heap, the least of them on top.

    If they are all greater than ``least``; else some places in the heap are left without one.
    Places that may be among the first, and all of the sort that comes before, are ``seen``; returns
    how many those are, or more than there is room for.
    """
    for index in range(count):
        heap[index] = _NOTHING
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
                least = max(least, heap[0])
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


# In their order, by all keys.


class Ranking:
    """Documents found, by their places, and which of two comes first."""

    def __init__(
        self, documents: Numbers, scores: Numbers, full: Numbers, times: Numbers, order: int
    ) -> None:
        """As :func:`first_places` is told of them."""
        self._documents = documents
        self._scores = scores
        self._whole = full is None
        self._full = full
        self._times = times
        self._order = order

    def first(self, count: int) -> tuple[array[int], bytearray]:
        """The places of the first, as :func:`first_places` gives them; ``count`` is not 0."""
        heap: Any = clone(_NUMBERS, count, False)
        self._choose(numbers_at(heap), count)
        # Of those that tie with the last, some may not have been chosen: all are added anew.
        last = heap[0]
        ordered: Any = clone(_NUMBERS, count, False)
        self._sort(numbers_at(heap), count, numbers_at(ordered))
        while count and self._tie(ordered[count - 1], last):
            count -= 1
        del ordered[count:]
        self._add_ties(last, ordered)
        same = bytearray(len(ordered))
        self._flag_ties(numbers_at(ordered), same)
        return ordered, same

    def _choose(self, heap: Address, room: int) -> None:
        """Make a heap of the first places, as many as it holds, the last of them on top."""
        size = 0
        for place in range(len(self._documents)):
            if size < room:
                self._rise(heap, size, place)
                size += 1
            elif self._is_before(place, heap[0]):
                self._sink(heap, size, place)

    def _rise(self, heap: Address, at: int, place: int) -> None:
        """Add a place to the heap at its end."""
        while at > 0:
            above = (at - 1) // 2
            if not self._is_before(heap[above], place):
                break
            heap[at] = heap[above]
            at = above
        heap[at] = place

    def _sink(self, heap: Address, size: int, place: int) -> None:
        """Put a place where the top of the heap was."""
        at = 0
        while 2 * at + 1 < size:
            below = 2 * at + 1
            if below + 1 < size and self._is_before(heap[below], heap[below + 1]):
                below += 1
            if not self._is_before(place, heap[below]):
                break
            heap[at] = heap[below]
            at = below
        heap[at] = place

    def _sort(self, heap: Address, count: int, ordered: Address) -> None:
        """Take all out of the heap, the last first."""
        for size in range(count - 1, -1, -1):
            ordered[size] = heap[0]
            self._sink(heap, size, heap[size])

    def _add_ties(self, last: int, ordered: Any) -> None:
        """Add all places that tie with one."""
        for place in range(len(self._documents)):
            if self._tie(place, last):
                ordered.append(place)

    def _flag_ties(self, ordered: Address, same: Numbers) -> None:
        for index in range(1, len(same)):
            same[index] = self._tie(ordered[index - 1], ordered[index])

    def _tie(self, one: int, other: int) -> bool:
        if self._scores[one] != self._scores[other]:
            return False
        return not self._is_before(one, other) and not self._is_before(other, one)

    def _is_before(self, one: int, other: int) -> bool:
        """Whether the document at one place comes before that at another one."""
        score, other_score = self._scores[one], self._scores[other]
        if self._order == _RELEVANCE:
            if not self._whole and self._full[one] != self._full[other]:
                return bool(self._full[one] > self._full[other])
            if score != other_score:
                return bool(score > other_score)
        time, other_time = self._times[self._documents[one]], self._times[self._documents[other]]
        if time == other_time:
            return bool(self._order != _RELEVANCE and score > other_score)
        if self._order == _RELEVANCE or self._order == _NEWEST or _NO_TIME in (time, other_time):
            return bool(time > other_time)
        return bool(time < other_time)
