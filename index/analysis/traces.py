# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""What does every form of a wanted word have, so that others need not be looked at closely?

A stem keeps most of its letters in every form: ``tulis`` has *ulis* in *penulisan*. What is no word
of letters alone is told by a sign that stands in every writing of it.

Compiled where there is a C compiler; the types stand in ``traces.pxd``.
"""

from __future__ import annotations

import re
from functools import cache

from index.analysis.stemming.affixes import PREFIXES

LETTERS = 5
"""Letters that a trace has, where none of them is written with two in old spelling."""
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz-")
# The letters that a prefix may swallow (here, or for Snowball): the beginning of a root that may be
# missing from its forms. A root has at least three letters.
_SWALLOWED = frozenset("kpts") | {letter for prefix in PREFIXES for letter in prefix.restored}
_SHORTEST_ROOT = 3
# How else letters of a stem may be written in old spelling: the reverse of ``respelled``.
_OLDER: dict[str, tuple[str, ...]] = {
    "u": ("u", "oe"),
    "j": ("j", "dj"),
    "c": ("c", "tj"),
    "y": ("y", "j"),
    "kh": ("k", "c", "tj"),
}
_RESPELLED = frozenset(letters[0] for letters in _OLDER)
# What a sign is beside a letter, which has its number: one within a word, and one to look at.
JOINT = 32
RARE = 64


def traces(source: str, is_whole: bool = True) -> list[str]:
    """Up to five letters or more, of which every form of a word has one or the other in a row.

    ``source`` is a word or, where it is not whole, the beginning of one. Nothing for one with more
    than letters: it has no forms of letters alone.
    """
    if not has_letters_alone(source):
        return [] if source else [source]
    word = source.replace("-", "") if "-" in source else source
    may_lose = len(word) >= _SHORTEST_ROOT or not is_whole
    begin = 1 if may_lose and word[:1] in _SWALLOWED else 0
    first = word[begin : begin + LETTERS]
    if _RESPELLED.isdisjoint(first):
        return [first]
    found = [""]
    for place in range(begin, begin + len(first)):
        letter, after = word[place], word[place + 1 : place + 2]
        if letter == "k" and (after == "h" or not (after or is_whole)):
            ways = _OLDER["kh"]
        else:
            ways = _OLDER.get(letter, ())
        if ways:
            found = [letters + way for letters in found for way in ways]
        else:
            found = [letters + letter for letters in found]
    return list(dict.fromkeys(found)) if len(found) > 1 else found


def has_letters_alone(source: str) -> bool:
    """Whether a source has the letters from a to z, and perhaps hyphens between them, alone."""
    if source.isalpha() and source.isascii():
        return source.islower()
    return bool(source) and _LETTERS.issuperset(source)


def signs_of(source: str) -> frozenset[str]:
    """What a chunk has in it that may be a source with more than letters: ``*`` for anything."""
    if source in _TELLING:
        return _TELLING[source]
    if source.isalpha():
        return frozenset()  # letters beyond a to z are always looked at
    return _TELLING["#" if wanted_digits(source) else "*"]


def wanted_digits(source: str) -> str:
    """Three digits of the first number in a source, or fewer."""
    first = _DIGITS.search(source)
    return first[0].strip("0")[:3] if first else ""


_DIGITS = re.compile("[0-9]+")
_TELLING = {sign: frozenset(sign) for sign in "*%/$#"}


@cache
def classes_of(telling: frozenset[str]) -> bytes:
    """What the signs of ASCII are: 1 to 26 for a letter, 0 for what no wanted word has in it."""
    found = bytearray(128)
    for sign in range(128):
        letter = chr(sign)
        if letter.isalpha():
            found[sign] = sign & 31
        elif letter in "-'`":
            found[sign] = JOINT
        elif letter.isdigit():
            found[sign] = RARE if telling & {"*", "#", "/"} else 0
        elif "*" in telling:
            found[sign] = 0 if letter.isspace() or letter == "," else RARE
        elif letter in telling & {"%", "$"}:
            found[sign] = RARE
    return bytes(found)


LETTERS_ALONE = classes_of(frozenset())
"""What signs are where nothing but letters is wanted."""
