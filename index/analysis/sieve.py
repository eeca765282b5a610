# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which words of a text may stand for a wanted term, by a look at their letters alone?

Of the words of a text a query looks for one in a hundred, and to find the stem of a word that was
not met before takes longer than to read the whole text. A stem keeps most of its letters in every
form: ``tulis`` has *uli* in *penulisan*. So a word without these three letters is passed over, and
the few that have them are looked at closely by :mod:`index.analysis.finding`. Letters beyond a to z
are looked at always; numbers, dates and addresses where something of their kind is wanted.

Compiled where there is a C compiler; the types stand in ``sieve.pxd``. Uncompiled, nothing is
passed over.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import Any

import cython

from index.analysis.scanner import Scanner
from index.analysis.stemming.affixes import PREFIXES
from index.analysis.tokens import chunk_at, chunk_matches

Signs = Any
"""A text as numbers, one a sign."""

# A word is seen through windows of so many letters, each letter five bits; none is 0.
WINDOW = 3
_WINDOWS = 1 << 5 * WINDOW
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
# The letters that a prefix may swallow (here, or for Snowball): the beginning of a root that may be
# missing from its forms. A root has at least three letters.
_SWALLOWED = frozenset("kpts") | {letter for prefix in PREFIXES for letter in prefix.restored}
_SHORTEST_ROOT = 3
# How else letters of a stem may be written in old spelling: the reverse of ``respelled``.
_OLDER: dict[str, tuple[str, ...]] = {
    "u": ("u", "oe"),
    "j": ("j", "dj"),
    "c": ("c", "tj"),
    "y": ("y", "j"),
    "kh": ("k", "c"),
}
_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_MASK = _WINDOWS - 1
_FULL = WINDOW


class Sieve:
    """Lets through the chunks of a text that may stand for what is wanted.

    ``words`` are the wanted terms and irregular forms of them, ``beginnings`` what others begin
    with. A sieve of None lets everything through. ``signs``: whether what is more than letters may
    stand for one of them whatever its letters are, as ``14/9`` does for *September*.
    """

    def __init__(
        self, words: Iterable[str] | None, beginnings: Iterable[str] = (), signs: bool = False
    ) -> None:
        self._scanner = _scanner()
        # A bit a window: few enough bytes to stay in the fastest memory.
        windows = bytearray(_WINDOWS >> 3)
        if words is None:
            windows[:] = b"\xff" * len(windows)
            signs = True
        for sources, is_whole in ((words or (), True), (beginnings, False)):
            for source in sources:
                signs = signs or not source or not _has_letters_alone(source)
                for letters in traces(source, is_whole):
                    _let_through(windows, letters)
        self._windows = windows
        self._signs = signs

    def chunks(self, text: str) -> list[tuple[int, int, int]]:
        """The chunks let through: how many chunks stand before, where it begins, where it ends.

        Those not let through stand for one word or more each.
        """
        if not cython.compiled:
            return [(n, *match.span()) for n, match in enumerate(chunk_matches(text))]
        found: list[tuple[int, int, int]] = self._cut(text)
        return found

    def _cut(self, text: str) -> Any:
        room = memoryview(text.encode(_UTF_32, "surrogatepass")).cast("I")
        size = len(room)
        found: list[tuple[int, int, int]] = []
        if size == 0:
            return found
        signs = cython.address(room[0])
        count = place = 0
        while place < size:
            end = self._word_end(signs, place, size)
            if end:
                if self._is_let_through(signs, place, end):
                    found.append((count, place, end))
                count += 1
                place = end + 1
                continue
            if not self._scanner.begins_at(signs, place):
                place += 1
                continue
            end = self._scanner.plain_end(signs, place, size)
            if end == 0:
                match = chunk_at(text, place)
                if match is None:
                    place += 1
                    continue
                end = match.end()
            if self._is_let_through(signs, place, end):
                found.append((count, place, end))
            count += 1
            place = end
        return found

    def _word_end(self, signs: Signs, start: int, size: int) -> int:
        """Where two letters or more end at a blank or a comma; 0 for all else.

        Nor for what begins with a letter with which a chunk may begin that is more than a word.
        """
        first = signs[start] | 0x20
        if first < 0x61 or first > 0x7A or signs[start] > 0x7A:
            return 0
        if first == 0x63 or first == 0x68 or first == 0x69 or first == 0x72 or first == 0x75:
            return 0
        place = start + 1
        while place < size and 0x61 <= signs[place] | 0x20 <= 0x7A:
            place += 1
        if place == size or place == start + 1:
            return 0
        return place if signs[place] == 0x20 or signs[place] == 0x2C else 0

    def _is_let_through(self, signs: Signs, start: int, end: int) -> Any:
        code = letters = 0
        for place in range(start, end):
            sign = signs[place]
            letter = sign | 0x20
            if letter < 0x61 or letter > 0x7A:
                if sign == 0x2D or sign == 0x27 or sign == 0x2019:  # - ' ’
                    continue
                if self._signs or (sign >= 0x80 and sign != 0xA0):
                    return True
                continue
            code = (code << 5 | (letter & 31)) & _MASK
            letters += 1
            if letters >= _FULL and self._has(code):
                return True
        if letters == 0:
            return self._signs
        # The last two letters, and the last.
        if letters > 1 and self._has((code << 5) & _MASK):
            return True
        return self._has((code << 10) & _MASK)

    def _has(self, code: int) -> Any:
        return self._windows[code >> 3] >> (code & 7) & 1


def traces(source: str, is_whole: bool = True) -> list[str]:
    """Up to three letters or more, of which every form of a word has one or the other in a row.

    ``source`` is a word or, where it is not whole, the beginning of one. Nothing for one with more
    than letters: it has no forms of letters alone.
    """
    if not _has_letters_alone(source):
        return []
    word = source.replace("-", "")
    may_lose = len(word) >= _SHORTEST_ROOT or not is_whole
    begin = 1 if may_lose and word[:1] in _SWALLOWED else 0
    ways = []
    for place in range(begin, min(begin + WINDOW, len(word))):
        letter, after = word[place], word[place + 1 : place + 2]
        if letter == "k" and (after == "h" or not (after or is_whole)):
            ways.append(_OLDER["kh"])
        else:
            ways.append(_OLDER.get(letter, (letter,)))
    return list(dict.fromkeys(map("".join, product(*ways))))


def _has_letters_alone(source: str) -> bool:
    return _LETTERS.issuperset(source.replace("-", ""))


def _let_through(windows: bytearray, letters: str) -> None:
    """Mark the windows that begin with these letters, of which the first three count."""
    code = 0
    for letter in letters[:WINDOW]:
        code = code << 5 | (ord(letter) & 31)
    if len(letters) >= WINDOW:
        windows[code >> 3] |= 1 << (code & 7)
        return
    size = 1 << 5 * (WINDOW - len(letters)) >> 3
    windows[code * size : (code + 1) * size] = b"\xff" * size


@cache
def _scanner() -> Scanner:
    """A scanner that only tells where chunks end, which needs no state."""
    return Scanner()
