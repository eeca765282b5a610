"""How an article is scored: BM25F over title and body, all knobs in one place.

    score = Σ over words of idf(w) · f / (k1 + f)
    f     = Σ over fields of weight · tf / (1 - b + b · length / average length)

A word's occurrences in title and body are added up *before* they saturate (Robertson & Zaragoza,
"The Probabilistic Relevance Framework: BM25 and Beyond", 2009, §3.6), so a word in both is not
counted as two. ``idf`` counts the articles that hold the word in either field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import log

from whoosh.util.numeric import byte_to_length


@dataclass(frozen=True, slots=True)
class Tuning:
    """The knobs of the ranking.

    =============  =======  ========  ==============================================================
    knob           default  limits    symptom that it cures
    =============  =======  ========  ==============================================================
    k1             1.2      0 to 10   too low: an article that mentions the word once ranks beside
                                      the one that is about it; too high: repetition wins
    title_weight   3.0      0 to 100  too low: the article with the words in its headline drowns;
                                      too high: short teasers with a catchy headline win
    title_b        0.4      0 to 1    too high: two-word titles beat informative ones
    body_b         0.75     0 to 1    too low: long articles win by length; too high: stubs win
    =============  =======  ========  ==============================================================

    Raises:
        ValueError: if a knob is outside its limits.
    """

    k1: float = 1.2
    title_weight: float = 3.0
    title_b: float = 0.4
    body_b: float = 0.75

    def __post_init__(self) -> None:
        limits = {"k1": 10.0, "title_weight": 100.0}
        for knob in fields(self):
            value, most = getattr(self, knob.name), limits.get(knob.name, 1.0)
            if not 0 <= value <= most:
                raise ValueError(f"{knob.name} must be from 0 to {most:g}, not {value}")

    def field(self, name: str) -> tuple[float, float]:
        """Weight and length normalisation (b) of a field."""
        weights: Mapping[str, tuple[float, float]] = {"title": (self.title_weight, self.title_b)}
        return weights.get(name, (1.0, self.body_b))


def idf(documents: int, holding: int) -> float:
    """The weight of a word that ``holding`` of ``documents`` articles hold; always positive."""
    return log(1.0 + (documents - holding + 0.5) / (holding + 0.5))


def length_factors(tuning: Tuning, field: str, average: float) -> list[float]:
    """What one occurrence counts, for each of the 256 length bytes that Whoosh keeps."""
    weight, b = tuning.field(field)
    average = max(average, 1.0)
    return [weight / (1.0 - b + b * byte_to_length(byte) / average or 1.0) for byte in range(256)]
