"""How the matching articles spread over sources, categories and months."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import compress

from index.snapshot import fold_case
from searcher.filters import FACETS, Filters
from searcher.results import FacetCount, Facets, SearchRequest
from searcher.tallies import most_frequent, tally, tally_all, tally_months
from searcher.view import View

MOST_VALUES = 100
"""Values of a facet that are counted out; selected ones come in any case."""


def facets_of(
    documents: array[int], filters: Filters, request: SearchRequest, view: View
) -> Facets:
    """The facets of the documents that the query matches, before the request's filters."""
    snapshot = view.snapshot
    sources, categories, days = snapshot.sources, snapshot.categories, snapshot.days
    sizes = len(sources.values), len(categories.values)
    if not filters:
        by_source, by_category, by_month = tally_all(
            documents, sources.codes, sizes[0], categories.codes, sizes[1], days, *view.months
        )
    else:
        kept = {name: filters.apply(documents, without=name) for name in FACETS}
        by_source = tally(kept["source"], sources.codes, sizes[0])
        by_category = tally(kept["category"], categories.codes, sizes[1])
        by_month = tally_months(kept["month"], days, *view.months)
    orders = view.orders
    return Facets(
        source=_names(sources.values, by_source, orders["source"], request.source),
        category=_names(categories.values, by_category, orders["category"], request.category),
        month=_months(by_month, view, request),
    )


def _names(
    values: Sequence[str], counts: array[int], order: array[int], selected: Sequence[str]
) -> tuple[FacetCount, ...]:
    """The names, most frequent first; ``order`` is that of equal ones."""
    if not selected:
        return _counted(values, counts, most_frequent(counts, order, MOST_VALUES))
    found = _counted(values, counts, most_frequent(counts, order, len(order)))
    wanted = {fold_case(name): name for name in selected}
    chosen = [each for each in found[MOST_VALUES:] if fold_case(each.value) in wanted]
    shown = [(each.value, each.count) for each in (*found[:MOST_VALUES], *chosen)]
    folded = {fold_case(name) for name, _ in shown}
    shown += [(name, 0) for fold, name in wanted.items() if fold not in folded]
    return tuple(FacetCount(name, count, fold_case(name) in wanted) for name, count in shown)


def _counted(values: Sequence[str], counts: array[int], codes: list[int]) -> tuple[FacetCount, ...]:
    """The values of these codes with their counts."""
    return tuple(map(FacetCount, map(values.__getitem__, codes), map(counts.__getitem__, codes)))


def _months(counts: array[int], view: View, request: SearchRequest) -> tuple[FacetCount, ...]:
    """The months in order of time, selected if the dates of the request take in all of one."""
    names = view.month_names
    found = map(FacetCount, compress(names, counts), compress(counts, counts))
    if request.since is None and request.until is None:
        return tuple(found)
    first = view.months[0]
    numbers = compress(range(first, first + len(names)), counts)
    return tuple(
        FacetCount(each.value, each.count, _selected(number, request))
        for number, each in zip(numbers, found, strict=True)
    )


def _selected(number: int, request: SearchRequest) -> bool:
    first = date(number // 12, number % 12 + 1, 1)
    last = date.max
    if (first.year, first.month) < (date.max.year, 12):
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return (request.since or date.min) <= first and last <= (request.until or date.max)
