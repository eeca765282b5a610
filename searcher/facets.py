"""How the matching articles spread over sources, categories and months."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from index.snapshot import fold_case
from searcher.filters import FACETS, Filters
from searcher.results import FacetCount, Facets, SearchRequest
from searcher.tallies import tally, tally_all, tally_months
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
    return Facets(
        source=_names(sources.values, by_source, request.source),
        category=_names(categories.values, by_category, request.category),
        month=_months(by_month, view.months[0], request),
    )


def _names(
    values: Sequence[str], tallied: array[int], selected: Sequence[str]
) -> tuple[FacetCount, ...]:
    """The names, most frequent first."""
    counted = [(-count, values[code]) for code, count in enumerate(tallied) if count and code]
    counted.sort()
    if not selected:
        return tuple([FacetCount(name, -count) for count, name in counted[:MOST_VALUES]])
    counts = {name: -count for count, name in counted}
    names = list(counts)
    wanted = {fold_case(name): name for name in selected}
    shown = names[:MOST_VALUES] + [n for n in names[MOST_VALUES:] if fold_case(n) in wanted]
    found = {fold_case(name) for name in shown}
    shown += [name for folded, name in wanted.items() if folded not in found]
    return tuple(FacetCount(n, counts.get(n, 0), fold_case(n) in wanted) for n in shown)


def _months(counts: array[int], first: int, request: SearchRequest) -> tuple[FacetCount, ...]:
    """The months in order of time, selected if the dates of the request take in all of one."""
    found = []
    for number, count in enumerate(counts, first):
        if count:
            found.append(FacetCount(_month_name(number), count, _selected(number, request)))
    return tuple(found)


@lru_cache(2_000)
def _month_name(number: int) -> str:
    """A month as ``YYYY-MM``; it is numbered from the beginning of the calendar."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _selected(number: int, request: SearchRequest) -> bool:
    if request.since is None and request.until is None:
        return False
    first = date(number // 12, number % 12 + 1, 1)
    last = date.max
    if (first.year, first.month) < (date.max.year, 12):
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return (request.since or date.min) <= first and last <= (request.until or date.max)
