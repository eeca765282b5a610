"""Writing the terms of a field: its dictionary and its posting lists."""

from __future__ import annotations

import io
from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from index.segment.batches import TermBatch
from index.segment.dictionary import Dictionary
from index.segment.dictionary_writer import EntryWriter, dictionary_end
from index.segment.encoding import EncodedLists, encode_lists
from index.segment.unpacking import SPARE
from index.segment.work import WorkInOrder

# From so many postings on, encoding them is worth a second thread.
MANY_POSTINGS = 200_000


class Sink(Protocol):
    """Where the bytes of a section go."""

    def write(self, data: memoryview | bytes) -> object:
        """Add bytes."""


class FieldTotals(NamedTuple):
    """What was written of a field: terms, postings (documents of all terms) and occurrences."""

    terms: int
    postings: int
    occurrences: int


def write_field(
    batches: Iterable[TermBatch], *, counts: bool, positions: bool, terms: Sink, postings: Sink
) -> FieldTotals:
    """Write a field to its two sections; ``counts`` and ``positions`` say what it keeps.

    Raises:
        ValueError: if the terms do not ascend, or a batch is not what its frequencies say.
    """
    entries = EntryWriter(positions)
    documents = occurrences = 0
    nothing = array("I", [0])
    for batch, encoded in _encoded(batches, positions):
        postings.write(encoded.data)
        terms.write(
            entries.add(
                batch.terms,
                batch.frequencies,
                batch.documents or nothing,
                batch.gaps or nothing,
                encoded.lengths,
                encoded.occurrences,
            )
        )
        documents += len(batch.documents)
        occurrences += sum(encoded.occurrences)
    postings.write(bytes(SPARE))
    terms.write(dictionary_end(entries, counts, documents, occurrences))
    return FieldTotals(entries.terms, documents, occurrences)


def _encoded(
    batches: Iterable[TermBatch], positions: bool
) -> Iterator[tuple[TermBatch, EncodedLists]]:
    """The batches that have terms, each with its lists.

    Those of a large one are encoded while the one before is written and the next is made.
    """
    done: deque[tuple[TermBatch, EncodedLists]] = deque()
    work = WorkInOrder(1)
    try:
        for batch in batches:
            if not batch.terms:
                continue

            def encode(batch: TermBatch = batch) -> None:
                done.append((batch, encode_lists(batch, positions=positions)))

            work.do(encode, wait=len(batch.documents) < MANY_POSTINGS)
            while done:
                yield done.popleft()
        work.wait()
        yield from done
    finally:
        work.abandon()


class _MemorySection:
    """A section that was never in a file."""

    def __init__(self, data: io.BytesIO) -> None:
        # Not its own buffer: a BytesIO that goes while that is in use raises in passing.
        self.data = memoryview(data.getvalue())

    def verify(self, start: int, length: int) -> None:
        """Nothing: memory is trusted."""

    def damaged(self, what: str) -> Exception:
        """What would be a mistake of ours."""
        return ValueError(what)


def field_in_memory(
    batches: Iterable[TermBatch], *, counts: bool, positions: bool, documents: int
) -> Dictionary:
    """The dictionary of a field that is held in memory, in its written form.

    Raises:
        ValueError: as :func:`write_field` does.
    """
    terms, postings = io.BytesIO(), io.BytesIO()
    write_field(batches, counts=counts, positions=positions, terms=terms, postings=postings)
    return Dictionary(_MemorySection(terms), _MemorySection(postings), documents)
