# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Numbers of one, two or four bytes that lie side by side, as the codes of a column do.

Compiled where there is a C compiler; the types stand in ``codes.pxd``.
"""

from __future__ import annotations

import sys
from typing import Any

Data = Any
Numbers = Any
"""What is read, and 32-bit numbers: ``bytes``, ``array`` or a memoryview of one."""

_LITTLE_ENDIAN = sys.byteorder == "little"


def highest(data: Data, width: int) -> int:
    """The highest of numbers that lie side by side, each of so many bytes; 0 where there are none.

    The bytes are in the order of this machine.
    """
    most = 0
    for index in range(len(data) // width):
        number = _number_at(data, index * width, width)
        if number > most:
            most = number
    return most


def recode(data: Data, width: int, table: Numbers, out: Numbers) -> None:
    """Write to ``out`` what the table has for each of the numbers of ``data``.

    They lie there as in :func:`highest`, and none may be beyond the table.
    """
    for index in range(len(data) // width):
        out[index] = table[_number_at(data, index * width, width)]


def _number_at(data: Data, place: int, width: int) -> int:
    number = 0
    for offset in range(width):
        number |= data[place + (offset if _LITTLE_ENDIAN else width - 1 - offset)] << 8 * offset
    return number
