"""Words said twice, with or without affixes: *anak-anak*, *sebesar-besarnya*, *tolong-menolong*."""

from __future__ import annotations

from collections.abc import Callable

from index.analysis.stemming.stem import Stem

# What is written with a hyphen before a name, a foreign word or an abbreviation: se-Jawa, di-PHK.
_HYPHENED = frozenset(
    ("se", "ke", "di", "me", "mem", "men", "meng", "pe", "pem", "pen", "peng", "ber", "ter", "per")
)
_CLITICS = frozenset(("nya", "ku", "mu", "kan", "an", "i", "lah", "kah", "pun"))
_RULE = "reduplication"


def hyphened(word: str, stem: Callable[[str], Stem]) -> Stem:
    """The stem of a word with hyphens; ``stem`` stems its parts."""
    parts = [part for part in word.split("-") if part]
    if len(parts) == 3 and parts[2] in _CLITICS:
        del parts[2]
    if len(parts) == 2:
        first, second = parts
        if first == second:
            return Stem(stem(first).term, _RULE)
        if first in _HYPHENED:
            return Stem(stem(second).term, f"prefix {first}-")
        if second in _CLITICS:
            return Stem(stem(first).term, f"suffix -{second}")
        said_twice = _said_twice(first, second, stem)
        if said_twice:
            return Stem(said_twice, _RULE)
    return Stem("-".join(parts), "compound")


def _said_twice(first: str, second: str, stem: Callable[[str], Stem]) -> str:
    """The common stem of two parts that differ in affixes only, or nothing."""
    (left, rule), right = stem(first), stem(second).term
    if left == right:
        return left
    # Half of a part said again, with an ending or none: menari-nari, meniru-nirukan. (Not where
    # the first part is a word of its own by chance: sebesar-besarnya.)
    if rule != "whole" and any(first.endswith(tail) for tail in _without_ending(second)):
        return left
    # One part bare: kebarat-baratan, perundang-undangan, besar-besaran.
    if len(right) > 2 and first.endswith(right):
        return right
    if len(left) > 2 and second.startswith(left):
        return left
    return ""


def _without_ending(word: str) -> list[str]:
    """A word, and what is left of it without each ending it may have."""
    found = [word]
    for ending in ("kan", "an", "i", "nya"):
        if word.endswith(ending):
            found.append(word[: -len(ending)])
    return [part for part in found if len(part) > 2]
