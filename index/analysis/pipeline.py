"""Text to tokens to terms: the one chain used for articles, for queries and for marking."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from index.analysis.stemming import SnowballRule, Stem, StemRule

LONGEST_TERM = 64
_CACHED_WORDS = 400_000

# Letters and digits with the accents that follow them; an apostrophe may stand inside (Ma'ruf).
_LETTER = r"[^\W_][\u0300-\u036f]*"
_TOKEN = re.compile(rf"(?:{_LETTER})+(?:['’ʼ](?:{_LETTER})+)*")
_APOSTROPHES = str.maketrans("’ʼ", "''")


class Token(NamedTuple):
    """One term of a text.

    ``surface`` is the word as written, ``term`` what the index holds of it, ``rule`` how the one
    became the other. ``position`` counts words from 0; ``start`` and ``end`` are offsets in the
    text. Several tokens may share a position.
    """

    surface: str
    term: str
    rule: str
    position: int
    start: int
    end: int


class Pipeline:
    """A chain of normalising and stemming, with the result of each distinct word remembered."""

    def __init__(self, rule: StemRule) -> None:
        self._rule = rule
        self._stems: dict[str, Stem] = {}

    def stem(self, surface: str) -> Stem:
        """The stem of a word as written."""
        found = self._stems.get(surface)
        if found is None:
            if len(self._stems) >= _CACHED_WORDS:
                self._stems.clear()
            found = self._stems[surface] = self._stem(surface)
        return found

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a text, in order."""
        for position, match in enumerate(_TOKEN.finditer(text)):
            surface = match[0]
            stem = self.stem(surface)
            yield Token(surface, stem.term, stem.rule, position, match.start(), match.end())

    def positions_of(self, text: str) -> dict[str, list[int]]:
        """The terms of a text, each with the positions it stands at, ascending.

        The same as collecting :meth:`tokens`, without an object for each.
        """
        found: dict[str, list[int]] = {}
        for position, surface in enumerate(words_of(text)):
            found.setdefault(self.stem(surface).term, []).append(position)
        return found

    def _stem(self, surface: str) -> Stem:
        word = normalise(surface)
        if len(word) > LONGEST_TERM:
            return Stem(word[:LONGEST_TERM], "cut")
        return self._rule(word)


def words_of(text: str) -> list[str]:
    """The words of a text as written; each stands at the position of its number."""
    return _TOKEN.findall(text)


def normalise(surface: str) -> str:
    """The form in which words are compared: NFKC, lower case, one kind of apostrophe."""
    return unicodedata.normalize("NFKC", surface).lower().translate(_APOSTROPHES)


def fold(value: str) -> list[str]:
    """The terms under which a name (source, category, author) is found.

    First the whole value in the form of :func:`normalise`, then its words, each once.
    """
    whole = " ".join(normalise(value).split())[:LONGEST_TERM]
    words = [normalise(word)[:LONGEST_TERM] for word in _TOKEN.findall(value)]
    return list(dict.fromkeys(term for term in (whole, *words) if term))


_default = Pipeline(SnowballRule())


def analyze(text: str) -> list[Token]:
    """The tokens of a text as the index has them."""
    return list(_default.tokens(text))


def positions_of(text: str) -> dict[str, list[int]]:
    """The terms of a text, each with its ascending positions."""
    return _default.positions_of(text)


def term_of(surface: str) -> str:
    """The term of one word as written."""
    return _default.stem(surface).term


def stem(surface: str) -> Stem:
    """The stem of one word as written."""
    return _default.stem(surface)
