"""The pool as it is plainest, for comparison: every word's places, by its form."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain, repeat
from operator import and_, rshift, sub
from typing import NamedTuple

from index.analysis.pipeline import Analysis
from index.segment.batches import TermBatch
from index.segment.pool import TermPool

# What a word and a distinct term take in memory, about.
BYTES_PER_WORD = 9
BYTES_PER_TERM = 400

FORMS = "forms"


class Postings(NamedTuple):
    """The postings of one term, as of a batch that has no other."""

    documents: array[int]
    counts: array[int]
    gaps: array[int]


TermStream = Iterator[tuple[tuple[str, bytes], Postings]]


def one_by_one(pool: TermPool) -> TermStream:
    """The terms of a pool in order of field and text."""
    for field in pool.fields:
        for batch in pool.batches(field):
            yield from _terms_of(field, batch)


def _terms_of(field: str, batch: TermBatch) -> TermStream:
    start = gaps_start = gaps_end = 0
    for term, frequency in zip(batch.terms, batch.frequencies, strict=True):
        end = start + frequency
        counts = batch.counts[start:end] or array("I", [1]) * frequency
        if batch.gaps:
            gaps_end = gaps_start + sum(counts)
        gaps = batch.gaps[gaps_start:gaps_end]
        yield (field, term), Postings(batch.documents[start:end], counts, gaps)
        start, gaps_start = end, gaps_end


_POSITION_BITS = 32
_POSITION = 2**_POSITION_BITS - 1

# Puts what a chunk of text stands for at a place; tells how many places it takes beyond one.
_Put = Callable[[int], "int | None"]


class _Places(dict[str, _Put]):
    """For each chunk of text as written, what puts its words at a place.

    For a plain word that is the ``append`` of its form's list of places, so that a word costs one
    look-up and one call, however often it comes.
    """

    def __init__(self, analysis: Analysis) -> None:
        super().__init__()
        self._analysis = analysis
        self.by_form: dict[str, array[int]] = {}
        self.beyond_one = 0

    def __missing__(self, chunk: str) -> _Put:
        form = self._analysis.plain_form(chunk)
        if form is not None:
            append = self[chunk] = self.by_form.setdefault(form, array("Q")).append
            return append
        spread = self._analysis.spread(chunk)
        appends = [
            (self.by_form.setdefault(piece.form, array("Q")).append, piece.offset)
            for piece in spread.pieces
        ]
        if len(appends) == 1 and spread.width == 1:
            put: _Put = appends[0][0]
        else:
            put = self._several(appends, spread.width - 1)
        self[chunk] = put
        return put

    def _several(self, appends: Sequence[tuple[Callable[[int], None], int]], more: int) -> _Put:
        def put(place: int) -> int:
            for append, offset in appends:
                append(place + offset)
            self.beyond_one += len(appends) - 1
            return more

        return put


class PlainPool:
    """Collects the postings of a segment, documents ascending.

    Words are kept by form; their terms are made of that at the end, for many words have one form,
    and the forms are a field of their own.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._texts: dict[str, _Places] = {}
        self._names: dict[str, dict[str, array[int]]] = {}
        self._words = 0

    @property
    def memory(self) -> int:
        """About how many bytes it takes."""
        terms = sum(len(places) for places in self._texts.values())
        terms += sum(len(documents) for documents in self._names.values())
        return self._words * BYTES_PER_WORD + terms * BYTES_PER_TERM

    def add_text(self, field: str, docnum: int, text: str) -> int:
        """Add the words of a text; returns how many there are."""
        places = self._texts.get(field)
        if places is None:
            places = self._texts[field] = _Places(self._analysis)
        before = places.beyond_one
        chunks = self._analysis.chunks(text)
        place = docnum << _POSITION_BITS
        for put in map(places.__getitem__, chunks):
            more = put(place)
            place += 1
            if more:
                place += more
        words = len(chunks) + places.beyond_one - before
        self._words += words
        return words

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
        fields = self._texts.keys() | self._names.keys()
        for field in sorted({*fields, FORMS} if self._texts else fields):
            if field == FORMS:
                yield from self._forms()
            else:
                yield from self._text(field) if field in self._texts else self._name(field)

    def _text(self, field: str) -> TermStream:
        by_form = self._texts[field].by_form
        by_term: dict[str, list[array[int]]] = {}
        for form, places in by_form.items():
            if places:
                by_term.setdefault(self._analysis.term_of(form), []).append(places)
        # The order of code points is the order of UTF-8.
        for term in sorted(by_term):
            yield (field, term.encode("utf-8")), _postings(_joined(by_term[term]))

    def _forms(self) -> TermStream:
        texts = [places.by_form for places in self._texts.values()]
        for form in sorted(set().union(*texts)):
            places = _joined([text[form] for text in texts if form in text])
            counts = Counter(map(rshift, places, repeat(_POSITION_BITS)))
            if counts:
                documents, times = array("I", counts), array("I", counts.values())
                yield (FORMS, form.encode("utf-8")), Postings(documents, times, array("I"))

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


def _joined(parts: Sequence[array[int]]) -> Sequence[int]:
    """The places of several forms as one list, ascending."""
    return parts[0] if len(parts) == 1 else sorted(chain.from_iterable(parts))


def _postings(places: Sequence[int]) -> Postings:
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
