# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Is what is read what was written? The pages of a file, each under a checksum.

A page is verified when something on it is first asked for, and remembered. Its checksum is the low
half of XXH64 with seed 0, as Zstandard puts it under its frames: a page is looked at in less than a
microsecond.

Compiled where there is a C compiler; the types stand in ``pages.pxd``.
"""

from __future__ import annotations

import sys
from typing import Any

import cython

if cython.compiled:
    from cython.cimports.libc.string import memcpy

PAGE_BITS = 12
PAGE = 1 << PAGE_BITS

Bytes = Any
Address = Any
"""Where bytes lie: an address where this is compiled, otherwise what holds them."""

_ALL = 0xFFFFFFFFFFFFFFFF
_LOW = 0xFFFFFFFF
_LITTLE_ENDIAN = sys.byteorder == "little"
# What XXH64 multiplies by.
_ONE = 0x9E3779B185EBCA87
_TWO = 0xC2B2AE3D27D4EB4F
_THREE = 0x165667B19E3779F9
_FOUR = 0x85EBCA77C2B2AE63
_FIVE = 0x27D4EB2F165667C5


class Pages:
    """The pages of a file's bytes up to ``end``, each of ``2**bits`` bytes but for the last.

    Safe to share between threads.
    """

    def __init__(self, data: memoryview, end: int, checksums: memoryview, bits: int) -> None:
        """``checksums`` has 32 bits for each page."""
        self.count = (end + (1 << bits) - 1) >> bits
        if not 0 <= end <= len(data) or len(checksums) < 4 * self.count:
            raise ValueError("every page needs a checksum")
        # Nothing can be looked at of no bytes.
        self._data = data if len(data) else b"\0"
        self._checksums = checksums if len(checksums) else b"\0"
        self._end = end
        self._bits = bits
        self._seen = bytearray(self.count + 1)

    def first_damaged(self, start: int, end: int) -> int:
        """The first page of the bytes from ``start`` to ``end`` that is not what was written.

        -1 if all are; they are looked at once.
        """
        if start < 0 or end > self._end or start >= end:
            return -1
        for page in range(start >> self._bits, ((end - 1) >> self._bits) + 1):
            if not self._seen[page]:
                if not self.is_sound(page):
                    return page
                self._seen[page] = 1
        return -1

    def is_sound(self, page: int) -> bool:
        """Whether a page is what was written."""
        if page < 0 or page >= self.count:
            raise IndexError(f"there is no page {page}")
        start = page << self._bits
        end = min(start + (1 << self._bits), self._end)
        expected = 0
        for index in range(4 * page + 3, 4 * page - 1, -1):
            expected = expected << 8 | self._checksums[index]
        return _digest(_address(self._data), start, end) & _LOW == expected

    def trust(self) -> None:
        """Take every page as it is from now on."""
        for page in range(self.count):
            self._seen[page] = 1


def page_checksum(data: Bytes) -> int:
    """The checksum of a page with these bytes."""
    return xxh64(data) & _LOW


def xxh64(data: Bytes) -> int:
    """XXH64 of some bytes, with seed 0."""
    if not len(data):
        return _digest(_address(b"\0"), 0, 0)
    return _digest(_address(data), 0, len(data))


def _address(data: Bytes) -> Address:
    """Where the bytes are."""
    return cython.address(data[0]) if cython.compiled else data


def _digest(data: Address, start: int, end: int) -> int:
    """XXH64 of the bytes from ``start`` to ``end``."""
    place = start
    if end - start < 32:
        total = _FIVE
    else:
        one, two, three, four = (_ONE + _TWO) & _ALL, _TWO, 0, -_ONE & _ALL
        while place + 32 <= end:
            one = _round(one, _eight(data, place))
            two = _round(two, _eight(data, place + 8))
            three = _round(three, _eight(data, place + 16))
            four = _round(four, _eight(data, place + 24))
            place += 32
        total = _turned(one, 1) + _turned(two, 7) + _turned(three, 12) + _turned(four, 18)
        total &= _ALL
        total = _merged(_merged(_merged(_merged(total, one), two), three), four)
    total = (total + end - start) & _ALL
    return _finished(data, place, end, total)


def _finished(data: Address, place: int, end: int, total: int) -> int:
    """The last bytes, fewer than 32, and all bits stirred."""
    while place + 8 <= end:
        total = (_turned(total ^ _round(0, _eight(data, place)), 27) * _ONE + _FOUR) & _ALL
        place += 8
    if place + 4 <= end:
        number = data[place] | data[place + 1] << 8 | data[place + 2] << 16
        number |= (data[place + 3] & _LOW) << 24
        total = (_turned(total ^ (number * _ONE & _ALL), 23) * _TWO + _THREE) & _ALL
        place += 4
    while place < end:
        total = _turned(total ^ (data[place] * _FIVE & _ALL), 11) * _ONE & _ALL
        place += 1
    total = (total ^ total >> 33) * _TWO & _ALL
    total = (total ^ total >> 29) * _THREE & _ALL
    return total ^ total >> 32


def _round(total: int, number: int) -> int:
    return _turned((total + number * _TWO) & _ALL, 31) * _ONE & _ALL


def _merged(total: int, lane: int) -> int:
    return ((total ^ _round(0, lane)) * _ONE + _FOUR) & _ALL


def _turned(number: int, bits: int) -> int:
    return (number << bits | number >> (64 - bits)) & _ALL


def _eight(data: Address, place: int) -> int:
    """The eight bytes at ``place`` as one number."""
    if not cython.compiled:
        return int.from_bytes(data[place : place + 8], "little")
    number: int = 0
    if _LITTLE_ENDIAN:
        memcpy(cython.address(number), cython.address(data[place]), 8)
        return number
    for byte in range(7, -1, -1):
        number = number << 8 | data[place + byte]
    return number
