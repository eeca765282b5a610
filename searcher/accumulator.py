# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""What do the documents score that hold some of the words? Added up, a word at a time.

Documents are ascending numbers in an ``array('I')``, scores stand beside them in an ``array('d')``;
flags are a byte a document. Whoever calls sees to it that documents are numbers of the index: the
readers of postings refuse any other.

Compiled where there is a C compiler; the types stand in ``accumulator.pxd``.
"""

from __future__ import annotations

from array import array
from typing import Any

import cython

if cython.compiled:
    from cython.cimports.cpython.array import clone, resize
else:
    from index.arrays import clone, resize


Numbers = Any
"""A typed array, or a view of one."""

MOST_GROUPS = 250
"""Groups that are told apart."""

_NUMBERS: Any = array("I")
_VALUES: Any = array("d")


class Accumulator:
    """The scores of all documents of an index, added up a word at a time.

    :meth:`collect` gives what was found and leaves everything as it was at first, so that the next
    search need not set it to 0.

    Groups are numbered from 0 and come one after the other: a document is known to have them all if
    it had all those before when the next was added. Not for several threads at a time.
    """

    def __init__(self, size: int) -> None:
        """For ``size`` documents."""
        words = (size + 7) // 8
        self._size = size
        self._sums = array("d", bytes(64 * words))
        states = bytearray(8 * words)
        # A document's state: 0 if it was not found, else one more than the groups it has had.
        self._states = states
        self._eights = memoryview(states).cast("Q")
        self._room = 0

    def put(self, documents: Numbers, scores: Numbers, group: int) -> None:
        """Add scores, of a group (-1: of none)."""
        count = len(documents)
        # By names of their own: what hangs on self is looked up anew at every step.
        sums, states = self._sums, self._states
        for index in range(count):
            document = documents[index]
            state = states[document]
            sums[document] += scores[index]
            # No branches: processors could not foresee them.
            state += state == 0
            state += state == group + 1
            states[document] = state
        self._room += count

    def add_occurrences(
        self, documents: Numbers, counts: Numbers, lengths: Numbers, factors: Numbers
    ) -> None:
        """Add counts, each times the factor that belongs to the length of its document."""
        count = len(documents)
        sums, states = self._sums, self._states
        for index in range(count):
            document = documents[index]
            sums[document] += counts[index] * factors[lengths[document]]
            states[document] = 1
        self._room += count

    def collect(
        self, groups: int, live: bytes | None
    ) -> tuple[array[int], array[float], bytearray | None]:
        """The documents found, their scores, and flags of those that have all ``groups``.

        None for flags if all have. None that ``live`` has no flag of.
        """
        # One more than can be found: what is not kept is written there, too.
        room = min(self._room, self._size) + 1
        documents: Any = clone(_NUMBERS, room, False)
        scores: Any = clone(_VALUES, room, False)
        flags = bytearray(room)
        found = self._gather(documents, scores, flags, groups, live)
        self._room = 0
        resize(documents, found)
        resize(scores, found)
        del flags[found:]
        return documents, scores, flags if groups > 0 and 0 in flags else None

    def _gather(
        self, documents: Numbers, scores: Numbers, flags: Numbers, groups: int, live: Numbers
    ) -> int:
        """Write what was found into the arrays and forget it; returns how much it is.

        Nothing is decided by a branch that processors could not foresee: that would take longer
        than all else.
        """
        found = 0
        sums, states, eights = self._sums, self._states, self._eights
        checked = live is not None
        # There may be room for more documents than there are.
        limit = len(live) if checked else 0
        for eight in range(len(eights)):
            if eights[eight] == 0:
                continue
            first = 8 * eight
            if checked:
                # Those that have been deleted are forgotten here.
                for document in range(first, min(first + 8, limit)):
                    states[document] *= live[document]
            for document in range(first, first + 8):
                state = states[document]
                documents[found] = document
                scores[found] = sums[document]
                flags[found] = state > groups
                found += state > 0
            for document in range(first, first + 8):
                sums[document] = 0.0
            eights[eight] = 0
        return found
