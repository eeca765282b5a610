"""What else a plain word is searched as: what an acronym stands for, what a slip probably meant.

And a related word, and a day as the articles of its week write it: *17/12* for *17 Desember 2005*.
All count less than what was typed, and only for articles that lack it: they find more, and the
score of what the word itself finds stays. Words that an operator, a sign, quotation marks or a
field demands are taken as they are typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from index.acronyms import Acronym
from index.analysis import Analysis, Token, normalise
from searcher import logic as query
from searcher.nodes import AnyOf, Exact, InPlaceOf, Slot, Word, only_restricts
from searcher.notes import note
from searcher.related import RELATED
from searcher.results import Note
from searcher.runs import TEXT, slots_of
from searcher.spelling import corrections
from searcher.view import View

MOST_GUESSED = 4
"""Words of a query that are guessed at: each takes some milliseconds."""
MOST_WORDS = 10
"""Words of a long form, as :mod:`index.analysis.acronyms` reads it."""
_NO_FORM = " "
_BUILT = ("prefix ", "confix ")
"""What the stemmer says of a word that it takes apart into affixes and a known root."""
_DAY = re.compile(r"\d{4}-(\d\d)-(\d\d)")


def widened(found: Any | None, view: View) -> tuple[Any | None, list[Note]]:
    """The query with what its plain words are also searched as, and notes on what was guessed."""
    notes: list[Note] = []
    if found is None:
        return None, notes
    return _Widener(view, notes).widen(found), notes


class _Widener:
    def __init__(self, view: View, notes: list[Note]) -> None:
        self._view = view
        self._notes = notes

    def widen(self, node: Any) -> Any:
        """A node with its plain words widened.

        They stand alone, side by side, beside what is demanded or beside what only restricts.
        """
        if _is_sought(node):
            return self._among([node])[0]
        if type(node) is AnyOf:
            return AnyOf(self._among(node.subqueries), node.demands)
        if type(node) is query.AndMaybe:
            return query.AndMaybe(self.widen(node.a), self.widen(node.b))
        if type(node) is query.And:
            return self._restricted(node)
        return node

    def _restricted(self, node: query.And) -> Any:
        """What is sought beside filters and exclusions, widened; parts that must all match stay."""
        scored = [part for part in node.subqueries if not only_restricts(part)]
        if len(scored) != 1:
            return node
        parts = [self.widen(part) if part is scored[0] else part for part in node.subqueries]
        return query.And(parts)

    def _among(self, nodes: Sequence[Any]) -> list[Any]:
        result: list[Any] = [self._guess(node) if _is_plain(node) else node for node in nodes]
        for first, last, short in self._spelt_out(result):
            share = 1.0 / (last - first)
            for place in range(first, last):
                result[place] = InPlaceOf(result[place], self._short(short, share))
        terms = {term for node in nodes if type(node) is Word for term in node.terms}
        return [self._otherwise(node, terms) if _is_sought(node) else node for node in result]

    # Slips

    def _guess(self, node: Word) -> Word | Exact:
        """A word that no article holds as what it probably was meant to be; others as they are."""
        if len(self._notes) >= MOST_GUESSED or self._is_known(node) or self._is_sure(node.forms[0]):
            return node
        related = _related(node)
        if related and self._is_known(related):
            return node
        for meant in corrections(node.forms[0], self._view.vocabulary)[:1]:
            tokens = list(self._view.snapshot.analysis.query_tokens(meant.word))
            guess = _as_guess(tokens, node.typed, meant.word)
            if self._is_known(guess):
                self._notes.append(note("guessed", word=node.typed, guess=meant.word))
                return guess
        return node

    def _is_sure(self, form: str) -> bool:
        """Whether a form is no slip: a number or a day, or affixes around a known root."""
        rule = self._view.snapshot.analysis.stem(form).rule
        return rule.startswith(_BUILT) or any(map(str.isdigit, form))

    def _is_known(self, node: Word | Exact) -> bool:
        holds = self._view.postings.holds
        for field in node.fields:
            for term in node.terms:
                if holds(field, term):
                    return True
        return False

    # Acronyms, days and related words

    def _otherwise(self, node: Word, terms: Collection[str]) -> Any:
        """A word beside how else it is written, or beside a related one.

        An acronym is written as the words that it stands for, a day without its year in the
        articles of its week. A related word is left out that is among the ``terms`` sought.
        """
        if _is_plain(node):
            day = _DAY.fullmatch(node.forms[0])
            if day:
                return self._beside(node, f"{int(day[2])}/{int(day[1])}")
            known = self._view.explained.of_short(node.forms[0], node.typed)
            if known:
                return self._beside(node, known.long)
        related = _related(node)
        if related is None or related.terms[0] in terms:
            return node
        return InPlaceOf(node, related)

    def _beside(self, node: Word, text: str) -> Any:
        slots = _slots(text, self._view.snapshot.analysis)
        return InPlaceOf(node, Exact(TEXT, slots, text, "acronym")) if slots else node

    def _spelt_out(self, nodes: Sequence[Any]) -> Iterator[tuple[int, int, Acronym]]:
        """Where words side by side are the long form of an acronym; the longest ones."""
        explained = self._view.explained
        forms = [_form_of(node) for node in nodes]
        first = 0
        while first < len(forms) - 1:
            longs = explained.longs(forms[first])
            for last in range(min(first + MOST_WORDS, len(forms)) if longs else 0, first + 1, -1):
                known = longs.get(tuple(forms[first:last])) if longs else None
                if known is not None:
                    yield first, last, known
                    first = last - 1
                    break
            first += 1

    def _short(self, known: Acronym, share: float) -> Word:
        slots = _slots(known.short, self._view.snapshot.analysis)
        terms = [term for _, terms in slots for term in terms]
        return Word(TEXT, terms, known.short, (), "acronym", share)


@lru_cache(maxsize=500)
def _slots(text: str, analysis: Analysis) -> tuple[Slot, ...]:
    """The places that a text takes, each with its terms."""
    return tuple(slots_of(analysis.query_tokens(text)))


def _is_sought(node: Any) -> bool:
    """Whether a node is a word, in one form or several, that says what is sought in the text."""
    if type(node) is not Word or node.demanded or node.kind not in ("content", "asking"):
        return False
    return node.fields == TEXT


def _is_plain(node: Any) -> bool:
    """Whether a node is one word in one form that says what is sought in the text."""
    return _is_sought(node) and len(node.forms) == 1


def _related(node: Word) -> Word | None:
    """The related word of a word, if it has one."""
    term = RELATED.get(node.terms[0]) if len(node.terms) == 1 else None
    return Word(TEXT, (term,), node.typed, (), "related") if term else None


def _form_of(node: Any) -> str:
    """The form of a plain word, be it one that is searched as two: *ketenagakerjaan*."""
    if type(node) is Exact and " " not in node.typed:
        return normalise(node.typed)
    return node.forms[0] if _is_plain(node) else _NO_FORM


def _as_guess(tokens: Sequence[Token], typed: str, form: str) -> Word | Exact:
    """A word in place of the one that was typed; a compound is one of several places."""
    slots = list(slots_of(tokens))
    if len(slots) != 1:
        return Exact(TEXT, slots, typed, "guess", [form])
    return Word(TEXT, slots[0][1], typed, [form], "guess")
