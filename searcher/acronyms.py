"""What the archive's acronyms stand for, looked up from either side.

An archive defines some short forms in several ways (*PBB* is the nations and a party), and now and
then by mistake. One is followed only where most definitions agree.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.analysis import normalise
from index.analysis.stemming.lexicon import default_lexicon
from index.learned import Acronym
from searcher.function_words import FUNCTION_WORDS


class Acronyms:
    """The acronyms of one archive that are clear."""

    def __init__(self, learned: Iterable[Acronym]) -> None:
        self._by_short: dict[str, Acronym] = {}
        self._by_long: dict[str, Acronym] = {}
        definitions: dict[str, int] = {}
        for known in learned:
            short = known.short.lower()
            definitions[short] = definitions.get(short, 0) + known.count
            if known.count > self._count(short):
                self._by_short[short] = known
        for short, known in list(self._by_short.items()):
            if 2 * known.count < definitions[short]:
                del self._by_short[short]
                continue
            before = self._by_long.get(_spoken(known.long))
            if before is None or known.count > before.count:
                self._by_long[_spoken(known.long)] = known

    def _count(self, short: str) -> int:
        known = self._by_short.get(short)
        return known.count if known else 0

    def of_short(self, form: str, typed: str) -> Acronym | None:
        """The acronym that a word is; ``form`` is its normal form.

        An ordinary word that some article also has for an acronym (*API*) must have been typed in
        capitals.
        """
        known = self._by_short.get(form)
        if known is None or typed.isupper():
            return known
        ordinary = known.short.isupper() and form in default_lexicon().roots
        return None if ordinary else known

    def of_long(self, forms: Iterable[str]) -> Acronym | None:
        """The acronym of these words, without the function words between them."""
        return self._by_long.get(" ".join(forms))

    def of_text(self, text: str) -> Acronym | None:
        """The acronym whose short or long form is written so."""
        return self._by_short.get(text.lower()) or self._by_long.get(_spoken(text))


def _spoken(long: str) -> str:
    words = (normalise(word) for word in long.split())
    return " ".join(word for word in words if word not in FUNCTION_WORDS)
