# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which documents hold the words, what do they score, and which are the first? Loops over arrays.

Documents are ascending numbers in an ``array('I')``, scores stand beside them in an ``array('d')``;
flags are a byte a document. Whoever calls sees to it that documents are numbers of the index: the
readers of postings refuse any other.

Compiled where there is a C compiler; the types stand in ``kernels.pxd``.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
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

FLAT = 3
"""The number of a field in which every occurrence counts 1."""
MOST_GROUPS = 250
"""Groups that are told apart."""
NOWHERE = 0xFFFFFFFF

# The orders of `first_places`.
RELEVANCE, NEWEST, OLDEST = 0, 1, 2

_NUMBERS: Any = array("I")
_VALUES: Any = array("d")
_FLAGS: Any = array("B")
_NOTHING = float("-inf")
# So many times as many as are wanted are looked at closely.
_FEW = 4
# A field of weight 0 still finds documents: its occurrences count next to nothing.
_LEAST = 1e-300
# What compiled code has as C numbers, which Python does not see.
_RELEVANCE = RELEVANCE
_NEWEST = NEWEST


def numbers(count: int) -> array[int]:
    """So many whole numbers, to be filled."""
    found: array[int] = clone(_NUMBERS, count, False)
    return found


def zeros(count: int) -> array[float]:
    """So many values, all 0."""
    found: array[float] = clone(_VALUES, count, True)
    return found


class Accumulator:
    """The scores of all documents of an index, added up a posting list at a time.

    The lists of a word that are several (title and body) are held until all of them have been seen,
    for their occurrences are added up before they saturate. :meth:`collect` gives what was found
    and leaves everything as it was at first, so that the next search need not set it to 0.

    Groups are numbered from 0 and come one after the other: a document is known to have them all if
    it had all those before when the next was added. Not for several threads at a time.
    """

    def __init__(
        self, size: int, lengths: Sequence[bytes], factors: Sequence[float], k1: float
    ) -> None:
        """For ``size`` documents; ``lengths`` of title, body and forms, a byte a document.

        ``factors`` say what one occurrence counts by length byte: 256 numbers a field.

        Raises:
            ValueError: if there are not as many.
        """
        if any(len(each) != size for each in lengths) or len(lengths) != FLAT:
            raise ValueError("every field needs the length of every document")
        if len(factors) != FLAT * 256:
            raise ValueError("every field needs a factor for every length")
        words = (size + 7) // 8
        self._size = size
        self._k1 = k1
        self._title, self._body, self._forms = lengths
        self._factors = array("d", [max(each, _LEAST) for each in factors] + [1.0] * 256)
        self._sums = zeros(8 * words)
        self._held = zeros(size)
        states = bytearray(8 * words)
        # A document's state: 0 if it was not found, else one more than the groups it has had.
        self._states = states
        self._eights = memoryview(states).cast("Q")
        self._room = 0

    def add(
        self,
        documents: Numbers,
        counts: Numbers,
        field: int,
        weight: float,
        group: int,
        optional: bool,
    ) -> None:
        """Score the occurrences of a word in one field, and what is held of it.

        ``group`` is that of the word (-1: of none). With ``optional`` no document is found by it.
        """
        count = len(documents)
        lengths = self._lengths_of(field)
        base = 256 * field
        k1 = self._k1
        # By names of their own: what hangs on self is looked up anew at every step.
        sums, held, states, factors = self._sums, self._held, self._states, self._factors
        for index in range(count):
            document = documents[index]
            state = states[document]
            if state == 0:
                if optional:
                    held[document] = 0.0
                    continue
                state = 1
            f = held[document] + counts[index] * factors[base + lengths[document]]
            held[document] = 0.0
            sums[document] += weight * f / (k1 + f)
            if state == group + 1:
                state += 1
            states[document] = state
        self._room += count

    def hold(self, documents: Numbers, counts: Numbers, field: int) -> int:
        """Keep the occurrences of a word in one field; returns how many documents are new."""
        lengths = self._lengths_of(field)
        base = 256 * field
        new = 0
        held, factors = self._held, self._factors
        for index in range(len(documents)):
            document = documents[index]
            before = held[document]
            if before == 0.0:
                new += 1
            f = counts[index] * factors[base + lengths[document]]
            held[document] = before + f
        return new

    def settle(self, documents: Numbers, weight: float, group: int, optional: bool) -> None:
        """Score what is held of these documents."""
        k1 = self._k1
        count = len(documents)
        sums, held, states = self._sums, self._held, self._states
        for index in range(count):
            document = documents[index]
            f = held[document]
            if f == 0.0:
                continue
            held[document] = 0.0
            state = states[document]
            if state == 0:
                if optional:
                    continue
                state = 1
            sums[document] += weight * f / (k1 + f)
            if state == group + 1:
                state += 1
            states[document] = state
        self._room += count

    def put(self, documents: Numbers, scores: Numbers, group: int, optional: bool) -> None:
        """Add scores that are known."""
        count = len(documents)
        sums, states = self._sums, self._states
        for index in range(count):
            document = documents[index]
            state = states[document]
            if state == 0:
                if optional:
                    continue
                state = 1
            sums[document] += scores[index]
            if state == group + 1:
                state += 1
            states[document] = state
        self._room += count

    def collect(
        self, groups: int, required: bool, live: bytes | None
    ) -> tuple[array[int], array[float], bytearray | None]:
        """The documents found, their scores, and flags of those that have all ``groups``.

        None for flags if all have. If all groups are ``required``, only those documents. None that
        ``live`` has no flag of.
        """
        # One more than can be found: what is not kept is written there, too.
        room = min(self._room, self._size) + 1
        documents: Any = clone(_NUMBERS, room, False)
        scores: Any = clone(_VALUES, room, False)
        partial = not required and groups > 0
        flags = bytearray(room)
        least = groups if required else 0
        found = self._gather(documents, scores, flags, groups, least, live)
        self._room = 0
        del documents[found:], scores[found:], flags[found:]
        return documents, scores, flags if partial and 0 in flags else None

    def _gather(
        self,
        documents: Numbers,
        scores: Numbers,
        flags: Numbers,
        groups: int,
        least: int,
        live: Numbers,
    ) -> int:
        """Write what was found into the arrays and forget it; returns how much it is.

        Nothing is decided by a branch that processors could not foresee: that would take longer
        than all else.
        """
        found = 0
        sums, states, eights = self._sums, self._states, self._eights
        checked = live is not None
        for eight in range(len(eights)):
            if eights[eight] == 0:
                continue
            first = 8 * eight
            if checked:
                # Those that have been deleted are forgotten here.
                for document in range(first, min(first + 8, self._size)):
                    states[document] *= live[document]
            for document in range(first, first + 8):
                state = states[document]
                documents[found] = document
                scores[found] = sums[document]
                flags[found] = state > groups
                found += state > least
            for document in range(first, first + 8):
                sums[document] = 0.0
            eights[eight] = 0
        return found

    def _lengths_of(self, field: int) -> Numbers:
        if field == 0:
            return self._title
        if field == 2:
            return self._forms
        return self._body


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


# Flags: which documents of a list pass


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


def tally_months(documents: Numbers, days: Numbers) -> tuple[int, array[int]]:
    """The first month (year times 12, and months from 0) and what each has from there on.

    Days are ``yyyymmdd``; documents without one (0) are left out.
    """
    first, last = _months_span(documents, days)
    counts: Any = clone(_NUMBERS, max(last - first + 1, 0), True)
    if len(counts):
        _tally_months(documents, days, first, counts)
    return first, counts


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


# The first


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
            return _first_of(documents, scores, full, times, count, candidates[:found])
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


def _first_of(
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

    Those that are flagged in ``full`` come first. Returns how many there are, and stops when there
    is no room for more.
    """
    heap: Any = clone(_VALUES, count, False)
    flagged = length
    if not whole:
        flagged = 0
        for index in range(length):
            flagged += full[index] != 0
    # All that are flagged, or none that is not: only of one sort the scores decide.
    deciding = flagged >= count
    wanted = count if deciding else count - flagged
    least = _least(scores, full, whole, deciding, length, wanted, heap)
    room = len(candidates)
    found = 0
    for index in range(length):
        kept = scores[index] >= least
        if not whole and (full[index] != 0) != deciding:
            kept = not deciding
        if kept:
            if found == room:
                return found + 1
            candidates[found] = index
            found += 1
    return found


def _least(
    scores: Numbers,
    full: Numbers,
    whole: bool,
    deciding: bool,
    length: int,
    count: int,
    heap: Numbers,
) -> float:
    """The least of the ``count`` greatest scores among those flagged so; -inf if there are less."""
    for index in range(count):
        heap[index] = _NOTHING
    least = _NOTHING
    for index in range(length):
        score = scores[index]
        if score <= least or (not whole and (full[index] != 0) != deciding):
            continue
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
        least = heap[0]
    return least


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
            one = 1.0 if whole or full[index] else 0.0
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
            return 1.0 if whole or full[index] else 0.0
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
