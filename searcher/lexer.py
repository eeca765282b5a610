"""A query string as lexemes, its quotation marks and brackets repaired. Never raises."""

from __future__ import annotations

import re
from enum import Enum, auto

from msgspec import Struct

from index.patterns import pattern
from searcher.notes import note
from searcher.results import Note

MAX_LENGTH = 1_000
"""Characters of a query that are read."""
MAX_CLAUSES = 64
"""Words and phrases of a query that are used."""
MAX_DEPTH = 16
"""Brackets within brackets that are heeded."""

FIELDS = {
    "judul": "title",
    "title": "title",
    "sumber": "source",
    "source": "source",
    "kategori": "category",
    "category": "category",
    "penulis": "author",
    "author": "author",
    "sejak": "since",
    "since": "since",
    "after": "since",
    "sampai": "until",
    "until": "until",
    "before": "until",
    "tanggal": "day",
    "date": "day",
}


class Kind(Enum):
    """What a lexeme is."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    MINUS = auto()
    PLUS = auto()
    OPEN = auto()
    CLOSE = auto()


OPERATORS = {
    "DAN": Kind.AND,
    "AND": Kind.AND,
    "ATAU": Kind.OR,
    "OR": Kind.OR,
    "BUKAN": Kind.NOT,
    "NOT": Kind.NOT,
}


class Lexeme(Struct, frozen=True):
    """A piece of a query; ``text`` is what was typed (of a phrase: between the marks).

    ``start`` is where that text begins in the query as :func:`read_text` gives it.
    """

    kind: Kind
    text: str
    start: int = -1


_QUOTES = '"“”„‟«»＂'
_QUOTE = pattern(f"[{_QUOTES}]")
_WORD = pattern(rf"[^\s(){_QUOTES}]+")
_FIELD = pattern(r"([^\W\d_]+):")
_SIGN = pattern(rf"([-+])[-+]*(?=[^\s)]|[{_QUOTES}])")
_UNPRINTABLE = pattern("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")


def clean(text: str) -> str:
    """The text with what cannot be printed or encoded (controls, lone surrogates) as spaces."""
    return text if text.isprintable() else _UNPRINTABLE.sub(" ", text)


def read_text(text: str) -> str:
    """The part of a query that is read, clean."""
    text = clean(text)
    return _cut(text.strip()) if len(text.strip()) > MAX_LENGTH else text


def lex(text: str) -> tuple[list[Lexeme], list[Note]]:
    """The lexemes of a query, bounded in number and with brackets that match, and the notes."""
    notes: list[Note] = []
    read = read_text(text)
    if len(read) < len(text.strip()):
        notes.append(note("query_cut", limit=MAX_LENGTH))
    lexemes = _Scanner(read, notes).scan()
    return balance(limit_clauses(lexemes, notes), notes), notes


def _cut(text: str) -> str:
    head = text[:MAX_LENGTH]
    whole_words = head if text[MAX_LENGTH].isspace() else head.rsplit(None, 1)[0]
    return whole_words or head


class _Scanner:
    """One pass over the text; ``_at_start`` tells where a sign or a field name may stand."""

    def __init__(self, text: str, notes: list[Note]) -> None:
        self._text = text
        self._notes = notes
        self._lexemes: list[Lexeme] = []
        self._position = 0
        self._at_start = True

    def scan(self) -> list[Lexeme]:
        while self._position < len(self._text):
            char = self._text[self._position]
            if char.isspace():
                self._position += 1
                self._at_start = True
            elif char in "()":
                self._emit(Kind.OPEN if char == "(" else Kind.CLOSE, char, starts=True)
            elif char in _QUOTES:
                self._phrase()
            else:
                self._sign_or_word()
        return self._lexemes

    def _emit(self, kind: Kind, text: str, *, length: int = 0, starts: bool = False) -> None:
        start = self._text.find(text, self._position)
        self._lexemes.append(Lexeme(kind, text, start))
        self._position += length or len(text)
        self._at_start = starts

    def _phrase(self) -> None:
        begin = self._position + 1
        closing = _QUOTE.search(self._text, begin)
        if closing:
            self._emit(
                Kind.PHRASE, self._text[begin : closing.start()], length=closing.end() - begin + 1
            )
            self._at_start = True
            return
        rest = self._text[begin:].strip()
        if any(map(str.isalnum, rest)):
            self._notes.append(note("quote_repaired"))
            self._emit(Kind.PHRASE, rest, length=len(self._text))
        else:
            self._notes.append(note("quote_ignored"))
            self._position = begin

    def _sign_or_word(self) -> None:
        sign = _SIGN.match(self._text, self._position) if self._at_start else None
        if sign:
            kind = Kind.MINUS if sign[1] == "-" else Kind.PLUS
            self._emit(kind, sign[1], length=len(sign[0]), starts=True)
            return
        match = _WORD.match(self._text, self._position)
        word = match[0] if match else self._text[self._position]
        field = _FIELD.match(word) if self._at_start else None
        if self._at_start and word in OPERATORS:
            self._emit(OPERATORS[word], word)
        elif field and field[1].casefold() in FIELDS:
            self._emit(Kind.FIELD, field[1], length=len(field[0]))
        else:
            self._plain_word(word, field)

    def _plain_word(self, word: str, field: re.Match[str] | None) -> None:
        value = word[field.end() :] if field else ""
        if field and value.strip(":") and not value.startswith("/"):
            self._notes.append(note("field_unknown", field=field[1]))
        self._emit(Kind.WORD, word)


def limit_clauses(lexemes: list[Lexeme], notes: list[Note]) -> list[Lexeme]:
    """The lexemes up to the last clause that is used."""
    clauses = 0
    for index, lexeme in enumerate(lexemes):
        if lexeme.kind in (Kind.WORD, Kind.PHRASE):
            clauses += 1
            if clauses > MAX_CLAUSES:
                notes.append(note("clauses_cut", limit=MAX_CLAUSES))
                return lexemes[:index]
    return lexemes


def balance(lexemes: list[Lexeme], notes: list[Note]) -> list[Lexeme]:
    """The lexemes with every bracket paired and none deeper than MAX_DEPTH."""
    result: list[Lexeme] = []
    depth = 0
    repaired = too_deep = False
    for lexeme in lexemes:
        if lexeme.kind is Kind.OPEN:
            depth += 1
        kept = depth <= MAX_DEPTH
        if lexeme.kind is Kind.CLOSE:
            repaired |= depth == 0
            kept &= depth > 0
            depth = max(0, depth - 1)
        too_deep |= depth > MAX_DEPTH
        if kept or lexeme.kind not in (Kind.OPEN, Kind.CLOSE):
            result.append(lexeme)
    result += [Lexeme(Kind.CLOSE, ")")] * min(depth, MAX_DEPTH)
    if repaired or depth:
        notes.append(note("bracket_repaired"))
    if too_deep:
        notes.append(note("depth_cut", limit=MAX_DEPTH))
    return result
