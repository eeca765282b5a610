"""Which words of a text a query matched.

Words are compared as the index does it, by their terms, so ``ditangkap`` is marked for
``penangkapan`` where both have one stem. What the query excludes is never marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from index.analysis import Analysis, Token, default_analysis, normalise
from searcher.nodes import LITTLE, Exact, Starting, sought

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
        self._analysis = analysis or default_analysis()
        wanted = [node for node in dict.fromkeys(sought(found)) if node.kind not in LITTLE]
        self.groups: list[Any] = [node for node in wanted if field in node.fields]
        self._by_term: dict[str, list[int]] = defaultdict(list)
        self._beginnings: list[tuple[str, int]] = []
        self._phrases: list[tuple[Exact, int]] = []
        for number, node in enumerate(self.groups):
            if isinstance(node, Exact):
                self._phrases.append((node, number))
                continue
            for term in node.terms:
                self._by_term[term].append(number)
            if isinstance(node, Starting):
                self._beginnings.append((node.prefix, number))

    def spans(self, text: str, most: int = MOST_MARKED) -> list[Span]:
        """The matched words in the first ``most`` characters of a text, in order.

        One word may come for several groups.
        """
        if not self.groups:
            return []
        tokens = list(self._analysis.tokens(text[:most]))
        found = set(self._words(tokens))
        for phrase, number in self._phrases:
            found.update(_phrase_spans(tokens, phrase, number))
        return sorted(found)

    def _words(self, tokens: Sequence[Token]) -> Iterator[Span]:
        groups_of: dict[tuple[str, str], list[int]] = {}
        for token in tokens:
            word = token.surface, token.term
            if word not in groups_of:
                groups_of[word] = self._groups_of(*word)
            for number in groups_of[word]:
                yield Span(token.start, token.end, number)

    def _groups_of(self, surface: str, term: str) -> list[int]:
        groups = list(self._by_term.get(term, ()))
        if self._beginnings:
            typed = normalise(surface)
            groups += [
                number
                for prefix, number in self._beginnings
                if term.startswith(prefix) or typed.startswith(prefix)
            ]
        return groups


def _phrase_spans(tokens: Sequence[Token], phrase: Exact, number: int) -> Iterator[Span]:
    """The words of the phrase where it occurs; all of its words if it occurs nowhere."""
    terms = frozenset(phrase.terms)
    places: dict[str, set[int]] = defaultdict(set)
    for token in tokens:
        if token.term in terms:
            places[token.term].add(token.position)
    inside: set[tuple[int, str]] = set()
    for start in _starts(phrase, places):
        inside.update(
            (start + place, term) for place, alternatives in phrase.slots for term in alternatives
        )
    for token in tokens:
        if (token.position, token.term) in inside or (not inside and token.term in terms):
            yield Span(token.start, token.end, number)


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
    parts: list[str] = []
    done = start
    for first, last in _merged(spans, start, end):
        parts += [escape(text[done:first]), "<mark>", escape(text[first:last]), "</mark>"]
        done = last
    parts.append(escape(text[done:end]))
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
