"""Where does a text hold the words that are looked for?

For marking: of all the words of a text, a query looks for a few. A :class:`Finder` takes a closer
look only at those that have the letters of a wanted term: see :mod:`index.analysis.sieve`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from index.analysis.normalising import normalise
from index.analysis.sieve import Sieve
from index.analysis.tokens import Spread, chunk_matches


class Found(NamedTuple):
    """A word that is looked for: its offsets in the text, its position, its term, its groups."""

    start: int
    end: int
    position: int
    term: str
    groups: tuple[int, ...]


class Known(Protocol):
    """What has to be known of chunks and forms."""

    def spread(self, chunk: str) -> Spread:
        """What a chunk stands for."""
        ...

    def term_of(self, form: str) -> str:
        """The term of a form."""
        ...


_Word = tuple[int, int, int, str, tuple[int, ...]]


class Finder:
    """Finds the words of one query in texts.

    ``wanted`` gives for each term the groups of the query that it belongs to, ``beginnings`` pairs
    of a normalised beginning and its group: a word belongs to it if it or its term begins so.
    ``sieve`` lets through whatever may be such a word. Safe to share between threads.
    """

    def __init__(
        self,
        known: Known,
        sieve: Sieve,
        wanted: Mapping[str, Sequence[int]],
        beginnings: Sequence[tuple[str, int]] = (),
    ) -> None:
        self._known = known
        self._chunks = sieve.chunks
        self._wanted = {term: tuple(groups) for term, groups in wanted.items()}
        self._beginnings = tuple(beginnings)
        self._by_chunk: dict[str, tuple[int, Sequence[_Word]]] = {}

    def find(self, text: str, reach: int | None = None) -> list[Found]:
        """The words that are looked for, in the order of :meth:`index.analysis.Analysis.tokens`.

        Their positions are those of the tokens, which is slow; or, with a ``reach``, numbers whose
        differences are right up to it, and beyond it wherever those of the tokens are.
        """
        found: list[Found] = []
        by_chunk = self._by_chunk
        # Up to where positions are known, the position there, and how many chunks stand before.
        sure = position = passed = empty = 0
        for before, begin, end in self._chunks(text):
            chunk = text[begin:end]
            known = by_chunk.get(chunk)
            if known is None:
                known = self._look_at(chunk)
            width, words = known
            if not words:
                empty += not width
                continue
            between = before - passed
            if between and (reach is None or between - empty <= reach):
                position += self._width_of(text, sure, begin)
            else:
                position += between and (reach or 0) + 1
            for offset, start, stop, term, groups in words:
                found.append(Found(begin + start, begin + stop, position + offset, term, groups))
            sure, position, passed, empty = end, position + width, before + 1, 0
        return found

    def _width_of(self, text: str, start: int, end: int) -> int:
        """How many positions the chunks between two places of a text take."""
        width = 0
        for match in chunk_matches(text, start):
            if match.start() >= end:
                break
            width += self._known.spread(match[0]).width
        return width

    def _look_at(self, chunk: str) -> tuple[int, Sequence[_Word]]:
        """The width of a chunk and the wanted words of it: place, offsets, term and groups."""
        pieces, _, width = self._known.spread(chunk)
        words: list[_Word] = []
        for form, offset, start, end in pieces:
            term = self._known.term_of(form)
            groups = self._groups_of(chunk[start:end], term)
            if groups:
                words.append((offset, start, end, term, groups))
        known = self._by_chunk[chunk] = width, words
        return known

    def _groups_of(self, surface: str, term: str) -> tuple[int, ...]:
        groups = self._wanted.get(term, ())
        if not self._beginnings:
            return groups
        typed = normalise(surface)
        return groups + tuple(
            number
            for beginning, number in self._beginnings
            if term.startswith(beginning) or typed.startswith(beginning)
        )
