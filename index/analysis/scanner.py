# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which chunks does a text hold? The cutting of :mod:`index.analysis.chunks`, and a number a chunk.

A :class:`Scanner` gives every different chunk a number, the next free one where it first stands,
so that whoever counts and sorts the words of an archive has numbers in place of words. It cuts
exactly as :func:`index.analysis.chunks.chunk_matches` does: where a word, words with hyphens or a
plain number end is seen at a glance, sign by sign; whatever looks like more (``Rp``, ``14/9``, an
address) is put to the pattern itself, at its place.

Compiled where there is a C compiler; the types stand in ``scanner.pxd``. Uncompiled, the pattern
alone is faster than Python stepping through signs, and does it all.
"""

from __future__ import annotations

import sys
from array import array
from functools import cache
from typing import Any

import cython

from index.analysis.chunk_table import ChunkTable
from index.analysis.chunks import MONTHS, MULTIPLIERS, chunk_at, chunk_matches
from index.patterns import pattern

Signs = Any
"""A text as numbers, one a sign."""

# What a sign is. Letters include digits of other kinds (``²``), as in a regular expression.
LETTER = 1
DIGIT = 2  # 0 to 9
SPACE = 4
HYPHEN = 8
APOSTROPHE = 16
POINT = 32
# Where such a sign stands behind a word, or where a chunk may begin with it, the pattern decides.
BEHIND = 64
BEGINS = 128

# The kinds of so many signs are looked up, those of the others worked out every time.
TABLE = 0x2100
_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_FIRST_ROOM = 1 << 12

_LETTERS = r"[^\W\d_]"
# A word behind a blank that ends no sentence. The blank comes first, which is much faster.
_MID_SENTENCE = pattern(rf" (?<=[\w,] )({_LETTERS}+(?:['’ʼ]{_LETTERS}+)*)(?![\w’'ʼ])")

# What compiled code has as C numbers, which Python does not see.
_LETTER = LETTER
_DIGIT = DIGIT
_SPACE = SPACE
_HYPHEN = HYPHEN
_APOSTROPHE = APOSTROPHE
_POINT = POINT
_BEHIND = BEHIND
_BEGINS = BEGINS
_WORDLIKE = LETTER | DIGIT
_JOINS = HYPHEN | APOSTROPHE
_TABLE = TABLE


def _kind(sign: str) -> int:
    """What a sign is."""
    if sign == "ʼ":
        return APOSTROPHE | BEHIND
    if sign.isalnum():
        if "0" <= sign <= "9":
            return DIGIT
        return BEGINS | BEHIND if sign.isdecimal() else LETTER
    if sign.isspace():
        return SPACE
    if sign in "-‐‑":
        return HYPHEN
    if sign in "'’‘`":
        return APOSTROPHE
    if sign == ".":
        return POINT
    if sign in "_+" or "\u0300" <= sign <= "\u036f":
        return BEHIND
    if sign in "€%":
        return BEGINS
    return BEGINS | BEHIND if sign in "@$" else 0


@cache
def _kinds() -> bytes:
    """What the most usual signs are."""
    return bytes(_kind(chr(sign)) for sign in range(TABLE))


@cache
def _tellings() -> bytes:
    """Whether a number with a word of these three letters behind it may be a date or an amount."""
    found = bytearray(1 << 15)
    for word in (*" ".join(MONTHS).split(), *MULTIPLIERS):
        first = [(ord(letter) & 31) for letter in word[:3]]
        if len(first) == 2:
            start = first[0] << 10 | first[1] << 5
            found[start : start + 32] = b"\1" * 32
        elif len(first) == 3:
            found[first[0] << 10 | first[1] << 5 | first[2]] = 1
    return bytes(found)


class Scanner:
    """Cuts texts into chunks and numbers the different ones from 0 on, in the order they are met.

    ``chunks`` has them by number. It only grows: whoever keeps one drops it when it has become too
    large. Not for several threads at a time.
    """

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self._numbers: dict[str, int] = {}
        self._table = ChunkTable(self.chunks)
        self._kinds = _kinds()
        self._tellings = _tellings()
        self._room = array("I"), array("I"), array("I")
        self._make_room(_FIRST_ROOM)

    def __len__(self) -> int:
        return len(self.chunks)

    @property
    def memory(self) -> int:
        """About how many bytes it takes."""
        return 90 * len(self.chunks) + self._table.memory

    def scan(self, text: str) -> array[int]:
        """The numbers of the chunks of a text, in order."""
        if not cython.compiled:
            return array("I", map(self._number_of, (match[0] for match in chunk_matches(text))))
        return self._room[0][: self._cut(text)]

    def spans(self, text: str) -> tuple[array[int], array[int], array[int]]:
        """The numbers of the chunks of a text, where each begins and where it ends."""
        if not cython.compiled:
            found = [(self._number_of(match[0]), *match.span()) for match in chunk_matches(text)]
            one, two, three = zip(*found, strict=True) if found else ((), (), ())
            return array("I", one), array("I", two), array("I", three)
        count = self._cut(text)
        numbers, starts, ends = self._room
        return numbers[:count], starts[:count], ends[:count]

    def mid_sentence(self, text: str) -> tuple[array[int], array[int]]:
        """The words that stand within a sentence, and the number of each one's line.

        Words of letters alone, behind a blank that stands behind a word or a comma. They are
        numbered like chunks: a scanner that reads such words had better read nothing else.
        """
        if not cython.compiled:
            words = [
                (self._number_of(word), number)
                for number, line in enumerate(text.split("\n"))
                for word in _MID_SENTENCE.findall(line)
            ]
            return array("I", [word for word, _ in words]), array("I", [line for _, line in words])
        count = self._cut_sentences(text)
        return self._room[0][:count], self._room[1][:count]

    def number_of(self, chunk: str) -> int:
        """The number of a chunk, be it new."""
        if not cython.compiled:
            return self._number_of(chunk)
        signs = self._signs_of(chunk)
        return self._table.find(chunk, cython.address(signs[0]), 0, len(chunk)) if chunk else 0

    def _number_of(self, chunk: str) -> int:
        number = self._numbers.get(chunk)
        if number is None:
            number = self._numbers[chunk] = len(self.chunks)
            self.chunks.append(chunk)
        return number

    def _cut(self, text: str) -> int:
        """Cut a text; what it holds is then in the room. Returns how many chunks."""
        room = self._signs_of(text)
        size = len(room)
        if size == 0:
            return 0
        signs = cython.address(room[0])
        count = self._cut_signs(text, signs, size)
        self._table.find_all(text, signs, self._begins, self._stops, self._found, count)
        return count

    def _cut_signs(self, text: str, signs: Signs, size: int) -> int:
        """Find where chunks begin and stop. Returns how many there are."""
        count = place = 0
        while place < size:
            if not self.begins_at(signs, place):
                place += 1
                continue
            end = self.plain_end(signs, place, size)
            if end == 0:
                match = chunk_at(text, place)
                if match is None:
                    place += 1
                    continue
                end = match.end()
            self._begins[count] = place
            self._stops[count] = end
            count += 1
            place = end
        return count

    def begins_at(self, signs: Signs, place: int) -> Any:
        """Whether a chunk may begin with a sign."""
        sign = signs[place]
        kind = self._kinds[sign] if sign < _TABLE else self._kind_at(signs, place)
        return kind & (_WORDLIKE | _BEGINS)

    def plain_end(self, signs: Signs, place: int, size: int) -> int:
        """Where a chunk ends that is seen at a glance; 0 where the pattern must tell."""
        kind = self._kind_at(signs, place)
        if kind & _LETTER:
            return self._word_end(signs, place, size)
        return self._number_end(signs, place, size) if kind & _DIGIT else 0

    def _signs_of(self, text: str) -> Any:
        """The signs of a text, for which there is then room."""
        if len(text) > len(self._room[0]):
            self._make_room(len(text))
        return memoryview(text.encode(_UTF_32, "surrogatepass")).cast("I")

    def _cut_sentences(self, text: str) -> int:
        """As :meth:`_cut`, the words within sentences; beside each the number of its line."""
        room = self._signs_of(text)
        size = len(room)
        if size == 0:
            return 0
        signs = cython.address(room[0])
        count = place = line = 0
        while place < size:
            end = 0
            if signs[place] == 0x0A:
                line += 1
            elif signs[place] == 0x20 and place > 0 and self._goes_on(signs, place - 1):
                end = self._letters_end(signs, place + 1, size)
            place += 1
            if end:
                self._found[count] = self._table.find(text, signs, place, end)
                self._begins[count] = line
                count += 1
                place = end
        return count

    def _goes_on(self, signs: Signs, place: int) -> Any:
        """Whether a sign before a blank ends no sentence."""
        return signs[place] == 0x2C or self._is_in_word(signs, place)

    def _letters_end(self, signs: Signs, start: int, size: int) -> int:
        """Where a word ends that has letters and apostrophes between them alone; 0 for no such."""
        place = start
        while place < size:
            if self._kind_at(signs, place) & _LETTER or signs[place] == 0x02BC:
                place += 1
                continue
            if signs[place] != 0x27 and signs[place] != 0x2019:
                return place if place > start and not self._is_in_word(signs, place) else 0
            place += 1
            if place - 1 == start or place == size:
                return 0
            if not self._kind_at(signs, place) & _LETTER and signs[place] != 0x02BC:
                return 0
        return place if place > start else 0

    def _is_in_word(self, signs: Signs, place: int) -> Any:
        """Whether a sign is what regular expressions take for a part of a word."""
        kind = self._kind_at(signs, place)
        sign = signs[place]
        if kind & _WORDLIKE or sign == 0x5F or sign == 0x02BC:  # _ and the letter apostrophe
            return True
        digit = kind & _BEGINS and kind & _BEHIND
        return digit and sign != 0x40 and sign != 0x24  # @ $

    def _kind_at(self, signs: Signs, place: int) -> int:
        return self.kind_of(signs[place])

    def kind_of(self, sign: int) -> int:
        """What a sign is."""
        return self._kinds[sign] if sign < _TABLE else _kind(chr(sign))

    def _word_end(self, signs: Signs, start: int, size: int) -> int:
        """Where a word ends that begins with a letter; 0 where the pattern must tell."""
        if self.may_be_more(signs, start, size):
            return 0
        place = start + 1
        kind = 0
        while True:
            while place < size:
                sign = signs[place]
                kind = self._kinds[sign] if sign < _TABLE else self._kind_at(signs, place)
                if not kind & _WORDLIKE:
                    break
                place += 1
            if place == size:
                return place
            if not kind & _JOINS:
                break
            after = self._kind_at(signs, place + 1) if place + 1 < size else 0
            if not after & _WORDLIKE:
                # A hyphen may yet be one of a mail address.
                return 0 if (kind | after) & (_BEHIND | _HYPHEN | _POINT) and after else place
            place += 2
        if kind & _BEHIND:
            return 0
        if kind & _POINT and not self._is_point_at_end(signs, place, size):
            return 0
        return 0 if place == start + 1 and kind & _SPACE and _is_u_g_f(signs[start]) else place

    def may_be_more(self, signs: Signs, start: int, size: int) -> Any:
        """Whether a word begins, in any case, as no plain one: *rp, idr, usd, cov, htt, ww*."""
        if start + 1 >= size:
            return False
        first, second = signs[start] | 0x20, signs[start + 1] | 0x20
        third = signs[start + 2] | 0x20 if start + 2 < size else 0
        if first == 0x72:  # r
            return second == 0x70
        if first == 0x68:  # h
            return second == 0x74 and third == 0x74
        if first == 0x77:  # w
            return second == 0x77
        if first == 0x75:  # u
            return second == 0x73 and third == 0x64
        if first == 0x69:  # i
            return second == 0x64 and third == 0x72
        return first == 0x63 and second == 0x6F and third == 0x76

    def _is_point_at_end(self, signs: Signs, place: int, size: int) -> Any:
        """Whether the chunk before a point ends there, be the blank behind the point forgotten."""
        if place + 1 >= size:
            return True
        after = self._kind_at(signs, place + 1)
        if not after & (_WORDLIKE | _BEHIND | _HYPHEN | _POINT):
            return True
        if signs[place + 1] < 0x41 or signs[place + 1] > 0x5A:
            return False
        # No address has a capital there, unless it goes on.
        place += 2
        while place < size and 0x61 <= signs[place] | 0x20 <= 0x7A:
            place += 1
        return place == size or not self._kind_at(signs, place) & (
            _WORDLIKE | _BEHIND | _HYPHEN | _POINT
        )

    def _number_end(self, signs: Signs, start: int, size: int) -> int:
        """Where digits end that are a number and no more; 0 where the pattern must tell."""
        place = self._digits_end(signs, start + 1, size)
        if self._is_end_of_number(signs, place, size):
            return place
        joint = signs[place]
        first = place - start
        second = self._digits_end(signs, place + 1, size) - place - 1
        if second <= 0:
            return 0
        place += 1 + second
        third = 0
        if place < size and signs[place] == joint:
            third = self._digits_end(signs, place + 1, size) - place - 1
            place += 1 + third
            if third == 0:
                return 0
        if not self._is_end_of_number(signs, place, size):
            return 0
        return place if _are_one(joint, first, second, third) else 0

    def _digits_end(self, signs: Signs, place: int, size: int) -> int:
        while place < size and 0x30 <= signs[place] <= 0x39:
            place += 1
        return place

    def _is_end_of_number(self, signs: Signs, place: int, size: int) -> Any:
        """Whether nothing of a number can follow the digits before a place."""
        if place >= size:
            return True
        kind = self._kind_at(signs, place)
        if kind & (_WORDLIKE | _JOINS | _BEHIND):
            return False
        if kind & _SPACE:
            return not self.may_be_dated(signs, place, size)
        sign = signs[place]
        if kind & _POINT or sign == 0x2C or sign == 0x2F or sign == 0x3A:  # , / :
            after = self._kind_at(signs, place + 1) if place + 1 < size else 0
            return not after & (_WORDLIKE | _BEHIND | _HYPHEN | _POINT)
        return True

    def may_be_dated(self, signs: Signs, place: int, size: int) -> Any:
        """Whether a month or a multiplier may stand behind the space at a place."""
        spaces = 0
        while place < size and spaces < 2 and (signs[place] == 0x20 or signs[place] == 0xA0):
            place += 1
            spaces += 1
        if spaces == 0 or place + 1 >= size:
            return False
        first, second = signs[place], signs[place + 1]
        third = signs[place + 2] if place + 2 < size else 0x20
        if first >= 0x80 or second >= 0x80 or not first & 0x40 or not second & 0x40:
            return False
        return self._tellings[(first & 31) << 10 | (second & 31) << 5 | (third & 31)] != 0

    def _make_room(self, size: int) -> None:
        self._room = (
            array("I", bytes(4 * size)),
            array("I", bytes(4 * size)),
            array("I", bytes(4 * size)),
        )
        self._found, self._begins, self._stops = self._room


def _are_one(joint: int, first: int, second: int, third: int) -> Any:
    """Whether two or three runs of so many digits, with this sign between them, are one chunk.

    ``14/9``, ``14/9/2019``, ``2-1``, ``17.30``, ``1.000.000``, ``1,5``. Not so: the pattern tells.
    """
    if joint == 0x2D:  # -
        return True
    if joint == 0x2C:  # ,
        return third == 0
    if joint == 0x2F:  # /
        return first <= 2 and second <= 2 and (third == 0 or third == 4)
    if joint == 0x3A:  # :
        return first <= 2 and second == 2 and third == 0
    if joint != 0x2E:
        return False
    if third == 0:
        return True
    return (second == 3 == third and first <= 3) or (third == 4 and first <= 2 and second <= 2)


def _is_u_g_f(sign: int) -> bool:
    """Whether a number behind a blank may belong to it: ``U 23``, ``G 20``."""
    return sign == 0x55 or sign == 0x47 or sign == 0x46
