"""Which of the found documents come first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import nlargest
from itertools import groupby
from math import inf

from searcher.matching import Matches
from searcher.results import Sort
from searcher.view import View

Key = Callable[[int], float]


def first_documents(
    documents: Sequence[int], count: int, sort: Sort, matches: Matches, view: View
) -> list[int]:
    """The first ``count`` of the documents.

    By relevance, those that match every group of the query come before the others, then the
    better score decides, then the newer day, then the id. By date, undated ones are last and the
    better score decides between equal times, then the id.
    """
    times = view.snapshot.times
    undated = view.snapshot.UNDATED
    score = matches.scores.__getitem__
    if sort == "newest":
        return _first(documents, count, times.__getitem__, score, view)
    if sort == "oldest":

        def age(document: int) -> float:
            time = times[document]
            return -inf if time == undated else -time

        return _first(documents, count, age, score, view)
    full = matches.full
    if full is None:
        return _first(documents, count, score, times.__getitem__, view)
    best = _first([d for d in documents if d in full], count, score, times.__getitem__, view)
    if len(best) < count:
        others = [document for document in documents if document not in full]
        best += _first(others, count - len(best), score, times.__getitem__, view)
    return best


def _first(documents: Sequence[int], count: int, key: Key, then: Key, view: View) -> list[int]:
    """The first by ``key``, then by ``then`` (the greatest first), then by id.

    Only documents that can be among the first are sorted, and only ids that decide are read.
    """
    chosen = _candidates(documents, count, key)
    tied = [document for document in chosen if key(document) == key(chosen[-1])]
    if len(chosen) > count and len(tied) > 1:
        better = len(chosen) - len(tied)
        chosen = [*chosen[:better], *_candidates(tied, count - better, then)]
    chosen.sort(key=lambda document: (key(document), then(document)), reverse=True)
    result: list[int] = []
    for _, group in groupby(chosen, lambda document: (key(document), then(document))):
        equal = list(group)
        result += sorted(equal, key=view.id_of) if len(equal) > 1 else equal
        if len(result) >= count:
            break
    return result[:count]


def _candidates(documents: Sequence[int], count: int, key: Key) -> list[int]:
    """The documents no worse than the last of the first ``count``, the worst of them last."""
    if len(documents) <= count:
        return sorted(documents, key=key, reverse=True)
    values = list(map(key, documents))
    least = nlargest(count, values)[-1] if count < 1_000 else sorted(values)[-count]
    chosen = [doc for doc, value in zip(documents, values, strict=True) if value >= least]
    chosen.sort(key=key, reverse=True)
    return chosen
