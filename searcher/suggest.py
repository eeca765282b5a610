"""Did you mean: the query with its misspelt words as the archive writes them.

A word is misspelt if no article holds it as it is written. (A search may find something by the stem
of a known word nevertheless: that stands, and only a common word at one slip is thought of.) A word
that some articles do hold is an error of theirs only if neither the lexicon nor the archive's names
know it and another at one slip is at least ``FAR_COMMONER`` times as common: more the more
improbable the slip, the shorter the word and the more articles hold it, and not if it goes with the
words beside it. Next to another word it is enough that the two stand together so much oftener and
seldom apart: *baswedan* tells that *anis* is *anies*. Its own results stand. What is suggested has
hits: that is looked up before it is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from math import exp, log
from typing import Any, NamedTuple

from index.patterns import pattern
from searcher.inquiry import Inquiry
from searcher.lexer import read_text
from searcher.logic import AndMaybe
from searcher.nodes import AnyOf
from searcher.nodes import Word as WordNode
from searcher.parser import parse
from searcher.plain import plain_words
from searcher.related import RELATED
from searcher.runs import TEXT
from searcher.spelling import (
    LEAST_LETTERS,
    MOST_LETTERS,
    Correction,
    corrections,
    one_slip,
)
from searcher.syntax import AllOf, EitherOf, Listing, Node, Phrase, Required, Word

FAR_COMMONER = 20
"""How many times commoner another must be than a word that has hits of its own, at least."""
_LIKE_OTHERS = 7
"""Words of fewer letters are like many others by chance, and another must be commoner still."""
_A_LETTER = 0.35
"""By this factor (natural logarithm) for every letter less; for more letters, less common."""
_AGAIN = 1.5
"""What a word in twice as many articles counts (a power of it): errors seldom repeat themselves."""
_NO_KNOWN_WORD = 3.0
"""How many times commoner yet another must be that itself is no known word, or for a name none."""
MOST_WORDS = 12
"""Words of a query that are looked at."""
MOST_TRIED = 5
"""Corrections of one word that are weighed against the words beside it."""
_NEAR = 4.0
"""Corrections whose scores differ by no more are weighed against the words beside them."""
_NAME = 0.7
"""What speaks for a name among corrections (natural logarithm)."""
_BESIDE = 2
"""Words beside a word that are looked at, the rarest first."""
_MOST_READ = 6_000
"""Articles of a word that are looked at; commoner ones tell little of what stands beside them."""
_UNSEEN = 0.5
"""What is added to counts of articles, so that few tell little."""
_OFTENER = log(4.0)
"""How much oftener than by chance two words stand together that belong together."""
_INSEPARABLE = log(20.0)
"""The same of two that are one name or a set phrase."""
_NAME_LETTERS = 4
"""Letters of a word that may be an error next to another word, though not by itself."""
_LEAST_HALF = 2

_COMPOUNDS = pattern(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_PARTS = pattern(r"[^-]+")
_NO_WORD_BESIDE = pattern(r"[\d_@./:]")


class Typed(NamedTuple):
    """A word of the query: where it stands, its form, in how many articles.

    ``written`` counts those that hold the very form, ``articles`` those that a search finds where
    none does. ``capital`` tells whether it is typed with one; ``place`` counts the words before it.
    """

    start: int
    end: int
    form: str
    written: int
    articles: int
    capital: bool
    place: int = 0


def suggestion(inquiry: Inquiry) -> str | None:
    """The query that was probably meant, with hits of its own; None if there is no better one."""
    text = read_text(inquiry.request.query)
    typed = enumerate(islice(_typed(text, inquiry), MOST_WORDS))
    words = [word._replace(place=place) for place, word in typed]
    changed: list[tuple[Typed, str]] = []
    for word in words:
        meant = _meant(word, words, inquiry)
        if meant and not (word.written and any(meant == other.form for other in words)):
            changed.append((word, meant))
        if inquiry.out_of_time:
            return None
    if not changed:
        return None
    suggested = _rewritten(text, changed)
    return suggested if _has_hits(suggested, inquiry) else None


def _typed(text: str, inquiry: Inquiry) -> Iterator[Typed]:
    """The words that are looked for in the text of articles."""
    plain = plain_words(text)
    if plain is not None:
        for start, word in plain:
            if len(word) >= LEAST_LETTERS:
                yield _word(word, start, inquiry)
        return
    tree, _ = parse(text)
    for start, typed in _texts(tree):
        if text[start : start + len(typed)] != typed:
            continue
        for found in _COMPOUNDS.finditer(typed):
            beside = typed[max(found.start() - 1, 0) : found.start()] + typed[found.end() :][:1]
            if not _NO_WORD_BESIDE.search(beside):
                yield from _words(found[0], start + found.start(), inquiry)


def _words(text: str, start: int, inquiry: Inquiry) -> Iterator[Typed]:
    """The words of a text without spaces: itself if it is one with hyphens, or like one."""
    whole = _word(text, start, inquiry)
    if "-" in text and not whole.written and not one_slip(whole.form, inquiry.vocabulary.held_near):
        for part in _PARTS.finditer(text):
            if len(part[0]) >= LEAST_LETTERS:
                yield _word(part[0], start + part.start(), inquiry)
        return
    if len(text) >= LEAST_LETTERS:
        yield whole


def _word(text: str, start: int, inquiry: Inquiry) -> Typed:
    analysis = inquiry.view.snapshot.analysis
    if text.isascii() and text.isalpha():
        # Letters alone are one chunk, which the search has taken apart.
        forms = [piece.form for piece in analysis.spread(text).query]
    else:
        forms = [token.form for token in analysis.query_tokens(text)]
    # What has a hyphen may be one word without it: e-KTP.
    form = forms[0] if len(forms) == 1 else analysis.surface(text)
    written = inquiry.vocabulary.frequency(form)
    if not (articles := written):
        terms = set(map(analysis.term_of, forms))
        related = {RELATED[term] for term in terms & RELATED.keys()}
        articles = inquiry.articles_with(terms | related)
    return Typed(start, start + len(text), form, written, articles, text[0].isupper())


def _texts(node: Node | None) -> Iterator[tuple[int, str]]:
    """The words and phrases of a tree, each with where it stands; none that is excluded."""
    if isinstance(node, (Listing, AllOf, EitherOf)):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, Required):
        yield from _texts(node.item)
    elif isinstance(node, (Word, Phrase)) and node.field in (None, "title") and node.start >= 0:
        yield node.start, node.text


def _beside(word: Typed, words: Sequence[Typed]) -> list[Typed]:
    """The words of the query that may tell what is meant by one."""
    others = {other.form: other for other in words if 0 < other.written <= _MOST_READ}
    others.pop(word.form, None)
    return sorted(others.values(), key=lambda other: other.written)[:_BESIDE]


def _meant(word: Typed, words: Sequence[Typed], inquiry: Inquiry) -> str | None:
    if word.written:
        return _far_commoner(word, words, inquiry)
    vocabulary = inquiry.vocabulary
    stands = word.articles > 0 and inquiry.knows(word.form)
    if stands:
        found = one_slip(word.form, vocabulary.held_near)
        found = [choice for choice in found if choice.documents >= vocabulary.common]
    else:
        found = corrections(word.form, vocabulary)
    found = [choice for choice in found if inquiry.articles_with(inquiry.terms(choice.word))]
    if found:
        return _fitting(_names_first(found, inquiry), _beside(word, words), inquiry)
    return None if stands else _in_two(word.form, inquiry)


def _far_commoner(word: Typed, words: Sequence[Typed], inquiry: Inquiry) -> str | None:
    """A word at one slip of a rare, unknown one, so much commoner that it must be meant.

    By itself, but not if the typed word rather than the other goes with a word beside it: then it
    is meant as it is. Or next to another word of the query, with which it is one name.
    """
    vocabulary = inquiry.vocabulary
    least = FAR_COMMONER * word.written
    if least > vocabulary.documents or len(word.form) > MOST_LETTERS or inquiry.knows(word.form):
        return None
    found = one_slip(word.form, vocabulary.held_near)
    beside = _beside(word, words) if found else []
    for choice in found:
        if choice.documents >= max(_needed(word, choice, inquiry), least):
            meant_so = any(_belongs(word, other, choice, inquiry) for other in beside)
            return None if meant_so else choice.word
    for choice in found[:MOST_TRIED]:
        if any(_commoner_beside(word, other, choice, inquiry) for other in beside):
            return choice.word
    return None


def _needed(word: Typed, choice: Correction, inquiry: Inquiry) -> float:
    """In how many articles a word must be before another is taken for an error of it."""
    again = float(word.written) ** _AGAIN
    chance = exp(_A_LETTER * (_LIKE_OTHERS - len(word.form)))
    slip = exp(max(choice.slip - log(len(word.form)), 0.0))
    # A capital within a query is typed for a name, and a name is seldom an error of another word.
    is_name = choice.word in inquiry.view.snapshot.analysis.names
    fits = is_name if word.capital and word.place else inquiry.knows(choice.word)
    known = 1.0 if fits else _NO_KNOWN_WORD
    return float(FAR_COMMONER * again * chance * slip * known)


def _belongs(word: Typed, other: Typed, choice: Correction, inquiry: Inquiry) -> bool:
    """Whether a word stands in articles with one beside it, and its correction seldom does."""
    if not inquiry.shared(word.form, other.form):
        return False
    return _together(choice, other, inquiry) < _OFTENER


def _commoner_beside(word: Typed, other: Typed, choice: Correction, inquiry: Inquiry) -> bool:
    """Whether a correction makes one name with the word next to it, and the typed word an error."""
    if abs(word.place - other.place) != 1 or len(word.form) < _NAME_LETTERS or "-" in word.form:
        return False
    least = max(FAR_COMMONER, word.written)
    if other.written < least or not least <= choice.documents <= _MOST_READ:
        return False
    least = FAR_COMMONER * max(inquiry.shared(word.form, other.form), 1)
    if inquiry.shared(choice.word, other.form) < least:
        return False
    return _together(choice, other, inquiry) >= _INSEPARABLE


def _names_first(found: Sequence[Correction], inquiry: Inquiry) -> list[Correction]:
    """The corrections with what speaks for names: they are asked for more than they are written."""
    names = inquiry.view.snapshot.analysis.names
    gains = ((_NAME if choice.word in names else 0.0, choice) for choice in found)
    return sorted((c._replace(score=c.score + gain) for gain, c in gains), reverse=True)


def _fitting(found: Sequence[Correction], beside: Sequence[Typed], inquiry: Inquiry) -> str:
    """Of corrections nearly as good as each other, the one that goes with the other words."""
    best = found[0]
    near = [choice for choice in found[:MOST_TRIED] if best.score - choice.score <= _NEAR]
    if len(near) < 2 or not beside:
        return best.word

    def fit(choice: Correction) -> float:
        if choice.documents > _MOST_READ:
            return choice.score
        return choice.score + sum(_together(choice, other, inquiry) for other in beside)

    return max(near, key=fit).word


def _together(choice: Correction, other: Typed, inquiry: Inquiry) -> float:
    """How much oftener two words stand in one article than they would by chance (logarithm)."""
    by_chance = choice.documents * other.written / inquiry.vocabulary.documents
    shared = inquiry.shared(choice.word, other.form)
    return log((shared + _UNSEEN) / (by_chance + _UNSEEN))


def _in_two(form: str, inquiry: Inquiry) -> str | None:
    """Two words written as one, if the archive has them side by side."""
    frequency, least = inquiry.vocabulary.frequency, inquiry.vocabulary.least
    halves = []
    for place in range(_LEAST_HALF, len(form) - _LEAST_HALF + 1):
        rarer = min(frequency(form[:place]), frequency(form[place:]))
        if rarer >= least:
            halves.append((rarer, f"{form[:place]} {form[place:]}"))
    for _, both in sorted(halves, reverse=True)[:MOST_TRIED]:
        if inquiry.total(f'"{both}"'):
            return both
    return None


def _rewritten(text: str, changed: Sequence[tuple[Typed, str]]) -> str:
    """The query with the words replaced, in the case in which they were typed."""
    parts = []
    done = 0
    for word, meant in sorted(changed):
        typed = text[word.start : word.end]
        if len(typed) > 1 and typed.isupper():
            meant = meant.upper()
        elif typed[0].isupper():
            several = any(part[:1].isupper() for part in typed.split("-")[1:])
            starts = r"(?:^|[ -])\w" if several else r"(?:^| )\w"
            meant = re.sub(starts, lambda found: found[0].upper(), meant)
        parts += [text[done : word.start], meant]
        done = word.end
    return "".join([*parts, text[done:]]).strip()


def _has_hits(suggested: str, inquiry: Inquiry) -> bool:
    """Whether the suggestion finds something; where a plain word does, no search is needed."""
    if not inquiry.filtered:
        found: Any = inquiry.understood(suggested)
        while type(found) is AndMaybe:
            # What finds articles, and function words that only add to their score.
            found = found.a
        groups = found.subqueries if type(found) is AnyOf else [found]
        removed = len(inquiry.view.snapshot.deleted)
        for group in groups:
            is_plain = type(group) is WordNode and group.fields == TEXT
            if is_plain and inquiry.articles_with(group.terms) > removed:
                return True
    return inquiry.total(suggested) > 0
