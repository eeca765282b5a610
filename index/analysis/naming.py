"""Names learned from the archive's own capitals.

A word that stands capitalised in the middle of a sentence nearly always is a name: *Kalimantan*,
*Jokowi*, *Pertamina*. Such a word must not be taken apart as if it were built with affixes. Nothing
but the text is needed to learn this, and tallies of several texts can be added up, so that the
archive may be read in parts, in any order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from index.analysis.normalising import normalise

LEAST_SEEN = 25
LEAST_CAPITALISED = 0.92

_LETTERS = r"[^\W\d_]"
# A word behind a blank that ends no sentence. The blank comes first, which is much faster.
_MID_SENTENCE = re.compile(rf" (?<=[\w,] )({_LETTERS}+(?:['’ʼ]{_LETTERS}+)*)(?![\w’'ʼ])")
_MOSTLY_CAPITALS = 0.5


class NameTally:
    """How often each word was seen in mid-sentence, and how often with a capital there."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count the words of a text, a body or a paragraph of it.

        A line of capitals or of title case (a heading, a caption) says nothing of names and is
        left out.
        """
        for line in text.split("\n"):
            words = _MID_SENTENCE.findall(line)
            if words and sum(map(str.islower, words)) >= len(words) * (1 - _MOSTLY_CAPITALS):
                self._seen.update(words)

    def merge(self, other: NameTally) -> None:
        """Add what another tally has counted."""
        self._seen.update(other._seen)

    def names(
        self, least_seen: int = LEAST_SEEN, least_capitalised: float = LEAST_CAPITALISED
    ) -> frozenset[str]:
        """The words, in lower case, capitalised in more than a share of enough occurrences."""
        seen: Counter[str] = Counter()
        capitalised: Counter[str] = Counter()
        for word, count in self._seen.items():
            lowered = normalise(word)
            seen[lowered] += count
            if not word[0].islower():
                capitalised[lowered] += count
        return frozenset(
            word
            for word, count in capitalised.items()
            if seen[word] >= least_seen and count > least_capitalised * seen[word]
        )


def learn_names(texts: Iterable[str]) -> frozenset[str]:
    """The names of an archive, read in one pass."""
    tally = NameTally()
    for text in texts:
        tally.add(text)
    return tally.names()
