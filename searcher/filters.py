"""The filters of a request, facet by facet, as flags of documents."""

from __future__ import annotations

from array import array
from typing import Any, NamedTuple

from index.snapshot import fold_case
from searcher.days import day_number
from searcher.flags import flag_codes, flag_days, flagged_documents
from searcher.results import SearchRequest
from searcher.view import View

FACETS = ("source", "category", "month")


class Filters(NamedTuple):
    """What each filter lets through: flags by code, the first and the last day; None: everything.

    ``view`` is what they filter.
    """

    view: View
    source: bytes | None = None
    category: bytes | None = None
    month: tuple[int, int] | None = None

    def __bool__(self) -> bool:
        return not (self.source is None and self.category is None and self.month is None)

    def flags(self, documents: array[int], *, without: str | None = None) -> bytearray:
        """Flags of the documents that pass all filters, those of ``without`` left aside."""
        flags = bytearray(b"\1") * len(documents)
        snapshot = self.view.snapshot
        if self.source is not None and without != "source":
            flag_codes(documents, snapshot.sources.codes, self.source, flags)
        if self.category is not None and without != "category":
            flag_codes(documents, snapshot.categories.codes, self.category, flags)
        if self.month is not None and without != "month":
            flag_days(documents, snapshot.days, *self.month, flags)
        return flags

    def apply(self, documents: array[int], *, without: str | None = None) -> array[int]:
        """The documents that pass all filters, those of the facet ``without`` left aside."""
        if not self:
            return documents
        return flagged_documents(documents, self.flags(documents, without=without))


def filters_of(request: SearchRequest, view: View) -> Filters:
    """The filters that a request sets."""
    snapshot = view.snapshot
    return Filters(
        view,
        source=_one_of(snapshot.sources, request.source) if request.source else None,
        category=_one_of(snapshot.categories, request.category) if request.category else None,
        month=_between(request),
    )


def _one_of(column: Any, wanted: tuple[str, ...]) -> bytes:
    names = {fold_case(name) for name in wanted}
    return bytes(fold_case(value) in names for value in column.values)


def _between(request: SearchRequest) -> tuple[int, int] | None:
    if request.since is None and request.until is None:
        return None
    first = day_number(request.since) if request.since else 1
    last = day_number(request.until) if request.until else 99_991_231
    return first, last
