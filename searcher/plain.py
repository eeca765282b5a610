"""Queries of nothing but plain pieces, as most are: understood the short way.

Plain are words of letters and digits, side by side or with DAN between all of them, a beginning
(``banj*``), words in quotation marks or behind a minus sign, days written ``sejak:2024-05-01``, and
a question mark at the end. No other operator, sign or bracket can hide there, so every piece is
understood by itself, and what a word is in a query is worked out once and remembered. Any other
query goes the long way (:mod:`searcher.parser`, :mod:`searcher.compile`), and so would these: what
they mean is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from index.analysis import Analysis
from searcher.compile import MAX_PHRASE, word_of
from searcher.lexer import FIELDS, MAX_CLAUSES, MAX_LENGTH, OPERATORS, Kind
from searcher.nodes import LITTLE, Exact, OnDays, Word
from searcher.parser import LEAST_PREFIX
from searcher.parts import Part, Role, all_of, combine, side_by_side, with_asking
from searcher.runs import TEXT, beginning_of

WORDS_KEPT = 5_000
"""Words that are remembered of one archive, about a kilobyte each."""
_LONGEST_KEPT = 64
_JOINING = frozenset(text for text, kind in OPERATORS.items() if kind is Kind.AND)

_SCORED = (Role.WISHED, Role.REQUIRED)


_LETTERS = re.compile(r"[A-Za-z]+")
# Groups of a piece.
_A_WORD, _STAR, _QUOTED = 1, 2, 4


# Compiled when it is first needed: words alone, which are most of all, need no pattern.
@cache
def _piece() -> re.Pattern[str]:
    return re.compile(
        r"(?:([A-Za-z]+)(\*?)|-([A-Za-z]+)"
        r'|"([A-Za-z]+(?: +[A-Za-z]+)+)"'
        r"|(sejak|since|sampai|until):([1-9][0-9]{3})-([0-9]{2})-([0-9]{2}))(?: +|\Z)"
    )


def plain_query(text: str, analysis: Analysis) -> Any | None:
    """The query of a text of plain pieces that say something; None for any other text."""
    if len(text) > MAX_LENGTH:
        return None
    known = _known_words(analysis)
    if text.isascii() and text.replace(" ", "").isalpha():
        return _of_words(text.split(), known)
    asked = text[-1:] == "?" and text[-2:-1].isalnum()
    said = text[:-1] if asked else text
    if not (said.isascii() and said.replace(" ", "").isalnum()):
        return _listed(_parts_of(text, known)) if text.isascii() else None
    words = said.split()
    if not (said.replace(" ", "").isalpha() or _stand_alone(words, analysis)):
        return None
    return _of_words(words, known, asked)


def plain_words(text: str) -> list[tuple[int, str]] | None:
    """The words of a text of plain pieces, and where each stands; None for any other text.

    Those that are looked for, by themselves or in quotation marks, as they are typed.
    """
    if len(text) > MAX_LENGTH or not text.isascii():
        return None
    if text.replace(" ", "").isalpha():
        words = [(word.start(), word[0]) for word in _LETTERS.finditer(text)]
        operators = [word for _, word in words if word in OPERATORS]
        if operators:
            joins = [word for _, word in words[1::2]]
            if len(words) % 2 == 0 or operators != joins or not _JOINING.issuperset(joins):
                return None
            words = words[::2]
        return words if len(words) <= MAX_CLAUSES else None
    found: list[tuple[int, str]] = []
    clauses = 0
    for piece in _pieces_of(text):
        if piece is None or piece[_A_WORD] in OPERATORS:
            return None
        clauses += 1
        if piece[_A_WORD] and not piece[_STAR]:
            found.append((piece.start(_A_WORD), piece[_A_WORD]))
        elif piece[_QUOTED]:
            start, end = piece.span(_QUOTED)
            found += [(word.start(), word[0]) for word in _LETTERS.finditer(text, start, end)]
    return found if clauses <= MAX_CLAUSES else None


def _of_words(texts: list[str], known: _KnownWords, asked: bool = False) -> Any | None:
    """The query of words, side by side or with DAN between them."""
    if not OPERATORS.keys().isdisjoint(texts):
        joined = len(texts) % 2 == 1 and _JOINING.issuperset(texts[1::2])
        return _all_of(texts[::2], known) if joined and not asked else None
    words: list[Any] = []
    says = False
    for text in texts:
        word = known.of(text)
        if word is None or len(words) == MAX_CLAUSES:
            return None
        asked = asked or word.kind == "question"
        says = says or word.kind not in LITTLE
        words.append(word)
    if not says:
        return None
    if asked:
        return combine(with_asking([Part(Role.WISHED, word) for word in words]), asked=True)
    return side_by_side(words)


def _stand_alone(words: list[str], analysis: Analysis) -> bool:
    """Whether words among numbers mean nothing together: *pemilu 2024*, not *14 September 2019*."""
    return "ayat" not in map(str.lower, words) and analysis.chunks(" ".join(words)) == words


def _listed(parts: Sequence[Part | None]) -> Any | None:
    """The query of pieces side by side; None if one is not plain, or none says anything."""
    plain = [part for part in parts if part is not None]
    if not len(plain) == len(parts) <= MAX_CLAUSES:
        return None
    scored = [part.query.kind for part in plain if part.role in _SCORED]
    if LITTLE.issuperset(scored):
        return None
    if len(plain) == 1:
        return plain[0].query
    days = [part.query for part in plain if type(part.query) is OnDays]
    if days and not _are_in_order(days):
        return None
    if "question" not in scored:
        wished = [part.query for part in plain if part.role is Role.WISHED]
        if len(wished) + len(days) == len(plain):
            return side_by_side(wished, days)
    else:
        if any(part.role is Role.REQUIRED for part in plain):
            return None
        plain = with_asking(plain)
    return combine(plain)


def _all_of(texts: list[str], known: _KnownWords) -> Any | None:
    """The query of words between which DAN stands."""
    if not 2 <= len(texts) <= MAX_CLAUSES or not OPERATORS.keys().isdisjoint(texts):
        return None
    words: list[Any] = []
    says = False
    for text in texts:
        word = known.of(text)
        if word is None:
            return None
        says = says or word.kind not in LITTLE
        # Words that are demanded are marked as such: not those that are remembered.
        words.append(word.as_demanded() if type(word) is Word else word)
    return all_of(words) if says else None


def _parts_of(text: str, known: _KnownWords) -> list[Part | None]:
    """The parts of a text of plain pieces, None for what is none."""
    if '"' in text:
        return [_part_of(piece, known) for piece in _pieces_of(text)]
    match = _piece().match
    return [
        _word(piece, known) if piece.isalpha() else _part_of(match(piece), known)
        for piece in text.split(" ")
        if piece
    ]


def _pieces_of(text: str) -> Iterator[re.Match[str] | None]:
    """The plain pieces of a text, None at the end if something else follows."""
    pattern = _piece()
    place, end = len(text) - len(text.lstrip(" ")), len(text)
    while place < end:
        piece = pattern.match(text, place)
        yield piece
        place = piece.end() if piece else end


def _part_of(piece: re.Match[str] | None, known: _KnownWords) -> Part | None:
    """What a piece is in a query; None if it is not as plain as it looks."""
    if piece is None:
        return None
    word, star, excluded, phrase, bound, *day = piece.groups()
    if excluded:
        return _exclusion(excluded, known)
    if phrase:
        return _phrase(phrase.split(), known)
    if bound:
        return _days(bound, *map(int, day))
    return _beginning(word, known) if star else _word(word, known)


def _word(text: str, known: _KnownWords) -> Part | None:
    found = None if text in OPERATORS else known.of(text)
    return found and Part(Role.WISHED, found)


def _exclusion(text: str, known: _KnownWords) -> Part | None:
    found = known.of(text)
    return Part(Role.EXCLUDED, found) if found and found.kind == "content" else None


def _phrase(texts: list[str], known: _KnownWords) -> Part | None:
    if len(texts) > MAX_PHRASE or not all(map(known.is_single, texts)):
        return None
    words: list[Any] = [known.of(text) for text in texts]
    typed = " ".join(dict.fromkeys(texts))
    forms = sorted({form for word in words for form in word.forms})
    slots = [(place, word.terms) for place, word in enumerate(words)]
    return Part(Role.REQUIRED, Exact(TEXT, slots, typed, "content", forms))


def _beginning(text: str, known: _KnownWords) -> Part | None:
    if len(text) < LEAST_PREFIX or not known.is_single(text):
        return None
    (piece,) = known.analysis.spread(text).query
    terms = [known.analysis.term_of(piece.form)]
    return Part(Role.WISHED, beginning_of(TEXT, piece.form, terms, text))


def _days(bound: str, year: int, month: int, day: int) -> Part | None:
    try:
        named = date(year, month, day)
    except ValueError:
        return None
    days = OnDays(named, date.max) if FIELDS[bound] == "since" else OnDays(date.min, named)
    return Part(Role.FILTER, days)


def _are_in_order(days: list[OnDays]) -> bool:
    """Whether days are those of one bound, or of two that leave some between them."""
    if len(days) != 2:
        return len(days) < 2
    first, last = max(each.first for each in days), min(each.last for each in days)
    return bool(date.min < first and last < date.max and first <= last)


class _KnownWords:
    """What words of letters are in a query, by how they are typed; nobody changes that.

    Threads may share it: what it holds is only ever added to or dropped as a whole.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._words: dict[str, Any] = {}

    def of(self, text: str) -> Any | None:
        """What a word is in a query that wishes for it; None if it is not one alone."""
        found = self._words.get(text)
        if found is None:
            found = word_of(text, self.analysis)
            if found is not None and len(text) <= _LONGEST_KEPT:
                if len(self._words) >= WORDS_KEPT:
                    self._words.clear()
                self._words[text] = found
        return found

    def is_single(self, text: str) -> bool:
        """Whether a word stands for nothing but itself, and takes one place."""
        spread = self.analysis.spread(text)
        return bool(len(spread.query) == 1 and spread.width == 1)


# As many as there are analyses that are remembered.
@lru_cache(maxsize=4)
def _known_words(analysis: Analysis) -> _KnownWords:
    return _KnownWords(analysis)
