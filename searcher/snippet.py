# cython: annotation_typing=False, boundscheck=False, wraparound=False
"""The passage of an article that shows best why it was found.

Compiled where there is a C compiler; the types stand in ``snippet.pxd``.
"""

from __future__ import annotations

from collections.abc import Sequence

import cython

from index.analysis.finding import Span
from searcher.marking import marked_line

if cython.compiled:
    from cython.cimports.cpython.unicode import PyUnicode_READ_CHAR

LENGTH = 280
"""Characters of a snippet, about 40 words."""
MOST_LEAD = 140
"""Characters between the start of a sentence and the first match that are shown for its sake."""
USUAL_LEAD = 60
"""Characters before the first match where its sentence starts too far away."""
LONGEST_WORD = 60
"""Characters after which a run without spaces may be cut."""
ELLIPSIS = "…"

# What ends a sentence, and what may stand between that and the blank.
_ENDS = ".!?…"
_CLOSING = "\"'”’»)]"

# What compiled code has as C numbers, which Python does not see.
_LENGTH = LENGTH
_LONGEST_WORD = LONGEST_WORD


def snippet(text: str, spans: Sequence[Span], weights: Sequence[float]) -> str:
    """The best passage as HTML: escaped, matches in ``<mark>``, an ellipsis where it was cut.

    The passage has the most different groups of the query, and of several such the weightiest;
    ``weights`` are by group number. It holds whole words, and paragraphs are joined by a space.
    Without matches it is the beginning of the text.
    """
    start, end = passage(text, best_stretch(spans, weights))
    before = f"{ELLIPSIS} " if _is_solid(text, 0, start) else ""
    after = f" {ELLIPSIS}" if _is_solid(text, end, len(text)) else ""
    return marked_line(text, spans, start, end, before, after)


def best_stretch(spans: Sequence[Span], weights: Sequence[float]) -> tuple[int, int] | None:
    """From where to where the best matches that fit a snippet reach; None without matches."""
    if not spans:
        return None
    if len(weights) == 1:
        return spans[0][0], spans[0][1]
    first = behind = 0
    most, heaviest = 0, 0.0
    held = [0] * len(weights)
    different = after = 0
    last = len(spans)
    for number in range(last):
        start, _, group = spans[number]
        grown = False
        while after < last and (after <= number or spans[after][1] - start <= _LENGTH):
            entered = spans[after][2]
            if not held[entered]:
                different += 1
                grown = True
            held[entered] += 1
            after += 1
        # A stretch that lost groups, or came by no other one, is no better than the one before it.
        if grown and different >= most:
            weight = 0.0
            for other, count in enumerate(held):
                if count:
                    weight += weights[other]
            if different > most or weight > heaviest:
                first, behind, most, heaviest = number, after, different, weight
        held[group] -= 1
        if not held[group]:
            different -= 1
    return _reach(spans[first:behind])


def _reach(spans: Sequence[Span]) -> tuple[int, int]:
    """From the first span to where every group has been seen once."""
    seen: set[int] = set()
    last = spans[0][1]
    for _, end, group in spans:
        if group not in seen:
            seen.add(group)
            last = max(last, end)
    return spans[0][0], last


def passage(text: str, stretch: tuple[int, int] | None) -> tuple[int, int]:
    """Where the passage around a stretch begins and ends: whole words, about LENGTH characters."""
    if stretch is None:
        start = len(text) - len(text.lstrip())
        return start, _word_end(text, start, start + _LENGTH)
    first, last = stretch
    room = max(_LENGTH - (last - first), 0)
    start = _sentence_start(text, first, min(room, MOST_LEAD))
    if start < 0:
        start = _word_start(text, first, min(room // 2, USUAL_LEAD))
    end = _word_end(text, last, start + _LENGTH)
    if end == len(text):
        start = min(start, _word_start(text, start, max(_LENGTH - (end - start), 0)))
    return start, end


def _sentence_start(text: str, first: int, lead: int) -> int:
    """The start of the sentence around ``first``, if at most ``lead`` characters before it.

    -1 for none: a sentence begins with the text, on a new line, or where another one has ended.
    """
    begin = max(first - lead, 0)
    earliest = max(begin - 1, 0)
    place = min(first, len(text) - 1)
    is_blank = place > earliest and _is_blank(text, place)
    while place > earliest:
        was_blank, is_blank = is_blank, _is_blank(text, place - 1)
        if is_blank and not was_blank:
            before = place - 1
            while before >= earliest and _is_blank(text, before):
                if text[before] == "\n":
                    return place
                before -= 1
            while before >= earliest and text[before] in _CLOSING:
                before -= 1
            if before >= earliest and text[before] in _ENDS:
                return place
        place -= 1
    return 0 if begin == 0 and text and not _is_blank(text, 0) else -1


def _word_start(text: str, first: int, lead: int) -> int:
    """The first start of a word within ``lead`` characters before ``first``."""
    for place in range(max(first - lead, 0), min(first + 1, len(text))):
        if not _is_blank(text, place) and (place == 0 or _is_blank(text, place - 1)):
            return place
    for place in range(first, max(first - _LONGEST_WORD, 0), -1):
        if _is_blank(text, place - 1):
            return place
    return 0 if first < _LONGEST_WORD else first


def _word_end(text: str, last: int, wanted: int) -> int:
    """The last end of a word up to ``wanted``, but not before ``last``."""
    if wanted >= len(text):
        return len(text.rstrip())
    for place in range(wanted, last - 1, -1):
        if _is_blank(text, place) and not (place > 0 and _is_blank(text, place - 1)):
            return place
    wanted = max(last, wanted)
    for place in range(wanted, min(wanted + _LONGEST_WORD, len(text))):
        if _is_blank(text, place):
            return place
    return len(text) if wanted + _LONGEST_WORD >= len(text) else wanted


def _is_solid(text: str, start: int, end: int) -> bool:
    """Whether there is anything but blanks between two places."""
    place = start
    while place < end and _is_blank(text, place):
        place += 1
    return place < end


def _is_blank(text: str, place: int) -> bool:
    """Whether there is a blank at a place, which must be in the text."""
    if not cython.compiled:
        return text[place].isspace()
    sign: str = PyUnicode_READ_CHAR(text, place)
    return sign.isspace()
