"""From a word to its stem: the chain of rules, each with a name.

The first rule that applies decides: short words and numbers stay; a word said twice becomes one;
an irregular form has its stem in the lexicon; a known root is its own stem; a name stays whole;
any other word is taken apart into a known root and affixes. A word that cannot be explained so
loses at most a possessive: nothing is ever cut to a stem that nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.analysis.stemming.confix import Confix
from index.analysis.stemming.lexicon import Lexicon, default_lexicon
from index.analysis.stemming.reduplication import hyphened
from index.analysis.stemming.snowball import Snowball
from index.analysis.stemming.stem import Stem

# What may be built with affixes by its looks. A rest of this shape has a root that is not known;
# any other rest is a name, a foreign word or a slip of the pen, and left as it is on purpose.
_BEGINNINGS = (
    *("mem", "men", "mel", "mer", "mew", "mey", "ber", "bel", "ter", "pem", "pen", "per", "pel"),
    *("ng", "ny", *("di" + letter for letter in "bcdfghjklmnpqrstvwyz")),
    *("ke" + letter for letter in "abdfghijklmnopqrstuvwyz"),
    *("se" + letter for letter in "bcdfghjklmnpqrstvwyz"),
)
_ENDINGS = (
    *("nya", "kan", "lah", "kah", "pun", "an", "ku", "mu"),
    *("ki", "li", "mi", "ni", "ri", "si", "ti"),
)
_SHORTEST_BUILT = 6
# The clitics by their last two letters.
_CLITICS = {"ya": "nya", "ah": "lah", "un": "pun", "ku": "ku", "mu": "mu"}
SHORTEST_STEMMED = 4
CACHED_WORDS = 400_000
# A name may yet be built of affixes around a root (Kementerian, Perhubungan): both sides of a
# circumfix and a root of some length are proof enough; one affix alone is not (Bermuda, Maluku).
_SHORTEST_NAMED_ROOT = 4


class Chain:
    """The stemming chain with one lexicon and the names of one archive.

    ``chain(word)`` takes a normalised word (NFKC, lower case). Threads may share it: what it
    remembers is only ever added to or dropped as a whole.
    """

    def __init__(self, names: Iterable[str] = (), lexicon: Lexicon | None = None) -> None:
        known = lexicon or default_lexicon()
        self._names = frozenset(names)
        self._exceptions = known.exceptions
        self._spellings = known.spellings
        self._roots = known.roots
        self._whole = known.whole
        self._analyse = Confix(known.commonness).best
        self._second_opinion = Snowball(known.roots)
        self._known: dict[str, Stem] = {}

    def __call__(self, word: str) -> Stem:
        """The stem of a word, remembered."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= CACHED_WORDS:
                self._known.clear()
            found = self._known[word] = self.stem(word)
        return found

    def stem(self, word: str) -> Stem:
        """The stem of a word, worked out anew."""
        if len(word) < SHORTEST_STEMMED:
            return Stem(word, "short")
        if word in self._exceptions:
            rule = "spelling" if word in self._spellings else "exception"
            return Stem(self._exceptions[word], rule)
        if word in self._roots:
            return Stem(word, "root")
        if word in self._whole:
            return Stem(word, "whole")
        if not word.isalpha():
            return self._mixed(word)
        if word in self._names:
            return self._named(word)
        clitic = _CLITICS.get(word[-2:])
        base = word[: -len(clitic)] if clitic and word.endswith(clitic) else ""
        if base in self._exceptions:
            return Stem(self._exceptions[base], f"clitic -{clitic}")
        if base in self._whole:
            return Stem(base, f"clitic -{clitic}")
        analysis = self._analyse(word)
        if analysis:
            # A root in an old or variant spelling has its standard form among the exceptions.
            return Stem(self._exceptions.get(analysis.root, analysis.root), analysis.rule)
        if base in self._names and len(base) >= SHORTEST_STEMMED:
            return Stem(base, f"clitic -{clitic}")
        return self._rest(word)

    def _named(self, word: str) -> Stem:
        """A name, whole unless it is plainly built with affixes on both sides of a root."""
        analysis = self._analyse(word)
        if (
            analysis is not None
            and analysis.prefix
            and analysis.suffix[:3] == "-an"
            and len(analysis.root) >= _SHORTEST_NAMED_ROOT
        ):
            return Stem(analysis.root, analysis.rule)
        return Stem(word, "name")

    def _mixed(self, word: str) -> Stem:
        """A word of more than letters."""
        if any(map(str.isdigit, word)):
            return Stem(word, "number" if word.isdigit() else "digits")
        if "-" in word.strip("-"):
            return hyphened(word, self.stem)
        return Stem(word, "as is")

    def _rest(self, word: str) -> Stem:
        """A word that no root explains: it loses a possessive at most."""
        base = word
        while base.endswith("nya") and len(base) >= SHORTEST_STEMMED + 3:
            base = base[:-3]
        if base != word:
            return Stem(self.stem(base).term, "clitic -nya")
        if not _looks_built(word):
            return Stem(word, "plain")
        root = self._second_opinion(word)
        if root:
            return Stem(root, "snowball")
        place = self._behind_preposition(word)
        return Stem(place, "preposition di") if place else Stem(word, "rest")

    def _behind_preposition(self, word: str) -> str:
        """The stem of a noun that *di* was written to, a common slip: *dilapangan*."""
        if not word.startswith("di"):
            return ""
        noun = self._analyse(word[2:])
        if noun is None or noun.suffix[:3] != "-an" or len(noun.root) < _SHORTEST_NAMED_ROOT:
            return ""
        return self._exceptions.get(noun.root, noun.root)


def _looks_built(word: str) -> bool:
    """Whether a word has the looks of one with affixes."""
    return len(word) >= _SHORTEST_BUILT and (
        word.startswith(_BEGINNINGS) or word.endswith(_ENDINGS)
    )
