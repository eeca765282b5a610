# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which words of a text may stand for a wanted term, by a look at their letters alone?

Of the words of a text a query looks for one in a hundred, and to find the stem of a word that was
not met before takes longer than to read the whole text. A stem keeps most of its letters in every
form: ``tulis`` has *ulis* in *penulisan*. So a word without these letters is passed over, and
the few that have them are looked at closely by :mod:`index.analysis.finding`. Letters beyond a to z
are looked at always; numbers, dates and addresses where something of their kind is wanted.

Compiled where there is a C compiler; the types stand in ``sieve.pxd``. Uncompiled, nothing is
passed over.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import Any

import cython

from index.analysis.chunks import chunk_at, chunk_matches
from index.analysis.scanner import (
    APOSTROPHE,
    BEGINS,
    BEHIND,
    DIGIT,
    HYPHEN,
    LETTER,
    SPACE,
    Scanner,
)
from index.analysis.stemming.affixes import PREFIXES

Signs = Any
"""A text as numbers, one a sign."""

# A word is seen through windows of so many letters, each letter five bits; none is 0. Where those
# are of a wanted term, some more letters are looked at.
WINDOW = 3
LETTERS = 5
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
    "kh": ("k", "c", "tj"),
}
_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_MASK = _WINDOWS - 1
# What a sign is beside a letter, which has its number: one within a word, and one to look at.
JOINT = 32
RARE = 64

# What compiled code has as C numbers, which Python does not see.
_JOINT = JOINT
_RARE = RARE
_SHORT = WINDOW
_LONG = LETTERS
_STARTS_BITS = 12
_STARTS_STEP = 0x9E3779B1
_DIGIT = DIGIT
_SPACE = SPACE
_BEGINS = BEGINS
_BEHIND = BEHIND
_WORDLIKE = LETTER | DIGIT
_APOSTROPHE = APOSTROPHE
_JOINS = HYPHEN | APOSTROPHE


class Sieve:
    """Lets through the chunks of a text that may stand for what is wanted.

    ``words`` are the wanted terms and irregular forms of them, ``beginnings`` what others begin
    with. Among them may be signs that stand for a term whatever its letters are: ``%``, ``/`` for
    dates, ``$`` for amounts of money. A sieve of None lets everything through.
    """

    def __init__(self, words: Iterable[str] | None, beginnings: Iterable[str] = ()) -> None:
        self._scanner = _scanner()
        # A bit a window: few enough bytes to stay in the fastest memory.
        windows = bytearray(_WINDOWS >> 3)
        starts = bytearray(1 << _STARTS_BITS)
        figures = bytearray(1 << 12)
        telling = frozenset("*" if words is None else ())
        if words is None:
            windows[:] = b"\xff" * len(windows)
        for sources, is_whole in ((words or (), True), (beginnings, False)):
            for source in sources:
                if not _has_letters_alone(source) or not source:
                    telling |= _signs_of(source, figures)
                for letters in traces(source, is_whole):
                    _let_through(windows, letters)
                    starts[_slot(_code_of(letters))] = 1
        self._windows = windows
        self._starts = starts
        self._figures = figures
        self._takes_all = words is None
        self._signs = "*" in telling
        self._dates = "/" in telling
        self._percent = "%" in telling
        self._money = "$" in telling
        self._classes = _classes(telling)

    def chunks(self, text: str) -> list[tuple[int, int]]:
        """Where the chunks that are let through begin and end."""
        if not cython.compiled:
            return [match.span() for match in chunk_matches(text)]
        found: list[tuple[int, int]] = self._cut(text)
        return found

    def _cut(self, text: str) -> Any:
        room = memoryview(text.encode(_UTF_32, "surrogatepass")).cast("I")
        size = len(room)
        found: list[tuple[int, int]] = []
        if size == 0:
            return found
        signs = cython.address(room[0])
        windows = cython.address(self._windows[0])
        classes = cython.address(self._classes[0])
        # No chunk is under way at ``sure``.
        place = sure = 0
        code = 0
        # Behind the text stand two blanks, so that the last letters are seen, too.
        while place < size + 2:
            sign = signs[place] if place < size else 0x20
            kind = classes[sign] if sign < 0x80 else _RARE
            if kind >= _JOINT:
                if kind == _JOINT or self._joins(sign):
                    place += 1
                    continue
                kind = 0
                if self._is_telling(signs, place, size):
                    # What has ended before it comes first.
                    start = self._ended(signs, place, code, sure, size)
                    start = place if start < 0 else start
                    begin, end = self._chunk_at(text, signs, sure, start, size)
                    sure = end
                    if end > start:
                        found.append((begin, end))
                        place = end
                        code = 0
                        continue
                    if start < place:
                        continue
            code = (code << 5 | kind) & _MASK
            if windows[code >> 3] >> (code & 7) & 1 and self._goes_on(signs, place, code, size):
                start = self._word_start(signs, place, 2, sure, size)
                if start >= 0:
                    begin, end = self._chunk_at(text, signs, sure, start, size)
                    sure = end
                    if end > start:
                        found.append((begin, end))
                        place = end
                        code = 0
                        continue
            place += 1
        return found

    def _goes_on(self, signs: Signs, place: int, code: int, size: int) -> Any:
        """Whether behind three letters, the last at a place, those stand that make it likely."""
        missing = _LONG - _SHORT
        while missing and place + 1 < size:
            place += 1
            sign = signs[place]
            if self._joins(sign):
                continue
            code = code << 5 | (sign & 31 if self._is_letter(sign) else 0)
            missing -= 1
        code <<= 5 * missing
        if self._takes_all:
            return True
        for letters in range(_LONG + 1):
            if self._starts[_slot(code >> 5 * letters << 5 * letters)]:
                return True
        return False

    def _ended(self, signs: Signs, place: int, code: int, sure: int, size: int) -> int:
        """Where a word begins that is wanted for its last two letters, or its last; -1 for none."""
        start = -1
        if self._has((code << 5) & _MASK):
            start = self._word_start(signs, place, 2, sure, size)
        if start < 0 and self._has((code << 10) & _MASK):
            start = self._word_start(signs, place, 1, sure, size)
        return start

    def _word_start(self, signs: Signs, place: int, letters: int, sure: int, size: int) -> int:
        """Where the word begins that has a letter so many letters before a place; -1 for none."""
        while letters and place > sure:
            place -= 1
            if place >= size or not self._joins(signs[place]):
                letters -= 1
        if letters or place >= size or not self._is_letter(signs[place]):
            return -1
        start = place
        while place > sure:
            place -= 1
            if self._is_letter(signs[place]):
                start = place
            elif not self._joins(signs[place]):
                break
        return start

    def _is_letter(self, sign: int) -> Any:
        return 0x61 <= sign | 0x20 <= 0x7A

    def _joins(self, sign: int) -> Any:
        """Whether the letters on both sides of a sign may be of one word."""
        return self._scanner.kind_of(sign) & _JOINS

    def _is_telling(self, signs: Signs, place: int, size: int) -> Any:
        """Whether a sign that is no letter from a to z may be of a chunk that is wanted."""
        sign = signs[place]
        kind = self._scanner.kind_of(sign)
        if sign >= 0x80 and kind & (_WORDLIKE | _BEHIND):
            return True
        if kind & _DIGIT:
            if self._signs or self._has_figures(signs, place):
                return True
            return self._dates and self._may_be_date(signs, place + 1, size)
        if sign == 0x24 or sign == 0x20AC:  # $ €
            return self._signs or self._money
        if sign == 0x25:  # %
            return self._signs or self._percent
        if not self._signs or kind & _SPACE:
            return False
        if kind & _BEGINS:
            return True
        # One within an address has something before it, and a letter or a digit behind.
        if place == 0 or place + 1 == size or self._scanner.kind_of(signs[place - 1]) & _SPACE:
            return False
        return self._scanner.kind_of(signs[place + 1]) & _WORDLIKE

    def _has_figures(self, signs: Signs, place: int) -> Any:
        """Whether a digit, with up to two before it in the same number, is wanted."""
        code = signs[place] - 0x2F
        digits = 1
        while digits < 3 and place > 0:
            place -= 1
            sign = signs[place]
            if 0x30 <= sign <= 0x39:
                code |= (sign - 0x2F) << 4 * digits
                digits += 1
            elif sign != 0x2E and sign != 0x2C and not self._scanner.kind_of(sign) & _APOSTROPHE:
                break
        return self._figures[code]

    def _may_be_date(self, signs: Signs, place: int, size: int) -> Any:
        """Whether digits before a place may be of a date: ``14/9``, ``14 September``."""
        if place + 1 >= size:
            return False
        sign = signs[place]
        if 0x2D <= sign <= 0x2F:  # - . /
            return 0x30 <= signs[place + 1] <= 0x39
        return self._scanner.may_be_dated(signs, place, size)

    def _chunk_at(self, text: str, signs: Signs, sure: int, place: int, size: int) -> Any:
        """Where the chunk begins and ends that holds a place; twice the same if there is none.

        No chunk is under way at ``sure``, before the place.
        """
        begin = place
        while not self._is_beginning(signs, sure, begin):
            begin -= 1
        while begin <= place:
            if not self._scanner.begins_at(signs, begin):
                begin += 1
                continue
            end = self._scanner.plain_end(signs, begin, size)
            if end == 0:
                match = chunk_at(text, begin)
                if match is None:
                    begin += 1
                    continue
                end = match.end()
            if end > place:
                return begin, end
            begin = end
        return place, place

    def _is_beginning(self, signs: Signs, sure: int, place: int) -> Any:
        """Whether no chunk that begins before a place goes beyond it, at a glance."""
        before = place - 1
        if before < sure:
            return True
        sign = signs[before]
        if sign != 0x20:
            # No chunk has one of these in it.
            return sign == 0x0A or sign == 0x22 or sign == 0x28 or sign == 0x201C
        # Behind a blank, digits may be of an amount; letters only where digits stand before it.
        sign = signs[place] | 0x20
        if sign < 0x61 or sign > 0x7A:
            return False
        while before >= sure and (signs[before] == 0x20 or signs[before] == 0xA0):
            before -= 1
        return before < sure or signs[before] < 0x30 or 0x39 < signs[before] < 0x80

    def _has(self, code: int) -> Any:
        return self._windows[code >> 3] >> (code & 7) & 1


def traces(source: str, is_whole: bool = True) -> list[str]:
    """Up to five letters or more, of which every form of a word has one or the other in a row.

    ``source`` is a word or, where it is not whole, the beginning of one. Nothing for one with more
    than letters: it has no forms of letters alone.
    """
    if not _has_letters_alone(source):
        return []
    word = source.replace("-", "")
    may_lose = len(word) >= _SHORTEST_ROOT or not is_whole
    begin = 1 if may_lose and word[:1] in _SWALLOWED else 0
    ways = []
    for place in range(begin, min(begin + LETTERS, len(word))):
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
    code = _code_of(letters) >> 5 * (LETTERS - WINDOW)
    if len(letters) >= WINDOW:
        windows[code >> 3] |= 1 << (code & 7)
        return
    size = 1 << 5 * (WINDOW - len(letters)) >> 3
    start = code >> 3
    windows[start : start + size] = b"\xff" * size


def _code_of(letters: str) -> int:
    """The first letters as a number, with zeros behind where there are few."""
    code = 0
    for place in range(LETTERS):
        code = code << 5 | (ord(letters[place]) & 31 if place < len(letters) else 0)
    return code


def _slot(code: int) -> int:
    """Where it is noted whether a wanted term begins with the letters of a number."""
    return (code * _STARTS_STEP & 0xFFFFFFFF) >> (32 - _STARTS_BITS)


@cache
def _scanner() -> Scanner:
    """A scanner that only tells where chunks end, which needs no state."""
    return Scanner()


def _signs_of(source: str, figures: bytearray) -> frozenset[str]:
    """What a chunk has in it that may be a source with more than letters: ``*`` for anything.

    Digits are noted in ``figures``: the last three of a number, each of four bits. Every writing of
    a number has the same digits but for the zeros around them.
    """
    if source in _TELLING:
        return _TELLING[source]
    if source.isalpha():
        return frozenset()  # letters beyond a to z are always looked at
    first = _DIGITS.search(source)
    wanted = first[0].strip("0")[:3] if first else ""
    if not wanted:
        return _TELLING["*"]
    code = sum(ord(digit) - 0x2F << 4 * place for place, digit in enumerate(reversed(wanted)))
    step = 1 << 4 * len(wanted)
    for known in range(code, len(figures), step):
        figures[known] = 1
    return _TELLING["#"]


_DIGITS = re.compile("[0-9]+")
_TELLING = {sign: frozenset(sign) for sign in "*%/$#"}


@cache
def _classes(telling: frozenset[str]) -> bytes:
    """What the signs of ASCII are: 1 to 26 for a letter, 0 for what no wanted word has in it."""
    found = bytearray(128)
    for sign in range(128):
        letter = chr(sign)
        if letter.isalpha():
            found[sign] = sign & 31
        elif letter in "-'`":
            found[sign] = JOINT
        elif letter.isdigit():
            found[sign] = RARE if telling & {"*", "#", "/"} else 0
        elif "*" in telling:
            found[sign] = 0 if letter.isspace() or letter == "," else RARE
        elif letter in telling & {"%", "$"}:
            found[sign] = RARE
    return bytes(found)
