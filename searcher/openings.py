# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Are two texts made of nearly the same words? The words as they are written, without analysis.

Compiled where there is a C compiler; the types stand in ``openings.pxd``. Compiled code knows a
word by a number of 64 bits made of its letters, Python by the word.
"""

from __future__ import annotations

import re
import sys
from array import array

import cython

if cython.compiled:
    from cython.cimports.cpython.array import clone

SAME = 0.8
"""Two texts are nearly the same if so much of the words of either are in both."""

_NUMBERS = array("Q")
_WORDS = re.compile(r"\w+")
_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_HASH_START = 0xCBF29CE484222325
_HASH_STEP = 0x100000001B3
_UPPER_HALF = 32


class Opening:
    """The different words of a text; ``len`` tells how many."""

    def __init__(self, text: str) -> None:
        self._words: frozenset[str] = frozenset()
        self._count = 0
        if cython.compiled:
            self._read(text.lower())
        else:
            self._words = frozenset(_WORDS.findall(text.lower()))

    def __len__(self) -> int:
        return self._count if cython.compiled else len(self._words)

    def is_like(self, other: Opening) -> bool:
        """Whether the two are made of nearly the same words."""
        one, two = len(self), len(other)
        least = SAME * max(one, two)
        return min(one, two) >= least and self._shared(other) >= least

    def _shared(self, other: Opening) -> int:
        """How many words are in both."""
        if not cython.compiled:
            return len(self._words & other._words)
        shared = 0
        for index in range(self._count):
            shared += other._holds(self._numbers[index])
        return shared

    def _read(self, text: str) -> None:
        """Number the words of a text."""
        # A text has at most one word more than half its letters.
        size = 16
        while size < len(text) // 2 + 2:
            size *= 2
        self._slots = clone(_NUMBERS, size, True)
        self._numbers = clone(_NUMBERS, size, False)
        signs = memoryview(text.encode(_UTF_32, "surrogatepass")).cast("I")
        number = _HASH_START
        letters = 0
        for place in range(len(signs)):
            sign = signs[place]
            if 0x61 <= sign <= 0x7A or (sign > 0x2F and _is_of_words(chr(sign))):
                number = (number ^ sign) * _HASH_STEP
                letters += 1
            elif letters:
                self._add(number)
                number = _HASH_START
                letters = 0
        if letters:
            self._add(number)

    def _add(self, number: int) -> None:
        number |= 1  # 0 is an empty slot
        slot = self._slot_of(number)
        if self._slots[slot] == 0:
            self._slots[slot] = number
            self._numbers[self._count] = number
            self._count += 1

    def _holds(self, number: int) -> bool:
        found: bool = self._slots[self._slot_of(number)] == number
        return found

    def _slot_of(self, number: int) -> int:
        """The slot of a word, or the empty one where it would stand."""
        mask = len(self._slots) - 1
        slot = (number >> _UPPER_HALF) & mask
        while self._slots[slot] and self._slots[slot] != number:
            slot = (slot + 1) & mask
        return slot


def _is_of_words(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
