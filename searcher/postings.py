"""Posting lists of an index, read whole from the arrays of its segments.

Document numbers are global; deleted documents are still in the lists.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from index.errors import IndexDamaged, IndexFault
from searcher.deadline import Deadline


class Block(NamedTuple):
    """Some postings of one term: documents ascending, and how often each holds it."""

    documents: Sequence[int]
    counts: Sequence[int]


class PostingLists:
    """The posting lists of all segments of a snapshot. Safe to share between threads.

    Reading raises :class:`index.errors.IndexDamaged` where the bytes make no sense.
    """

    def __init__(self, snapshot: Any, directory: Path) -> None:
        self._directory = directory
        self._leaves = [
            (segment.opened.terms, base, segment.doc_count_all())
            for segment, (_, base) in zip(snapshot.segments, snapshot.leaves(), strict=True)
        ]

    def blocks(self, field: str, term: str, deadline: Deadline) -> Iterator[Block]:
        """The postings of a term, a segment at a time; ends early when the deadline passes."""
        with self._damage_named(field, term):
            for terms, base, _ in self._leaves:
                postings = terms.postings(field, term)
                if postings is not None:
                    yield Block(*postings.read(base))
                    if deadline.passed():
                        return

    def positions(
        self, field: str, term: str, wanted: Iterable[int] | None, deadline: Deadline
    ) -> Iterator[tuple[int, list[int]]]:
        """The ``wanted`` documents (None: all) that hold a term, with its ascending positions."""
        ordered = None if wanted is None else sorted(wanted)
        with self._damage_named(field, term):
            for terms, base, limit in self._leaves:
                part = _part_of(ordered, base, limit)
                postings = terms.postings(field, term) if part is None or part else None
                if postings is None:
                    continue
                documents, starts, places = postings.positions(part)
                for index, document in enumerate(documents):
                    yield base + document, list(places[starts[index] : starts[index + 1]])
                if deadline.passed():
                    return

    def counts(self, field: str, term: str, document: int, deadline: Deadline) -> int:
        """How often a document holds a term."""
        for documents, counts in self.blocks(field, term, deadline):
            index = bisect_left(documents, document)
            if index < len(documents) and documents[index] == document:
                return counts[index]
        return 0

    def frequency(self, field: str, term: str) -> int:
        """In how many documents of the segments a term is."""
        with self._damage_named(field, term):
            found = [terms.postings(field, term) for terms, _, _ in self._leaves]
        return sum(postings.frequency for postings in found if postings is not None)

    def frequencies(self, field: str) -> Iterator[tuple[str, int]]:
        """All terms of a field and in how many documents each is, as :meth:`beginning` gives them.

        The dictionaries are read whole, which is faster.
        """
        with self._damage_named(field, "*"):
            for terms, _, _ in self._leaves:
                dictionary = terms.dictionary(field)
                if dictionary is not None:
                    texts, frequencies = dictionary.listing()
                    for text, documents in zip(texts, frequencies, strict=True):
                        yield text.decode("utf-8"), documents

    def beginning(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with ``prefix`` and in how many documents each is.

        A term comes once for every segment that holds it.
        """
        with self._damage_named(field, f"{prefix}*"):
            for terms, _, _ in self._leaves:
                for term, frequency in terms.terms_from(field, prefix.encode("utf-8")):
                    yield term.decode("utf-8"), frequency

    @contextmanager
    def _damage_named(self, field: str, term: str) -> Iterator[None]:
        """What cannot be read as text is damage, too."""
        try:
            yield
        except IndexFault:
            raise
        except UnicodeDecodeError as error:
            raise IndexDamaged(self._directory, f"the terms of {field}:{term}: {error}") from error


def _part_of(wanted: Sequence[int] | None, base: int, documents: int) -> Any:
    """The wanted documents of one segment, by numbers of its own."""
    if wanted is None:
        return None
    first, last = bisect_left(wanted, base), bisect_left(wanted, base + documents)
    return array("I", [document - base for document in wanted[first:last]])
