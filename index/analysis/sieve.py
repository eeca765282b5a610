# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which words of a text may stand for a wanted term, by a look at their letters alone?

Of the words of a text a query looks for one in a hundred, and to find the stem of a word that was
not met before takes longer than to read the whole text. A stem keeps most of its letters in every
form (:mod:`index.analysis.traces` says which). So a word without these letters is passed over, and
the few that have them are looked at closely by :mod:`index.analysis.finding`. Letters beyond a to z
are looked at always; numbers, dates and addresses where something of their kind is wanted.

Compiled where there is a C compiler; the types stand in ``sieve.pxd``. Uncompiled, nothing is
passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
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
from index.analysis.traces import (
    JOINT,
    LETTERS,
    LETTERS_ALONE,
    RARE,
    classes_of,
    has_letters_alone,
    signs_of,
    traces,
    wanted_digits,
)

if cython.compiled:
    from cython.cimports.cpython.unicode import PyUnicode_DATA, PyUnicode_KIND

Signs = Any
"""A text as numbers, one a sign, as Python has it in memory: each of 8, 16 or 32 bits."""

# A word is seen through windows of so many letters, each letter five bits; none is 0. Where those
# are of a wanted term, some more letters are looked at.
WINDOW = 3
_WINDOWS = 1 << 5 * WINDOW
_MASK = _WINDOWS - 1
_FIVE_LETTERS = (1 << 5 * LETTERS) - 1
# What compiled code has as C numbers, which Python does not see.
_JOINT = JOINT
_RARE = RARE
_SHORT = WINDOW
_FIGURES = 1 << 12
_LONG = LETTERS
_STARTS_BITS = 12
_STARTS_STEP = 0x9E3779B1
_LOW = 0xFFFFFFFF
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
        self._takes_all = words is None
        telling = frozenset("*" if words is None else ())
        letters: list[str] = []
        for sources, is_whole in ((words or (), True), (beginnings, False)):
            for source in sources:
                if not has_letters_alone(source):
                    telling |= signs_of(source)
                    if cython.compiled and "#" in telling:
                        self._want_figures(source)
                letters += traces(source, is_whole)
        self._signs = "*" in telling
        self._dates = "/" in telling
        self._percent = "%" in telling
        self._money = "$" in telling
        self._kept_classes = classes_of(telling) if telling else LETTERS_ALONE
        self._classes = self._kept_classes
        self._least = 0 if words is None else _LONG
        if not cython.compiled:
            self._windows = self._thirds = self._starts = self._figures = bytearray()
            return
        self._want(letters)

    def _want(self, traces: list[str]) -> None:
        """Note the letters that let a word through."""
        for letters in traces:
            self._least = min(self._least, len(letters))
        # Wherever the fewest letters stand, a step meets one of them.
        self._step = max(1, min(self._least, _SHORT))
        if self._takes_all:
            _let_through(self._windows, 0, 0)
            _let_through(self._thirds, 0, 0)
        for letters in traces:
            code = 0
            size = len(letters)
            for place in range(_LONG):
                code = code << 5 | (ord(letters[place]) & 31 if place < size else 0)
            self._starts[_slot(code)] = 1
            _let_through(self._windows, code >> 5 * (_LONG - _SHORT), size)
            for place in range(self._step):
                third = code >> 5 * (_LONG - _SHORT - place) & _MASK
                _let_through(self._thirds, third, size - place)

    def _want_figures(self, source: str) -> None:
        """Note the digits of a number: the last three of the first, each of four bits.

        Every writing of a number has the same digits but for the zeros around them.
        """
        wanted = wanted_digits(source)
        if wanted:
            code = 0
            for digit in wanted:
                code = code << 4 | (ord(digit) - 0x2F)
            step = 1 << 4 * len(wanted)
            while code < _FIGURES:
                self._figures[code] = 1
                code += step

    def chunks(self, text: str) -> list[tuple[int, int]]:
        """Where the chunks that are let through begin and end."""
        found: list[tuple[int, int]] = []
        begin, end = self.next_chunk(text, 0, len(text))
        while begin >= 0:
            found.append((begin, end))
            begin, end = self.next_chunk(text, end, len(text))
        return found

    def next_chunk(self, text: str, start: int, stop: int) -> tuple[int, int]:
        """Where the next chunk that is let through begins and ends.

        It is looked for from ``start`` on, where no chunk is under way, to ``stop``: (-1, -1) if
        none begins before that. (One that begins behind it may be given.)
        """
        if not cython.compiled:
            match = next(chunk_matches(text, start), None)
            return (-1, -1) if match is None or match.start() >= stop else match.span()
        size = len(text)
        data = PyUnicode_DATA(text)
        width = PyUnicode_KIND(text)
        if width == 1:
            return self._next(text, cython.cast("Narrow", data), start, min(stop, size), size)
        if width == 2:
            return self._next(text, cython.cast("Middle", data), start, min(stop, size), size)
        return self._next(text, cython.cast("Wide", data), start, min(stop, size), size)

    def _next(self, text: str, signs: Signs, start: int, stop: int, size: int) -> tuple[int, int]:
        """As :meth:`next_chunk`.

        Signs are looked at one by one up to ``closely``; from there on, three at a time.
        """
        # No chunk is under way at ``start``.
        place = start
        closely = start
        code = 0
        # Behind the text stand two blanks, so that the last letters are seen, too.
        while place < stop + 2:
            if closely <= place < size:
                # Three letters that end before it have been looked at, not such as begin before.
                place = max(start, place - _SHORT + self._step)
                place = self._passed_over(signs, place, size)
                if place >= size:
                    break
                closely = place + _SHORT
                place = self._before(signs, place, start)
                code = 0
            sign = signs[place] if place < size else 0x20
            kind = self._classes[sign] if sign < 0x80 else _RARE
            if kind >= _JOINT:
                if kind == _JOINT or self._joins(sign):
                    place += 1
                    # What stands before it goes on behind it.
                    closely = max(closely, place + _SHORT - 1)
                    continue
                kind = 0
                if self._is_telling(signs, place, size):
                    # What has ended before it comes first.
                    first = self._ended(signs, place, code, start, size)
                    first = place if first < 0 else first
                    begin, end = self._chunk_at(text, signs, start, first, size)
                    if end > first:
                        return begin, end
                    start = end
                    if first < place:
                        continue
            code = (code << 5 | kind) & _MASK
            if self._has(code) and self._goes_on(signs, place, code, size):
                first = self._word_start(signs, place, 2, start, size)
                if first >= 0:
                    begin, end = self._chunk_at(text, signs, start, first, size)
                    if end > first:
                        return begin, end
                    start = end
            place += 1
        return -1, -1

    def _passed_over(self, signs: Signs, place: int, size: int) -> int:
        """The next place from which three signs are worth a closer look; the size for none.

        A wanted word has some letters in a row, and wherever they stand, three of them lie between
        two steps.
        """
        step = self._step
        while place + 2 < size:
            first, second, third = signs[place], signs[place + 1], signs[place + 2]
            if (first | second | third) >= 0x80:
                return place
            one, two, three = self._classes[first], self._classes[second], self._classes[third]
            if (one | two | three) >= _JOINT:
                return place
            code = one << 10 | two << 5 | three
            if self._thirds[code >> 3] >> (code & 7) & 1 and self._may_be(signs, place, size):
                return place
            place += step
        return place if place < size else size

    def _may_be(self, signs: Signs, place: int, size: int) -> Any:
        """Whether letters at a place may be of a wanted word, with some before and behind them."""
        code = 0
        for each in range(place - self._step + 1, place + _LONG):
            sign = signs[each] if 0 <= each < size else 0x20
            kind = self._classes[sign] if sign < 0x80 else _RARE
            if kind >= _JOINT:
                return True
            code = code << 5 | kind
        for _ in range(self._step):
            for missing in range(_LONG - self._least + 1):
                letters = (code & _FIVE_LETTERS) >> 5 * missing << 5 * missing
                if self._starts[_slot(letters)]:
                    return True
            code >>= 5
        return self._takes_all

    def _before(self, signs: Signs, place: int, start: int) -> int:
        """A few letters before a place, as many as a wanted word may have had there."""
        letters = _LONG - 1
        first = max(start, place - 2 * letters)
        while letters and place > first:
            if self._is_letter(signs[place - 1]):
                letters -= 1
            elif not self._joins(signs[place - 1]):
                break
            place -= 1
        return place

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


def _let_through(table: Any, code: int, size: int) -> None:
    """Mark what begins with so many letters, of which the first three count."""
    if size >= _SHORT:
        table[code >> 3] |= 1 << (code & 7)
        return
    # Whole bytes: with any letter behind there are 32 ways.
    for place in range(code >> 3, (code + (1 << 5 * (_SHORT - size))) >> 3):
        table[place] = 0xFF


def _slot(code: int) -> int:
    """Where it is noted whether a wanted term begins with the letters of a number."""
    return (code * _STARTS_STEP & _LOW) >> (32 - _STARTS_BITS)


@cache
def _scanner() -> Scanner:
    """A scanner that only tells where chunks end, which needs no state."""
    return Scanner()
