"""The filters of a request, facet by facet, as tests on document numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from index.snapshot import fold_case
from searcher.days import day_number
from searcher.results import SearchRequest
from searcher.view import View


@dataclass(frozen=True, slots=True)
class Filters:
    """The documents that each filter lets through; None where there is no such filter."""

    source: Callable[[int], bool] | None = None
    category: Callable[[int], bool] | None = None
    month: Callable[[int], bool] | None = None

    def __bool__(self) -> bool:
        return any((self.source, self.category, self.month))

    def apply(self, documents: Sequence[int], *, without: str | None = None) -> Sequence[int]:
        """The documents that pass all filters, those of the facet ``without`` left aside."""
        for name in ("source", "category", "month"):
            allowed = getattr(self, name)
            if allowed and name != without:
                documents = list(filter(allowed, documents))
        return documents


def filters_of(request: SearchRequest, view: View) -> Filters:
    """The filters that a request sets."""
    snapshot = view.snapshot
    return Filters(
        source=_one_of(snapshot.sources, request.source),
        category=_one_of(snapshot.categories, request.category),
        month=_between(snapshot.days, request),
    )


def _one_of(column: Any, wanted: Sequence[str]) -> Callable[[int], bool] | None:
    if not wanted:
        return None
    names = {fold_case(name) for name in wanted}
    chosen = frozenset(
        code for code, value in enumerate(column.values) if fold_case(value) in names
    )
    codes = column.codes
    return lambda document: codes[document] in chosen


def _between(days: Sequence[int], request: SearchRequest) -> Callable[[int], bool] | None:
    if request.since is None and request.until is None:
        return None
    first = day_number(request.since) if request.since else 1
    last = day_number(request.until) if request.until else 99_991_231
    return lambda document: first <= days[document] <= last
