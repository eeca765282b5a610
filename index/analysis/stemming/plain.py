"""Plain Snowball, what other engines do with Indonesian: a baseline to be measured against."""

from __future__ import annotations

import threading

import Stemmer

from index.analysis.stemming.chain import SHORTEST_STEMMED
from index.analysis.stemming.stem import Stem


class SnowballRule:
    """PyStemmer's Indonesian stemmer (Tala 2003), kept off short words and words with digits.

    A PyStemmer object must not be used by two threads at once, so each thread has its own.
    """

    def __init__(self) -> None:
        self._local = threading.local()

    def __call__(self, word: str) -> Stem:
        """The Snowball stem, or the word itself where Snowball has no business."""
        if len(word) < SHORTEST_STEMMED:
            return Stem(word, "short")
        if not word.isalpha():
            return Stem(word, "as is")
        stem = self._stemmer().stemWord(word)
        return Stem(stem, "root" if stem == word else "snowball")

    def _stemmer(self) -> Stemmer.Stemmer:
        stemmer = getattr(self._local, "stemmer", None)
        if stemmer is None:
            # The words are cached by the analysis, so the stemmer need not do it again.
            stemmer = self._local.stemmer = Stemmer.Stemmer("indonesian", 0)
        return stemmer
