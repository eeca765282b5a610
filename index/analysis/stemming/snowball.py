"""PyStemmer's Indonesian stemmer (Snowball, that is Tala 2003) as a second opinion.

Alone it cuts on: *menteri* to *teri*, *media* to *dia*. Asked about words that the chain could not
explain, and believed only where it ends in a known root, it helps with slips and colloquial forms
(*menbuat*, *keburu*). After a nasal before a vowel it is not asked: it puts no letter back.
"""

from __future__ import annotations

import threading
from collections.abc import Container

import Stemmer

from index.patterns import pattern

_NASAL_BEFORE_VOWEL = pattern(r"[mp]e(?:m|n|ng|ny)[aeiou]")
_SHORTEST = 4


class Snowball:
    """Snowball with its results checked against the known roots.

    A PyStemmer object must not be used by two threads at once, so each thread has its own.
    """

    def __init__(self, roots: Container[str]) -> None:
        self._roots = roots
        self._local = threading.local()

    def __call__(self, word: str) -> str:
        """A known root that Snowball finds in a word, or nothing."""
        if _NASAL_BEFORE_VOWEL.match(word):
            return ""
        stem: str = self._stemmer().stemWord(word)
        return stem if len(stem) >= _SHORTEST and stem in self._roots else ""

    def _stemmer(self) -> Stemmer.Stemmer:
        stemmer = getattr(self._local, "stemmer", None)
        if stemmer is None:
            # Words are remembered by the chain, so the stemmer need not do it again.
            stemmer = self._local.stemmer = Stemmer.Stemmer("indonesian", 0)
        return stemmer
