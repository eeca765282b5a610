"""Arrays as compiled loops use them: made, cut short, and where their numbers lie.

Compiled modules take ``clone`` and ``resize`` from CPython and the others from ``arrays.pxd``, in
place of what stands here. Uncompiled, a loop goes over the array itself.
"""

from __future__ import annotations

from array import array
from typing import Any


def clone(template: Any, length: int, zero: bool) -> Any:
    """An array of the same type, of so many numbers; all 0, for Python knows no other."""
    del zero
    return array(template.typecode, bytes(length * template.itemsize))


def resize(numbers: Any, length: int) -> None:
    """Cut an array short."""
    del numbers[length:]


def numbers_at(numbers: Any) -> Any:
    """Where the numbers of an ``array('I')`` are."""
    return numbers


def values_at(values: Any) -> Any:
    """Where the values of an ``array('d')`` are."""
    return values
