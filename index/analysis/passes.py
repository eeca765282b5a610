# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Passes over the numbers of a text: which of its words count?

Compiled where there is a C compiler; the types stand in ``passes.pxd``.
"""

from __future__ import annotations

from typing import Any

Numbers = Any
"""An array of numbers."""


def count_in_sentences(
    numbers: Numbers, lines: Numbers, is_lower: Numbers, counts: Numbers
) -> None:
    """Add to ``counts`` the words of every line of which at least half are in small letters.

    ``numbers`` and ``lines`` are those of :meth:`Scanner.mid_sentence`.
    """
    start = 0
    total = len(numbers)
    while start < total:
        lower = 0
        end = start
        while end < total and lines[end] == lines[start]:
            lower += is_lower[numbers[end]]
            end += 1
        if 2 * lower >= end - start:
            for place in range(start, end):
                counts[numbers[place]] += 1
        start = end
