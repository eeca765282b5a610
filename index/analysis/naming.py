"""Names learned from the archive's own capitals.

A word that stands capitalised in the middle of a sentence nearly always is a name: *Kalimantan*,
*Jokowi*, *Pertamina*. Such a word must not be taken apart as if it were built with affixes. Nothing
but the text is needed to learn this, and tallies of several texts can be added up, so that the
archive may be read in parts, in any order.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable

from index.analysis.normalising import normalise
from index.analysis.passes import count_in_sentences
from index.analysis.scanner import Scanner

LEAST_SEEN = 25
LEAST_CAPITALISED = 0.92


class NameTally:
    """How often each word was seen in mid-sentence, and how often with a capital there."""

    def __init__(self) -> None:
        self._words = Scanner()
        self._counts = array("Q")
        self._is_lower = array("B")

    def add(self, text: str) -> None:
        """Count the words of a text, a body or a paragraph of it.

        A line of capitals or of title case (a heading, a caption) says nothing of names and is
        left out.
        """
        numbers, lines = self._words.mid_sentence(text)
        self._meet_new_words()
        if numbers:
            count_in_sentences(numbers, lines, self._is_lower, self._counts)

    def merge(self, other: NameTally) -> None:
        """Add what another tally has counted."""
        for word, count in zip(other._words.chunks, other._counts, strict=True):
            number = self._words.number_of(word)
            self._meet_new_words()
            self._counts[number] += count

    def names(
        self, least_seen: int = LEAST_SEEN, least_capitalised: float = LEAST_CAPITALISED
    ) -> frozenset[str]:
        """The words, in lower case, capitalised in more than a share of enough occurrences."""
        capitalised: Counter[str] = Counter()
        others = []
        for word, count in zip(self._words.chunks, self._counts, strict=True):
            if not word[0].islower():
                capitalised[normalise(word)] += count
            else:
                others.append((word, count))
        least = least_capitalised * least_seen
        seen = {word: count for word, count in capitalised.items() if count and count > least}
        for word, count in others:
            lowered = normalise(word)
            if lowered in seen:
                seen[lowered] += count
        return frozenset(
            word
            for word, count in seen.items()
            if count >= least_seen and capitalised[word] > least_capitalised * count
        )

    def _meet_new_words(self) -> None:
        for number in range(len(self._counts), len(self._words)):
            self._counts.append(0)
            self._is_lower.append(self._words.chunks[number].islower())


def learn_names(texts: Iterable[str]) -> frozenset[str]:
    """The names of an archive, read in one pass."""
    tally = NameTally()
    for text in texts:
        tally.add(text)
    return tally.names()
