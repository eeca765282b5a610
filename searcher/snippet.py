"""The passage of an article that shows best why it was found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from corpus.article import PARAGRAPH_BREAK
from searcher.marking import Span, marked

LENGTH = 280
"""Characters of a snippet, about 40 words."""
MOST_LEAD = 140
"""Characters between the start of a sentence and the first match that are shown for its sake."""
USUAL_LEAD = 60
"""Characters before the first match where its sentence starts too far away."""
LONGEST_WORD = 60
"""Characters after which a run without spaces may be cut."""
ELLIPSIS = "…"

_SOLID = re.compile(r"\S")
_WORD_START = re.compile(r"(?<!\S)\S")
_SENTENCE_START = re.compile(r"(?:[.!?…][\"'”’»)\]]*\s+|\n\s*)(?=\S)")


def snippet(text: str, spans: Sequence[Span], weights: Sequence[float]) -> str:
    """The best passage as HTML: escaped, matches in ``<mark>``, an ellipsis where it was cut.

    The passage has the most different groups of the query, and of several such the weightiest;
    ``weights`` are by group number. It holds whole words, and paragraphs are joined by a space.
    Without matches it is the beginning of the text.
    """
    start, end = passage(text, best_stretch(spans, weights))
    # The spans are in order: none before this one begins within the passage.
    inside = spans[bisect_left(spans, (start,)) :]
    html = marked(text, inside, start, end).replace(PARAGRAPH_BREAK, " ")
    before = f"{ELLIPSIS} " if _SOLID.search(text, 0, start) else ""
    after = f" {ELLIPSIS}" if _SOLID.search(text, end) else ""
    return f"{before}{html}{after}"


def best_stretch(spans: Sequence[Span], weights: Sequence[float]) -> tuple[int, int] | None:
    """From where to where the best matches that fit a snippet reach; None without matches."""
    if not spans:
        return None
    best = (0, 0)
    most, heaviest = 0, 0.0
    held = [0] * len(weights)
    different = after = 0
    last = len(spans)
    for number, span in enumerate(spans):
        start, _, group = span
        grown = False
        while after < last and (after <= number or spans[after][1] - start <= LENGTH):
            entered = spans[after][2]
            if not held[entered]:
                different += 1
                grown = True
            held[entered] += 1
            after += 1
        # A stretch that lost groups, or came by no other one, is no better than the one before it.
        if grown and different >= most:
            weight = sum(weights[group] for group, count in enumerate(held) if count)
            if different > most or weight > heaviest:
                best, most, heaviest = (number, after), different, weight
        held[group] -= 1
        if not held[group]:
            different -= 1
    return _reach(spans[slice(*best)])


def _reach(spans: Sequence[Span]) -> tuple[int, int]:
    """From the first span to where every group has been seen once."""
    seen: set[int] = set()
    end = spans[0].end
    for span in spans:
        if span.group not in seen:
            seen.add(span.group)
            end = max(end, span.end)
    return spans[0].start, end


def passage(text: str, stretch: tuple[int, int] | None) -> tuple[int, int]:
    """Where the passage around a stretch begins and ends: whole words, about LENGTH characters."""
    if stretch is None:
        start = len(text) - len(text.lstrip())
        return start, _word_end(text, start, start + LENGTH)
    first, last = stretch
    room = max(LENGTH - (last - first), 0)
    sentence = _sentence_start(text, first, min(room, MOST_LEAD))
    lead = min(room // 2, USUAL_LEAD)
    start = _word_start(text, first, lead) if sentence is None else sentence
    end = _word_end(text, last, start + LENGTH)
    if end == len(text):
        earliest = _word_start(text, start, max(LENGTH - (end - start), 0))
        start = min(start, earliest)
    return start, end


def _sentence_start(text: str, first: int, lead: int) -> int | None:
    """The start of the sentence around ``first``, if at most ``lead`` characters before it."""
    begin = max(first - lead, 0)
    found = 0 if begin == 0 and text[:1].strip() else None
    for match in _SENTENCE_START.finditer(text, max(begin - 1, 0), first + 1):
        if begin <= match.end() <= first:
            found = match.end()
    return found


def _word_start(text: str, first: int, lead: int) -> int:
    """The first start of a word within ``lead`` characters before ``first``."""
    match = _WORD_START.search(text, max(first - lead, 0), first + 1)
    if match:
        return match.start()
    for position in range(first, max(first - LONGEST_WORD, 0), -1):
        if text[position - 1].isspace():
            return position
    return 0 if first < LONGEST_WORD else first


def _word_end(text: str, last: int, wanted: int) -> int:
    """The last end of a word up to ``wanted``, but not before ``last``."""
    if wanted >= len(text):
        return len(text.rstrip())
    for position in range(wanted, last - 1, -1):
        if text[position].isspace() and not text[position - 1 : position].isspace():
            return position
    wanted = max(last, wanted)
    for position in range(wanted, min(wanted + LONGEST_WORD, len(text))):
        if text[position].isspace():
            return position
    return len(text) if wanted + LONGEST_WORD >= len(text) else wanted
