"""What the archive's acronyms stand for, looked up from either side.

An archive defines some short forms in several ways (*PBB* is the nations and a party), and now and
then by mistake. One is followed only where most definitions agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.analysis import normalise
from index.analysis.stemming.lexicon import default_lexicon
from index.learned import Acronym
from searcher.function_words import FUNCTION_WORDS

FEW = 4
"""Look-ups that go through all acronyms, each a twentieth of what it takes to sort them."""
_NO_LONGS: Mapping[tuple[str, ...], Acronym] = {}


class Acronyms:
    """The acronyms of one archive that are clear.

    Of some thousand that were learned a search looks at a few: they are found by their short form
    and by the first word of their long form, and all else is looked at when it is asked for. Safe
    to share between threads.
    """

    def __init__(self, learned: Iterable[Acronym]) -> None:
        found = tuple(learned)
        self._by_short = _Lookup([known.short.lower() for known in found], found)
        self._by_first = _Lookup([known.long.partition(" ")[0].lower() for known in found], found)
        self._longs: dict[str, dict[tuple[str, ...], Acronym]] = {}

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
        return self.longs(forms[0]).get(tuple(forms))

    def longs(self, first: str) -> Mapping[tuple[str, ...], Acronym]:
        """The long forms that begin with a word, as :meth:`of_long` takes them."""
        found = self._longs.get(first)
        if found is None:
            known = self._by_first.get(first)
            if known is None:
                return _NO_LONGS
            found = self._longs[first] = self._sorted_out(known)
        return found

    def _sorted_out(self, same_first: Iterable[Acronym]) -> dict[tuple[str, ...], Acronym]:
        """The clear ones by the words of their long form; of several the commonest."""
        found: dict[tuple[str, ...], Acronym] = {}
        for known in same_first:
            if self._clear(known.short.lower()) is known:
                words = tuple(_spoken(known.long))
                before = found.get(words)
                if before is None or known.count > before.count:
                    found[words] = known
        return found

    def of_text(self, text: str) -> Acronym | None:
        """The acronym whose short or long form is written so."""
        return self._clear(text.lower()) or self.of_long(_spoken(text) or [""])


class _Lookup:
    """Acronyms by a text. They are sorted by it when it has been asked for a few times.

    A single search from a shell asks less often, and has its answer sooner without.
    """

    def __init__(self, texts: list[str], acronyms: Sequence[Acronym]) -> None:
        self._texts = texts
        self._acronyms = acronyms
        self._asked = 0
        self._sorted: dict[str, list[Acronym]] | None = None

    def get(self, text: str) -> Sequence[Acronym] | None:
        """Those of this text, in order; None if there are none."""
        if self._sorted is None:
            if self._asked < FEW:
                self._asked += 1
                return self._looked_through(text)
            self._sorted = self._sort()
        return self._sorted.get(text)

    def _looked_through(self, text: str) -> Sequence[Acronym] | None:
        if text not in self._texts:
            return None
        pairs = zip(self._texts, self._acronyms, strict=True)
        return [acronym for other, acronym in pairs if other == text]

    def _sort(self) -> dict[str, list[Acronym]]:
        found: dict[str, list[Acronym]] = defaultdict(list)
        for text, acronym in zip(self._texts, self._acronyms, strict=True):
            found[text].append(acronym)
        return found


def _spoken(long: str) -> list[str]:
    words = (normalise(word) for word in long.split())
    return [word for word in words if word not in FUNCTION_WORDS]
