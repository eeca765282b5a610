"""A snapshot as the searcher uses it: with what is computed from it once and kept.

Everything kept here goes when the view goes, so a new commit never meets an old cache.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property
from threading import Lock
from typing import Any, Generic, TypeVar

from index.errors import IndexDamaged
from index.snapshot import Snapshot
from searcher.acronyms import Acronyms
from searcher.postings import PostingLists
from searcher.rank import Tuning, length_factors
from searcher.vocabulary import Vocabulary

T = TypeVar("T")
Shelf = tuple[int, int, int]
"""Codes of the source and the category, and the day: all that facets count by."""


class Cache(Generic[T]):
    """The most recently used values up to a total size. Safe to share between threads."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> T | None:
        """The value kept under ``key``, or None."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def put(self, key: Hashable, value: T, size: int = 1) -> None:
        """Keep a value; others make room for it. One larger than the whole cache is not kept."""
        with self._lock:
            if size > self._capacity or key in self._values:
                return
            self._values[key] = (value, size)
            self._size += size
            while self._size > self._capacity:
                _, (_, dropped) = self._values.popitem(last=False)
                self._size -= dropped


WORD_CACHE_POSTINGS = 2_000_000
"""Scored postings kept of recent words; 12 bytes each."""
PAGE_CACHE_DOCUMENTS = 300_000
"""Documents of recent answers kept in order, so that turning the page searches nothing."""
FOLLOWER_CACHE_WORDS = 2_000
"""Words for which is kept what follows them in titles."""


class View:
    """One commit and its caches."""

    def __init__(self, snapshot: Snapshot, tuning: Tuning) -> None:
        for column in (snapshot.sources, snapshot.categories):
            if max(column.codes, default=0) >= len(column.values):
                raise IndexDamaged(snapshot.path, "a column names a value that it does not hold")
        self.snapshot = snapshot
        self.tuning = tuning
        self.postings = PostingLists(snapshot.reader, snapshot.path)
        self.vocabulary = Vocabulary(self.postings, snapshot.doc_count)
        self.words: Cache[Any] = Cache(WORD_CACHE_POSTINGS)
        self.answers: Cache[Any] = Cache(PAGE_CACHE_DOCUMENTS)
        self.followers: Cache[Any] = Cache(FOLLOWER_CACHE_WORDS)
        self._factors: dict[str, array[float]] = {}
        self._ids: dict[int, str] = {}

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """The short forms that articles explain, as they are written, by their normal form."""
        surface = self.snapshot.analysis.surface
        return {surface(known.short): known.short for known in self.snapshot.learned.acronyms}

    @cached_property
    def explained(self) -> Acronyms:
        """The acronyms that may stand for their words, and their words for them."""
        return Acronyms(self.snapshot.learned.acronyms)

    @cached_property
    def live(self) -> list[int]:
        """The numbers of all documents that are articles still."""
        deleted = self.snapshot.deleted
        numbers = range(self.snapshot.doc_count_all)
        return [number for number in numbers if number not in deleted] if deleted else list(numbers)

    @cached_property
    def shelves(self) -> tuple[list[Shelf], array[int]]:
        """The different shelves, and for every document the number of the one it stands on."""
        numbers: dict[Shelf, int] = {}
        codes = array("I")
        for shelf in self.shelves_of(range(self.snapshot.doc_count_all)):
            codes.append(numbers.setdefault(shelf, len(numbers)))
        return list(numbers), codes

    def shelves_of(self, documents: Sequence[int]) -> Iterator[Shelf]:
        """The shelf of each of the documents."""
        columns = self.snapshot.sources.codes, self.snapshot.categories.codes, self.snapshot.days
        return zip(*(map(column.__getitem__, documents) for column in columns), strict=True)

    def factors(self, field: str) -> array[float]:
        """What one occurrence in this field counts, for every document."""
        found = self._factors.get(field)
        if found is None:
            by_byte = length_factors(self.tuning, field, self.snapshot.average_length(field))
            found = array("d", map(by_byte.__getitem__, self.snapshot.lengths(field)))
            self._factors[field] = found
        return found

    def id_of(self, document: int) -> str:
        """The id of a document."""
        found = self._ids.get(document)
        if found is None:
            found = self._ids[document] = self.snapshot.record(document).id
        return found

    def cached_answer(self, key: Hashable, find: Callable[[], tuple[T, int, bool]]) -> T:
        """What ``find`` gives for this key: a value, its size in documents, whether to keep it."""
        kept: T | None = self.answers.get(key)
        if kept is not None:
            return kept
        value, size, lasting = find()
        if lasting:
            self.answers.put(key, value, size + 1)
        return value
