"""What a misspelt word may have been meant to be.

A noisy channel: of all words at one slip of the finger, the likeliest is the one that is common
in the archive and whose slip is probable. A letter left out or two swapped can happen in as many
ways as the word has letters; a letter put in or replaced in some twenty times as many, so that each
of them is so much rarer. Slips to a key beside the right one, a letter doubled or undoubled, and
letters that Indonesian spells one sound with are common; one in the first letter is rare.

At one slip all texts are tried (some hundred look-ups); two slips are looked for only where one
explains nothing, among the common words that share the first letter and a third of the word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from searcher.vocabulary import Vocabulary

LEAST_LETTERS = 3
LEAST_LETTERS_TWO_SLIPS = 7
MOST_LETTERS = 30
"""Longer words are left as they are: their look-ups would take too long."""

_PUT_IN = log(26.0)
_REPLACED = log(25.0)
_LIKELY = log(8.0)
_FIRST_LETTER = 0.5
_SECOND_SLIP = 6.0
_COMMON = 5
"""Words in fewer articles than this are the likelier slips themselves the rarer they are."""
_PRIOR = 0.4
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
    found = one_slip(word, vocabulary.held_near)
    if not found and len(word) >= LEAST_LETTERS_TWO_SLIPS:
        found = two_slips(word, vocabulary)
    return found or one_slip(word, vocabulary.rare_near)


def one_slip(word: str, near: Callable[[str], Mapping[str, int]]) -> list[Correction]:
    """The words at one letter put in, left out, replaced, or swapped with the next.

    ``near`` gives them, each with the articles that hold it.
    """
    found = []
    for other, documents in near(word).items():
        cost = slip_cost(word, other)
        found.append(Correction(_prior(documents) - cost, other, documents, cost))
    return sorted(found, reverse=True)


def _prior(documents: int) -> float:
    return _PRIOR * log(documents) + log(documents / (documents + _COMMON))


def slip_cost(typed: str, meant: str) -> float:
    """How improbable it is (natural logarithm) that ``meant``, at one slip, is typed so."""
    place = _alike(typed, meant)
    first = 0.0 if place else _FIRST_LETTER
    if len(meant) > len(typed):
        return first + log(len(meant))
    cost = first + log(len(typed))
    letter = typed[place]
    if len(meant) < len(typed):
        doubled = letter in (typed[place - 1 : place], typed[place + 1 : place + 2])
        return cost + (_LIKELY if doubled else _PUT_IN)
    if typed[place + 1 :] != meant[place + 1 :]:
        return cost
    return cost + (_LIKELY if (letter, meant[place]) in _CLOSE else _REPLACED)


def _alike(one: str, other: str) -> int:
    """With how many letters two different words begin alike."""
    place = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        place += 1
    return place


def two_slips(word: str, vocabulary: Vocabulary) -> list[Correction]:
    """The common words at two slips, none in the first letter.

    Of three thirds of the word, two slips leave one as it is.
    """
    length = len(word)
    third = length // 3
    begins, middle, ends = word[:third], word[third:-third], word[-third:]
    found = []
    for other in range(length - 2, length + 3):
        for form in vocabulary.common_words(word[0], other):
            if (
                form.startswith(begins)
                or form.endswith(ends)
                or form.find(middle, max(third - 2, 0), third + len(middle) + 2) >= 0
            ) and slips_between(word, form, 2) <= 2:
                documents = vocabulary.frequency(form)
                found.append(Correction(_prior(documents) - _SECOND_SLIP, form, documents))
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
