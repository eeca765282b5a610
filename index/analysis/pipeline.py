"""Text to tokens to terms: the one chain used for articles, for queries and for marking."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
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
    text. Several tokens may share a position. ``form`` is the word as written, normalised: the
    field ``forms`` holds it.
    """

    surface: str
    term: str
    rule: str
    position: int
    start: int
    end: int
    form: str = ""


class Piece(NamedTuple):
    """A word of a chunk: its form, how many places after the chunk's first it stands, where."""

    form: str
    offset: int
    start: int
    end: int


class Spread(NamedTuple):
    """What a chunk of text stands for: its words and how many places it takes."""

    pieces: tuple[Piece, ...]
    width: int


BUILT_IN: frozenset[str] = frozenset()
"""The names that are known without an archive; more stand in the lexicon."""


class Analysis:
    """How text becomes terms: tokens, normalising, stemming, with the names of one archive.

    Threads may share it: what it remembers is only ever added to or dropped as a whole.
    """

    def __init__(self, names: frozenset[str] = BUILT_IN, rule: StemRule | None = None) -> None:
        """``names`` are normalised words that stay whole; ``rule`` is the stemmer."""
        self.names = names
        self._rule = rule or SnowballRule()
        self._stems: dict[str, Stem] = {}
        self._surfaces: dict[str, str] = {}

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a text as the index has them: what is written whole and in parts is both.

        In order of position.
        """
        return self._tokens(text)

    def query_tokens(self, text: str) -> Iterator[Token]:
        """The tokens to search for: of what :meth:`tokens` gives twice, the most telling alone."""
        return self._tokens(text)

    def _tokens(self, text: str) -> Iterator[Token]:
        for position, match in enumerate(_TOKEN.finditer(text)):
            surface = match[0]
            form = self.surface(surface)
            stem = self._stem(form)
            yield Token(surface, stem.term, stem.rule, position, match.start(), match.end(), form)

    def positions_of(self, text: str) -> dict[str, list[int]]:
        """The terms of a text, each with the positions it stands at, ascending."""
        found: dict[str, list[int]] = {}
        for token in self.tokens(text):
            found.setdefault(token.term, []).append(token.position)
        return found

    def stem(self, word: str) -> Stem:
        """The stem of a word as written."""
        return self._stem(self.surface(word))

    def surface(self, word: str) -> str:
        """The normalised form of a word as written, no longer than a term may be."""
        found = self._surfaces.get(word)
        if found is None:
            if len(self._surfaces) >= _CACHED_WORDS:
                self._surfaces.clear()
            found = self._surfaces[word] = normalise(word)[:LONGEST_TERM]
        return found

    def term_of(self, form: str) -> str:
        """The term of a form."""
        return self._stem(form).term

    def chunks(self, text: str) -> list[str]:
        """The text cut into chunks, each a word or what has to be looked at as one."""
        return _TOKEN.findall(text)

    def spread(self, chunk: str) -> Spread:
        """What a chunk stands for in the index."""
        return Spread((Piece(self.surface(chunk), 0, 0, len(chunk)),), 1)

    def _stem(self, form: str) -> Stem:
        found = self._stems.get(form)
        if found is None:
            if len(self._stems) >= _CACHED_WORDS:
                self._stems.clear()
            found = self._rule(form) if len(form) < LONGEST_TERM else Stem(form, "cut")
            self._stems[form] = found
        return found


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


@cache
def default_analysis() -> Analysis:
    """The analysis with the built-in names alone."""
    return Analysis()


@lru_cache(maxsize=4)
def _analysis_with(names: frozenset[str]) -> Analysis:
    return Analysis(names)


def analysis_with(names: frozenset[str]) -> Analysis:
    """The analysis with these names; the same for equal ones, so that it remembers its words."""
    return _analysis_with(names) if names else default_analysis()


def analyze(text: str) -> list[Token]:
    """The tokens of a text as an index without names of its own has them."""
    return list(default_analysis().tokens(text))


def positions_of(text: str) -> dict[str, list[int]]:
    """The terms of a text, each with its ascending positions."""
    return default_analysis().positions_of(text)


def stem(surface: str) -> Stem:
    """The stem of one word as written."""
    return default_analysis().stem(surface)
