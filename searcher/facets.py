"""How the matching articles spread over sources, categories and months."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date, timedelta

from index.snapshot import CodedValues, fold_case
from searcher.filters import FACETS, Filters
from searcher.kernels import tally, tally_months
from searcher.results import FacetCount, Facets, SearchRequest
from searcher.view import View

MOST_VALUES = 100
"""Values of a facet that are counted out; selected ones come in any case."""


def facets_of(
    documents: array[int], filters: Filters, request: SearchRequest, view: View
) -> Facets:
    """The facets of the documents that the query matches, before the request's filters."""
    by_source, by_category, by_month = (filters.apply(documents, without=name) for name in FACETS)
    snapshot = view.snapshot
    return Facets(
        source=_names(snapshot.sources, by_source, request.source),
        category=_names(snapshot.categories, by_category, request.category),
        month=_months(by_month, view, request),
    )


def _names(
    column: CodedValues, documents: array[int], selected: Sequence[str]
) -> tuple[FacetCount, ...]:
    """The names, most frequent first."""
    values = column.values
    tallied = tally(documents, column.codes, len(values))
    counts = {values[code]: count for code, count in enumerate(tallied) if count and code}
    names = sorted(counts, key=lambda name: (-counts[name], name))
    wanted = {fold_case(name): name for name in selected}
    shown = names[:MOST_VALUES] + [n for n in names[MOST_VALUES:] if fold_case(n) in wanted]
    found = {fold_case(name) for name in shown}
    shown += [name for folded, name in wanted.items() if folded not in found]
    return tuple(FacetCount(n, counts.get(n, 0), fold_case(n) in wanted) for n in shown)


def _months(documents: array[int], view: View, request: SearchRequest) -> tuple[FacetCount, ...]:
    """The months in order of time, selected if the dates of the request take in all of one."""
    first, counts = tally_months(documents, view.snapshot.days)
    found = []
    for number, count in enumerate(counts, first):
        if count:
            year, month = divmod(number, 12)
            chosen = _selected(100 * year + month + 1, request)
            found.append(FacetCount(f"{year:04}-{month + 1:02}", count, chosen))
    return tuple(found)


def _selected(month: int, request: SearchRequest) -> bool:
    if request.since is None and request.until is None:
        return False
    first = date(month // 100, month % 100, 1)
    last = date.max
    if month < 999_912:
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return (request.since or date.min) <= first and last <= (request.until or date.max)
