"""What a stemmer gives back."""

from __future__ import annotations

from typing import NamedTuple


class Stem(NamedTuple):
    """A stem and the name of the rule that made it."""

    term: str
    rule: str
