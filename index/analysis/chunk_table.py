# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which number has a chunk? An open table in C of all that were met.

Of the chunks of a text most were met a moment ago and some long ago: their slots lie anywhere in
some megabytes of memory, and waiting for that is most of what looking them up costs. So a slot
holds all that tells nearly every chunk from every other, and the slots of a whole text are fetched
before one of them is needed.

Used only where it is compiled: uncompiled, a dictionary is faster. The types stand in
``chunk_table.pxd``.
"""

from __future__ import annotations

from array import array
from typing import Any

Signs = Any
"""A text as numbers, one a sign."""
Numbers = Any
"""An array of numbers."""

_FIRST_SLOTS = 1 << 11
_FIRST_SIGNS = 1 << 12
_FIRST_KEYS = 1
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


class ChunkTable:
    """Numbers different chunks from 0 on, in the order they are met, and appends them to a list."""

    def __init__(self, chunks: list[str]) -> None:
        """``chunks`` is empty, and by number has them all."""
        self.chunks = chunks
        self._slots = array("Q", bytes(8 * _SLOT * _FIRST_SLOTS))
        self._mask = _FIRST_SLOTS - 1
        self._signs = array("I", bytes(4 * _FIRST_SIGNS))
        self._kept = 0
        # Two numbers a chunk of the text that is read.
        self._keys = array("Q", bytes(16 * _FIRST_KEYS))

    @property
    def memory(self) -> int:
        """About how many bytes it takes, beside the chunks themselves."""
        return 8 * (len(self._slots) + len(self._keys)) + 4 * len(self._signs)

    def find_all(
        self, text: str, signs: Signs, starts: Numbers, ends: Numbers, found: Numbers, count: int
    ) -> None:
        """Put into ``found`` the numbers of ``count`` chunks that begin and end at these places."""
        if 2 * count > len(self._keys):
            self._keys = array("Q", bytes(32 * count))
        for index in range(count):
            self._read_key(signs, starts[index], ends[index], 2 * index)
        self._touched = self._touch_slots(count)
        for index in range(count):
            found[index] = self._number_at(text, signs, starts[index], ends[index], 2 * index)

    def find(self, text: str, signs: Signs, start: int, end: int) -> int:
        """The number of the chunk between two places of a text, be it new."""
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

    def _touch_slots(self, count: int) -> int:
        """Read the slots where the chunks that were cut should be; what is read means nothing.

        Whoever waits for memory at one slot after the other waits long. Here nothing hangs on what
        is read, so the processor fetches several at a time.
        """
        touched = 0
        for index in range(0, 2 * count, 2):
            touched |= self._slots[self._slot_of(self._keys[index], self._keys[index + 1]) + 2]
        return touched

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


def _wider(numbers: Any, code: str, least: int) -> Any:
    """The same numbers with room for more."""
    size = 2 * max(len(numbers), least)
    wider = array(code, bytes(size * array(code).itemsize))
    memoryview(wider)[: len(numbers)] = numbers
    return wider
