"""Lexemes to a syntax tree. Lenient: what makes no sense is left out, with a note.

Binding, tightest first: signs and BUKAN, DAN, ATAU, standing side by side. So
``jakarta banjir ATAU longsor`` is ``jakarta`` beside ``banjir ATAU longsor``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import takewhile

from index.patterns import pattern
from searcher.days import LONGEST, DayRange, parse_days, parse_leading_days
from searcher.lexer import FIELDS, MAX_CLAUSES, MAX_LENGTH, OPERATORS, Kind, Lexeme, lex
from searcher.notes import note
from searcher.results import Note
from searcher.syntax import (
    AllOf,
    Beginning,
    Days,
    EitherOf,
    Listing,
    Node,
    Not,
    Phrase,
    Required,
    Word,
)

LEAST_PREFIX = 2
"""Letters that must stand before ``*``."""

_SIGNS = (Kind.MINUS, Kind.PLUS, Kind.NOT)
_LETTERS = r"[^\W_]+"
_PLAIN_WORD = pattern(_LETTERS)
_PLAIN = pattern(rf" *(?:{_LETTERS}(?: +|$))+")
_DATE_FIELDS = ("since", "until", "day")


def parse(text: str, today: date | None = None) -> tuple[Node | None, list[Note]]:
    """The tree that a query string means (None if it holds nothing) and the notes on it."""
    plain = _plain(text)
    if plain is not None:
        return plain, []
    lexemes, notes = lex(text)
    return _Parser(lexemes, notes, today).parse(), notes


def _plain(text: str) -> Node | None:
    """The tree of words with nothing but blanks between them, as most queries are; else None."""
    if len(text) > MAX_LENGTH or not _PLAIN.fullmatch(text):
        return None
    words = [Word(match[0], None, match.start()) for match in _PLAIN_WORD.finditer(text)]
    if len(words) > MAX_CLAUSES or not OPERATORS.keys().isdisjoint([word.text for word in words]):
        return None
    return _joined(Listing, words)


class _Parser:
    """Recursive descent; the lexer has bounded the depth and paired the brackets."""

    def __init__(self, lexemes: list[Lexeme], notes: list[Note], today: date | None) -> None:
        self._lexemes = lexemes
        self._notes = notes
        self._today = today
        self._next = 0

    def parse(self) -> Node | None:
        return self._listing(None)

    def _kind(self) -> Kind | None:
        return self._lexemes[self._next].kind if self._next < len(self._lexemes) else None

    def _take(self) -> Lexeme:
        self._next += 1
        return self._lexemes[self._next - 1]

    def _listing(self, field: str | None) -> Node | None:
        items: list[Node] = []
        while self._kind() not in (None, Kind.CLOSE):
            if self._kind() in (Kind.AND, Kind.OR):
                self._notes.append(note("operator_ignored", operator=self._take().text))
            elif item := self._either(field):
                items.append(item)
        return _joined(Listing, _swap_days(items, self._notes))

    def _either(self, field: str | None) -> Node | None:
        return self._chain(Kind.OR, EitherOf, self._all, field)

    def _all(self, field: str | None) -> Node | None:
        return self._chain(Kind.AND, AllOf, self._signed, field)

    def _chain(
        self,
        operator: Kind,
        join: type[AllOf] | type[EitherOf],
        operand: Callable[[str | None], Node | None],
        field: str | None,
    ) -> Node | None:
        items = [operand(field)]
        while self._kind() is operator:
            typed = self._take().text
            if self._kind() in (None, Kind.CLOSE, Kind.AND, Kind.OR):
                self._notes.append(note("operator_ignored", operator=typed))
            else:
                items.append(operand(field))
        return _joined(join, [item for item in items if item is not None])

    def _signed(self, field: str | None) -> Node | None:
        signs: list[Lexeme] = []
        while self._kind() in _SIGNS:
            signs.append(self._take())
        if self._kind() in (None, Kind.CLOSE, Kind.AND, Kind.OR):
            if signs and signs[-1].kind is Kind.NOT:
                self._notes.append(note("operator_ignored", operator=signs[-1].text))
            return None
        item = self._primary(field)
        if item is None or not signs:
            return item
        if sum(sign.kind is not Kind.PLUS for sign in signs) % 2:
            return Not(item)
        return Required(item)

    def _primary(self, field: str | None) -> Node | None:
        lexeme = self._take()
        if lexeme.kind is Kind.OPEN:
            group = self._listing(field)
            self._take()
            return group
        if lexeme.kind is Kind.FIELD:
            return self._fielded(lexeme.text)
        if lexeme.kind is Kind.PHRASE:
            return Phrase(lexeme.text, field, lexeme.start) if lexeme.text.strip() else None
        return self._word(lexeme, field)

    def _fielded(self, typed: str) -> Node | None:
        if self._kind() not in (Kind.WORD, Kind.PHRASE, Kind.OPEN):
            self._notes.append(note("field_empty", field=typed))
            return None
        field = FIELDS[typed.casefold()]
        return self._days(field, typed) if field in _DATE_FIELDS else self._primary(field)

    def _days(self, field: str, typed: str) -> Node | None:
        days, value = self._day_value()
        if days is None:
            self._notes.append(note("date_bad", field=typed, value=value))
            return None
        return Days(field, *days, value)

    def _day_value(self) -> tuple[DayRange | None, str]:
        if self._kind() is not Kind.WORD:
            text = self._take().text if self._kind() is Kind.PHRASE else self._bracketed_text()
            return parse_days(text, self._today), text
        ahead = self._lexemes[self._next : self._next + LONGEST]
        words = [lexeme.text for lexeme in takewhile(lambda x: x.kind is Kind.WORD, ahead)]
        days, count = parse_leading_days(words, self._today) or (None, 1)
        self._next += count
        return days, " ".join(words[:count])

    def _bracketed_text(self) -> str:
        words: list[str] = []
        depth = 0
        while True:
            lexeme = self._take()
            depth += (lexeme.kind is Kind.OPEN) - (lexeme.kind is Kind.CLOSE)
            if not depth:
                return " ".join(words)
            if lexeme.kind in (Kind.WORD, Kind.PHRASE):
                words.append(lexeme.text)

    def _word(self, lexeme: Lexeme, field: str | None) -> Node | None:
        text = lexeme.text
        stem = text.rstrip("*")
        if "*" in stem:
            self._notes.append(note("prefix_inside", word=text))
            stem = stem.replace("*", "")
        if not any(map(str.isalnum, stem)) and "*" not in text:
            return None
        if not text.endswith("*"):
            return Word(stem, field, lexeme.start)
        if sum(map(str.isalnum, stem)) < LEAST_PREFIX:
            self._notes.append(note("prefix_short", word=text, least=LEAST_PREFIX))
            return None
        return Beginning(stem, field)


def _joined(
    join: type[AllOf] | type[EitherOf] | type[Listing], items: Sequence[Node]
) -> Node | None:
    if len(items) < 2:
        return items[0] if items else None
    return join(tuple(items))


def _swap_days(items: list[Node], notes: list[Note]) -> list[Node]:
    """``sejak:2025 sampai:2024`` leaves nothing as it stands; the two are swapped."""
    bounds = {item.bound: item for item in items if isinstance(item, Days)}
    since, until = bounds.get("since"), bounds.get("until")
    if not since or not until or since.first <= until.last:
        return items
    notes.append(note("dates_swapped"))
    others = [item for item in items if item is not since and item is not until]
    swapped_since = Days("since", until.first, until.last)
    return [*others, swapped_since, Days("until", since.first, since.last)]
