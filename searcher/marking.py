"""Which words of a text a query matched.

Words are compared as the index does it, by their terms, so ``ditangkap`` is marked for
``penangkapan`` where both have one stem. What the query excludes is never marked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from index.analysis import Analysis, default_analysis
from index.analysis.finding import Found
from searcher.nodes import LITTLE, Exact, Starting, sought

OPEN, CLOSE = "<mark>", "</mark>"
_MARKUP = re.compile("[&<>\"']")
MOST_MARKED = 200_000
"""Characters of a text in which words are marked; what is beyond is shown unmarked."""


class Span(NamedTuple):
    """A matched word: offsets in the text and the number of the query's group it matched."""

    start: int
    end: int
    group: int


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

    def spans(self, text: str, most: int = MOST_MARKED) -> list[Span]:
        """The matched words in the first ``most`` characters of a text, in order.

        One word may come for several groups.
        """
        if not self.groups:
            return []
        words = self._finder.find(text[:most], self._reach)
        if not words:
            return []
        phrases = self._phrases
        spans = {
            Span(word.start, word.end, number)
            for word in words
            for number in word.groups
            if number not in phrases
        }
        for number, phrase in phrases.items():
            spans.update(_phrase_spans(words, phrase, number))
        return sorted(spans)


def _phrase_spans(words: Sequence[Found], phrase: Exact, number: int) -> Iterator[Span]:
    """The words of the phrase where it occurs; all of its words if it occurs nowhere."""
    words = [word for word in words if number in word.groups]
    places: dict[str, set[int]] = defaultdict(set)
    for word in words:
        places[word.term].add(word.position)
    inside: set[tuple[int, str]] = set()
    for start in _starts(phrase, places):
        inside.update(
            (start + place, term) for place, alternatives in phrase.slots for term in alternatives
        )
    for word in words:
        if not inside or (word.position, word.term) in inside:
            yield Span(word.start, word.end, number)


def _starts(phrase: Exact, places: dict[str, set[int]]) -> set[int]:
    starts: set[int] | None = None
    for place, terms in phrase.slots:
        here = {position - place for term in terms for position in places.get(term, ())}
        starts = here if starts is None else starts & here
        if not starts:
            return set()
    return starts or set()


def marked(text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> str:
    """``text[start:end]`` as HTML: escaped, the spans that lie in it whole in ``<mark>``."""
    end = len(text) if end is None else end
    if not spans:
        return escape(text[start:end])
    parts: list[str] = []
    done = start
    for first, last in _merged(spans, start, end):
        parts += [text[done:first], OPEN, text[first:last], CLOSE]
        done = last
    parts.append(text[done:end])
    if _MARKUP.search(text, start, end):
        parts = [part if part is OPEN or part is CLOSE else escape(part) for part in parts]
    return "".join(parts)


def _merged(spans: Sequence[Span], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans inside, each once, those that overlap as one."""
    current: tuple[int, int] | None = None
    for span in spans:
        if span.start < start or span.end > end:
            continue
        if current and span.start < current[1]:
            current = current[0], max(current[1], span.end)
            continue
        if current:
            yield current
        current = span.start, span.end
    if current:
        yield current
