"""The words that are known: roots, words that stay whole, irregular forms.

All of it was written for this project. ``roots.txt`` has one word a line; a line that begins with
``#`` is a comment. Below ``# WHOLE`` stand words that are never taken apart and that nothing is
derived from either: function words, places, names. A digit after a root says how common it is: it
decides where two roots explain a word equally well (*terasa*: *rasa*, not *asa*). What stands below
``# SPELLINGS`` in ``exceptions.txt`` is the same word written otherwise: *putera* is *putra*.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
_WHOLE = "\n# WHOLE"
_SPELLINGS = "\n# SPELLINGS"


class Lexicon(NamedTuple):
    """What is known of words, all in lower case."""

    roots: frozenset[str]
    whole: frozenset[str]
    exceptions: dict[str, str]
    spellings: frozenset[str]
    commonness: dict[str, int]


def parse_roots(text: str) -> tuple[frozenset[str], frozenset[str], dict[str, int]]:
    """Roots, whole words and commonness from the text of ``roots.txt``."""
    above, _, rest = text.partition(_WHOLE)
    below = rest.partition("\n")[2]
    common = dict.fromkeys(_lines(above), 0)
    for line in [line for line in common if " " in line]:
        word, _, rank = line.partition(" ")
        del common[line]
        common[word] = int(rank)
    return frozenset(common), frozenset(_lines(below)), common


def parse_exceptions(text: str) -> tuple[dict[str, str], frozenset[str]]:
    """From the text of ``exceptions.txt``: irregular forms, each with its stem; other spellings.

    The spellings are among the forms.
    """
    spellings = _pairs(text.partition(_SPELLINGS)[2].partition("\n")[2])
    return _pairs(text), frozenset(spellings)


def _pairs(text: str) -> dict[str, str]:
    """A form, a blank, its stem a line."""
    found: dict[str, str] = {}
    for line in _lines(text):
        form, _, stem = line.partition(" ")
        found[form] = stem
    return found


@cache
def default_lexicon() -> Lexicon:
    """The lexicon that comes with the program, read once."""
    roots, whole, common = parse_roots((HERE / "roots.txt").read_text(encoding="utf-8"))
    irregular = (HERE / "exceptions.txt").read_text(encoding="utf-8")
    return Lexicon(roots, whole, *parse_exceptions(irregular), common)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and line[0] != "#"]
