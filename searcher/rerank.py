"""The final order of the best articles: where in the text the words stand, and how new it is.

What decides here would cost too much for every article: it reads positions. So it is added to the
scores of the best ``Tuning.depth`` alone, and it is never negative: those stay before the others.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from itertools import combinations
from typing import Any, NamedTuple

from searcher import logic as query
from searcher.deadline import Deadline
from searcher.document_sets import add_at, count_members, either, taken, zeros
from searcher.matches import Matches
from searcher.nodes import AnyOf, Exact, Starting, Word, sought
from searcher.occurrences import Occurrences
from searcher.places import Places, add_first, add_near, add_pairs
from searcher.rank import Tuning, idf
from searcher.view import View

MOST_WORDS = 16
"""Content words of a query that are looked at."""
MOST_PLACES = 1_000
"""Occurrences of a word in one text that are looked at."""

_FIELDS = ("title", "body")
_COMMON = 0.7
"""What a pair loses that all of the best have."""
# Acronyms and related words stand in for words that were typed; those have places of their own.
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


class Gains(NamedTuple):
    """What the best articles gain: ``documents`` ascending, and beside them each part.

    ``words`` are those of the query and where they stand.
    """

    documents: array[int]
    first: array[float]
    near: array[float]
    recency: array[float]
    words: Sequence[_Found]

    def by_document(self) -> dict[int, Extra]:
        """The parts of each."""
        parts = zip(*self[:4], strict=True)
        return {document: Extra(*gained) for document, *gained in parts}

    def holders(self) -> dict[Word | Exact, array[int]]:
        """Which of the documents have each of the words in title or body."""
        return {word.node: either(word.title.documents, word.body.documents) for word in self.words}


NO_GAINS = Gains(array("I"), array("d"), array("d"), array("d"), ())


def words_had(
    found: Any | None,
    best: Sequence[int],
    matches: Matches,
    view: View,
    deadline: Deadline,
    gained: Gains = NO_GAINS,
) -> list[int]:
    """How many of the words that a query would like to see together the matches ``best`` have.

    Beside each its count; the same for all where they have all, or none was asked for, or once the
    deadline has passed. What the best have ``gained`` tells of most words where they are.
    """
    full = matches.full
    if full is None or all(map(full.__getitem__, best)):
        return [0] * len(best)
    occurrences = Occurrences(view, deadline)
    places = array("I", sorted(best))
    documents = taken(matches.documents, places)
    known = gained.holders() if gained.documents == documents else {}
    counts = array("I", bytes(documents.itemsize * len(documents)))
    groups = list(_groups(found))
    for group in groups:
        having = NO_GAINS.documents
        for node in sought(group):
            holders = known.get(node) if node.fields == _FIELDS else None
            if holders is None:
                holders = occurrences.holders(node, documents)
            having = either(having, holders) if having else holders
        count_members(documents, having, counts)
    if deadline.passed():
        return [0] * len(best)
    had = dict(zip(places, counts, strict=True))
    return [len(groups) if full[place] else had[place] for place in best]


def _groups(node: Any | None) -> Iterator[Any]:
    """What a query would like to see together: articles that have all of it come first."""
    if isinstance(node, AnyOf):
        yield from node.subqueries if node.demands else ()
    elif isinstance(node, (query.And, query.AndMaybe)):
        for part in node.children():
            yield from _groups(part)


def gains(
    found: Any | None, best: Sequence[int], matches: Matches, view: View, deadline: Deadline
) -> Gains:
    """What the matches at the places ``best`` gain; it is added to their scores.

    Nothing once the deadline has passed.
    """
    places = array("I", sorted(best))
    documents = taken(matches.documents, places)
    words = _words(found, documents, view, deadline)
    if deadline.passed():
        return NO_GAINS
    first, near = _first(words, documents, view.tuning), _near(words, documents, view)
    recency = _recency(documents, places, matches.scores, view)
    for gained in (first, near, recency):
        add_at(matches.scores, places, gained)
    return Gains(documents, first, near, recency, words)


def content_words(found: Any | None) -> list[Word | Exact]:
    """The words and phrases whose places count: those that are sought anywhere in the text."""
    nodes = [
        node
        for node in dict.fromkeys(sought(found))
        if node.kind in _PLACED and len(node.fields) > 1 and not isinstance(node, Starting)
    ]
    return nodes[:MOST_WORDS]


def _words(found: Any | None, best: array[int], view: View, deadline: Deadline) -> list[_Found]:
    occurrences = Occurrences(view, deadline)
    words: list[_Found] = []
    for node in content_words(found):
        title, body = (occurrences.places(field, node, best) for field in _FIELDS)
        rarity = idf(view.documents, occurrences.holding(node))
        words.append(_Found(node, view.tuning.weight(node.kind), rarity, title, body))
    return words


def _first(words: Sequence[_Found], best: array[int], tuning: Tuning) -> array[float]:
    """How early the words come: each counts its idf in the title, half of it at first_half."""
    total = zeros(len(best))
    for word in words:
        most = tuning.first_weight * word.weight * word.idf
        add_first(best, word.title.documents, word.body, most, tuning.first_half, total)
    return total


def _near(words: Sequence[_Found], best: array[int], view: View) -> array[float]:
    """BM25 of the pairs of words near each other, each pair counted like the lighter of its words.

    Two capitalised words are most often one name, and stand together in every article. So do other
    pairs: the more of the best have one, the less it tells them apart.
    """
    tuning = view.tuning
    part = tuning.near_weight * tuning.nearness(len(words))
    total = zeros(len(best))
    if not part:
        return total
    lengths = view.snapshot.lengths("body")
    for one, other in combinations(words, 2):
        if one.capitalised and other.capitalised:
            continue
        values = zeros(len(best))
        add_pairs(best, one.title, other.title, view.worths, MOST_PLACES, values)
        holding = add_pairs(best, one.body, other.body, view.worths, MOST_PLACES, values)
        if holding:
            weight = part * min(one.weight, other.weight) * (tuning.near_k1 + 1.0)
            weight *= idf(view.documents, holding) * (1.0 - _COMMON * (holding / len(best)) ** 2)
            add_near(values, best, lengths, view.near_norms, weight, total)
    return total


def _recency(
    best: array[int], places: array[int], scores: array[float], view: View
) -> array[float]:
    """A part of the score, halved for every ``recency_days`` that the newest article is newer."""
    tuning = view.tuning
    gained = zeros(len(best))
    if not tuning.recency:
        return gained
    days, undated = view.snapshot.days, 0
    for index, (document, place) in enumerate(zip(best, places, strict=True)):
        if days[document] != undated:
            age = _days_between(days[document], view.newest_day)
            gained[index] = tuning.recency * 0.5 ** (age / tuning.recency_days) * scores[place]
    return gained


def _days_between(day: int, later: int) -> int:
    return (_date(later) - _date(day)).days


def _date(day: int) -> datetime:
    return datetime(day // 10_000, day // 100 % 100, day % 100, tzinfo=timezone.utc)
