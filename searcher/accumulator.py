# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""What do the documents score that hold the words of a query? Added up a posting list at a time.

Documents are ascending numbers in an ``array('I')``, scores stand beside them in an ``array('d')``;
flags are a byte a document. Whoever calls sees to it that documents are numbers of the index: the
readers of postings refuse any other.

Compiled where there is a C compiler; the types stand in ``accumulator.pxd``.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import cython

from searcher.document_sets import zeros

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

_NUMBERS: Any = array("I")
_VALUES: Any = array("d")
# A field of weight 0 still finds documents: its occurrences count next to nothing.
_LEAST = 1e-300


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
