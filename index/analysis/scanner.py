# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which chunks does a text hold? The cutting of :mod:`index.analysis.tokens`, and a number a chunk.

A :class:`Scanner` gives every different chunk a number, the next free one where it first stands,
so that whoever counts and sorts the words of an archive has numbers in place of words. It cuts
exactly as :func:`index.analysis.tokens.chunk_matches` does: where a word, words with hyphens or a
plain number end is seen at a glance, sign by sign; whatever looks like more (``Rp``, ``14/9``, an
address) is put to the pattern itself, at its place.

Compiled where there is a C compiler; the types stand in ``scanner.pxd``. Uncompiled, the pattern
alone is faster than Python stepping through signs, and does it all.
"""

from __future__ import annotations

import re
import sys
from array import array
from functools import cache
from typing import Any

import cython

from index.analysis.tokens import MONTHS, MULTIPLIERS, chunk_at, chunk_matches

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
_FIRST_CHUNKS = 1 << 10
_FIRST_SIGNS = 1 << 14
_FIRST_ROOM = 1 << 12
# A slot of the table of chunks: what tells one from every other, its number plus 1, and where its
# signs are kept, if they are.
_SLOT = 4
# Of so many signs, none beyond Latin-1, two numbers hold all, and how many they are. Of any other
# chunk they hold a digest and how many, and the signs are kept.
_SHORT = 15
_LONG = 0xFF
_HASH_START = 0xCBF29CE484222325
_HASH_STEP = 0x100000001B3
_MIX = 0x9E3779B97F4A7C15

_LETTERS = r"[^\W\d_]"
# A word behind a blank that ends no sentence. The blank comes first, which is much faster.
_MID_SENTENCE = re.compile(rf" (?<=[\w,] )({_LETTERS}+(?:['’ʼ]{_LETTERS}+)*)(?![\w’'ʼ])")

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
        self._kinds = _kinds()
        self._tellings = _tellings()
        # The chunks as an open table of slots.
        self._slots = array("Q", bytes(8 * _SLOT * 2 * _FIRST_CHUNKS))
        self._mask = 2 * _FIRST_CHUNKS - 1
        self._signs = array("I", bytes(4 * _FIRST_SIGNS))
        self._kept = 0
        self._room = array("I"), array("I"), array("I")
        self._make_room(_FIRST_ROOM)

    def __len__(self) -> int:
        return len(self.chunks)

    @property
    def memory(self) -> int:
        """About how many bytes it takes."""
        chunks = len(self.chunks)
        return 90 * chunks + 8 * len(self._slots) + 4 * len(self._signs)

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
        return self._intern(chunk, cython.address(signs[0]), 0, len(chunk)) if chunk else 0

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
        for index in range(count):
            self._read_key(signs, self._begins[index], self._stops[index], 2 * index)
        self._touched = self._touch_slots(count)
        for index in range(count):
            start, end = self._begins[index], self._stops[index]
            self._found[index] = self._number_at(text, signs, start, end, 2 * index)
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

    def _touch_slots(self, count: int) -> int:
        """Read the slots where the chunks that were cut should be; what is read means nothing.

        Whoever waits for memory at one slot after the other waits long. Here nothing hangs on what
        is read, so the processor fetches several at a time.
        """
        touched = 0
        for index in range(0, 2 * count, 2):
            touched |= self._slots[self._slot_of(self._keys[index], self._keys[index + 1]) + 2]
        return touched

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
                self._found[count] = self._intern(text, signs, place, end)
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
            return not self._may_be_dated(signs, place, size)
        sign = signs[place]
        if kind & _POINT or sign == 0x2C or sign == 0x2F or sign == 0x3A:  # , / :
            after = self._kind_at(signs, place + 1) if place + 1 < size else 0
            return not after & (_WORDLIKE | _BEHIND | _HYPHEN | _POINT)
        return True

    def _may_be_dated(self, signs: Signs, place: int, size: int) -> Any:
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

    def _intern(self, text: str, signs: Signs, start: int, end: int) -> int:
        """The number of the chunk between two places."""
        self._read_key(signs, start, end, 0)
        return self._number_at(text, signs, start, end, 0)

    def _read_key(self, signs: Signs, start: int, end: int, key: int) -> None:
        """Put at a place among the keys what tells a chunk from every other: see :data:`_SHORT`."""
        first = last = every = 0
        middle = min(end, start + 8)
        for place in range(start, middle):
            every |= signs[place]
            first = first << 8 | signs[place]
        for place in range(middle, min(end, start + _SHORT)):
            every |= signs[place]
            last = last << 8 | signs[place]
        if every <= 0xFF and end - start <= _SHORT:
            self._keys[key] = first
            self._keys[key + 1] = last << 8 | (end - start)
            return
        hashed = _HASH_START
        for place in range(start, end):
            hashed = (hashed ^ signs[place]) * _HASH_STEP
        self._keys[key] = hashed
        self._keys[key + 1] = (end - start) << 8 | _LONG

    def _slot_of(self, first: int, last: int) -> int:
        """The slot in which a key is looked for first."""
        mixed = (first ^ (last * _MIX)) * _MIX
        return ((mixed ^ mixed >> 32) & self._mask) * _SLOT

    def _number_at(self, text: str, signs: Signs, start: int, end: int, key: int) -> int:
        """The number of the chunk between two places, whose key is at a place among the keys."""
        first, last = self._keys[key], self._keys[key + 1]
        slot = self._slot_of(first, last)
        while self._slots[slot + 2]:
            if self._slots[slot] == first and self._slots[slot + 1] == last:
                kept = self._slots[slot + 3]
                if last & 0xFF != _LONG or self._is_kept(kept, signs, start, end):
                    return self._slots[slot + 2] - 1
            slot = (slot + _SLOT) & (self._mask * _SLOT | 3)
        return self._add(text, signs, start, end, key, slot)

    def _is_kept(self, kept: int, signs: Signs, start: int, end: int) -> bool:
        """Whether signs that were kept are those between two places."""
        for place in range(end - start):
            if self._signs[kept + place] != signs[start + place]:
                return False
        return True

    def _add(self, text: str, signs: Signs, start: int, end: int, key: int, slot: int) -> int:
        """Give a chunk that is met for the first time its number."""
        number = len(self.chunks)
        self._slots[slot] = self._keys[key]
        self._slots[slot + 1] = self._keys[key + 1]
        self._slots[slot + 2] = number + 1
        if self._keys[key + 1] & 0xFF == _LONG:
            self._slots[slot + 3] = self._kept
            self._keep(signs, start, end)
        self.chunks.append(text[start:end])
        # Three of four slots are taken at most.
        if 4 * number > 3 * self._mask:
            self._widen_slots()
        return number

    def _keep(self, signs: Signs, start: int, end: int) -> None:
        """Keep the signs between two places."""
        last = self._kept + end - start
        if last > len(self._signs):
            self._signs = _wider(self._signs, "I", last)
        for place in range(end - start):
            self._signs[self._kept + place] = signs[start + place]
        self._kept = last

    def _widen_slots(self) -> None:
        old = self._slots
        self._slots = array("Q", bytes(8 * 2 * len(old)))
        self._mask = 2 * self._mask + 1
        for index in range(0, len(old), _SLOT):
            if old[index + 2]:
                slot = self._slot_of(old[index], old[index + 1])
                while self._slots[slot + 2]:
                    slot = (slot + _SLOT) & (self._mask * _SLOT | 3)
                for part in range(_SLOT):
                    self._slots[slot + part] = old[index + part]

    def _make_room(self, size: int) -> None:
        self._room = (
            array("I", bytes(4 * size)),
            array("I", bytes(4 * size)),
            array("I", bytes(4 * size)),
        )
        self._found, self._begins, self._stops = self._room
        self._keys = array("Q", bytes(16 * size))


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


def _wider(numbers: Any, code: str, least: int) -> Any:
    """The same numbers with room for more."""
    size = 2 * max(len(numbers), least)
    wider = array(code, bytes(size * array(code).itemsize))
    memoryview(wider)[: len(numbers)] = numbers
    return wider
