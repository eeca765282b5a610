"""What the archive's acronyms stand for, looked up from either side.

An archive defines some short forms in several ways (*PBB* is the nations and a party), and now and
then by mistake. One is followed only where most definitions agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from index.acronyms import Acronym, WrittenAcronyms
from index.analysis import normalise
from index.analysis.stemming.lexicon import default_lexicon
from searcher.function_words import FUNCTION_WORDS

CLEAR_KEPT = 1_000
"""Short forms of which is kept what they mostly stand for."""


class Acronyms:
    """The acronyms of one archive that are clear.

    They are found by their short form and by the first word of their long form, and all else is
    looked at when it is asked for. Safe to share between threads.
    """

    def __init__(self, learned: Iterable[Acronym]) -> None:
        if not isinstance(learned, WrittenAcronyms):
            learned = WrittenAcronyms.of(learned)
        self._learned = learned
        self._longs: dict[str, Longs] = {}
        self._mostly: dict[str, tuple[Acronym | None]] = {}

    def _clear(self, short: str) -> Acronym | None:
        """What a short form mostly stands for; None where no meaning has half of the counts."""
        if (kept := self._mostly.get(short)) is not None:
            return kept[0]
        meanings = self._learned.by_short(short)
        if not meanings:
            return None
        if len(self._mostly) >= CLEAR_KEPT:
            self._mostly.clear()
        best = max(meanings, key=lambda known: known.count)
        clear = 2 * best.count >= sum(known.count for known in meanings)
        self._mostly[short] = kept = (best if clear else None,)
        return kept[0]

    def sort(self) -> None:
        """Make all look-ups quick now, and not after some of them."""
        self._learned.sort()

    def of_short(self, form: str, typed: str) -> Acronym | None:
        """The acronym that a word is; ``form`` is its normal form.

        An ordinary word that some article also has for an acronym (*API*) must have been typed in
        capitals.
        """
        known = self._clear(form)
        if known is None or typed.isupper():
            return known
        ordinary = known.short.isupper() and form in default_lexicon().roots
        return None if ordinary else known

    def of_long(self, forms: Sequence[str]) -> Acronym | None:
        """The acronym of these words, without the function words between them."""
        longs = self.longs(forms[0])
        return longs.get(tuple(forms)) if longs else None

    def longs(self, first: str) -> Longs | None:
        """The long forms that begin with a word; None if there are none."""
        found = self._longs.get(first)
        if found is None:
            known = self._learned.by_first(first)
            if not known:
                return None
            found = self._longs[first] = Longs(known, self._clear)
        return found

    def of_text(self, text: str) -> Acronym | None:
        """The acronym whose short or long form is written so."""
        return self._clear(text.lower()) or self.of_long(_spoken(text) or [""])


class Longs:
    """Long forms that begin alike, by their words. Which of them are clear is seen when asked."""

    def __init__(
        self, same_first: Iterable[Acronym], clear: Callable[[str], Acronym | None]
    ) -> None:
        self._clear = clear
        self._by_words: dict[tuple[str, ...], list[Acronym]] = {}
        for known in same_first:
            self._by_words.setdefault(tuple(_spoken(known.long)), []).append(known)

    def get(self, words: tuple[str, ...]) -> Acronym | None:
        """The clear acronym of these words; of several the commonest."""
        same = self._by_words.get(words)
        if same is None:
            return None
        clear = [known for known in same if self._clear(known.short.lower()) == known]
        return max(clear, key=lambda known: known.count, default=None)


def _spoken(long: str) -> list[str]:
    words = (normalise(word) for word in long.split())
    return [word for word in words if word not in FUNCTION_WORDS]
