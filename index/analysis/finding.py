"""Where does a text hold the words that are looked for?

For marking: of all the words of a text, a query looks for a few. A :class:`Finder` goes over the
numbers of the text's chunks and takes a closer look only at those that stand for a wanted term.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from index.analysis.normalising import normalise
from index.analysis.passes import places_of
from index.analysis.tokens import Spread
from index.analysis.vocabulary import Vocabulary

# The chunks of about a hundred articles; more take memory in every process that answers queries.
MOST_CHUNKS = 20_000


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


class SharedVocabulary:
    """A vocabulary for several threads, begun anew when it has become too large."""

    def __init__(self, make: Callable[[], Vocabulary]) -> None:
        self._make = make
        self._vocabulary: Vocabulary | None = None
        self._lock = threading.Lock()

    def places(
        self, text: str, wanted: Mapping[str, object], is_wanted: Callable[[str], bool] | None
    ) -> list[tuple[str, int, int]]:
        """The chunks with a wanted term, each with its offset and the position of its first word.

        ``is_wanted`` is asked of every different chunk beside.
        """
        with self._lock:
            if self._vocabulary is None or len(self._vocabulary) > MOST_CHUNKS:
                self._vocabulary = self._make()
            known = self._vocabulary
            numbers, starts, _ = known.spans(text)
            if is_wanted is not None:
                by_chunk = bytearray(len(known))
                for number in set(numbers):
                    by_chunk[number] = is_wanted(known.scanner.chunks[number])
                return _chosen(known, numbers, starts, by_chunk)
            by_term = bytearray(len(known.terms))
            for term in wanted:
                term_number = known.term_number(term)
                if term_number is not None:
                    by_term[term_number] = 1
            places, positions = _room(numbers), _room(numbers)
            count = places_of(
                numbers, known.firsts, known.piece_terms, known.widths, by_term, places, positions
            )
            chunks = known.scanner.chunks
            return [
                (chunks[numbers[place]], starts[place], position)
                for place, position in zip(places[:count], positions[:count], strict=True)
            ]


def _chosen(
    known: Vocabulary, numbers: array[int], starts: array[int], by_chunk: bytearray
) -> list[tuple[str, int, int]]:
    found = []
    position = 0
    for number, start in zip(numbers, starts, strict=True):
        if by_chunk[number]:
            found.append((known.scanner.chunks[number], start, position))
        position += known.widths[number]
    return found


def _room(numbers: array[int]) -> array[int]:
    return array("I", bytes(4 * len(numbers)))


class Finder:
    """Finds the words of one query in texts.

    ``wanted`` gives for each term the groups of the query that it belongs to, ``beginnings`` pairs
    of a normalised beginning and its group: a word belongs to it if it or its term begins so.
    """

    def __init__(
        self,
        known: Known,
        vocabulary: SharedVocabulary,
        wanted: Mapping[str, Sequence[int]],
        beginnings: Sequence[tuple[str, int]] = (),
    ) -> None:
        self._known = known
        self._vocabulary = vocabulary
        self._wanted = {term: tuple(groups) for term, groups in wanted.items()}
        self._beginnings = tuple(beginnings)
        self._by_chunk: dict[str, list[tuple[int, int, int, str, tuple[int, ...]]]] = {}

    def find(self, text: str) -> Iterator[Found]:
        """The words that are looked for, in the order of :meth:`index.analysis.Analysis.tokens`."""
        is_wanted = self._is_wanted if self._beginnings else None
        for chunk, begin, position in self._vocabulary.places(text, self._wanted, is_wanted):
            for offset, start, end, term, groups in self._words_of(chunk):
                yield Found(begin + start, begin + end, position + offset, term, groups)

    def _is_wanted(self, chunk: str) -> bool:
        return bool(self._words_of(chunk))

    def _words_of(self, chunk: str) -> list[tuple[int, int, int, str, tuple[int, ...]]]:
        """The wanted words of a chunk: place, offsets, term and groups."""
        found = self._by_chunk.get(chunk)
        if found is None:
            found = self._by_chunk[chunk] = []
            for form, offset, start, end in self._known.spread(chunk).pieces:
                term = self._known.term_of(form)
                groups = self._groups_of(chunk[start:end], term)
                if groups:
                    found.append((offset, start, end, term, groups))
        return found

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
