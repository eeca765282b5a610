"""How the matching articles spread over sources, categories and months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from index.snapshot import fold_case
from searcher.filters import Filters
from searcher.results import FacetCount, Facets, SearchRequest
from searcher.view import Shelf, View

MOST_VALUES = 100
"""Values of a facet that are counted out; selected ones come in any case."""

FEW_DOCUMENTS = 5_000
"""Below this it does not pay to know the shelf of every document."""


def facets_of(
    documents: Sequence[int], filters: Filters, request: SearchRequest, view: View
) -> Facets:
    """The facets of the documents that the query matches, before the request's filters."""
    tallies = {
        name: _tally(filters.apply(documents, without=name), view)
        for name in ("source", "category", "month")
        if filters or name == "source"
    }
    by_source = tallies["source"]
    by_category = tallies.get("category", by_source)
    by_month = tallies.get("month", by_source)
    snapshot = view.snapshot
    return Facets(
        source=_names(snapshot.sources.values, _counts(by_source, 0), request.source),
        category=_names(snapshot.categories.values, _counts(by_category, 1), request.category),
        month=_months(_counts(by_month, 2), request),
    )


def _tally(documents: Sequence[int], view: View) -> Sequence[tuple[Shelf, int]]:
    """How many of the documents stand on each shelf: one pass for all facets."""
    if len(documents) < FEW_DOCUMENTS:
        return list(Counter(view.shelves_of(documents)).items())
    shelves, codes = view.shelves
    counted = Counter(map(codes.__getitem__, documents))
    return [(shelves[code], count) for code, count in counted.items()]


def _counts(tally: Iterable[tuple[Shelf, int]], part: int) -> dict[int, int]:
    """The counts by one part of the shelf; those that have none are left out."""
    counts: dict[int, int] = {}
    for shelf, count in tally:
        key = shelf[part]
        counts[key] = counts.get(key, 0) + count
    counts.pop(0, None)
    return counts


def _names(
    values: Sequence[str], by_code: dict[int, int], selected: Sequence[str]
) -> tuple[FacetCount, ...]:
    """The names, most frequent first."""
    counts = {values[code]: count for code, count in by_code.items()}
    names = sorted(counts, key=lambda name: (-counts[name], name))
    wanted = {fold_case(name): name for name in selected}
    shown = names[:MOST_VALUES] + [n for n in names[MOST_VALUES:] if fold_case(n) in wanted]
    found = {fold_case(name) for name in shown}
    shown += [name for folded, name in wanted.items() if folded not in found]
    return tuple(FacetCount(n, counts.get(n, 0), fold_case(n) in wanted) for n in shown)


def _months(by_day: dict[int, int], request: SearchRequest) -> tuple[FacetCount, ...]:
    """The months in order of time, selected if the dates of the request take in all of one."""
    counts: dict[int, int] = {}
    for day, count in by_day.items():
        counts[day // 100] = counts.get(day // 100, 0) + count
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
