"""Stemming of Indonesian: a chain of rules around a lexicon written for the project."""

from __future__ import annotations

from typing import Protocol

from index.analysis.stemming.chain import Chain
from index.analysis.stemming.lexicon import Lexicon, default_lexicon
from index.analysis.stemming.plain import SnowballRule
from index.analysis.stemming.stem import Stem

__all__ = ["Chain", "Lexicon", "SnowballRule", "Stem", "StemRule", "default_lexicon"]


class StemRule(Protocol):
    """What the analysis needs of a stemmer."""

    def __call__(self, word: str) -> Stem:
        """The stem of a normalised word (NFKC, lower case, hyphens kept, no apostrophes)."""
        ...
