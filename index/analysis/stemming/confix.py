"""Taking a word apart into a known root and its affixes.

Every beginning and ending that the grammar allows together is tried; what remains, with the letter
that a nasal prefix swallowed put back, must be a known root. Of the analyses found the one with the
fewest affixes is taken, then the one with the commoner root, then the one with the longer root.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from index.analysis.stemming.affixes import (
    AN,
    BARE,
    KAN,
    PREFIXES,
    SUFFIXES,
    VOWELS,
    I,
    Prefix,
    Suffix,
)

SHORTEST_ROOT = 3
# One number ranks an analysis: an affix less outweighs any root, a commoner root any length.
_AFFIX, _COMMON = 1000, 40
_ANY_KIND = BARE | KAN | AN | I


class Analysis(NamedTuple):
    """A word taken apart: the root, and the affixes by name."""

    root: str
    prefix: str
    suffix: str

    @property
    def rule(self) -> str:
        """The affixes as people are shown them: ``confix meN-kan``."""
        return rule_name(self.prefix, self.suffix)


@cache
def rule_name(prefix: str, suffix: str) -> str:
    """The name of the rule that takes these affixes off."""
    if not prefix:
        return f"{'clitic' if _is_clitic(suffix) else 'suffix'} {suffix}"
    if not suffix:
        return f"prefix {prefix}"
    if _is_clitic(suffix):
        return f"prefix {prefix} {suffix}"
    return f"confix {prefix}{suffix[1:]}"


def _is_clitic(suffix: str) -> bool:
    return suffix.split()[0] not in ("-kan", "-an", "-i")


class Confix:
    """Analyses words with one lexicon: the roots, each with how common it is."""

    def __init__(self, commonness: dict[str, int]) -> None:
        self._roots = commonness
        self._endings = _by_last_two_letters(SUFFIXES)

    def best(self, word: str) -> Analysis | None:
        """The best analysis of a word that is not itself a root, or nothing."""
        rank_of = self._roots.get
        best = 99 * _AFFIX
        found: tuple[str, str, str] | None = None
        starts, ends = self._starts(word), self._ends(word)
        if len(starts) == len(ends) == 1:
            return None
        for length, kind, cost, name in ends:
            for rest, kinds, more, title in starts:
                if kinds & kind:
                    root = rest[:-length] if length else rest
                    rank = rank_of(root)
                    if rank is not None:
                        new = (cost + more) * _AFFIX - rank * _COMMON - len(root)
                        if new < best and _is_enough(root, title, name):
                            best = new
                            found = (root, title, name)
        return Analysis._make(found) if found else None

    def all(self, word: str) -> list[tuple[int, Analysis]]:
        """Every analysis of a word with the number of its affixes, for study."""
        return sorted(
            (cost + more, Analysis(rest[: len(rest) - length], title, name))
            for length, kind, cost, name in self._ends(word)
            for rest, kinds, more, title in self._starts(word)
            if kinds & kind and rest[: len(rest) - length] in self._roots
        )

    def _ends(self, word: str) -> list[tuple[int, int, int, str]]:
        """The endings of a word: length, kind, number of suffixes, name."""
        found = [(0, BARE, 0, "")]
        for text, length, kind, cost, name in self._endings.get(word[-2:], ()):
            if word.endswith(text):
                found.append((length, kind, cost, name))
        return found

    def _starts(self, word: str) -> list[tuple[str, int, int, str]]:
        """The word without each of the prefixes it may begin with, letters put back."""
        found = [(word, _ANY_KIND, 0, "")]
        for size in range(_SHORTEST_HEAD, _REACH.get(word[:_SHORTEST_HEAD], 0) + 1):
            for restored, kinds, cost, name in _BY_HEAD.get(word[:size], ()):
                found.append((restored + word[size - 1 :], kinds, cost, name))
        # The first letter said twice, with an e: bebatuan, reruntuhan, lelembut.
        if word[1:2] == "e" and word[2:3] == word[0] and word[0] not in VOWELS:
            found.append((word[2:], BARE | AN, 2, "Ce-"))
        return found


_Beginning = tuple[str, int, int, str]


def _by_head(prefixes: tuple[Prefix, ...]) -> dict[str, list[_Beginning]]:
    """The prefixes by themselves with the letter that follows: what was swallowed, kinds, cost."""
    found: dict[str, list[_Beginning]] = {}
    for text, follows, restored, kinds, cost, name in prefixes:
        beginning = restored, kinds, cost, name
        for letter in follows:
            found.setdefault(text + letter, []).append(beginning)
    return found


def _reach(heads: Iterable[str]) -> dict[str, int]:
    """How long the longest head is by the first letters, so that no longer one is looked for."""
    found: dict[str, int] = {}
    for head in heads:
        start = head[:_SHORTEST_HEAD]
        found[start] = max(found.get(start, 0), len(head))
    return found


# The shortest prefixes have two letters.
_SHORTEST_HEAD = 3
_BY_HEAD = _by_head(PREFIXES)
_REACH = _reach(_BY_HEAD)
_Ending = tuple[str, int, int, int, str]
_SLIGHT = frozenset(("-an", "-i", "-ku", "-mu"))


def _is_enough(root: str, prefix: str, suffix: str) -> bool:
    """Whether a root is long enough to be believed.

    Three letters do, but not a closed syllable with a slight ending alone: *Dusan* is not *dus*.
    """
    if len(root) > SHORTEST_ROOT:
        return True
    return len(root) == SHORTEST_ROOT and bool(prefix or suffix not in _SLIGHT or root[2] in VOWELS)


def _by_last_two_letters(suffixes: tuple[Suffix, ...]) -> dict[str, list[_Ending]]:
    """The suffixes by the last two letters of the words they may end."""
    found: dict[str, list[_Ending]] = {}
    for text, kind, cost, name in suffixes:
        ending = (text, len(text), kind, cost, name)
        if len(text) > 1:
            found.setdefault(text[-2:], []).append(ending)
        elif text:
            for letter in "abcdefghijklmnopqrstuvwxyz":
                found.setdefault(letter + text, []).append(ending)
    return found
