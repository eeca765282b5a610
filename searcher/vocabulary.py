"""The words of the archive as they are written, each with the number of articles that hold it.

A few look-ups are answered from the index itself, so that one search from a shell does not pay for
reading some hundred thousand words; who asks more often, or for beginnings, gets them read into
memory (:mod:`searcher.word_table`). Chance errors, more than half of all forms, stay in the index
and are looked up there. Deleted articles still count until their segment is merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from threading import Lock

from searcher.postings import PostingLists
from searcher.slips import slips_of
from searcher.word_table import FIELD, WordTable, read

LOOKUPS_BEFORE_LOADING = 3_000
"""Look-ups in the index, of some ten microseconds each, before all words are read into memory."""
MOST_COMPLETIONS = 64
MOST_BEGINNINGS = 2_000
"""Beginnings whose completions are remembered."""
SHORTEST_RARE = 4
"""Letters of a beginning from which on chance errors are given too: a rare name looks like one."""


class Vocabulary:
    """The vocabulary of one commit. Safe to share between threads."""

    def __init__(
        self, postings: PostingLists, documents: int, previous: Vocabulary | None = None
    ) -> None:
        """``documents`` is the number of articles; ``previous`` that of an earlier commit."""
        self._postings = postings
        self.documents = documents
        self._lock = Lock()
        self._table: WordTable | None = None
        self._earlier = self._usable(previous) if previous else None
        self._lookups = 0
        self._starting: dict[str, tuple[str, ...]] = {}

    def _usable(self, previous: Vocabulary) -> WordTable | None:
        """The words of an earlier commit in memory, if ours are to be made of them."""
        table = previous._table or previous._earlier
        if table is None or (table.least, table.common) != (self.least, self.common):
            return None
        return table if table.can_grow(self._postings) else None

    @property
    def least(self) -> int:
        """The articles that must hold a word before it is no chance error, in this archive."""
        return min(3, 1 + self.documents // 1_000)

    @property
    def common(self) -> int:
        """The articles that hold a word which someone is likely to search for."""
        return min(20, 1 + self.documents // 1_000)

    def frequency(self, form: str) -> int:
        """In how many articles a form stands."""
        table = self._loaded()
        if table is None:
            self._lookups += 1
        elif form in table.frequencies:
            return table.frequencies[form]
        return self._postings.frequency(FIELD, form)

    def held(self, texts: Iterable[str]) -> dict[str, int]:
        """Those of the texts that are forms and no chance errors, with the articles of each."""
        table = self._loaded()
        if table is not None:
            known = table.frequencies
            return {text: known[text] for text in known.keys() & texts}
        return {text: documents for text, documents in self._each(texts) if documents >= self.least}

    def held_near(self, word: str) -> dict[str, int]:
        """The same of what is one slip away from a word."""
        table = self._loaded()
        return self.held(slips_of(word) if table is None else table.held.near(word))

    def rare_near(self, word: str) -> dict[str, int]:
        """What is one slip away and stands in so few articles that it may be a chance error."""
        table = self._loaded()
        counts = self._each(slips_of(word) if table is None else table.rare.near(word))
        return {text: documents for text, documents in counts if 0 < documents < self.least}

    def _each(self, texts: Iterable[str]) -> Iterator[tuple[str, int]]:
        return ((text, self.frequency(text)) for text in texts)

    def _loaded(self) -> WordTable | None:
        """The forms in memory, where they are or should be."""
        wanted = self._earlier is not None or self._lookups >= LOOKUPS_BEFORE_LOADING
        return self.load() if wanted and self._table is None else self._table

    @property
    def sound(self) -> Mapping[str, int]:
        """Every form that is no chance error, with the number of articles that hold it."""
        return self.load().frequencies

    def load(self) -> WordTable:
        """Read all forms into memory, if they are not there yet."""
        with self._lock:
            if self._table is None:
                earlier, self._earlier = self._earlier, None
                self._table = (
                    earlier.grown(self._postings)
                    if earlier
                    else read(self._postings, self.least, self.common)
                )
            return self._table

    def common_words(self, letter: str, length: int) -> Sequence[str]:
        """The forms of so many letters that begin with this one and may well be searched for."""
        return self.load().groups.get((letter, length), ())

    def starting(self, prefix: str) -> tuple[str, ...]:
        """The most frequent forms that begin with ``prefix``, which itself may be one."""
        found = self._starting.get(prefix)
        if found is None:
            found = self._most_frequent(prefix)
            if len(self._starting) >= MOST_BEGINNINGS:
                self._starting.clear()
            self._starting[prefix] = found
        return found

    def _most_frequent(self, prefix: str) -> tuple[str, ...]:
        table = self.load()
        known = table.frequencies
        found = {form: known[form] for form in table.beginning(prefix)}
        if len(found) < MOST_COMPLETIONS and len(prefix) >= SHORTEST_RARE:
            for form, documents in self._postings.beginning(FIELD, prefix):
                if form not in known:
                    found[form] = found.get(form, 0) + documents
        return tuple(nsmallest(MOST_COMPLETIONS, found, lambda form: (-found[form], form)))
