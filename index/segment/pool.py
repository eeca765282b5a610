"""The postings of a segment being written, collected in memory.

Of every text the pool keeps the numbers of its chunks, four bytes each, and no more. What a chunk
stands for is worked out once (:mod:`index.analysis.vocabulary`); when all documents are in, the
numbers are sorted by word (:mod:`index.segment.inverting`): by term for the text fields, by form
for the words as they are written.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import compress
from typing import NamedTuple

from index.analysis.pipeline import Analysis
from index.segment.batches import TermBatch
from index.segment.encoding import total_of
from index.segment.inverting import ALL, count_words, distribute, share_out, tally
from index.segment.work import WorkInOrder

FORMS = "forms"

# What a word takes in memory until it is written, about: its chunk, then its part of the postings.
BYTES_PER_WORD = 20
# What a text, and a distinct name with its list of documents, take.
BYTES_PER_TEXT = 16
BYTES_PER_NAME = 250
# Of the sort: what a known word takes.
_BYTES_PER_STATE = 16
# A batch is closed when it has so many postings.
BATCH_POSTINGS = 1_000_000
# From so many words on, sorting them is worth a second thread.
MANY_WORDS = 200_000


class _Sorted(NamedTuple):
    """The postings of a field: those of a batch, all in one."""

    terms: list[bytes]
    frequencies: array[int]
    documents: array[int]
    counts: array[int]
    gaps: array[int]


class TermPool:
    """Collects the postings of a segment, documents ascending.

    Words are kept by chunk; terms and forms are made of that at the end, for many chunks have one
    form and many forms one term.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._vocabulary = analysis.vocabulary()
        self._fields: dict[str, int] = {}
        # The documents of each name; while there is but one, as nearly always of an id, its number.
        self._names: dict[str, dict[str, array[int] | int]] = {}
        self._named = 0
        # The texts of all fields one after the other; see index.segment.inverting.
        self._numbers = array("I")
        self._ends = array("I")
        self._documents = array("I")
        self._field_of = array("B")
        self._sorted: dict[str, _Sorted] = {}

    @property
    def memory(self) -> int:
        """About how many bytes it takes, with what is known of the words."""
        names = sum(map(len, self._names.values()))
        if not self._numbers and not names:
            return 0
        return (
            len(self._numbers) * BYTES_PER_WORD
            + len(self._ends) * BYTES_PER_TEXT
            + names * BYTES_PER_NAME
            + self._named * 4
            + self._vocabulary.memory
            + len(self._vocabulary.forms) * _BYTES_PER_STATE
        )

    @property
    def fields(self) -> list[str]:
        """The names of the fields that have something, in order."""
        texts = [*self._fields, FORMS] if self._fields else []
        return sorted([*texts, *self._names])

    def add_text(self, field: str, docnum: int, text: str) -> int:
        """Add the words of a text; returns how many there are."""
        start = len(self._numbers)
        self._numbers.extend(self._vocabulary.read(text))
        self._ends.append(len(self._numbers))
        self._documents.append(docnum)
        self._field_of.append(self._fields.setdefault(field, len(self._fields)))
        return count_words(self._numbers, start, self._vocabulary.firsts)

    def add_names(self, field: str, docnum: int, terms: Iterable[str]) -> None:
        """Add different terms without positions."""
        known = self._names.setdefault(field, {})
        for term in terms:
            documents = known.get(term)
            if documents is None:
                known[term] = docnum
            elif isinstance(documents, int):
                known[term] = array("I", (documents, docnum))
            else:
                documents.append(docnum)
            self._named += 1

    def sort(self) -> None:
        """Sort the words of all texts, which :meth:`batches` does otherwise when it is asked.

        Where they are many, terms and forms are sorted at the same time, for the sorting asks
        nothing of the interpreter.
        """
        if len(self._numbers) < MANY_WORDS:
            return
        work = WorkInOrder(1)
        try:
            work.do(lambda: self._sort(FORMS))
            for field in self._fields:
                self._sort(field)
        finally:
            work.close()

    def batches(self, field: str) -> Iterator[TermBatch]:
        """The postings of a field, its terms ascending; nothing for a field without any.

        Text fields have positions, ``forms`` counts alone, names neither.
        """
        if field in self._names:
            yield from self._name_batches(self._names[field])
        elif field in self._fields or field == FORMS:
            if field not in self._sorted:
                self._sort(field)
            yield from _cut(*self._sorted.pop(field))

    def _sort(self, name: str) -> None:
        """Sort the words of a text field, or all as they are written."""
        known = self._vocabulary
        field = ALL if name == FORMS else self._fields[name]
        texts, words = (
            (known.forms, known.piece_forms) if field == ALL else (known.terms, known.piece_terms)
        )
        state = array("I", bytes(4 * 4 * len(texts)))
        where = self._numbers, self._ends, self._documents, self._field_of, field
        tally(*where, known.firsts, words, state)
        order = sorted(compress(range(len(texts)), state[1::4]), key=texts.__getitem__)
        frequencies = _zeros(len(order))
        postings, occurrences = share_out(array("I", order), state, frequencies)
        documents, counts = _zeros(postings), _zeros(postings)
        gaps = _zeros(0 if field == ALL else occurrences)
        distribute(
            *where, known.firsts, words, known.piece_offsets, known.widths, state,
            documents, counts, gaps,
        )  # fmt: skip
        terms = [texts[word] for word in order]
        self._sorted[name] = _Sorted(terms, frequencies, documents, counts, gaps)

    def _name_batches(self, by_term: dict[str, array[int] | int]) -> Iterator[TermBatch]:
        # The order of code points is the order of UTF-8.
        order = sorted(by_term)
        frequencies = array("I")
        documents = array("I")
        for term in order:
            found = by_term[term]
            if isinstance(found, int):
                documents.append(found)
                frequencies.append(1)
            else:
                documents.extend(found)
                frequencies.append(len(found))
        terms = [term.encode("utf-8") for term in order]
        yield from _cut(terms, frequencies, documents, array("I"), array("I"))

    def clear(self) -> None:
        """Let go of everything."""
        self._fields.clear()
        self._sorted.clear()
        self._names.clear()
        self._named = 0
        for numbers in (self._numbers, self._ends, self._documents, self._field_of):
            del numbers[:]


def _zeros(size: int) -> array[int]:
    return array("I", bytes(4 * size))


def _cut(
    terms: list[bytes],
    frequencies: array[int],
    documents: array[int],
    counts: array[int],
    gaps: array[int],
) -> Iterator[TermBatch]:
    """All postings of a field as batches of about BATCH_POSTINGS."""
    if len(documents) <= BATCH_POSTINGS:
        if terms:
            yield TermBatch(terms, frequencies, documents, counts, gaps)
        return
    first = start = end = gaps_start = 0
    for place, frequency in enumerate(frequencies, start=1):
        end += frequency
        if end - start < BATCH_POSTINGS and place < len(terms):
            continue
        times = counts[start:end]
        gaps_end = gaps_start + total_of(times) if gaps else 0
        yield TermBatch(
            terms[first:place],
            frequencies[first:place],
            documents[start:end],
            times,
            gaps[gaps_start:gaps_end],
        )
        first, start, gaps_start = place, end, gaps_end
