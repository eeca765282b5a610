"""Queries of nothing but plain words, as most are: understood the short way.

Between letters and blanks no operator, sign, field, number or date can hide, so every word is
understood by itself; what it is in a query is worked out once and remembered. Any other query goes
the long way (:mod:`searcher.parser`, :mod:`searcher.compile`), and so would these: what they mean
is the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from index.analysis import Analysis
from searcher.compile import word_of, words_wished
from searcher.lexer import MAX_CLAUSES, MAX_LENGTH, OPERATORS

WORDS_KEPT = 5_000
"""Words that are remembered of one archive, about a kilobyte each."""
_LONGEST_KEPT = 64


def plain_query(text: str, analysis: Analysis) -> Any | None:
    """The query of a text of plain words that say something; None for any other text."""
    words = _words_of(text)
    if words is None:
        return None
    known = _known_words(analysis)
    wished = [known.get(word) or known.work_out(word) for word in words]
    return None if None in wished else words_wished(wished)


def _words_of(text: str) -> list[str] | None:
    """The words of a text that holds but letters and blanks; None for any other text."""
    if len(text) > MAX_LENGTH or not (text.isascii() and text.replace(" ", "").isalpha()):
        return None
    words = text.split()
    return words if len(words) <= MAX_CLAUSES and OPERATORS.keys().isdisjoint(words) else None


class _KnownWords(dict[str, Any]):
    """Words as they are typed, and what each is in a query; nobody changes that.

    Threads may share it: what it holds is only ever added to or dropped as a whole.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis

    def work_out(self, text: str) -> Any | None:
        """What a word is in a query; None if it is not one alone."""
        found = word_of(text, self._analysis)
        if found is not None and len(text) <= _LONGEST_KEPT:
            if len(self) >= WORDS_KEPT:
                self.clear()
            self[text] = found
        return found


# As many as there are analyses that are remembered.
@lru_cache(maxsize=4)
def _known_words(analysis: Analysis) -> _KnownWords:
    return _KnownWords(analysis)
