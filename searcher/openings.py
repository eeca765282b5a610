# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Are two texts made of nearly the same words? The words as they are written, without analysis.

Compiled where there is a C compiler; the types stand in ``openings.pxd``. Compiled code knows a
word by a number of 64 bits made of its letters, Python by the word.
"""

from __future__ import annotations

import re
from array import array

import cython

if cython.compiled:
    from cython.cimports.cpython.array import clone

SAME = 0.8
"""Two texts are nearly the same if so much of the words of either are in both."""

_NUMBERS = array("Q")
_WORDS = re.compile(r"\w+")
_HASH_START = 0xCBF29CE484222325
_HASH_STEP = 0x100000001B3
_UPPER_HALF = 32


class Opening:
    """The different words of a text; ``len`` tells how many."""

    def __init__(self, text: str) -> None:
        self._words: frozenset[str] = frozenset()
        self._count = 0
        if cython.compiled:
            if not self._read(text, False):
                # What is a small letter elsewhere, Python knows.
                self._count = 0
                self._read(text.lower(), True)
        else:
            self._words = frozenset(_WORDS.findall(text.lower()))

    def __len__(self) -> int:
        return self._count if cython.compiled else len(self._words)

    def is_like(self, other: Opening) -> bool:
        """Whether the two are made of nearly the same words."""
        one, two = len(self), len(other)
        least = SAME * max(one, two)
        return min(one, two) >= least and self._shared(other, least) >= least

    def _shared(self, other: Opening, least: float) -> int:
        """How many words are in both; any number below ``least`` where they are fewer."""
        if not cython.compiled:
            return len(self._words & other._words)
        # So many may be missing.
        spare = self._count - least
        shared = 0
        for index in range(self._count):
            if other._holds(self._numbers[index]):
                shared += 1
            elif index - shared >= spare:
                break
        return shared

    def _read(self, text: str, lowered: bool) -> bool:
        """Number the words of a text; not all, if it has letters beyond ASCII and capitals."""
        # A text has at most one word more than half its letters.
        size = 16
        while size < len(text) // 2 + 2:
            size *= 2
        self._slots = clone(_NUMBERS, size, True)
        self._numbers = clone(_NUMBERS, size, False)
        number = _HASH_START
        letters = 0
        for sign in text:
            code = ord(sign)
            if 0x41 <= code <= 0x5A:
                code += 0x20
            if 0x61 <= code <= 0x7A or (code > 0x2F and _is_of_words(sign)):
                if code > 0x7F and not lowered:
                    return False
                number = (number ^ code) * _HASH_STEP
                letters += 1
            elif letters:
                self._add(number)
                number = _HASH_START
                letters = 0
        if letters:
            self._add(number)
        return True

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
