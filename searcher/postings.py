"""Posting lists of an index, read whole from the arrays of its segments.

Document numbers are global; deleted documents are still in the lists.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from index.errors import IndexDamaged, IndexFault
from index.segment.posting_list import PostingList, read_lists
from index.segment.posting_places import positions_of
from index.segment.posting_search import read_among
from searcher.deadline import Deadline
from searcher.places import NO_PLACES, Places

Found = tuple[PostingList, int, int]
"""A posting list, the first document of its segment, and how many documents that has."""
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
        # Of the leaves alone: a view whose lists knew it would hold itself when it is outdated.
        self._lists = lru_cache(LISTS_KEPT)(partial(_find, self._leaves))

    def arrays(
        self, field: str, term: str, deadline: Deadline, among: array[int] | None = None
    ) -> tuple[array[int], array[int]]:
        """All documents (or those ``among`` others) that hold a term, ascending, and how often.

        Deleted ones are still among them. Nothing once the deadline has passed.
        """
        lists = () if deadline.passed() else self._lists(field, term)
        return read_lists(lists) if among is None else read_among(lists, among)

    def read(self, found: Sequence[Found], deadline: Deadline) -> tuple[array[int], array[int]]:
        """The same of posting lists that are at hand, one after the other.

        Those of several terms are so read at once.
        """
        return read_lists(() if deadline.passed() else found)

    def places(
        self, field: str, term: str, wanted: array[int] | None, deadline: Deadline
    ) -> Places:
        """Where a term stands in the ``wanted`` documents (None: in all) that hold it."""
        found = () if deadline.passed() else self._lists(field, term)
        return Places(*positions_of(found, wanted)) if found else NO_PLACES

    def lists(self, field: str, term: str) -> tuple[Found, ...]:
        """The posting lists of a term, one a segment that has it."""
        return self._lists(field, term)

    def holds(self, field: str, term: str) -> bool:
        """Whether any document of the segments holds a term. Its list is then at hand."""
        return bool(self._lists(field, term))

    def frequency(self, field: str, term: str) -> int:
        """In how many documents of the segments a term is."""
        total: int = sum([postings.frequency for postings, _, _ in self._lists(field, term)])
        return total

    @property
    def segments(self) -> dict[Any, int]:
        """The terms of every segment, and how many documents it has."""
        return {terms: documents for terms, _, documents in self._leaves}

    def frequencies(
        self, field: str, segments: Iterable[Any] | None = None
    ) -> Iterator[tuple[str, int]]:
        """All terms of a field and in how many documents each is, as :meth:`beginning` gives them.

        The dictionaries are read whole, which is faster: of all segments, or of those that are
        given by their terms.
        """
        listings = self._listings(field, self.segments if segments is None else segments)
        return chain.from_iterable(zip(*listing, strict=True) for listing in listings)

    def totals(self, field: str) -> tuple[Sequence[bytes], Sequence[int]]:
        """The terms of a field, each once and in UTF-8; in how many documents each is."""
        listings = []
        with self._damage_named(field, "*"):
            for listing in self._packed_listings(field, self.segments):
                b"\n".join(listing[0]).decode("utf-8")
                listings.append(listing)
        if len(listings) == 1:
            return listings[0]
        found: dict[bytes, int] = {}
        for texts, frequencies in listings:
            for text, frequency in zip(texts, frequencies, strict=True):
                found[text] = found.get(text, 0) + frequency
        return list(found), list(found.values())

    def _listings(
        self, field: str, segments: Iterable[Any]
    ) -> Iterator[tuple[list[str], array[int]]]:
        """The terms of a field in each segment, and beside them in how many documents each is."""
        with self._damage_named(field, "*"):
            for texts, frequencies in self._packed_listings(field, segments):
                yield [text.decode("utf-8") for text in texts], frequencies

    def _packed_listings(
        self, field: str, segments: Iterable[Any]
    ) -> Iterator[tuple[list[bytes], array[int]]]:
        """The same in UTF-8."""
        for terms in segments:
            dictionary = terms.dictionary(field)
            if dictionary is not None:
                yield dictionary.listing()

    def lists_beginning(self, field: str, prefix: str, wanted: set[bytes]) -> list[Found]:
        """The posting lists of the ``wanted`` terms of a field that begin with ``prefix``."""
        return [
            (postings, base, documents)
            for terms, base, documents in self._leaves
            if (dictionary := terms.dictionary(field)) is not None
            for postings in dictionary.lists_beginning(prefix.encode("utf-8"), wanted)
        ]

    def frequencies_beginning(self, field: str, prefix: str) -> Iterator[tuple[bytes, int]]:
        """The same as :meth:`beginning`, in UTF-8."""
        with self._damage_named(field, f"{prefix}*"):
            for terms, _, _ in self._leaves:
                dictionary = terms.dictionary(field)
                if dictionary is not None:
                    texts, frequencies = dictionary.listing(prefix.encode("utf-8"))
                    b"\n".join(texts).decode("utf-8")
                    yield from zip(texts, frequencies, strict=True)

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


def _find(leaves: Sequence[tuple[Any, int, int]], field: str, term: str) -> tuple[Found, ...]:
    """The lists of a term, each with the first document of its segment and how many it has."""
    text = term.encode("utf-8")
    found: list[Found] = []
    for terms, base, documents in leaves:
        postings = terms.postings(field, text)
        if postings is not None:
            found.append((postings, base, documents))
    return tuple(found)
