"""Chunks to words: numbers, money, dates, hyphens and the like.

A *chunk* is a word, or what has to be looked at as one: ``14 September 2019``, ``Rp 1,5 triliun``,
``U-23``, ``Soekarno-Hatta``. :mod:`index.analysis.chunks` cuts a text into them; here is said what
one stands for: its *pieces*, each a form and the place it takes, and which of them a query looks
for. What one chunk means depends on nothing around it.

Writings of one thing have the same pieces at the same places, so that they match each other as
words and in phrases: ``14/9/2019`` is ``14 September 2019``, ``covid19`` is ``covid-19``. Of an
amount, the number takes the last place, where it also stands when a word follows it directly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import NamedTuple, Protocol

from index.analysis.chunks import (
    CURRENCIES,
    CURRENCY,
    MONTH,
    MONTH_NUMBERS,
    MONTHS,
    MULTIPLIERS,
    NUMBER,
    SPACE,
    WORD,
    kind_of,
)
from index.analysis.normalising import normalise
from index.patterns import pattern

LONGEST_TERM = 64


class Piece(NamedTuple):
    """A word of a chunk: its form, how many places after the chunk's first it stands, where."""

    form: str
    offset: int
    start: int
    end: int


class Spread(NamedTuple):
    """What a chunk stands for: the pieces in the index, those a query looks for, its places."""

    pieces: tuple[Piece, ...]
    query: tuple[Piece, ...]
    width: int


_DIGITS = pattern(r"\d+")
_LETTERS_AND_DIGITS = pattern(r"([^\W\d_]+)(\d+)|(\d+)([^\W\d_]+)")
_SIGNS = {
    "date": r"\d{4}-\d\d-\d\d",
    "money": r"(?:rp|usd|eur)\d+(?:,\d+)?",
    "number": r"\d+(?:,\d+)?",
    "time": r"\d{1,2}\.\d\d",
    "account": r"@.+",
    "address": r"[^@]+@.+|.*[./].*",
}


@cache
def _rules_of_signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(signs)) for rule, signs in _SIGNS.items())


_HYPHENS = str.maketrans("‐‑", "--")


class Judge(Protocol):
    """What has to be known of words to take a chunk apart."""

    def is_one(self, form: str) -> bool:
        """Whether a form with a hyphen or a digit is one word: *anak-anak*, not *U-23*."""
        ...

    def parts_of(self, form: str) -> tuple[str, ...]:
        """The words that a form is glued of: *ibukota*; nothing for any other."""
        ...

    def run_together(self, chunk: str) -> tuple[str, ...]:
        """The words between which a blank was lost: *denganlagu*; nothing for any other chunk."""
        ...


def take_apart(chunk: str, judge: Judge) -> Spread:
    """What a chunk stands for."""
    if chunk.isalpha():
        return _letters(chunk, judge)
    pieces, query, width = _signs(chunk, judge)
    return Spread(_sorted(pieces), _sorted(query), width)


def pieces_of(chunk: str, judge: Judge) -> tuple[tuple[Piece, ...], int]:
    """What a chunk stands for in the index: its pieces, and its places."""
    if chunk.isalpha():
        pieces, _, width = _letters(chunk, judge)
        return pieces, width
    pieces, _, width = _signs(chunk, judge)
    return _sorted(pieces), width


def _letters(chunk: str, judge: Judge) -> Spread:
    """What a chunk of letters alone stands for."""
    form = normalise(chunk)[:LONGEST_TERM]
    parts = judge.parts_of(form)
    if parts:
        return _glued(form, chunk, parts)
    strayed = judge.run_together(chunk)
    return _run_together(form, chunk, strayed) if strayed else _single(form, chunk)


def _signs(chunk: str, judge: Judge) -> Spread:
    """What a chunk with other signs stands for; its pieces in any order and of any length."""
    if chunk.isdecimal() and chunk.isascii():
        return _single(chunk[:LONGEST_TERM], chunk)
    if chunk == "%":
        return _single("persen", chunk)
    if chunk.replace("-", "").isalpha():
        return _word(chunk, judge)
    kind = kind_of(chunk)
    return _HANDLERS[kind](chunk) if kind in _HANDLERS else _word(chunk, judge)


def rule_of_signs(form: str) -> str | None:
    """The rule for a form that is no word by its signs and digits, None for any other."""
    if form.isdecimal():
        return "number"
    for rule, signs in _rules_of_signs():
        if signs.fullmatch(form):
            return rule
    return None


def _sorted(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces by place, none longer than a term may be."""
    cut = [_no_longer(piece) for piece in pieces if piece.form]
    if len(cut) > 1:
        cut.sort(key=_offset)
    return tuple(cut)


_offset = itemgetter(Piece._fields.index("offset"))


def _no_longer(piece: Piece) -> Piece:
    """The piece, its form no longer than a term may be."""
    if len(piece.form) <= LONGEST_TERM:
        return piece
    return piece._replace(form=piece.form[:LONGEST_TERM])


def _single(form: str, chunk: str) -> Spread:
    pieces = (Piece(form, 0, 0, len(chunk)),)
    return Spread(pieces, pieces, 1)


# Numbers


def decimal_of(number: str) -> Decimal:
    """The value of a number as written: ``1.000.000``, ``1,000,000``, ``3,5``, ``2.5``."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        return Decimal(number.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?", number):
        return Decimal(number.replace(",", ""))
    return Decimal(number.replace(",", "."))


def canonical(value: Decimal) -> str:
    """A value as the index has it: no points, a decimal comma only where it is needed."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def _number(chunk: str) -> Spread:
    return _single(canonical(decimal_of(chunk)), chunk)


def _time(chunk: str) -> Spread:
    """``17.30`` and ``17:30`` alike, ``07.00`` as ``7.00``."""
    hours, minutes = re.split("[.:]", chunk)
    return _single(f"{int(hours)}.{normalise(minutes)}", chunk)


def _amount(chunk: str) -> Spread:
    """A number with its multiplier: ``1,5 juta`` is ``1500000``, too."""
    number = re.match(NUMBER, chunk)
    assert number is not None
    multiplier = chunk[number.end() :].strip()
    whole = Piece(_multiplied(number[0], multiplier), 1, 0, len(chunk))
    parts = (
        Piece(canonical(decimal_of(number[0])), 0, 0, number.end()),
        Piece(normalise(multiplier), 1, len(chunk) - len(multiplier), len(chunk)),
    )
    return Spread((whole, *parts), (whole,), 2)


def _multiplied(number: str, multiplier: str) -> str:
    return canonical(decimal_of(number).scaleb(MULTIPLIERS[multiplier.lower()]))


@cache
def _parts_of_money() -> re.Pattern[str]:
    return re.compile(rf"({CURRENCY})\.?{SPACE}?({NUMBER})(?:{SPACE}?([^\W\d_]+))?(?:,-)?")


def _money(chunk: str) -> Spread:
    """Three places for every amount, the number in the last: currency, number, multiplier."""
    match = _parts_of_money().fullmatch(chunk)
    assert match is not None
    currency, number, multiplier = match[1], match[2], match[3]
    code = CURRENCIES[currency.lower()]
    value = _multiplied(number, multiplier) if multiplier else canonical(decimal_of(number))
    whole = Piece(code + value, 0, 0, len(chunk))
    pieces = [whole, Piece(code, 0, 0, len(currency))]
    if multiplier:
        pieces += [
            Piece(canonical(decimal_of(number)), 1, *match.span(2)),
            Piece(value, 2, match.start(2), match.end(3)),
            Piece(normalise(multiplier), 2, *match.span(3)),
        ]
    else:
        pieces.append(Piece(value, 2, *match.span(2)))
    return Spread(tuple(pieces), (whole,), 3)


# Dates


@cache
def _parts_of_date() -> re.Pattern[str]:
    return re.compile(rf"(\d+)[/.\s-]+(\d+|{MONTH})[/.\s-]+(\d+)")


def _date(chunk: str) -> Spread:
    """A day of the calendar: the day itself, and its parts as they are written out."""
    match = _parts_of_date().fullmatch(chunk)
    assert match is not None
    year, month, day = (3, 2, 1) if len(match[1]) < 3 else (1, 2, 3)
    number = int(match[month]) if match[month].isdigit() else MONTH_NUMBERS[match[month].lower()]
    try:
        found = date(int(match[year]), number, int(match[day]))
    except ValueError:
        return _numbers(chunk)
    whole = Piece(found.isoformat(), 0, 0, len(chunk))
    pieces = (
        whole,
        Piece(str(found.day), 0, *match.span(day)),
        Piece(_month(number), 1, *match.span(month)),
        Piece(str(found.year), 2, *match.span(year)),
    )
    return Spread(pieces, (whole,), 3)


def _month(number: int) -> str:
    return MONTHS[number - 1].split()[0]


# What a chunk may stand for without having its letters: by what is then in it.
WORDS_OF_SIGNS = {
    "%": ("persen",),
    "/": tuple(map(_month, range(1, 13))),
    "$": tuple(dict.fromkeys(CURRENCIES.values())),
    **{letters: (word,) for letters, word in CURRENCIES.items() if letters.isalpha()},
}


def _day(chunk: str) -> Spread:
    """``(14/9)``: a day without its year, as newspapers write it; it may yet be a fraction."""
    first, second = _DIGITS.finditer(chunk)
    day, month = int(first[0]), int(second[0])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return _numbers(chunk)
    query = (
        Piece(str(day), 0, *first.span()),
        Piece(_month(month), 1, *second.span()),
    )
    return Spread((*query, Piece(str(month), 1, *second.span())), query, 2)


def _numbers(chunk: str) -> Spread:
    """Numbers one after the other."""
    found = enumerate(_DIGITS.finditer(chunk))
    return _sequence([Piece(normalise(match[0]), place, *match.span()) for place, match in found])


def _sequence(parts: list[Piece], *wholes: Piece) -> Spread:
    """Words that a query looks for in this order; the index has the wholes, too."""
    return Spread((*wholes, *parts), tuple(parts), len(parts))


# Addresses


def _address(chunk: str) -> Spread:
    """The address as it is known (no scheme, no ``www``, no query), the site, and the words."""
    scheme = re.match(r"(?:(?:https?|HTTPS?|Https?)://)?(?:(?:www|WWW)\.)?", chunk)
    start = scheme.end() if scheme else 0
    known = re.split("[?#]", normalise(chunk[start:]))[0].rstrip("/.")
    whole = Piece(known, 0, 0, len(chunk))
    site = Piece(known.split("/")[0].split(":")[0], 0, start, len(chunk))
    parts = [
        Piece(normalise(match[0]), place, *match.span())
        for place, match in enumerate(WORD.finditer(chunk, start))
    ]
    if not known or not parts:
        return _sequence(parts)
    return Spread((whole, site, *parts), (whole,), len(parts))


def _mail(chunk: str) -> Spread:
    whole = Piece(normalise(chunk), 0, 0, len(chunk))
    parts = enumerate(WORD.finditer(chunk))
    pieces = [Piece(normalise(match[0]), place, *match.span()) for place, match in parts]
    return Spread((whole, *pieces), (whole,), len(pieces))


def _account(chunk: str) -> Spread:
    """``@akun``: the account, and the name in the same place."""
    whole = Piece(normalise(chunk), 0, 0, len(chunk))
    parts = [Piece(normalise(match[0]), 0, *match.span()) for match in WORD.finditer(chunk)]
    return Spread((whole, *parts), (whole,), 1)


# Words


def _spaced(chunk: str) -> Spread:
    """``Covid 19``, ``U 23``: as if written with a hyphen."""
    return _joined(chunk, list(WORD.finditer(chunk)))


def _word(chunk: str, judge: Judge) -> Spread:
    """A word, or words with hyphens between them."""
    form = normalise(chunk)
    parts = list(WORD.finditer(chunk))
    if len(parts) > 1:
        return _hyphened(chunk, form.translate(_HYPHENS), parts, judge)
    solid = _LETTERS_AND_DIGITS.fullmatch(chunk)
    if not solid or judge.is_one(form):
        return _single(form, chunk)
    first, second = (1, 2) if solid[1] else (3, 4)
    return _in_two(chunk, solid.span(first), solid.span(second))


def _glued(form: str, chunk: str, parts: tuple[str, ...]) -> Spread:
    """Words written as one: as if they were apart."""
    pieces = [Piece(part, place, 0, len(chunk)) for place, part in enumerate(parts)]
    return _sequence(pieces, Piece(form, 0, 0, len(chunk)))


def _run_together(form: str, chunk: str, parts: tuple[str, ...]) -> Spread:
    """Words that lost the blank between them: found by each, looked for as they were typed."""
    whole = Piece(form, 0, 0, len(chunk))
    pieces = [Piece(part, place, 0, len(chunk)) for place, part in enumerate(parts)]
    return Spread((whole, *pieces), (whole,), len(parts))


def _hyphened(chunk: str, form: str, parts: list[re.Match[str]], judge: Judge) -> Spread:
    if not any(map(str.isdigit, form)):
        if judge.is_one(form):
            return _single(form, chunk)
        if len(parts) == 2 and min(len(part[0]) for part in parts) == 1:
            return _joined(chunk, parts)
    elif len(parts) == 2 and _are_letters_and_digits(parts):
        return _joined(chunk, parts)
    pieces = [Piece(normalise(part[0]), place, *part.span()) for place, part in enumerate(parts)]
    if all(part[0].isdigit() for part in parts):
        return _sequence(pieces)
    return _sequence(pieces, Piece(form, 0, 0, len(chunk)))


def _are_letters_and_digits(parts: list[re.Match[str]]) -> bool:
    first, second = (part[0] for part in parts)
    return (first.isalpha() and second.isdigit()) or (first.isdigit() and second.isalpha())


def _joined(chunk: str, parts: list[re.Match[str]]) -> Spread:
    """Two parts of one name: ``U-23`` is ``U23``, ``PDI-P`` is ``PDIP``."""
    if _are_letters_and_digits(parts):
        return _in_two(chunk, parts[0].span(), parts[1].span())
    whole = Piece("".join(normalise(part[0]) for part in parts), 0, 0, len(chunk))
    pieces = (Piece(normalise(part[0]), 0, *part.span()) for part in parts)
    return Spread((whole, *pieces), (whole,), 1)


def _in_two(chunk: str, first: tuple[int, int], second: tuple[int, int]) -> Spread:
    """Letters and digits: together in the first place, apart in two."""
    parts = [
        Piece(normalise(chunk[slice(*span)]), place, *span)
        for place, span in enumerate((first, second))
    ]
    whole = Piece("".join(part.form for part in parts), 0, 0, len(chunk))
    return Spread((whole, *parts), (whole,), 2)


_HANDLERS: dict[str | None, Callable[[str], Spread]] = {
    "address": _address,
    "site": _address,
    "money": _money,
    "date": _date,
    "day": _day,
    "amount": _amount,
    "time": _time,
    "number": _number,
    "account": _account,
    "mail": _mail,
    "spaced": _spaced,
}
