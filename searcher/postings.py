"""Posting lists of an index, read whole from the arrays of its segments.

Document numbers are global; deleted documents are still in the lists.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.errors import IndexDamaged, IndexFault
from index.segment.posting_list import PostingList
from searcher.deadline import Deadline
from searcher.kernels import numbers
from searcher.places import NO_PLACES, Places, appended

LISTS_KEPT = 2_000
"""Posting lists that are remembered by their terms, some hundred bytes each."""


class PostingLists:
    """The posting lists of all segments of a snapshot. Safe to share between threads.

    Reading raises :class:`index.errors.IndexDamaged` where the bytes make no sense.
    """

    def __init__(self, snapshot: Any, directory: Path) -> None:
        self._directory = directory
        self._leaves = [
            (segment.opened.terms, base, segment.doc_count_all())
            for segment, base in zip(snapshot.segments, snapshot.bases, strict=True)
        ]
        self._lists = lru_cache(LISTS_KEPT)(self._find)

    def arrays(self, field: str, term: str, deadline: Deadline) -> tuple[array[int], array[int]]:
        """All documents that hold a term, ascending, and how often each does.

        Deleted ones are still among them. Nothing once the deadline has passed.
        """
        found = () if deadline.passed() else self._lists(field, term)
        if len(found) == 1:
            postings, base, _ = found[0]
            documents, counts = postings.read(base)
            return documents, counts
        total = sum(postings.frequency for postings, _, _ in found)
        documents, counts = numbers(total), numbers(total)
        end = 0
        for postings, base, _ in found:
            postings.read_into(documents, counts, end, base)
            end += postings.frequency
        return documents, counts

    def places(
        self, field: str, term: str, wanted: array[int] | None, deadline: Deadline
    ) -> Places:
        """Where a term stands in the ``wanted`` documents (None: in all) that hold it."""
        found = NO_PLACES
        for postings, base, limit in self._lists(field, term):
            if deadline.passed():
                break
            part = wanted if wanted is None else _part_of(wanted, base, limit)
            if part is None or part:
                more = Places(*postings.positions(part))
                found = appended(found, more, base) if found.documents or base else more
        return found

    def _find(self, field: str, term: str) -> tuple[tuple[PostingList, int, int], ...]:
        """The lists of a term, each with the first document of its segment and how many it has."""
        with self._damage_named(field, term):
            found = [
                (terms.postings(field, term), base, documents)
                for terms, base, documents in self._leaves
            ]
        return tuple(each for each in found if each[0] is not None)

    def frequency(self, field: str, term: str) -> int:
        """In how many documents of the segments a term is."""
        return sum([postings.frequency for postings, _, _ in self._lists(field, term)])

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


def _part_of(wanted: array[int], base: int, documents: int) -> array[int]:
    """The wanted documents of one segment, by numbers of its own."""
    first, last = bisect_left(wanted, base), bisect_left(wanted, base + documents)
    part = wanted[first:last]
    return array("I", [document - base for document in part]) if base else part
