# cython: annotation_typing=False
"""Acronyms learned from where articles define them: ``Komisi Pemberantasan Korupsi (KPK)``.

A definition counts only where the letters of the short form come from the words before it: from
their beginnings (*KPK*), or from pieces of them in order (*Sekjen*, *Bappenas*, *Polri*).

Compiled where there is a C compiler; the types stand in ``acronyms.pxd``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_DEFINED = re.compile(r"(?<=\w )\(([A-Z][A-Za-z]{1,13}(?:-[A-Z])?)\)")
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Beside letters, digits and blanks.
_WITHIN = "'’&-_"
_MOST_WORDS = 10
_REACH = 160
# What stands between the words of a long form without a letter in the short one.
_LINKING = frozenset(
    (
        *("dan", "di", "untuk", "atas", "serta", "pada", "ke", "dari", "bagi"),
        *("of", "the", "and", "for", "on", "in", "de"),
    )
)
# What a word that is left out of the short form may begin with.
_AFFIXED = ("ke", "pe")
_SHORTEST_IN_SMALL = 3
_SHORTEST_WITH_GAP = 4


def definitions_in(text: str) -> Iterator[tuple[str, str]]:
    """The short and long forms that a text defines, as written."""
    # Bracket by bracket: the pattern alone looks behind every letter.
    place = text.find("(")
    while place >= 0:
        match = _DEFINED.match(text, place)
        if match:
            long = long_form(match[1], _words_before(text, place))
            if long:
                yield match[1], long
        place = text.find("(", place + 1)


def _words_before(text: str, end: int) -> list[str]:
    """The last words before a place, of its sentence alone."""
    start = _sentence_start(text, max(end - _REACH, 0), end)
    return _WORD_BEFORE.findall(text, start, end)[-_MOST_WORDS:]


def _sentence_start(text: str, least: int, end: int) -> int:
    """Behind which sign before a place, but not before ``least``, the words have no break."""
    place = end
    while place > least:
        sign = text[place - 1]
        if sign == "\n" or not (sign.isalnum() or sign.isspace() or sign in _WITHIN):
            break
        place -= 1
    return place


def long_form(short: str, words: list[str]) -> str | None:
    """How many of the last words the short form stands for, as one text; None for none of them."""
    letters = short.replace("-", "").lower()
    start, whole = letters[0], short.lower()
    lowered = [word.lower() for word in words]
    for count in range(2, len(words) + 1):
        first = lowered[-count]
        if words[-count][0].lower() != start and first[:2] not in _AFFIXED:
            continue
        if first in _LINKING:
            continue
        if whole in lowered[-count:]:
            return None
        if _explains(short, letters, words[-count:], lowered[-count:]):
            return " ".join(words[-count:])
    return None


def _explains(short: str, letters: str, words: list[str], lowered: list[str]) -> bool:
    """Whether a short form stands for these words; ``lowered`` are the same in small letters."""
    telling = [word for word, low in zip(words, lowered, strict=True) if low not in _LINKING]
    if len(telling) < 2:
        return False
    initials = "".join([word[0] for word in telling])
    if initials.lower() == letters:
        return telling[0][0].isupper() or len(letters) >= _SHORTEST_IN_SMALL
    if not all(map(str.isupper, initials)):
        return False
    may_skip = 1 if len(letters) >= _SHORTEST_WITH_GAP and len(telling) > 2 else 0
    return _fits(letters, [word.lower() for word in telling], may_skip, whole=short.isupper())


def _fits(letters: str, words: list[str], may_skip: int, *, whole: bool) -> bool:
    """Whether the letters are pieces of the words in order, ``may_skip`` words left out.

    A piece begins with the first letter of its word; in a short form that is not of capitals
    alone (not ``whole``) it may also be any three letters or more together.
    """
    if not words:
        return not letters
    if not letters:
        return len(words) <= may_skip
    word, rest = words[0], words[1:]
    for size in range(len(letters), 0, -1):
        piece = letters[:size]
        begins = piece[0] == word[0] and _is_within(piece, word) and (not whole or size <= 2)
        inside = not whole and size >= 3 and piece in word
        if (begins or inside) and _fits(letters[size:], rest, may_skip, whole=whole):
            return True
    return bool(may_skip) and _fits(letters, rest, may_skip - 1, whole=whole)


def _is_within(piece: str, word: str) -> bool:
    """Whether the letters of a piece come in this order in a word."""
    place = 0
    for letter in piece:
        place = word.find(letter, place) + 1
        if place == 0:
            return False
    return True
