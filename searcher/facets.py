"""How the matching articles spread over sources, categories and months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from searcher.filters import Filters
from searcher.results import FacetCount, Facets, SearchRequest
from searcher.view import View

MOST_VALUES = 100
"""Values of a facet that are counted out; selected ones come in any case."""


def facets_of(
    documents: Sequence[int], filters: Filters, request: SearchRequest, view: View
) -> Facets:
    """The facets of the documents that the query matches, before the request's filters."""
    snapshot = view.snapshot
    return Facets(
        source=count_names(
            snapshot.sources, filters.apply(documents, without="source"), request.source
        ),
        category=count_names(
            snapshot.categories, filters.apply(documents, without="category"), request.category
        ),
        month=count_months(snapshot.days, filters.apply(documents, without="month"), request),
    )


def count_names(
    column: Any, documents: Iterable[int], selected: Sequence[str] = ()
) -> tuple[FacetCount, ...]:
    """The names of a coded column, most frequent first; documents without one are not counted."""
    by_code = Counter(map(column.codes.__getitem__, documents))
    by_code.pop(0, None)
    counts = {column.values[code]: count for code, count in by_code.items()}
    names = sorted(counts, key=lambda name: (-counts[name], name))[:MOST_VALUES]
    names += [name for name in dict.fromkeys(selected) if name not in names]
    return tuple(FacetCount(name, counts.get(name, 0), name in selected) for name in names)


def count_months(
    days: Sequence[int], documents: Iterable[int], request: SearchRequest
) -> tuple[FacetCount, ...]:
    """The months with documents, in order of time; undated documents are not counted.

    A month is selected if the dates of the request take in all of it.
    """
    counts: Counter[int] = Counter()
    for day, count in Counter(map(days.__getitem__, documents)).items():
        counts[day // 100] += count
    counts.pop(0, None)
    return tuple(
        FacetCount(f"{month // 100:04}-{month % 100:02}", counts[month], _selected(month, request))
        for month in sorted(counts)
    )


def _selected(month: int, request: SearchRequest) -> bool:
    if request.since is None and request.until is None:
        return False
    first = date(month // 100, month % 100, 1)
    last = date.max
    if month < 999_912:
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return (request.since or date.min) <= first and last <= (request.until or date.max)
