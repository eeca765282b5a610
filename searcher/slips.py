# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which texts are one slip of the finger away from a word, and which of them may be words?

A word has some hundred such texts, and next to none is a word. To make them all takes longer than a
search. So the words of an archive lie in a Bloom filter, by a hash that can be worked out of those
of the parts that a slip leaves as they are; only what passes is made.

Compiled where there is a C compiler; the types stand in ``slips.pxd``. Python makes them all, and
hashes them as it hashes any bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable

import cython

if cython.compiled:
    from cython.cimports.cpython.array import clone

LETTERS = "abcdefghijklmnopqrstuvwxyz"

_NUMBERS = array("Q")
_FIRST_LETTER = 0x61
_LAST_LETTER = 0x7A
_BITS_EACH = 16
_BASE = 0x100000001B3
_MIX = 0x9E3779B97F4A7C15
_WHOLE = 64


def slips_of(word: str) -> set[str]:
    """All texts with one letter put in, left out, replaced, or swapped with the next."""
    lines = [_each_letter(word, "")]
    for place in range(len(word)):
        head, letter, tail = word[:place], word[place], word[place + 1 :]
        lines += [_each_letter(head, letter + tail), _each_letter(head, tail), head + tail]
        if tail:
            lines.append(head + tail[0] + letter + tail[1:])
    found = set("\n".join(lines).split("\n"))
    found.discard(word)
    return found


def _each_letter(head: str, tail: str) -> str:
    """The texts with one letter between two parts, a line each; faster than a loop."""
    return head + f"{tail}\n{head}".join(LETTERS) + tail


class BloomFilter:
    """Lets all of some texts pass and few others: a bit each, at the place that it hashes to.

    B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 1970; with one
    hash, which is that of a polynomial, so that of a slip follows from those of its parts.
    """

    def __init__(self, texts: Collection[bytes]) -> None:
        """``texts`` are in UTF-8."""
        bits = max((_BITS_EACH * len(texts)).bit_length(), 3)
        self._shift = _WHOLE - bits
        self._bits = bytearray(1 << (bits - 3))
        self.update(texts)

    def update(self, texts: Iterable[bytes]) -> None:
        """Let these texts pass, too; they are in UTF-8."""
        for text in texts:
            place = _place(_hash(text), self._shift)
            self._bits[place >> 3] |= 1 << (place & 7)

    def add(self, text: str) -> None:
        """Let this text pass, too."""
        self.update((_utf8(text),))

    def copy(self) -> BloomFilter:
        """Another one that lets the same pass."""
        other = BloomFilter(())
        other._shift, other._bits = self._shift, bytearray(self._bits)
        return other

    def passes(self, text: str) -> bool:
        """Whether a text may be one of them."""
        return self._has(_hash(_utf8(text)))

    def _has(self, number: int) -> bool:
        place = _place(number, self._shift)
        return bool(self._bits[place >> 3] >> (place & 7) & 1)

    def near(self, word: str) -> set[str]:
        """Those of :func:`slips_of` a word that may be one of them."""
        if not cython.compiled or not word.isascii():
            return {text for text in slips_of(word) if self.passes(text)}
        found: list[str] = []
        self._sift(word, word.encode("ascii"), found)
        passed = set(found)
        passed.discard(word)
        return passed

    def _sift(self, word: str, letters: bytes, found: list[str]) -> None:
        """Put what passes with the others that were found."""
        size = len(letters)
        # The hashes of what stands before each place and from it on, and what a text that is put
        # before so many letters is multiplied by.
        heads, tails = clone(_NUMBERS, size + 1, True), clone(_NUMBERS, size + 1, True)
        powers = clone(_NUMBERS, size + 2, True)
        powers[0] = 1
        for place in range(size + 1):
            powers[place + 1] = powers[place] * _BASE
        for place in range(size):
            heads[place + 1] = heads[place] * _BASE + letters[place]
            behind = size - 1 - place
            tails[behind] = letters[behind] * powers[place] + tails[behind + 1]
        for place in range(size + 1):
            rest = size - place
            number = heads[place] * powers[rest + 1] + tails[place]
            self._each_letter(word[:place], number, powers[rest], word[place:], found)
            if rest:
                number = heads[place] * powers[rest] + tails[place + 1]
                self._each_letter(word[:place], number, powers[rest - 1], word[place + 1 :], found)
                number = heads[place] * powers[rest - 1] + tails[place + 1]
                if self._has(number):
                    found.append(word[:place] + word[place + 1 :])
            if rest > 1:
                number = heads[place] * powers[rest] + letters[place + 1] * powers[rest - 1]
                number += letters[place] * powers[rest - 2] + tails[place + 2]
                if self._has(number):
                    swapped = word[place + 1] + word[place]
                    found.append(word[:place] + swapped + word[place + 2 :])

    def _each_letter(self, head: str, number: int, step: int, tail: str, found: list[str]) -> None:
        """The same for each letter between two parts; ``number`` is their hash without it."""
        for letter in range(_FIRST_LETTER, _LAST_LETTER + 1):
            if self._has(number + letter * step):
                found.append(head + chr(letter) + tail)


def _hash(text: bytes) -> int:
    if not cython.compiled:
        return hash(text)
    number = 0
    for place in range(len(text)):
        number = number * _BASE + text[place]
    return number


def _place(number: int, shift: int) -> int:
    """The place of a hash: its highest bits, when all have been mixed."""
    if not cython.compiled:
        return (number * _MIX & ((1 << _WHOLE) - 1)) >> shift
    return (number * _MIX) >> shift


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
