"""A snapshot as the searcher uses it: with what is computed from it once and kept.

Everything kept here goes when the view goes, so a new commit never meets an old cache.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import Lock
from typing import Any, Generic, TypeVar

from index.segment.codes import highest
from index.snapshot import Snapshot
from searcher.accumulator import Accumulator
from searcher.acronyms import Acronyms
from searcher.flags import flagged_documents
from searcher.postings import PostingLists
from searcher.rank import Tuning, length_factors, near_norms, pair_worths
from searcher.scoring import Scorer
from searcher.tallies import span_of_months
from searcher.vocabulary import Vocabulary

T = TypeVar("T")


class Cache(Generic[T]):
    """The most recently used values up to a total size. Safe to share between threads."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable) -> T | None:
        """The value kept under ``key``, or None."""
        with self._lock:
            kept = self._values.get(key)
            if kept is None:
                return None
            self._values.move_to_end(key)
            return kept[0]

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

    def close(self) -> None:
        """Let go of all values, and keep none from now on."""
        with self._lock:
            self._capacity = -1
            self._values.clear()
            self._size = 0


SCORED_FIELDS = ("title", "body", "forms")
"""The fields of a scorer, in the order of their numbers."""
MOST_ACCUMULATORS = 2
"""Accumulators that are kept; a search that finds none makes its own."""
LEAST_ROOM = 1_000
"""More documents for which an accumulator has room at least, so that later commits use it too."""
RARITY_CACHE_WORDS = 20_000
"""Words, also those of phrases, of which is kept how many documents hold them."""
PHRASE_CACHE_POSTINGS = 300_000
"""Documents and places kept of recent phrases; 4 to 8 bytes each."""
PHRASE_OVERHEAD = 100
"""Places that a word of a phrase takes as much memory as, be the phrase nowhere."""
PAGE_CACHE_DOCUMENTS = 300_000
"""Documents of recent answers kept in order, so that turning the page searches nothing."""
ANSWER_OVERHEAD = 100
"""Documents that an answer takes as much memory as, be it empty; each letter asked for is one."""
FOLLOWER_CACHE_WORDS = 2_000
"""Words for which is kept what follows them in titles."""
IDS_KEPT = 20_000
"""Ids that are remembered, about a hundred bytes each."""
# What a view makes of nothing but what the archive has taught.
_OF_LEARNED = ("acronyms", "explained")


class View:
    """One commit and its caches."""

    def __init__(self, snapshot: Snapshot, tuning: Tuning, previous: View | None = None) -> None:
        """``previous`` is the view of an earlier commit, of which is kept what is as it was."""
        self.snapshot = snapshot
        self.tuning = tuning
        self.postings = PostingLists(snapshot, snapshot.path)
        self.vocabulary: Vocabulary = Vocabulary(
            self.postings, snapshot.doc_count, previous.vocabulary if previous else None
        )
        self.holdings: Cache[int] = Cache(RARITY_CACHE_WORDS)
        self.phrases: Cache[Any] = Cache(PHRASE_CACHE_POSTINGS)
        self.answers: Cache[Any] = Cache(PAGE_CACHE_DOCUMENTS)
        self.followers: Cache[Any] = Cache(FOLLOWER_CACHE_WORDS)
        documents = snapshot.doc_count_all
        self._room = documents + documents // 8 + LEAST_ROOM
        self._accumulators: list[Accumulator] = []
        self._ids: dict[int, str] = {}
        # The newest day of so many documents.
        self._newest_of = (0, 0)
        if previous is not None:
            self._keep(previous)

    def _keep(self, previous: View) -> None:
        """Take over what is as it was: one more article is found without all made anew."""
        known = vars(previous)
        if previous.snapshot.learned is self.snapshot.learned:
            vars(self).update({name: known[name] for name in _OF_LEARNED if name in known})
        if previous._room >= self.snapshot.doc_count_all:
            # The same pool: searches under way in the earlier view go on.
            self._room, self._accumulators = previous._room, previous._accumulators
        if self.snapshot.kept == previous.snapshot.doc_count_all and "newest_day" in known:
            self._newest_of = previous.newest_day, self.snapshot.kept

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """The short forms that articles explain, as they are written, by their normal form."""
        surface = self.snapshot.analysis.surface
        return {surface(known.short): known.short for known in self.snapshot.learned.acronyms}

    @cached_property
    def explained(self) -> Acronyms:
        """The acronyms that may stand for their words, and their words for them."""
        return Acronyms(self.snapshot.learned.acronyms)

    @property
    def documents(self) -> int:
        """The documents that rarity is measured by: deleted ones count until they are merged away.

        So do the postings of theirs that a word's rarity counts, and no list has to be searched.
        """
        return self.snapshot.doc_count_all

    @cached_property
    def live(self) -> array[int]:
        """The numbers of all documents that are articles still."""
        documents = array("I", range(self.snapshot.doc_count_all))
        return flagged_documents(documents, self.live_flags) if self.live_flags else documents

    @cached_property
    def live_flags(self) -> bytes | None:
        """A flag for every document that is an article still; None if all are."""
        if not self.snapshot.deleted:
            return None
        flags = bytearray(b"\1") * self.snapshot.doc_count_all
        for document in self.snapshot.deleted:
            flags[document] = 0
        return bytes(flags)

    @cached_property
    def months(self) -> tuple[int, int]:
        """The first month of the archive, as :func:`span_of_months` numbers them, and how many."""
        first, months = span_of_months(self.live, self.snapshot.days)
        return first, months

    @cached_property
    def month_names(self) -> list[str]:
        """The months of the archive, as ``YYYY-MM``."""
        first, months = self.months
        numbers = range(first, first + months)
        return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]

    @cached_property
    def orders(self) -> dict[str, array[int]]:
        """The codes of sources and of categories in the order of their names."""
        columns = {"source": self.snapshot.sources, "category": self.snapshot.categories}
        return {
            name: array("I", sorted(range(len(column.values)), key=column.values.__getitem__))
            for name, column in columns.items()
        }

    @cached_property
    def worths(self) -> array[float]:
        """What pairs of words are worth."""
        return pair_worths(self.tuning)

    @cached_property
    def near_norms(self) -> array[float]:
        """What pairs of words saturate by."""
        return near_norms(self.tuning, self.snapshot.average_length("body"))

    @cached_property
    def newest_day(self) -> int:
        """The day of the newest document, be it deleted; 0 if none has one."""
        newest, documents = self._newest_of
        days = memoryview(self.snapshot.days)[documents:]
        return max(newest, highest(days.cast("B"), days.itemsize))

    @contextmanager
    def accumulator(self) -> Iterator[Accumulator]:
        """An accumulator for one search; it is empty again at the end."""
        try:
            accumulator = self._accumulators.pop()
        except IndexError:
            accumulator = Accumulator(self._room)
        yield accumulator
        # One that an error left half full is not used again.
        if len(self._accumulators) < MOST_ACCUMULATORS:
            self._accumulators.append(accumulator)

    @cached_property
    def scorer(self) -> Scorer:
        """What occurrences count in this commit."""
        snapshot = self.snapshot
        factors: list[float] = []
        for field in SCORED_FIELDS:
            factors += length_factors(self.tuning, field, snapshot.average_length(field))
        lengths = [snapshot.lengths(field) for field in SCORED_FIELDS]
        return Scorer(snapshot.doc_count_all, lengths, factors, self.tuning.k1)

    def id_of(self, document: int) -> str:
        """The id of a document."""
        found = self._ids.get(document)
        if found is None:
            if len(self._ids) >= IDS_KEPT:
                self._ids.clear()
            found = self._ids[document] = self.snapshot.id_of(document)
        return found

    def retire(self) -> None:
        """Keep no more answers: there is a newer commit.

        An answer knows its view, and with it in the cache a view would hold itself, with all its
        arrays, until the garbage collector comes by. A search under way can finish.
        """
        self.answers.close()
