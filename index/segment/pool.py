"""The postings of a segment being written, collected in memory by term."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, repeat
from operator import and_, rshift, sub

from index.segment.postings import Postings
from index.segment.terms import TermStream

# What a word and a distinct term take in memory, about.
BYTES_PER_WORD = 9
BYTES_PER_TERM = 400

_POSITION_BITS = 32
_POSITION = 2**_POSITION_BITS - 1


class _Places(dict[str, Callable[[int], None]]):
    """For each word as written, the ``append`` of its term's list of places.

    So that a word costs one look-up and one call, however often it comes.
    """

    def __init__(self, term_of: Callable[[str], str]) -> None:
        super().__init__()
        self._term_of = term_of
        self.by_term: dict[str, array[int]] = {}

    def __missing__(self, word: str) -> Callable[[int], None]:
        places = self.by_term.setdefault(self._term_of(word), array("Q"))
        append = self[word] = places.append
        return append


class TermPool:
    """Collects the postings of a segment, documents ascending."""

    def __init__(self) -> None:
        self._texts: dict[str, _Places] = {}
        self._names: dict[str, dict[str, array[int]]] = {}
        self._words = 0

    @property
    def memory(self) -> int:
        """About how many bytes it takes."""
        terms = sum(len(places) for places in self._texts.values())
        terms += sum(len(documents) for documents in self._names.values())
        return self._words * BYTES_PER_WORD + terms * BYTES_PER_TERM

    def add_text(
        self, field: str, docnum: int, words: Sequence[str], term_of: Callable[[str], str]
    ) -> None:
        """Add the words of a text; each stands at its number in the sequence.

        ``term_of`` gives a word's term and must give the same one every time.
        """
        places = self._texts.get(field)
        if places is None:
            places = self._texts[field] = _Places(term_of)
        for place, append in enumerate(map(places.__getitem__, words), docnum << _POSITION_BITS):
            append(place)
        self._words += len(words)

    def add_names(self, field: str, docnum: int, terms: Iterable[str]) -> None:
        """Add different terms without positions."""
        known = self._names.setdefault(field, {})
        for term in terms:
            documents = known.get(term)
            if documents is None:
                documents = known[term] = array("I")
            documents.append(docnum)
            self._words += 1

    def __iter__(self) -> Iterator[tuple[tuple[str, bytes], Postings]]:
        """The terms in order of field and text."""
        for field in sorted(self._texts.keys() | self._names.keys()):
            yield from self._text(field) if field in self._texts else self._name(field)

    def _text(self, field: str) -> TermStream:
        by_term = self._texts[field].by_term
        # The order of code points is the order of UTF-8.
        for term in sorted(by_term):
            yield (field, term.encode("utf-8")), _postings(by_term[term])

    def _name(self, field: str) -> TermStream:
        by_term = self._names[field]
        for term in sorted(by_term):
            documents = by_term[term]
            ones = array("I", [1]) * len(documents)
            yield (field, term.encode("utf-8")), Postings(documents, ones, array("I"))

    def clear(self) -> None:
        """Let go of everything."""
        self._texts.clear()
        self._names.clear()
        self._words = 0


def _postings(places: array[int]) -> Postings:
    """The postings of a term that stands at these places, ascending."""
    # Iterators all the way: a common word's places would take much memory as a list of numbers.
    counts = Counter(map(rshift, places, repeat(_POSITION_BITS)))
    positions = map(and_, places, repeat(_POSITION))
    if len(counts) == len(places):
        return Postings(array("I", counts), array("I", counts.values()), array("I", positions))
    steps = map(and_, map(sub, places[1:], places), repeat(_POSITION))
    gaps = array("I", [places[0] & _POSITION])
    gaps.extend(steps)
    # Between two documents the step means nothing; there begins the next one's first position.
    for start in list(accumulate(counts.values()))[:-1]:
        gaps[start] = places[start] & _POSITION
    return Postings(array("I", counts), array("I", counts.values()), gaps)
