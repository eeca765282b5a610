# cython: annotation_typing=False, boundscheck=False, wraparound=False
"""Which words of a text a query matched.

Words are compared as the index does it, by their terms, so ``ditangkap`` is marked for
``penangkapan`` where both have one stem. What the query excludes is never marked.

Compiled where there is a C compiler; the types stand in ``marking.pxd``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import cython

from corpus.paragraphs import PARAGRAPH_BREAK
from index.analysis import Analysis, default_analysis
from index.analysis.finding import Span, Word, is_far, spans_of
from searcher.nodes import LITTLE, Exact, Slot, Starting, sought

if cython.compiled:
    from cython.cimports.cpython.unicode import (
        PyUnicode_DATA,
        PyUnicode_FromKindAndData,
        PyUnicode_KIND,
        PyUnicode_READ,
    )

OPEN, CLOSE = "<mark>", "</mark>"
# As html.escape has them, whose module brings a table of the names of all signs.
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
_ESCAPES = str.maketrans(_ESCAPED)
Room = Any
"""Where compiled code writes signs."""
_LONGEST_ESCAPE = max(map(len, _ESCAPED.values()))
_MARK = len(OPEN + CLOSE)
# As much as the room on the stack has.
_ROOM = 4096
_BEGINNING = 900
"""Characters of a text in which a phrase is looked for first."""
MOST_MARKED = 200_000
"""Characters of a text in which words are marked; what is beyond is shown unmarked."""


class Marker:
    """The words, beginnings and phrases that a query looks for in one field.

    ``groups`` are the query's nodes; a span's group is an index into them. ``analysis`` is that of
    the index (unless given: one that knows no names of its own).
    """

    def __init__(self, found: Any | None, field: str, analysis: Analysis | None = None) -> None:
        wanted = [node for node in dict.fromkeys(sought(found)) if node.kind not in LITTLE]
        self._found, self._wanted, self._analysis = found, wanted, analysis
        self.groups: list[Any] = [node for node in wanted if field in node.fields]
        self._phrases = {n: node for n, node in enumerate(self.groups) if isinstance(node, Exact)}
        wanted_terms: dict[str, list[int]] = defaultdict(list)
        for number, node in enumerate(self.groups):
            for term in node.terms:
                wanted_terms[term].append(number)
        beginnings = [
            (node.prefix, number)
            for number, node in enumerate(self.groups)
            if isinstance(node, Starting)
        ]
        # Only within a phrase does it matter how far apart words are.
        places = (place for phrase in self._phrases.values() for place, _ in phrase.slots)
        self._reach = max(places, default=0)
        self._finder = (analysis or default_analysis()).finder(wanted_terms, beginnings)

    def for_field(self, field: str) -> Marker:
        """The marker of the same query in another field: this one, if it seeks the same there."""
        same = [node for node in self._wanted if field in node.fields]
        if same == self.groups:
            return self
        return Marker(self._found, field, self._analysis)

    def spans(
        self, text: str, most: int = MOST_MARKED, within: int = 0, behind: int = 0
    ) -> list[Span]:
        """The matched words in the first ``most`` characters of a text, in order.

        One word may come for several groups. With ``within``, those may be left out that stand more
        than so many characters, and ``behind`` more, after the beginning of the first passage of
        so many that has all groups.
        """
        if not self.groups:
            return []
        if not self._phrases:
            groups = len(self.groups) if within else 0
            return self._finder.spans(text[:most], groups, within, behind)
        if within and len(self.groups) == 1 and min(most, len(text)) > _BEGINNING:
            spans = self._spans_of_phrase(text, within, behind)
            if spans:
                return spans
        words = self._finder.words(text[:most], self._reach)
        spans = spans_of(words, self._phrases)
        for number, phrase in self._phrases.items():
            # Of what an acronym stands for, single words mean nothing: nobody typed them.
            is_typed = phrase.kind != "acronym"
            spans += _phrase_spans(words, phrase.slots, number, is_typed)
        return _in_order(spans)

    def _spans_of_phrase(self, text: str, within: int, behind: int) -> list[Span]:
        """As :meth:`spans`, of the one phrase that is sought.

        Nothing if that takes more than the beginning of a text to tell.
        """
        slots = self._phrases[0].slots
        words = self._finder.words(text, self._reach, _BEGINNING)
        starts = _starts(slots, words)
        spans = _words_of_phrase(slots, starts, words, 0)
        if not spans:
            return []
        last = max(spans[0][0] + within, spans[0][1]) + behind
        # No word before that may belong to a phrase whose rest was not read.
        if last >= _BEGINNING or not is_far(text, last, _BEGINNING, self._reach):
            return []
        return _in_order(spans)


def _in_order(spans: list[Span]) -> list[Span]:
    """The spans in order, each once."""
    for number in range(1, len(spans)):
        if spans[number - 1] >= spans[number]:
            return sorted(set(spans))
    return spans


def _phrase_spans(
    words: list[Word], slots: Sequence[Slot], number: int, singly: bool
) -> list[Span]:
    """The words of a phrase where it occurs; if it occurs nowhere and ``singly``, its words."""
    words = [word for word in words if number in word[4]]
    starts = _starts(slots, words)
    if starts:
        return _words_of_phrase(slots, starts, words, number)
    return [(start, end, number) for start, end, _, _, _ in words] if singly else []


def _words_of_phrase(
    slots: Sequence[Slot], starts: Collection[int], words: list[Word], number: int
) -> list[Span]:
    """The words of a phrase that begins at these positions."""
    found: list[Span] = []
    if not starts:
        return found
    for start, end, position, term, _ in words:
        if _is_in(slots, starts, position, term):
            found.append((start, end, number))
    return found


def _is_in(slots: Sequence[Slot], starts: Collection[int], position: int, term: str) -> bool:
    """Whether a word is one of a phrase that begins at one of these positions."""
    for place, terms in slots:  # noqa: SIM110 (a generator takes longer)
        if term in terms and position - place in starts:
            return True
    return False


def _starts(slots: Sequence[Slot], words: list[Word]) -> Collection[int]:
    """Where a phrase begins."""
    starts: set[int] = set()
    for number, (place, terms) in enumerate(slots):
        here: set[int] = set()
        for _, _, position, term, _ in words:
            if term in terms and (number == 0 or position - place in starts):
                here.add(position - place)
        starts = here
        if not starts:
            break
    return starts


def marked(text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> str:
    """``text[start:end]`` as HTML: escaped, the spans that lie in it whole in ``<mark>``.

    ``spans`` are in order; those that overlap become one.
    """
    stop = len(text) if end is None else end
    marks = _marks(spans, start, stop)
    if cython.compiled and _fits(stop - start, len(marks)):
        return _written(text, marks, start, stop, False, "", "")
    return _html(text, marks, start, stop)


def marked_line(
    text: str, spans: Sequence[Span], start: int, end: int, before: str, after: str
) -> str:
    """As :func:`marked`, paragraphs joined by a space, between two texts that need no escaping."""
    marks = _marks(spans, start, end)
    if cython.compiled and _fits(end - start + len(before) + len(after), len(marks)):
        return _written(text, marks, start, end, True, before, after)
    return before + _html(text, marks, start, end).replace(PARAGRAPH_BREAK, " ") + after


def _marks(spans: Sequence[Span], start: int, stop: int) -> list[tuple[int, int]]:
    """From where to where the marks reach that lie between two places."""
    marks: list[tuple[int, int]] = []
    begun = ended = -1
    for first, last, _ in spans:
        if first > stop:
            break
        if first < start or last > stop:
            continue
        if begun >= 0:
            if first < ended:
                ended = max(ended, last)
                continue
            marks.append((begun, ended))
        begun, ended = first, last
    if begun >= 0:
        marks.append((begun, ended))
    return marks


def _html(text: str, marks: list[tuple[int, int]], start: int, stop: int) -> str:
    """A part of a text as HTML."""
    parts: list[str] = []
    done = start
    for begun, ended in marks:
        parts += (text[done:begun].translate(_ESCAPES), OPEN)
        parts += (text[begun:ended].translate(_ESCAPES), CLOSE)
        done = ended
    parts.append(text[done:stop].translate(_ESCAPES))
    return "".join(parts)


def _fits(signs: int, marks: int) -> bool:
    """Whether there is room for so many signs and marks, be all signs escaped."""
    return _LONGEST_ESCAPE * signs + _MARK * marks <= _ROOM


def _written(
    text: str,
    marks: list[tuple[int, int]],
    start: int,
    stop: int,
    joined: bool,
    before: str,
    after: str,
) -> str:
    """As :func:`_html`, written sign by sign into a room on the stack."""
    room = cython.declare(cython.uint[4096])
    size = _put(room, 0, before)
    done = start
    for begun, ended in marks:
        size = _put_escaped(room, size, text, done, begun, joined)
        size = _put(room, size, OPEN)
        size = _put_escaped(room, size, text, begun, ended, joined)
        size = _put(room, size, CLOSE)
        done = ended
    size = _put_escaped(room, size, text, done, stop, joined)
    size = _put(room, size, after)
    html: str = PyUnicode_FromKindAndData(4, room, size)
    return html


def _put(room: Room, size: int, word: str) -> int:
    """Add a word to what stands in the room; returns how much does then."""
    kind = PyUnicode_KIND(word)
    data = PyUnicode_DATA(word)
    for place in range(len(word)):
        room[size] = PyUnicode_READ(kind, data, place)
        size += 1
    return size


def _put_escaped(room: Room, size: int, text: str, start: int, end: int, joined: bool) -> int:
    """As :func:`_put`, a part of a text, escaped; two line ends are a space if ``joined``."""
    kind = PyUnicode_KIND(text)
    data = PyUnicode_DATA(text)
    for place in range(start, end):
        sign = PyUnicode_READ(kind, data, place)
        # Most signs are blanks and letters, which are told at a glance.
        if sign >= "@" or sign == " ":
            room[size] = sign
            size += 1
        elif sign == "&" or sign == "<" or sign == ">" or sign == '"' or sign == "'":
            size = _put(room, size, _ESCAPED[sign])
        elif joined and sign == "\n" and size > 0 and room[size - 1] == 0x0A:
            room[size - 1] = 0x20
        else:
            room[size] = sign
            size += 1
    return size
