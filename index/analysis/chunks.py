"""Where does a chunk begin and end? The patterns that cut a text, and what kind each chunk is of.

:mod:`index.analysis.tokens` says what a chunk stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from index.patterns import pattern

# A letter or digit, with the accents that follow it. One apostrophe counts as a letter in Unicode;
# alone it would be a word without a form.
_SIGN = r"[^\W_ʼ][\u0300-\u036f]*"
_WORD = rf"(?:{_SIGN})+(?:['’ʼ‘`](?:{_SIGN})+)*"
_END = r"(?![^\W_])"


def _any_of(words: Iterable[str]) -> str:
    """A pattern for words in small letters, in capitals or with one capital.

    Not ``(?i:…)``: that knows letters of other languages as variants of ours.
    """
    writings = {form for word in words for form in (word, word.upper(), word.capitalize())}
    return "(?:" + "|".join(sorted(writings, key=lambda form: (-len(form), form))) + ")"


SPACE = "[ \u00a0]"

MONTHS = (
    "januari jan january",
    "februari feb pebruari february",
    "maret mar march",
    "april apr",
    "mei may",
    "juni jun june",
    "juli jul july",
    "agustus agu agt ags agust august aug",
    "september sep sept",
    "oktober okt october oct",
    "november nov nopember",
    "desember des december dec",
)
MONTH_NUMBERS = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}
MULTIPLIERS = {
    "ribu": 3,
    "rb": 3,
    "juta": 6,
    "jt": 6,
    "miliar": 9,
    "milyar": 9,
    "m": 9,
    "triliun": 12,
    "trilyun": 12,
    "t": 12,
}
MONTH = _any_of(MONTH_NUMBERS)
_MULTIPLIER = _any_of(word for word in MULTIPLIERS if len(word) > 1)
CURRENCIES = {"rp": "rp", "idr": "rp", "us$": "usd", "usd": "usd", "$": "usd", "€": "eur"}
CURRENCY = rf"(?:{_any_of(('rp', 'idr', 'usd'))}|US\$|us\$|[$€])"

_GROUPED = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?"
NUMBER = rf"(?:(?:{_GROUPED})(?![.,]?\d)|\d+(?:[.,]\d+)?)"
_TLD = "(?:com|co|id|org|net|info|tv|edu|gov|io|news)"

_KINDS = {
    # First of all, and only for speed: letters with nothing to them, before or behind.
    "plain": r"(?!(?:rp|Rp|RP|idr|Idr|IDR|usd|Usd|USD|covid|Covid|COVID|http|Http|HTTP))"
    r"[^\W\d_ʼ]{2,}(?=[^\w.@$'’ʼ‘`‐‑\u0300-\u036f-]|\.(?:\s|$)|$)",
    "address": r"(?:(?:https?|HTTPS?|Https?)://|(?:www|WWW)\.)[^\s<>\"“”(){}]*[^\W_]",
    "money": rf"{CURRENCY}\.?{SPACE}?{NUMBER}"
    rf"(?:{SPACE}?{_MULTIPLIER}{_END}|{SPACE}?[MT]{_END})?(?:,-)?{_END}",
    "date": rf"\d{{1,2}}{SPACE}{{1,2}}{MONTH}\.?{SPACE}{{1,2}}\d{{4}}{_END}"
    rf"|\d{{1,2}}/\d{{1,2}}/\d{{4}}{_END}|\d{{1,2}}-\d{{1,2}}-\d{{4}}{_END}"
    rf"|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}{_END}|\d{{4}}-\d{{1,2}}-\d{{1,2}}{_END}",
    "day": rf"\d{{1,2}}/\d{{1,2}}(?!/){_END}",
    "amount": rf"{NUMBER}{SPACE}?{_MULTIPLIER}{_END}",
    "time": rf"\d{{1,2}}[.:]\d{{2}}(?![.:,]?\d){_END}",
    "number": rf"(?:(?:{_GROUPED})(?![.,]?\d)|\d+[.,]\d+(?![.,]\d)){_END}",
    "percent": rf"(?<=\d)%|(?<=\d{SPACE})%",
    "account": r"(?<![^\W])@[^\W][\w.]*[^\W_]|(?<![^\W])@[^\W_]",
    "mail": r"[a-zA-Z0-9][\w.+-]*@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+",
    "site": rf"[a-zA-Z0-9][a-zA-Z0-9-]*(?:\.[a-zA-Z0-9-]+)*\.{_TLD}(?:/[^\s<>\"“”(){{}}]*[^\W_])?"
    rf"(?![\w-]|\.[a-z])",
    "spaced": rf"(?:(?:covid|Covid|COVID)|[UGF]){SPACE}-?\d{{1,2}}(?![.,/]?\d){_END}",
    "word": rf"{_WORD}(?:[-‐‑]{_WORD})*",
}
_BY_FIRST = {
    # "plain" of all comes first; it is a pattern of its own.
    "letter": ("address", "money", "mail", "site", "spaced", "word"),
    "digit": ("date", "day", "amount", "time", "number", "mail", "site", "word"),
    "sign": ("account", "money", "percent"),
}
_SIGNS = frozenset("@$€%")
_PLAIN = re.compile(_KINDS["plain"])


# The large patterns take some milliseconds to compile, so that is done when one is first needed.


@cache
def _begun_by(first: str) -> re.Pattern[str]:
    """A chunk that begins with a letter (and is not plain), a digit or a sign.

    The name of the last group is its kind. The kinds are in the order of trying: what looks simpler
    than it is must not be taken for a word.
    """
    return re.compile("|".join(f"(?P<{kind}>{_KINDS[kind]})" for kind in _BY_FIRST[first]))


def _large(sign: str) -> re.Pattern[str] | None:
    """The pattern of the chunks that begin with a sign; None if none does."""
    if sign.isdecimal():
        return _begun_by("digit")
    if sign.isalnum():
        return _begun_by("letter")
    return _begun_by("sign") if sign in _SIGNS else None


WORD = pattern(_WORD)


def chunk_at(text: str, place: int) -> re.Match[str] | None:
    """The chunk that begins at a place, if one does."""
    found = _PLAIN.match(text, place)
    if found is None:
        large = _large(text[place : place + 1])
        found = large.match(text, place) if large else None
    return found


def chunk_matches(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The chunks of a text from ``start`` on, where no chunk may be under way."""
    place, size = start, len(text)
    while place < size:
        match = chunk_at(text, place)
        if match is None:
            place += 1
        else:
            yield match
            place = match.end()


def chunks_of(text: str) -> list[str]:
    """The chunks of a text as they are written."""
    return [match[0] for match in chunk_matches(text)]


def kind_of(chunk: str) -> str | None:
    """The kind of a chunk (``date``, ``money``, …); None for what is no chunk, or not one alone."""
    if _PLAIN.fullmatch(chunk):
        return "plain"
    large = _large(chunk[:1])
    match = large.fullmatch(chunk) if large else None
    return match.lastgroup if match else None
