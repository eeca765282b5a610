# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""How small can many small numbers be? Runs of numbers, packed at the bits they need.

A run is up to ``RUN`` numbers of 32 bits at one width:

* a byte: the width (0 to 32), and ``EXCEPTIONS`` where some numbers are wider than that;
* with exceptions: a byte for how many, and a byte for how many bits more they have;
* the low bits of all numbers, least significant first, up to a whole byte;
* with exceptions: a byte for each one's place in the run, then their high bits likewise.

A few wide numbers among many narrow ones are so kept from widening all. Whoever reads a run knows
how many numbers it has. :mod:`index.segment.unpacking` reads it.

Compiled where there is a C compiler; the types stand in ``packing.pxd``.
"""

from __future__ import annotations

from array import array
from typing import Any

Room = Any
Numbers = Any
"""What is written to, and 32-bit numbers: ``bytearray``, ``array`` or a memoryview of one."""

RUN = 128
# A run of 128 numbers of 32 bits with its byte of width; exceptions are there to save space only.
LONGEST_RUN = 1 + 4 * RUN

# What compiled code has as C numbers, which Python does not see.
_EXCEPTIONS = 0x40
_WIDEST = 32
_ONES = 0xFFFFFFFF


def scratch() -> array[int]:
    """What :func:`pack` counts in."""
    return array("I", [0]) * 34


def pack(numbers: Numbers, start: int, count: int, out: Room, place: int, sizes: Numbers) -> int:
    """Write ``count`` numbers from ``start`` on as a run at ``place``; returns where it ends.

    ``out`` must have ``LONGEST_RUN`` bytes left. ``sizes`` is a :func:`scratch`.
    """
    width = _cheapest_width(numbers, start, count, sizes)
    widest = sizes[_WIDEST + 1]
    if width == widest:
        out[place] = width
        return _pack_bits(numbers, start, count, width, out, place + 1)
    out[place] = width | _EXCEPTIONS
    out[place + 2] = widest - width
    end = _pack_bits(numbers, start, count, width, out, place + 3)
    return _pack_exceptions(numbers, start, count, width, out, place + 1, end)


def _cheapest_width(numbers: Numbers, start: int, count: int, sizes: Numbers) -> int:
    """The width at which a run is shortest; leaves the widest number's in ``sizes``."""
    for bits in range(_WIDEST + 2):
        sizes[bits] = 0
    for index in range(start, start + count):
        sizes[_bits(numbers[index])] += 1
    widest = _WIDEST
    while widest > 0 and sizes[widest] == 0:
        widest -= 1
    sizes[_WIDEST + 1] = widest
    best = widest
    least = (count * widest + 7) >> 3
    exceptions = 0
    for width in range(widest - 1, -1, -1):
        exceptions += sizes[width + 1]
        size = 2 + ((count * width + 7) >> 3) + exceptions
        size += (exceptions * (widest - width) + 7) >> 3
        if size < least:
            best, least = width, size
    return best


def _bits(number: int) -> int:
    """How many bits a number needs."""
    bits = 0
    if number >= 0x10000:
        number >>= 16
        bits = 16
    if number >= 0x100:
        number >>= 8
        bits += 8
    if number >= 0x10:
        number >>= 4
        bits += 4
    if number >= 4:
        number >>= 2
        bits += 2
    return bits + (2 if number >= 2 else number)


def _pack_bits(numbers: Numbers, start: int, count: int, width: int, out: Room, place: int) -> int:
    """The low ``width`` bits of the numbers; returns where they end."""
    if width == 0:
        return place
    mask = _ONES >> (_WIDEST - width)
    window = 0
    filled = 0
    for index in range(start, start + count):
        number = numbers[index] & mask
        window |= number << filled
        filled += width
        while filled >= 8:
            out[place] = window & 0xFF
            window >>= 8
            filled -= 8
            place += 1
    if filled:
        out[place] = window & 0xFF
        place += 1
    return place


def _pack_exceptions(
    numbers: Numbers, start: int, count: int, width: int, out: Room, head: int, place: int
) -> int:
    """The places and the high bits of the numbers wider than ``width``; returns where they end."""
    exceptions = 0
    for index in range(count):
        if numbers[start + index] >> width:
            out[place] = index
            place += 1
            exceptions += 1
    out[head] = exceptions
    more = out[head + 1]
    window = 0
    filled = 0
    for index in range(start, start + count):
        high = numbers[index] >> width
        if high:
            window |= high << filled
            filled += more
            while filled >= 8:
                out[place] = window & 0xFF
                window >>= 8
                filled -= 8
                place += 1
    if filled:
        out[place] = window & 0xFF
        place += 1
    return place
