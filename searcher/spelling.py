"""What a misspelt word may have been meant to be.

A noisy channel: of all words at one slip of the finger, the likeliest is the one that is common
in the archive and whose slip is probable. A letter left out or two swapped can happen in as many
ways as the word has letters; a letter put in or replaced in some twenty times as many, so that each
of them is so much rarer. Slips to a key beside the right one, a letter doubled or undoubled, and
letters that Indonesian spells one sound with are common; one in the first letter is rare.

At one slip all texts are tried (some hundred look-ups); two slips are looked for only where one
explains nothing, among the words of the vocabulary that share a third of the word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from searcher.vocabulary import Vocabulary

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LEAST_LETTERS = 3
LEAST_LETTERS_TWO_SLIPS = 6
MOST_LETTERS = 30
"""Longer words are left as they are: their look-ups would take too long."""

_PUT_IN = log(26.0)
_REPLACED = log(25.0)
_LIKELY = log(8.0)
_FIRST_LETTER = 0.5
_SECOND_SLIP = 6.0
_COMMON = 20
"""Words in fewer articles than this are the likelier slips themselves the rarer they are."""
_PRIOR = 0.6
"""What being twice as common counts: 1 if queries are like articles, 0 if all words are alike."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS = ("iy", "iye", "uo", "uw", "ei", "vfp", "sz", "cktj", "jy", "dt", "bp", "gk", "kq", "sc")


def _beside() -> frozenset[tuple[str, str]]:
    pairs = {(a, b) for row in _ROWS for a, b in pairwise(row)}
    for upper, lower in pairwise(_ROWS):
        pairs |= set(zip(upper, lower, strict=False)) | set(zip(upper[1:], lower, strict=False))
    pairs |= {(a, b) for sounds in _SOUNDS for a in sounds for b in sounds if a != b}
    return frozenset(pairs | {(b, a) for a, b in pairs})


_CLOSE = _beside()


class Correction(NamedTuple):
    """A word that may have been meant; the better of two has the higher ``score``.

    ``slip`` is how improbable the slip is (natural logarithm).
    """

    score: float
    word: str
    documents: int
    slip: float = _SECOND_SLIP


def corrections(word: str, vocabulary: Vocabulary) -> list[Correction]:
    """What ``word`` (a normalised form that the archive does not hold) may mean, best first."""
    if not LEAST_LETTERS <= len(word) <= MOST_LETTERS:
        return []
    found = one_slip(word, vocabulary.frequency)
    sound = [correction for correction in found if correction.documents >= vocabulary.least]
    if not sound and len(word) >= LEAST_LETTERS_TWO_SLIPS:
        sound = two_slips(word, vocabulary)
    return sound or found


def one_slip(word: str, frequency: Callable[[str], int]) -> list[Correction]:
    """The words at one letter put in, left out, replaced, or swapped with the next."""
    best: dict[str, float] = {}
    for other, cost in _slips(word):
        if cost < best.get(other, 99.0):
            best[other] = cost
    best.pop(word, None)
    found = []
    for other, cost in best.items():
        if documents := frequency(other):
            found.append(Correction(_prior(documents) - cost, other, documents, cost))
    return sorted(found, reverse=True)


def _prior(documents: int) -> float:
    return _PRIOR * log(documents) + log(documents / (documents + _COMMON))


def _slips(word: str) -> Iterator[tuple[str, float]]:
    """The texts that ``word`` may be a slip of, each with how improbable the slip is."""
    length = len(word)
    for place in range(length + 1):
        head, tail = word[:place], word[place:]
        first = 0.0 if place else _FIRST_LETTER
        for letter in LETTERS:
            yield head + letter + tail, first + log(length + 1)
        if not tail:
            continue
        typed, rest = tail[0], tail[1:]
        doubled = typed in (head[-1:], rest[:1])
        put_in = _LIKELY if doubled else _PUT_IN
        yield head + rest, first + log(length) + put_in
        for letter in LETTERS:
            replaced = _LIKELY if (typed, letter) in _CLOSE else _REPLACED
            yield head + letter + rest, first + log(length) + replaced
        if rest and rest[0] != typed:
            yield head + rest[0] + typed + rest[1:], first + log(length)


def two_slips(word: str, vocabulary: Vocabulary) -> list[Correction]:
    """The words at two slips. Of three thirds of the word, two slips leave one as it is."""
    length = len(word)
    third = length // 3
    begins, middle, ends = word[:third], word[third:-third], word[-third:]
    found = []
    for other in range(max(length - 2, LEAST_LETTERS), length + 3):
        for form in vocabulary.of_length(other):
            if (
                form.startswith(begins)
                or form.endswith(ends)
                or form.find(middle, max(third - 2, 0), third + len(middle) + 2) >= 0
            ) and slips_between(word, form, 2) <= 2:
                documents = vocabulary.frequency(form)
                first = 0.0 if form[0] == word[0] else _FIRST_LETTER
                found.append(Correction(_prior(documents) - _SECOND_SLIP - first, form, documents))
    return sorted(found, reverse=True)


def slips_between(one: str, other: str, most: int) -> int:
    """The slips that make one text of another; ``most + 1`` where they are more than ``most``."""
    before: Sequence[int] = ()
    row: Sequence[int] = range(len(other) + 1)
    for place, letter in enumerate(one, 1):
        last, before, current = before, row, [place]
        for column, meant in enumerate(other, 1):
            cost = min(before[column] + 1, current[-1] + 1, before[column - 1] + (letter != meant))
            if last and column > 1 and letter == other[column - 2] and one[place - 2] == meant:
                cost = min(cost, last[column - 2] + 1)
            current.append(cost)
        row = current
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
