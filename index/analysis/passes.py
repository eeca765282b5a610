# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Passes over the numbers of a text: which of its words count, which are looked for?

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


def places_of(
    numbers: Numbers,
    firsts: Numbers,
    words: Numbers,
    widths: Numbers,
    wanted: Any,
    places: Numbers,
    positions: Numbers,
) -> int:
    """Find the chunks of a text that stand for a wanted word; returns how many there are.

    ``numbers`` are the chunks, ``firsts``, ``words`` and ``widths`` say what they stand for (see
    :class:`index.analysis.vocabulary.Vocabulary`), ``wanted`` has a byte a word. Puts down which
    chunk of the text each is and the position of its first word.
    """
    found = position = 0
    for place in range(len(numbers)):
        chunk = numbers[place]
        for piece in range(firsts[chunk], firsts[chunk + 1]):
            if wanted[words[piece]]:
                places[found] = place
                positions[found] = position
                found += 1
                break
        position += widths[chunk]
    return found
