"""The final order of the best articles: where in the text the words stand, and how new it is.

What decides here would cost too much for every article: it reads positions. So it is added to the
scores of the best ``Tuning.depth`` alone, and it is never negative: those stay before the others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from itertools import combinations
from typing import Any, NamedTuple

from whoosh.util.numeric import byte_to_length

from searcher.deadline import Deadline
from searcher.matching import Matching
from searcher.nodes import Exact, Starting, Word, sought
from searcher.rank import Tuning, idf
from searcher.view import View

MOST_WORDS = 16
"""Content words of a query that are looked at."""
MOST_PLACES = 1_000
"""Occurrences of a word in one text that are looked at."""

Places = dict[int, list[int]]
Worths = Mapping[int, float]
"""What a pair of words is worth by its distance, which is negative against the query's order."""
# An acronym stands in for words that were typed; those have places of their own.
_PLACED = frozenset(("content", "asking", "guess"))


class Extra(NamedTuple):
    """What is added to the score of one of the best articles."""

    first: float = 0.0
    near: float = 0.0
    recency: float = 0.0

    @property
    def total(self) -> float:
        """All of it."""
        return self.first + self.near + self.recency


NONE = Extra()


class _Found(NamedTuple):
    """A word of the query and where it stands in title and body of the best articles."""

    node: Word | Exact
    weight: float
    idf: float
    title: Places
    body: Places

    @property
    def capitalised(self) -> bool:
        """Whether it was typed as a name is."""
        return any(word[:1].isupper() for word in self.node.typed.split())


def extras(
    found: Any | None,
    best: Sequence[int],
    scores: Mapping[int, float],
    view: View,
    deadline: Deadline,
) -> dict[int, Extra]:
    """What each of the best articles gains; nothing once the deadline has passed."""
    words = _words(found, best, view, deadline)
    if deadline.passed():
        return {}
    tuning = view.tuning
    first = _first(words, tuning)
    near = _near(words, view)
    recency = _recency(best, scores, view)
    return {
        document: Extra(
            tuning.first_weight * first.get(document, 0.0),
            tuning.near_weight * near.get(document, 0.0),
            recency.get(document, 0.0),
        )
        for document in best
    }


def content_words(found: Any | None) -> list[Word | Exact]:
    """The words and phrases whose places count: those that are sought anywhere in the text."""
    nodes = [
        node
        for node in dict.fromkeys(sought(found))
        if node.kind in _PLACED and len(node.fields) > 1 and not isinstance(node, Starting)
    ]
    return nodes[:MOST_WORDS]


def _words(found: Any | None, best: Sequence[int], view: View, deadline: Deadline) -> list[_Found]:
    matching = Matching(view, deadline)
    words: list[_Found] = []
    for node in content_words(found):
        holding = len(matching.stems_of(node).documents)
        title, body = (
            {
                document: sorted(places)[:MOST_PLACES]
                for document, places in matching.places(field, node, best).items()
            }
            for field in ("title", "body")
        )
        weight = view.tuning.weight(node.kind)
        words.append(_Found(node, weight, idf(view.snapshot.doc_count, holding), title, body))
    return words


def _first(words: Sequence[_Found], tuning: Tuning) -> dict[int, float]:
    """How early the words come: each counts its idf in the title, half of it at first_half."""
    total: dict[int, float] = {}
    half = tuning.first_half
    for word in words:
        places = {document: found[0] for document, found in word.body.items()}
        places.update(dict.fromkeys(word.title, 0))
        most = word.weight * word.idf
        for document, place in places.items():
            total[document] = total.get(document, 0.0) + most * half / (half + place)
    return total


def _near(words: Sequence[_Found], view: View) -> dict[int, float]:
    """BM25 of the pairs of words near each other, each pair counted like the lighter of its words.

    Two capitalised words are most often one name, and stand together in every article.
    """
    tuning = view.tuning
    part = tuning.nearness(len(words))
    total: dict[int, float] = {}
    if not part or not tuning.near_weight:
        return total
    lengths = view.snapshot.lengths("body")
    average = view.snapshot.average_length("body")
    k1, b = tuning.near_k1, tuning.near_b
    worths = pair_worths(tuning)
    for one, other in combinations(words, 2):
        if one.capitalised and other.capitalised:
            continue
        counts = _pairs(one, other, worths)
        weight = part * min(one.weight, other.weight) * (k1 + 1.0)
        weight *= idf(view.snapshot.doc_count, len(counts))
        for document, count in counts.items():
            length = byte_to_length(lengths[document]) / average
            value = weight * count / (count + k1 * (1.0 - b + b * length))
            total[document] = total.get(document, 0.0) + value
    return total


def _pairs(one: _Found, other: _Found, worths: Worths) -> dict[int, float]:
    """What the places where two words stand near each other are worth, by document."""
    counts: dict[int, float] = {}
    for these, those in ((one.title, other.title), (one.body, other.body)):
        for document in these.keys() & those.keys():
            worth = pairs_within(these[document], those[document], worths)
            if worth:
                counts[document] = counts.get(document, 0.0) + worth
    return counts


def pair_worths(tuning: Tuning) -> Worths:
    """What a pair of words is worth, by how many words the second stands behind the first.

    Side by side in the order of the query it is 1 and ``near_order``, and halved by every
    ``near_half`` words. Those from ``near_window`` on, either way, count nothing.
    """
    window = tuning.near_window
    worths = {}
    for gap in range(1, window):
        worths[gap] = (1.0 + tuning.near_order) * 0.5 ** ((gap - 1) / tuning.near_half)
        worths[-gap] = 0.5 ** ((gap - 1) / tuning.near_half)
    return worths


def pairs_within(these: Sequence[int], those: Sequence[int], worths: Worths) -> float:
    """What all pairs of places, one of each, are worth together; places ascend."""
    window = len(worths) // 2
    total = 0.0
    for place in these:
        low = bisect_left(those, place - window)
        high = bisect_right(those, place + window, low)
        for other in those[low:high]:
            if other != place:
                total += worths[other - place]
    return total


def _recency(best: Sequence[int], scores: Mapping[int, float], view: View) -> dict[int, float]:
    """A part of the score, halved for every ``recency_days`` that the newest article is newer."""
    tuning = view.tuning
    if not tuning.recency:
        return {}
    days, undated = view.snapshot.days, 0
    newest = max(view.snapshot.days, default=undated)
    gains: dict[int, float] = {}
    for document in best:
        if days[document] != undated:
            age = _days_between(days[document], newest)
            share = tuning.recency * 0.5 ** (age / tuning.recency_days)
            gains[document] = share * scores[document]
    return gains


def _days_between(day: int, later: int) -> int:
    return (_date(later) - _date(day)).days


def _date(day: int) -> datetime:
    return datetime(day // 10_000, day // 100 % 100, day % 100, tzinfo=timezone.utc)
