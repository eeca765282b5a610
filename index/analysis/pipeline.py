"""Text to tokens to terms: the one chain used for articles, for queries and for marking."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from index.analysis.chunks import WORD, chunk_matches, chunks_of
from index.analysis.finding import Finder
from index.analysis.normalising import normalise
from index.analysis.sieve import Sieve
from index.analysis.stemming import Chain, Stem, StemRule
from index.analysis.stemming.lexicon import default_lexicon
from index.analysis.tokens import (
    LONGEST_TERM,
    WORDS_OF_SIGNS,
    Piece,
    Spread,
    pieces_of,
    rule_of_signs,
    take_apart,
)
from index.analysis.variants import (
    COMPOUNDS,
    GLUED,
    INFORMAL_FORMS,
    SHORT_FORMS,
    glued_parts,
    lost_blank,
    respelled,
)
from index.analysis.vocabulary import Vocabulary

_Value = TypeVar("_Value")
# What the stemmer says of words that only stand together.
_NOT_ONE = frozenset(("compound", "digits"))
# What it says where it knows no root, and of a word said twice.
_NO_ROOT = frozenset(("short", "name", "plain", "rest", "as is", "digits"))
SAID_TWICE = "reduplication"
_UNKNOWN = frozenset(("plain", "rest"))
_NO_ROOT_OR_SHORT = _NO_ROOT | {"whole"}
# Names of the lexicon that come with a 2.
_NUMBERED = frozenset(("moto2",))
_SHORTEST_TOGETHER = 8
_SHORTEST_BEHIND_CAPITAL = 5
_NAMES = frozenset(("name", "whole"))
_CLITIC = "clitic"

__all__ = [
    "BUILT_IN",
    "LONGEST_TERM",
    "Analysis",
    "Token",
    "analysis_with",
    "analyze",
    "default_analysis",
    "fold",
    "normalise",
    "positions_of",
    "stem",
]

# What is said again and again is worked out once, what comes once in an archive need not be kept.
_CACHED_WORDS = 50_000
_CACHED_CHUNKS = 20_000
# A vocabulary of so many chunks takes about 150 MB; the next one begins anew.
MOST_CHUNKS = 400_000


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


BUILT_IN: frozenset[str] = frozenset()
"""The names that are known without an archive; more stand in the lexicon."""


class Analysis:
    """How text becomes terms: tokens, normalising, stemming, with the names of one archive.

    Threads may share it: what it remembers is only ever added to or dropped as a whole.
    """

    def __init__(self, names: frozenset[str] = BUILT_IN, rule: StemRule | None = None) -> None:
        """``names`` are normalised words that stay whole; ``rule`` is another stemmer than ours."""
        self.names = names
        self._rule = rule or Chain(names).stem
        self._stems: dict[str, Stem] = {}
        self._spreads: dict[str, Spread] = {}
        self._vocabulary: Vocabulary | None = None
        self._irregular: dict[str, list[str]] | None = None
        self._irregular_terms: list[str] = []
        self._keeps_letters = rule is None

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a text as the index has them: what is whole and in parts is both.

        In order of position.
        """
        position = 0
        for match in chunk_matches(text):
            spread = self.spread(match[0])
            yield from self._tokens(match, spread.pieces, position)
            position += spread.width

    def query_tokens(self, text: str) -> Iterator[Token]:
        """The tokens to search for: of what :meth:`tokens` gives twice, the most telling alone."""
        position = 0
        for match in chunk_matches(text):
            spread = self.spread(match[0])
            yield from self._tokens(match, spread.query, position)
            position += spread.width

    def vocabulary(self) -> Vocabulary:
        """What is known of the chunks of texts that are indexed.

        The same for one pool after the other, until it has become too large. For the one thread
        that writes.
        """
        if self._vocabulary is None or len(self._vocabulary) > MOST_CHUNKS:
            self._vocabulary = Vocabulary(self)
        return self._vocabulary

    def finder(
        self, wanted: Mapping[str, Sequence[int]], beginnings: Sequence[tuple[str, int]] = ()
    ) -> Finder:
        """What finds the words of a query in texts: see :class:`index.analysis.finding.Finder`."""
        sieve = self._sieve(wanted, [start for start, _ in beginnings])
        return Finder(self, sieve, wanted, beginnings)

    def _sieve(self, wanted: Iterable[str], beginnings: Sequence[str]) -> Sieve:
        """What lets through the chunks that may stand for a wanted term."""
        if not self._keeps_letters:
            return Sieve(None)
        if self._irregular is None:
            self._irregular = self._irregular_forms()
        irregular = self._irregular
        begun: Iterable[str] = ()
        if beginnings:
            self._irregular_terms = self._irregular_terms or sorted(irregular)
            begun = _begun(self._irregular_terms, beginnings)
        forms = [form for term in (*wanted, *begun) for form in irregular.get(term, ())]
        return Sieve((*wanted, *forms), beginnings)

    def _irregular_forms(self) -> dict[str, list[str]]:
        """By term, the forms that may have other letters, and the signs that may stand for it."""
        found: dict[str, list[str]] = {}
        for form, term in default_lexicon().exceptions.items():
            for each in (term, *map(self.term_of, COMPOUNDS.get(term, ()))):
                found.setdefault(each, []).append(form)
        for form in (*SHORT_FORMS, *INFORMAL_FORMS):
            found.setdefault(self.term_of(form), []).append(form)
        for sign, words in WORDS_OF_SIGNS.items():
            for word in words:
                found.setdefault(self.term_of(word), []).append(sign)
        return found

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
        return normalise(word)[:LONGEST_TERM]

    def term_of(self, form: str) -> str:
        """The term of a form."""
        return self._stem(form).term

    def chunks(self, text: str) -> list[str]:
        """The text cut into chunks, each a word or what has to be looked at as one."""
        return chunks_of(text)

    def spread(self, chunk: str) -> Spread:
        """What a chunk stands for in the index and in a query."""
        found = self._spreads.get(chunk)
        if found is None:
            found = self.spread_anew(chunk)
            _remember(self._spreads, chunk, found, _CACHED_CHUNKS)
        return found

    def spread_anew(self, chunk: str) -> Spread:
        """As :meth:`spread`, for whoever remembers it."""
        return self._unlike(take_apart(chunk, self))

    def pieces_of(self, chunk: str) -> tuple[tuple[Piece, ...], int]:
        """What a chunk stands for in the index, a term at a place perhaps twice; its places."""
        return pieces_of(chunk, self)

    def plain_form(self, chunk: str) -> str | None:
        """The form of a chunk that is a word and nothing more; None for any other."""
        if not chunk.isalpha():
            return None
        form = normalise(chunk)[:LONGEST_TERM]
        return None if self.parts_of(form) or self._strayed(form, chunk) else form

    def is_one(self, form: str) -> bool:
        """Whether a form with a hyphen or a digit is one word: *anak-anak* or *anak2*."""
        rule = self._stem(form).rule
        return rule not in _NOT_ONE if "-" in form else rule == SAID_TWICE

    def parts_of(self, form: str) -> tuple[str, ...]:
        """The words that a form is glued of; nothing for others.

        ``ibukota``, ``antikorupsi``; and ``menandatangani``, of which they are those of its root.
        """
        parts = glued_parts(form)
        if parts and (form in GLUED or self._is_known(parts[1])):
            return parts
        return COMPOUNDS.get(self._stem(form).term, ())

    def run_together(self, chunk: str) -> tuple[str, ...]:
        """The two words that a chunk is, where the blank between them was lost: ``denganlagu``.

        Pages that drop the markup of a link lose it. Only of a form that means nothing by itself,
        and only into two known words, one of them of the lexicon. What begins with a capital and
        has no other may be a name (*Sangiran*): its words must be longer.
        """
        return self._strayed(self.surface(chunk), chunk)

    def _strayed(self, form: str, chunk: str) -> tuple[str, ...]:
        """As :meth:`run_together`; ``form`` is that of the chunk."""
        if len(form) < _SHORTEST_TOGETHER or self._stem(form).rule not in _UNKNOWN:
            return ()
        like_a_name = chunk[0].isupper() and chunk[1:].islower()
        shortest = _SHORTEST_BEHIND_CAPITAL if like_a_name else 0
        parts = lost_blank(form, self._is_word)
        return parts if all(len(part) >= shortest for part in parts) else ()

    def _is_word(self, form: str) -> bool:
        return form in self.names or self._rule(form).rule not in _NO_ROOT_OR_SHORT

    def _unlike(self, spread: Spread) -> Spread:
        """The spread with each term once at a place."""
        pieces, query, width = spread
        if len(pieces) < 2:
            return spread
        first: dict[tuple[int, str], Piece] = {}
        for piece in pieces:
            first.setdefault((piece.offset, self._stem(piece.form).term), piece)
        told = {first[piece.offset, self._stem(piece.form).term]: None for piece in query}
        return Spread(tuple(first.values()), tuple(told), width)

    def _tokens(
        self, match: re.Match[str], pieces: Iterable[Piece], position: int
    ) -> Iterator[Token]:
        chunk, begin = match[0], match.start()
        for form, offset, start, end in pieces:
            stem = self._stem(form)
            yield Token(
                chunk[start:end],
                stem.term,
                stem.rule,
                position + offset,
                begin + start,
                begin + end,
                form,
            )

    def _stem(self, form: str) -> Stem:
        found = self._stems.get(form)
        if found is None:
            found = self._work_out(form)
            _remember(self._stems, form, found, _CACHED_WORDS)
        return found

    def _work_out(self, form: str) -> Stem:
        if len(form) >= LONGEST_TERM:
            return Stem(form, "cut")
        if not form.isalpha() and (rule := rule_of_signs(form)):
            return Stem(form, rule)
        if form in SHORT_FORMS:
            return Stem(self._stem(SHORT_FORMS[form]).term, "short form")
        if form in INFORMAL_FORMS:
            return Stem(self._stem(INFORMAL_FORMS[form]).term, "informal")
        if form.endswith("2") and form[:-1].isalpha():
            said = self._stem(form[:-1])
            # Names and acronyms have numbers: M2, PIK2, Moto2.
            if said.rule not in _NO_ROOT and form not in _NUMBERED:
                return Stem(said.term, SAID_TWICE)
        return self._of_today(form, self._rule(form))

    def _of_today(self, form: str, stem: Stem) -> Stem:
        """The stem of a form, or of what it is in today's spelling.

        A word that is known as it is stays; but of a name, ``oe`` is ``u`` where both are known.
        """
        is_name = stem.rule in _NAMES
        if stem.rule not in _UNKNOWN and not (is_name and "oe" in form):
            return stem
        for new in [form.replace("oe", "u")] if is_name else respelled(form):
            if self._is_known(new):
                return Stem(self._stem(new).term, "old spelling")
        return stem

    def _is_known(self, form: str) -> bool:
        term, rule = self._stem(form)
        if term != form and rule.startswith(_CLITIC):
            # A possessive is taken off what nobody knows as well: katalunya is no katalu.
            return self._is_known(term)
        return rule not in _NO_ROOT or form in self.names


def _begun(terms: Sequence[str], beginnings: Iterable[str]) -> Iterator[str]:
    """Those of some sorted terms that begin in one of these ways."""
    for beginning in beginnings:
        for place in range(bisect_left(terms, beginning), len(terms)):
            if not terms[place].startswith(beginning):
                break
            yield terms[place]


def _remember(known: dict[str, _Value], key: str, value: _Value, most: int) -> None:
    if len(known) >= most:
        known.clear()
    known[key] = value


def fold(value: str) -> list[str]:
    """The terms under which a name (source, category, author) is found.

    First the whole value in the form of :func:`normalise`, then its words, each once.
    """
    return list(_folded(value))


@lru_cache(maxsize=2048)
def _folded(value: str) -> tuple[str, ...]:
    whole = " ".join(normalise(value).split())[:LONGEST_TERM]
    words = [normalise(word)[:LONGEST_TERM] for word in WORD.findall(value)]
    return tuple(dict.fromkeys(term for term in (whole, *words) if term))


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
