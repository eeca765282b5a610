# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Runs of packed numbers read again: whole, some of them, or passed over.

The layout of a run is told in :mod:`index.segment.packing`. A number is taken out of a window of
eight bytes, so ``SPARE`` bytes must follow the last run of a buffer. What was packed by others is
never trusted: a run that does not fit its buffer, or numbers that are too large, give ``DAMAGED``
and nothing is read beyond the end.

Compiled where there is a C compiler; the types stand in ``unpacking.pxd``.
"""

from __future__ import annotations

import sys
from typing import Any

import cython

from index.segment.packing import RUN

if cython.compiled:
    from cython.cimports.libc.string import memcpy

Data = Any
Numbers = Any
"""What is read, and 32-bit numbers: ``bytes``, ``array`` or a memoryview of one."""

SPARE = 8
DAMAGED = -1

# What compiled code has as C numbers, which Python does not see.
_RUN = RUN
_SPARE = SPARE
_WIDTH = 0x3F
_EXCEPTIONS = 0x40
_WIDEST = 32
# Four numbers of so many bits, or eight, are in a window, wherever in a byte they begin.
_QUARTER = 14
_EIGHTH = 7
_ONES = 0xFFFFFFFF
_LITTLE_ENDIAN = sys.byteorder == "little"


def unpack(data: Data, place: int, out: Numbers, start: int, count: int) -> int:
    """Read a run of ``count`` numbers into ``out``; returns where it ends, or ``DAMAGED``.

    ``out`` must have room for them.
    """
    size = len(data) - _SPARE
    if cython.compiled:
        source, room = cython.address(data[0]), cython.address(out[0])
        return unpack_run(source, size, place, room, start, count, 0)
    return unpack_run(data, size, place, out, start, count, 0)


def unpack_ascending(
    data: Data, place: int, out: Numbers, start: int, count: int, before: int, limit: int
) -> int:
    """Read a run of gaps as the ascending numbers they stand for, as :func:`unpack` does.

    A gap is how many numbers were left out since the last one, which at first is ``before`` (-1
    where nothing came before). Numbers not below ``limit``, at most 2**32, are damage.
    """
    size = len(data) - _SPARE
    if cython.compiled:
        source, room = cython.address(data[0]), cython.address(out[0])
        return ascend_run(source, size, place, room, start, count, before, limit)
    return ascend_run(data, size, place, out, start, count, before, limit)


def skip(data: Data, place: int, count: int) -> int:
    """Where a run of ``count`` numbers ends, or ``DAMAGED``."""
    if cython.compiled:
        return skip_run(cython.address(data[0]), len(data) - _SPARE, place, count)
    return skip_run(data, len(data) - _SPARE, place, count)


# The same of what lies in memory: where they are compiled, ``data`` and ``out`` are addresses, for
# handing over a view costs as much as unpacking a dozen numbers. ``size`` is the length of the data
# without the SPARE bytes.


def unpack_run(
    data: Data, size: int, place: int, out: Numbers, start: int, count: int, more: int
) -> int:
    """As :func:`unpack`, with ``more`` added to every number."""
    if place < 0 or place >= size or count > _RUN:
        return -1
    head = data[place]
    width = head & _WIDTH
    place += 3 if head & _EXCEPTIONS else 1
    end: int = place + ((count * width + 7) >> 3)
    if width > _WIDEST or end > size:
        return -1
    _unpack_bits(data, place, out, start, count, width, more)
    if head & _EXCEPTIONS:
        return _patch(data, size, place - 2, end, out, start, count, width, more)
    return end


def pick_run(
    data: Data,
    size: int,
    place: int,
    length: int,
    out: Numbers,
    start: int,
    chosen: int,
    count: int,
) -> int:
    """As :func:`unpack_run`, but of the ``length`` numbers only ``count``, each with 1 added.

    Which ones is told in ``out`` from ``chosen`` on. What it has in place of others is nothing.
    """
    if place < 0 or place >= size or length > _RUN:
        return -1
    head = data[place]
    width = head & _WIDTH
    place += 3 if head & _EXCEPTIONS else 1
    end: int = place + ((length * width + 7) >> 3)
    if width > _WIDEST or end > size:
        return -1
    mask = _ONES >> (_WIDEST - width) if width else 0
    for number in range(chosen, chosen + count):
        index = out[number]
        bit = index * width
        low = (_window(data, place + (bit >> 3)) >> (bit & 7)) & mask
        out[start + index] = (low + 1) & _ONES
    if head & _EXCEPTIONS:
        return _patch(data, size, place - 2, end, out, start, length, width, 1)
    return end


def _window(data: Data, place: int) -> int:
    """The eight bytes at ``place`` as one number."""
    if not cython.compiled:
        return int.from_bytes(data[place : place + 8], "little")
    window: int = 0
    if _LITTLE_ENDIAN:
        # Compilers make a single load of it, which they do not of eight bytes put together.
        memcpy(cython.address(window), cython.address(data[place]), 8)
        return window
    for byte in range(7, -1, -1):
        window = window << 8 | data[place + byte]
    return window


def _unpack_bits(
    data: Data, place: int, out: Numbers, start: int, count: int, width: int, more: int
) -> None:
    """Numbers of ``width`` bits, which are known to lie within ``data``."""
    end = start + count
    mask = _ONES >> (_WIDEST - width) if width else 0
    bit = 0
    index = start
    if width <= _EIGHTH:
        # One window holds eight of them. They are written out one by one, here and in ascend_run:
        # as a loop, which compilers do not unroll, reading a list takes a third longer.
        while index + 8 <= end:
            window = _window(data, place + (bit >> 3)) >> (bit & 7)
            out[index] = (window & mask) + more
            window >>= width
            out[index + 1] = (window & mask) + more
            window >>= width
            out[index + 2] = (window & mask) + more
            window >>= width
            out[index + 3] = (window & mask) + more
            window >>= width
            out[index + 4] = (window & mask) + more
            window >>= width
            out[index + 5] = (window & mask) + more
            window >>= width
            out[index + 6] = (window & mask) + more
            window >>= width
            out[index + 7] = (window & mask) + more
            bit += 8 * width
            index += 8
    if width <= _QUARTER:
        # One window holds four of them.
        while index + 4 <= end:
            window = _window(data, place + (bit >> 3)) >> (bit & 7)
            out[index] = (window & mask) + more
            window >>= width
            out[index + 1] = (window & mask) + more
            window >>= width
            out[index + 2] = (window & mask) + more
            window >>= width
            out[index + 3] = (window & mask) + more
            bit += 4 * width
            index += 4
    while index < end:
        number = (_window(data, place + (bit >> 3)) >> (bit & 7)) & mask
        out[index] = (number + more) & _ONES
        bit += width
        index += 1


def _patch(
    data: Data,
    size: int,
    head: int,
    place: int,
    out: Numbers,
    start: int,
    count: int,
    width: int,
    more: int,
) -> int:
    """Put in the high bits of the exceptions; returns where they end, or ``DAMAGED``."""
    exceptions = data[head]
    wider = data[head + 1]
    bits = place + exceptions
    end: int = bits + ((exceptions * wider + 7) >> 3)
    if width + wider > _WIDEST or end > size:
        return -1
    mask = _ONES >> (_WIDEST - wider) if wider else 0
    bit = 0
    for index in range(exceptions):
        exception = data[place + index]
        if exception >= count:
            return -1
        high = (_window(data, bits + (bit >> 3)) >> (bit & 7)) & mask
        low = (out[start + exception] - more) & _ONES
        out[start + exception] = ((low | (high << width)) + more) & _ONES
        bit += wider
    return end


def ascend_run(
    data: Data, size: int, place: int, out: Numbers, start: int, count: int, before: int, limit: int
) -> int:
    """As :func:`unpack_ascending`."""
    if place < 0 or place >= size or count > _RUN:
        return -1
    head = data[place]
    width = head & _WIDTH
    total = before
    if head & _EXCEPTIONS:
        end = unpack_run(data, size, place, out, start, count, 0)
        if end < 0:
            return -1
        for index in range(start, start + count):
            # The largest gap and 1 more would not fit 32 bits.
            gap: int = out[index]
            total += gap + 1
            out[index] = total & _ONES
        return end if total < limit else -1
    place += 1
    end = place + ((count * width + 7) >> 3)
    if width > _WIDEST or end > size:
        return -1
    stop = start + count
    mask = _ONES >> (_WIDEST - width) if width else 0
    bit = 0
    index = start
    if width <= _EIGHTH:
        while index + 8 <= stop:
            window = _window(data, place + (bit >> 3)) >> (bit & 7)
            total += (window & mask) + 1
            out[index] = total & _ONES
            window >>= width
            total += (window & mask) + 1
            out[index + 1] = total & _ONES
            window >>= width
            total += (window & mask) + 1
            out[index + 2] = total & _ONES
            window >>= width
            total += (window & mask) + 1
            out[index + 3] = total & _ONES
            window >>= width
            total += (window & mask) + 1
            out[index + 4] = total & _ONES
            window >>= width
            total += (window & mask) + 1
            out[index + 5] = total & _ONES
            window >>= width
            total += (window & mask) + 1
            out[index + 6] = total & _ONES
            window >>= width
            total += (window & mask) + 1
            out[index + 7] = total & _ONES
            bit += 8 * width
            index += 8
    if width <= _QUARTER:
        while index + 4 <= stop:
            window = _window(data, place + (bit >> 3)) >> (bit & 7)
            total += (window & mask) + 1
            out[index] = total & _ONES
            window >>= width
            total += (window & mask) + 1
            out[index + 1] = total & _ONES
            window >>= width
            total += (window & mask) + 1
            out[index + 2] = total & _ONES
            window >>= width
            total += (window & mask) + 1
            out[index + 3] = total & _ONES
            bit += 4 * width
            index += 4
    while index < stop:
        total += ((_window(data, place + (bit >> 3)) >> (bit & 7)) & mask) + 1
        out[index] = total & _ONES
        bit += width
        index += 1
    return end if total < limit else -1


def skip_run(data: Data, size: int, place: int, count: int) -> int:
    """As :func:`skip`."""
    if place < 0 or place >= size or count > _RUN:
        return -1
    head = data[place]
    end = place + 1 + ((count * (head & _WIDTH) + 7) >> 3)
    if head & _EXCEPTIONS:
        if place + 2 >= size:
            return -1
        exceptions = data[place + 1]
        end += 2 + exceptions + ((exceptions * data[place + 2] + 7) >> 3)
    return end if end <= size else -1
