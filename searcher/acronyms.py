"""What the archive's acronyms stand for, looked up from either side.

An archive defines some short forms in several ways (*PBB* is the nations and a party), and now and
then by mistake. One is followed only where most definitions agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from index.analysis import normalise
from index.analysis.stemming.lexicon import default_lexicon
from index.learned import Acronym, WrittenAcronyms
from searcher.function_words import FUNCTION_WORDS

FEW = 8
"""Look-ups of either side in what is written, each a twentieth of what it takes to sort it."""


class Acronyms:
    """The acronyms of one archive that are clear.

    Of some thousand that were learned a search looks at a few: they are found by their short form
    and by the first word of their long form, and all else is looked at when it is asked for. Safe
    to share between threads.
    """

    def __init__(self, learned: Iterable[Acronym]) -> None:
        by_short = by_first = None
        if isinstance(learned, WrittenAcronyms):
            by_short, by_first = learned.by_short, learned.by_first
        self._by_short = _Lookup(learned, _short_of, by_short)
        self._by_first = _Lookup(learned, _first_of, by_first)
        self._longs: dict[str, Longs] = {}

    def _clear(self, short: str) -> Acronym | None:
        """What a short form mostly stands for; None where no meaning has half of the counts."""
        meanings = self._by_short.get(short)
        if not meanings:
            return None
        best = max(meanings, key=lambda known: known.count)
        return best if 2 * best.count >= sum(known.count for known in meanings) else None

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
            known = self._by_first.get(first)
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
        clear = [
            known
            for known in self._by_words.get(words, ())
            if self._clear(known.short.lower()) == known
        ]
        return max(clear, key=lambda known: known.count, default=None)


class _Lookup:
    """Acronyms by a text. They are sorted by it when it has been asked for a few times.

    A single search from a shell asks less often, and has its answer sooner from what is written.
    """

    def __init__(
        self,
        acronyms: Iterable[Acronym],
        text_of: Callable[[Acronym], str],
        written: Callable[[str], Sequence[Acronym] | None] | None,
    ) -> None:
        self._acronyms = acronyms
        self._text_of = text_of
        self._written = written
        self._asked = 0
        self._sorted: dict[str, list[Acronym]] | None = None

    def get(self, text: str) -> Sequence[Acronym]:
        """Those of this text, in order."""
        if self._sorted is None:
            if self._written is not None and self._asked < FEW:
                self._asked += 1
                found = self._written(text)
                if found is not None:
                    return found
            self._sorted = self._sort()
        return self._sorted.get(text, ())

    def _sort(self) -> dict[str, list[Acronym]]:
        found: dict[str, list[Acronym]] = defaultdict(list)
        for acronym in self._acronyms:
            found[self._text_of(acronym)].append(acronym)
        return found


def _short_of(known: Acronym) -> str:
    return known.short.lower()


def _first_of(known: Acronym) -> str:
    return known.long.partition(" ")[0].lower()


def _spoken(long: str) -> list[str]:
    words = (normalise(word) for word in long.split())
    return [word for word in words if word not in FUNCTION_WORDS]
