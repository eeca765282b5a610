"""A search as asked for, checked: every mistake is named, none is passed on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeGuard

from searcher.days import parse_days
from searcher.results import MAX_LIMIT, SORTS, RequestError, SearchRequest, Sort

DayLike = date | str | None


def make_request(
    query: str,
    *,
    page: int,
    limit: int,
    sort: Sort,
    since: DayLike,
    until: DayLike,
    source: str | Iterable[str],
    category: str | Iterable[str],
    explain: bool = False,
) -> SearchRequest:
    """A checked request; days may be text in any form of :func:`searcher.days.parse_days`.

    Raises:
        RequestError: naming the parameter that makes no sense.
    """
    return check_request(
        SearchRequest(
            query=query,
            page=page,
            limit=limit,
            sort=sort,
            since=_day("since", since),
            until=_day("until", until),
            source=_names(source),
            category=_names(category),
            explain=explain,
        )
    )


def check_request(request: SearchRequest) -> SearchRequest:
    """The request itself, if it makes sense.

    Raises:
        RequestError: naming the parameter that does not.
    """
    if not _whole(request.page) or request.page < 1:
        raise RequestError(
            "page", f"There is no page {request.page!r}.", "Pages are whole numbers from 1."
        )
    check_limit(request.limit)
    if request.sort not in SORTS:
        raise RequestError(
            "sort", f"There is no order {request.sort!r}.", f"Choose one of {', '.join(SORTS)}."
        )
    if request.since and request.until and request.since > request.until:
        raise RequestError(
            "since",
            f"{request.since.isoformat()} is after {request.until.isoformat()}.",
            "Give a since that is not after until.",
        )
    return request


def check_limit(limit: object) -> None:
    """Nothing, if so many hits may be asked for at once.

    Raises:
        RequestError: if not.
    """
    if not _whole(limit) or not 1 <= limit <= MAX_LIMIT:
        raise RequestError(
            "limit",
            f"A page cannot hold {limit!r} hits.",
            f"Give a whole number from 1 to {MAX_LIMIT}.",
        )


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _day(parameter: str, value: DayLike) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    days = parse_days(value) if isinstance(value, str) else None
    if days is None:
        raise RequestError(
            parameter,
            f"{value!r} is not a date.",
            "Write it as 2025-11-10, 10 November 2025, Nov 2025 or 2025.",
        )
    return days[parameter == "until"]


def _names(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
