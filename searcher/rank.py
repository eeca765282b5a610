"""How an article is scored: all knobs in one place, and the formulas that they stand in.

    score = stems + forms + first + near + recency

``stems`` is BM25F over title and body, word by word::

    Σ weight · idf · (k1 + 1) · f / (k1 + f)
    f = Σ over fields of field weight · tf / (1 - b + b · length / average length)

A word's occurrences in title and body are added up *before* they saturate (Robertson & Zaragoza,
"The Probabilistic Relevance Framework: BM25 and Beyond", 2009, §3.6), so a word in both is not
counted as two. ``idf`` counts the articles that hold the word in the field in which most do.
``forms`` is the same of the words exactly as they are written, title and body as one field. These
two decide which articles are the best ``depth``; ``first``, ``near`` and ``recency``
(:mod:`searcher.rerank`) are never negative and put those in their final order. ``docs/ranking.md``
says what was measured.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from math import log

import msgspec

from index.segment.lengths import LENGTHS
from searcher.nodes import Kind


class Tuning(msgspec.Struct, frozen=True):
    """The knobs of the ranking.

    ===============  =======  =========  =========================================================
    knob             default  limits     symptom that it cures
    ===============  =======  =========  =========================================================
    k1               0.6      0 to 10    too low: an article that mentions the word once ranks
                                         beside the one that is about it; too high: repetition
                                         wins over the article that has all the words
    title_weight     3.0      0 to 100   too low: the article with the words in its headline
                                         drowns; too high: teasers with a catchy headline win
    title_b          0.4      0 to 1     too high: two-word titles beat informative ones
    body_b           0.75     0 to 1     too low: long articles win by length; too high: stubs win
    function_weight  0.2      0 to 1     too high: "siapa yang" outweighs the name asked for;
                                         0: an answer in the words of the question gains nothing
    asking_weight    0.35     0 to 1     1: "siapa nama presiden" wants an article with "nama";
                                         0: the words that say what is asked for have no say
    acronym_weight   0.5      0 to 1     0: "KPK" misses who writes it out; 1: those who do are
                                         worth as much as the word that was typed
    related_weight   0.8      0 to 1     0: "luas pulau Riau" misses what is told of Kepulauan Riau;
                                         1: a related word is worth as much as the one typed
    guess_weight     0.5      0 to 1     what a word counts that is only guessed at: the likeliest
                                         correction of one that no article holds
    form_weight      0.22     0 to 1     0: "tulisan" brings "menulis" first; too high: the
                                         stems have no say
    form_b           0.65     0 to 1     as body_b, for the words as written
    first_weight     0.7      0 to 10    0: an article that mentions the word in passing at its end
                                         beats the one that opens with it
    first_half       20       1 to 1000  words into the text at which a first occurrence counts half
    near_weight      0.25     0 to 10    0: the words of the query scattered over a long article
                                         count like the same words in one sentence
    near_half        3        0.1 to 100 words further apart by which nearness is halved
    near_order       0.3      0 to 10    what two words gain that stand in the order of the query
    near_window      16       2 to 100   words within which two are near each other (exclusive)
    near_k1          1.2      0 to 10    as k1, for pairs of near words
    near_b           0.75     0 to 1     as body_b, for pairs of near words
    near_from        2        0 to 64    content words up to which nearness counts nothing: in a
                                         short query nearly every good article has them together
    near_full        6        1 to 64    content words from which it counts fully
    depth            50       1 to 1000  articles that are put in their final order; more take time
    recency          0.0      0 to 0.5   0: of two equally good articles the older may come first;
                                         too high: yesterday's mention beats the article that is
                                         about it. What the newest article gains at most, as a
                                         part of its stems and forms
    recency_days     365      1 to 1e5   days after which that gain is halved, and halved again
    ===============  =======  =========  =========================================================

    Raises:
        ValueError: if a knob is outside its limits.
    """

    k1: float = 0.6
    title_weight: float = 3.0
    title_b: float = 0.4
    body_b: float = 0.75
    function_weight: float = 0.2
    asking_weight: float = 0.35
    acronym_weight: float = 0.5
    related_weight: float = 0.8
    guess_weight: float = 0.5
    form_weight: float = 0.22
    form_b: float = 0.65
    first_weight: float = 0.7
    first_half: float = 20.0
    near_weight: float = 0.25
    near_half: float = 3.0
    near_order: float = 0.3
    near_window: int = 16
    near_k1: float = 1.2
    near_b: float = 0.75
    near_from: float = 2.0
    near_full: float = 6.0
    depth: int = 50
    recency: float = 0.0
    recency_days: float = 365.0

    def __post_init__(self) -> None:
        for knob in self.__struct_fields__:
            value = getattr(self, knob)
            least, most = _LIMITS.get(knob, (0.0, 1.0))
            if not least <= value <= most:
                raise ValueError(f"{knob} must be from {least:g} to {most:g}, not {value}")

    def field(self, name: str) -> tuple[float, float]:
        """Weight and length normalisation (b) of a field."""
        weights: Mapping[str, tuple[float, float]] = {
            "title": (self.title_weight, self.title_b),
            "forms": (1.0, self.form_b),
        }
        return weights.get(name, (1.0, self.body_b))

    def weight(self, kind: Kind) -> float:
        """What a word of this kind counts."""
        weights: Mapping[Kind, float] = {
            "content": 1.0,
            "asking": self.asking_weight,
            "acronym": self.acronym_weight,
            "related": self.related_weight,
            "guess": self.guess_weight,
        }
        return weights.get(kind, self.function_weight)

    def nearness(self, content_words: int) -> float:
        """How much nearness counts in a query of so many content words; from 0 to 1."""
        span = max(self.near_full - self.near_from, 1.0)
        return min(max((content_words - self.near_from) / span, 0.0), 1.0)


# Knobs that are not here go from 0 to 1.
_LIMITS: Mapping[str, tuple[float, float]] = {
    "k1": (0.0, 10.0),
    "title_weight": (0.0, 100.0),
    "first_weight": (0.0, 10.0),
    "first_half": (1.0, 1000.0),
    "near_weight": (0.0, 10.0),
    "near_half": (0.1, 100.0),
    "near_order": (0.0, 10.0),
    "near_window": (2, 100),
    "near_k1": (0.0, 10.0),
    "near_from": (0.0, 64.0),
    "near_full": (1.0, 64.0),
    "depth": (1, 1000),
    "recency": (0.0, 0.5),
    "recency_days": (1.0, 100_000.0),
}


def idf(documents: int, holding: int) -> float:
    """The weight of a word that ``holding`` of ``documents`` articles hold; always positive."""
    return log(1.0 + (documents - holding + 0.5) / (holding + 0.5))


def saturated(f: float, k1: float) -> float:
    """What ``f`` weighted occurrences count: 1 for one in an average article, at most k1 + 1."""
    return (k1 + 1.0) * f / (k1 + f)


def length_factors(tuning: Tuning, field: str, average: float) -> list[float]:
    """What one occurrence counts, for each of the 256 length bytes that Whoosh keeps."""
    weight, b = tuning.field(field)
    average = max(average, 1.0)
    least = 1.0 - b
    return [weight / (least + b * words / average or 1.0) for words in LENGTHS]


def pair_worths(tuning: Tuning) -> array[float]:
    """What a pair of words is worth, by how many words the second stands behind the first.

    The middle number is for 0, which counts nothing. Side by side in the order of the query it is 1
    and ``near_order``, and halved by every ``near_half`` words. Those from ``near_window`` on,
    either way, count nothing.
    """
    gaps = range(1, tuning.near_window)
    behind = [0.5 ** ((gap - 1) / tuning.near_half) for gap in gaps]
    before = [(1.0 + tuning.near_order) * worth for worth in behind]
    return array("d", [*reversed(behind), 0.0, *before])


def near_norms(tuning: Tuning, average: float) -> array[float]:
    """What pairs saturate by, for each of the 256 length bytes of a body."""
    k1, b = tuning.near_k1, tuning.near_b
    least = 1.0 - b
    return array("d", [k1 * (least + b * (words / average)) for words in LENGTHS])
