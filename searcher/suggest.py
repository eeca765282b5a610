"""Did you mean: the query with its misspelt words as the archive writes them.

A word is misspelt if no article holds it as it is written. (A search may find something by its
stem nevertheless: that stands, and only a common word at one slip is thought of.) A word that some
articles do hold is misspelt only if another at one slip of it is in ``FAR_COMMONER`` times as many,
or in more if the slip is improbable; its own results stand. What is suggested has hits: that is
looked up before it is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from math import exp, log
from typing import Any, NamedTuple

from searcher.compile import TEXT
from searcher.inquiry import Inquiry
from searcher.lexer import read_text
from searcher.nodes import AnyOf
from searcher.nodes import Word as WordNode
from searcher.parser import parse
from searcher.spelling import (
    LEAST_LETTERS,
    MOST_LETTERS,
    Correction,
    corrections,
    one_slip,
)
from searcher.syntax import AllOf, EitherOf, Listing, Node, Phrase, Required, Word

FAR_COMMONER = 200
"""How many times commoner another must be than a word that has hits of its own."""
_SHORT = 4
"""Words of fewer letters are like so many others that those must be commoner by this factor too."""
MOST_WORDS = 12
"""Words of a query that are looked at."""
MOST_TRIED = 4
"""Corrections of one word that are weighed against the words beside it."""
_NEAR = 3.0
"""Corrections whose scores differ by no more are weighed against the words beside them."""
_LEAST_HALF = 2

_COMPOUNDS = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_PARTS = re.compile(r"[^-]+")
_NO_WORD_BESIDE = re.compile(r"[\d_@./:]")


class Typed(NamedTuple):
    """A word of the query: where it stands, its form, in how many articles.

    ``written`` counts those that hold the very form, ``articles`` those that a search finds.
    """

    start: int
    end: int
    form: str
    written: int
    articles: int


def suggestion(inquiry: Inquiry) -> str | None:
    """The query that was probably meant, with hits of its own; None if there is no better one."""
    text = read_text(inquiry.request.query)
    words = list(islice(_typed(text, inquiry), MOST_WORDS))
    known = [word.form for word in words if word.written]
    changed: list[tuple[Typed, str]] = []
    for word in words:
        meant = _meant(word, known, inquiry)
        if meant:
            changed.append((word, meant))
        if inquiry.out_of_time:
            return None
    if not changed:
        return None
    suggested = _rewritten(text, changed)
    return suggested if _has_hits(suggested, changed, inquiry) else None


def _typed(text: str, inquiry: Inquiry) -> Iterator[Typed]:
    """The words that are looked for in the text of articles."""
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
    if "-" in text and not whole.written:
        slips = one_slip(whole.form, inquiry.vocabulary.frequency)
        if not any(other.documents >= inquiry.vocabulary.least for other in slips):
            for part in _PARTS.finditer(text):
                if len(part[0]) >= LEAST_LETTERS:
                    yield _word(part[0], start + part.start(), inquiry)
            return
    if len(text) >= LEAST_LETTERS:
        yield whole


def _word(text: str, start: int, inquiry: Inquiry) -> Typed:
    form = inquiry.view.snapshot.analysis.surface(text)
    written = inquiry.vocabulary.frequency(form)
    return Typed(
        start, start + len(text), form, written, inquiry.articles_with(inquiry.terms(text))
    )


def _texts(node: Node | None) -> Iterator[tuple[int, str]]:
    """The words and phrases of a tree, each with where it stands; none that is excluded."""
    if isinstance(node, (Listing, AllOf, EitherOf)):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, Required):
        yield from _texts(node.item)
    elif isinstance(node, (Word, Phrase)) and node.field in (None, "title") and node.start >= 0:
        yield node.start, node.text


def _meant(word: Typed, known: Sequence[str], inquiry: Inquiry) -> str | None:
    if word.written:
        return _far_commoner(word, inquiry)
    vocabulary = inquiry.vocabulary
    if word.articles:
        found = one_slip(word.form, vocabulary.frequency)
        found = [choice for choice in found if choice.documents >= vocabulary.common]
    else:
        found = corrections(word.form, vocabulary)
    found = [choice for choice in found if inquiry.articles_with(inquiry.terms(choice.word))]
    if found:
        return _fitting(found, known, inquiry)
    return None if word.articles else _in_two(word.form, inquiry)


def _far_commoner(word: Typed, inquiry: Inquiry) -> str | None:
    """A word at one slip of a known one that is so much commoner that it may be meant."""
    vocabulary = inquiry.vocabulary
    least = FAR_COMMONER * word.written * (_SHORT if len(word.form) < _SHORT else 1)
    if least > vocabulary.documents or len(word.form) > MOST_LETTERS:
        return None
    left_out = log(len(word.form))
    for choice in one_slip(word.form, vocabulary.frequency):
        if choice.documents >= least * max(exp(choice.slip - left_out), 1.0):
            return choice.word
    return None


def _fitting(found: Sequence[Correction], known: Sequence[str], inquiry: Inquiry) -> str:
    """Of corrections as good as each other, the one that stands most with the other words."""
    best = found[0]
    near = [choice for choice in found[:MOST_TRIED] if best.score - choice.score <= _NEAR]
    if len(near) < 2 or not known:
        return best.word
    return max(near, key=lambda choice: (inquiry.shared(choice.word, known), choice.score)).word


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


def _has_hits(suggested: str, changed: Sequence[tuple[Typed, str]], inquiry: Inquiry) -> bool:
    """Whether the suggestion finds something; for plain words that is known without a search."""
    if not inquiry.filtered and not any(" " in meant for _, meant in changed):
        found: Any = inquiry.understood(suggested)
        groups = found.subqueries if type(found) is AnyOf else [found]
        if all(type(group) is WordNode and group.fields == TEXT for group in groups):
            removed = len(inquiry.view.snapshot.deleted)
            if any(inquiry.articles_with(group.terms) > removed for group in groups):
                return True
    return inquiry.total(suggested) > 0
