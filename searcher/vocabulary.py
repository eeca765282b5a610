"""The words of the archive as they are written, each with the number of articles that hold it.

A few look-ups are answered from the index itself, so that one search from a shell does not pay for
reading some hundred thousand words; who asks more often, or for beginnings, gets them read into
memory once. Chance errors, more than half of all forms, stay in the index and are looked up there.
Deleted articles still count until their segment is merged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from threading import Lock

from searcher.postings import PostingLists

FIELD = "forms"
LOOKUPS_BEFORE_LOADING = 3_000
"""Look-ups in the index, of some ten microseconds each, before all words are read into memory."""
MOST_COMPLETIONS = 64
MOST_BEGINNINGS = 2_000
"""Beginnings whose completions are remembered."""
SHORTEST_RARE = 4
"""Letters of a beginning from which on chance errors are given too: a rare name looks like one."""
_BITS_EACH = 16
_HIGHEST = "\U0010ffff"


class Vocabulary:
    """The vocabulary of one commit. Safe to share between threads."""

    def __init__(self, postings: PostingLists, documents: int) -> None:
        """``documents`` is the number of articles."""
        self._postings = postings
        self.documents = documents
        self._lock = Lock()
        self._frequencies: dict[str, int] | None = None
        self._sorted: Sequence[str] = ()
        self._common: dict[tuple[str, int], list[str]] = {}
        self._sieve = _Sieve(())
        self._lookups = 0
        self._starting: dict[str, tuple[str, ...]] = {}

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
        known = self._loaded()
        if known is None:
            self._lookups += 1
        elif form in known:
            return known[form]
        return self._postings.frequency(FIELD, form)

    def held(self, texts: Iterable[str]) -> dict[str, int]:
        """Those of the texts that are forms and no chance errors, with the articles of each."""
        known = self._loaded()
        if known is not None:
            return {text: known[text] for text in known.keys() & texts}
        return {text: documents for text, documents in self._each(texts) if documents >= self.least}

    def rare(self, texts: Iterable[str]) -> dict[str, int]:
        """Those of the texts that are forms in so few articles that they may be chance errors."""
        counts = self._each(texts if self._loaded() is None else filter(self._sieve.passes, texts))
        return {text: documents for text, documents in counts if 0 < documents < self.least}

    def _each(self, texts: Iterable[str]) -> Iterator[tuple[str, int]]:
        return ((text, self.frequency(text)) for text in texts)

    def _loaded(self) -> dict[str, int] | None:
        """The forms in memory, where they are or should be."""
        if self._frequencies is None and self._lookups >= LOOKUPS_BEFORE_LOADING:
            return self._load()
        return self._frequencies

    @property
    def sound(self) -> Mapping[str, int]:
        """Every form that is no chance error, with the number of articles that hold it."""
        return self._load()

    def _load(self) -> dict[str, int]:
        with self._lock:
            if self._frequencies is None:
                found: dict[str, int] = {}
                for form, documents in self._postings.frequencies(FIELD):
                    found[form] = found.get(form, 0) + documents
                sound = {form: number for form, number in found.items() if number >= self.least}
                self._sieve = _Sieve(found.keys() - sound.keys())
                self._sorted = sorted(sound)
                self._common = _common_words(sound, self.common)
                self._frequencies = sound
            return self._frequencies

    def common_words(self, letter: str, length: int) -> Sequence[str]:
        """The forms of so many letters that begin with this one and may well be searched for."""
        self._load()
        return self._common.get((letter, length), ())

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
        known = self._load()
        first = bisect_left(self._sorted, prefix)
        last = bisect_left(self._sorted, prefix + _HIGHEST)
        found = {form: known[form] for form in self._sorted[first:last]}
        if len(found) < MOST_COMPLETIONS and len(prefix) >= SHORTEST_RARE:
            for form, documents in self._postings.beginning(FIELD, prefix):
                if form not in known:
                    found[form] = found.get(form, 0) + documents
        return tuple(nsmallest(MOST_COMPLETIONS, found, lambda form: (-found[form], form)))


class _Sieve:
    """Lets all of some texts pass and few others: a bit each, at the place that it hashes to."""

    def __init__(self, texts: Collection[str]) -> None:
        self._mask = (1 << (_BITS_EACH * len(texts)).bit_length()) - 1
        self._bits = bytearray((self._mask >> 3) + 1)
        for text in texts:
            place = hash(text) & self._mask
            self._bits[place >> 3] |= 1 << (place & 7)

    def passes(self, text: str) -> bool:
        """Whether a text may be one of them."""
        place = hash(text) & self._mask
        return bool(self._bits[place >> 3] & (1 << (place & 7)))


def _common_words(frequencies: Mapping[str, int], least: int) -> dict[tuple[str, int], list[str]]:
    forms: dict[tuple[str, int], list[str]] = {}
    for form, documents in frequencies.items():
        if documents >= least and form:
            forms.setdefault((form[0], len(form)), []).append(form)
    return forms
