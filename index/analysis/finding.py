# cython: annotation_typing=False, boundscheck=False, wraparound=False
"""Where does a text hold the words that are looked for?

For marking: of all the words of a text, a query looks for a few. A :class:`Finder` takes a closer
look only at those that have the letters of a wanted term: see :mod:`index.analysis.sieve`.

Compiled where there is a C compiler; the types stand in ``finding.pxd``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from index.analysis.chunks import chunk_matches
from index.analysis.normalising import normalise
from index.analysis.sieve import Sieve
from index.analysis.tokens import Spread

Span = tuple[int, int, int]
"""Where a word that is looked for begins and ends in a text, and a group that it belongs to."""
Word = tuple[int, int, int, str, tuple[int, ...]]
"""A word that is looked for, with the fields of :class:`Found`."""


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


_BLANK = " .,\n"

# What is known of a chunk: how many positions it takes; the wanted words of it, each with its place
# in the chunk where a word has its position; and their spans.
_Chunk = tuple[int, list[Word], list[Span]]


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
        self._sieve = sieve
        self._wanted = {term: tuple(groups) for term, groups in wanted.items()}
        self._beginnings = tuple(beginnings)
        self._by_chunk: dict[str, _Chunk] = {}

    def find(self, text: str, reach: int | None = None) -> list[Found]:
        """The words that are looked for, in the order of :meth:`index.analysis.Analysis.tokens`.

        Their positions are those of the tokens, which is slow; or, with a ``reach``, numbers whose
        differences are right up to it, and beyond it wherever those of the tokens are.
        """
        return [Found(*word) for word in self.words(text, reach)]

    def spans(self, text: str, groups: int = 0, within: int = 0, behind: int = 0) -> list[Span]:
        """Where the words that are looked for stand, in order; one for each group of a word.

        With a number of ``groups``, the text is read no further than to the first place where so
        many stand ``within`` so many signs, and so many signs ``behind`` what is within.
        """
        found: list[Span] = []
        by_chunk = self._by_chunk
        sieve = self._sieve
        stop = len(text)
        furthest = 0
        # Where each group was seen last.
        seen = [-1] * groups
        begin, end = sieve.next_chunk(text, 0, stop)
        while begin >= 0:
            chunk = text[begin:end]
            known = by_chunk.get(chunk)
            if known is None:
                known = self._look_at(chunk)
            for start, last, group in known[2]:
                first = begin + start
                found.append((first, begin + last, group))
                if groups:
                    furthest = max(furthest, begin + last)
                    seen[group] = first
                    earliest = first
                    for place in seen:
                        earliest = min(earliest, place)
                    if earliest >= 0 and furthest <= earliest + within:
                        stop = min(stop, earliest + within + behind)
                        groups = 0
            begin, end = sieve.next_chunk(text, end, stop)
        return found

    def words(self, text: str, reach: int | None = None, most: int = -1) -> list[Word]:
        """As :meth:`find`, in plain tuples; of what begins in the first ``most`` signs alone."""
        found: list[Word] = []
        by_chunk = self._by_chunk
        # Up to where positions are known, and the position there.
        sure = position = 0
        limit = len(text) if most < 0 else most
        begin, end = self._sieve.next_chunk(text, 0, limit)
        while begin >= 0:
            chunk = text[begin:end]
            known = by_chunk.get(chunk)
            if known is None:
                known = self._look_at(chunk)
            width = known[0]
            words = known[1]
            # One that begins behind the limit may come, too.
            if words and begin < limit:
                if reach is not None and is_far(text, sure, begin, reach):
                    position += reach + 1
                else:
                    position += self._width_of(text, sure, begin)
                for start, stop, offset, term, groups in words:
                    found.append((begin + start, begin + stop, position + offset, term, groups))
                sure = end
                position += width
            begin, end = self._sieve.next_chunk(text, end, limit)
        return found

    def _width_of(self, text: str, start: int, end: int) -> int:
        """How many positions the chunks between two places of a text take."""
        while start < end and text[start] in _BLANK:
            start += 1
        width = 0
        if start == end:
            return width
        for match in chunk_matches(text, start):
            if match.start() >= end:
                break
            width += self._known.spread(match[0]).width
        return width

    def _look_at(self, chunk: str) -> _Chunk:
        """What there is to know of a chunk."""
        pieces, _, width = self._known.spread(chunk)
        words: list[Word] = []
        for form, offset, start, end in pieces:
            term = self._known.term_of(form)
            groups = self._wanted.get(term, ())
            if self._beginnings:
                groups = (*groups, *self._groups_begun(chunk[start:end], term))
            if groups:
                words.append((start, end, offset, term, groups))
        known = self._by_chunk[chunk] = width, words, spans_of(words)
        return known

    def _groups_begun(self, surface: str, term: str) -> list[int]:
        """The groups of the beginnings that a word has."""
        typed = normalise(surface)
        return [
            number
            for beginning, number in self._beginnings
            if term.startswith(beginning) or typed.startswith(beginning)
        ]


def spans_of(words: Sequence[Word], left_out: Collection[int] = ()) -> list[Span]:
    """The spans of words, in order and each once; without those of the groups ``left_out``."""
    if len(words) == 1 and not left_out:
        start, end, _, _, groups = words[0]
        return [(start, end, group) for group in sorted(set(groups))]
    found = [
        (start, end, group)
        for start, end, _, _, groups in words
        for group in groups
        if group not in left_out
    ]
    return sorted(set(found)) if len(found) > 1 else found


def is_far(text: str, start: int, end: int, reach: int) -> bool:
    """Whether there are more words than ``reach`` between two places, at a glance.

    Every word of letters between blanks takes a position of its own.
    """
    # How many letters stand since a blank; -1 behind anything else.
    letters = -1
    for place in range(start, end):
        sign = text[place]
        if sign == " ":
            if letters > 0:
                reach -= 1
                if reach < 0:
                    return True
            letters = 0
        elif letters >= 0 and ("a" <= sign <= "z" or "A" <= sign <= "Z"):
            letters += 1
        else:
            letters = -1
    return False
