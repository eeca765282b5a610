"""The form in which words are compared."""

from __future__ import annotations

import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ‘`"))


def normalise(word: str) -> str:
    """NFKC, lower case, no apostrophes: ``Ma’ruf`` and ``Maruf`` are one word."""
    if word.isascii() and word.isalnum():
        return word.lower()
    return unicodedata.normalize("NFKC", word).lower().translate(_APOSTROPHES)
