"""Articles over time as bars: months, or years, or decades, whichever a glance can take in."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from searcher.results import FacetCount

Unit = Literal["month", "year", "decade"]
MOST_MONTHS = 48
MOST_YEARS = 40
MOST_BARS = 60

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Bar:
    """``count`` articles from ``since`` to ``until``; ``share`` (0 to 100) of the tallest bar.

    ``chosen`` is true where the search's own range of days touches the bar, ``exact`` where the
    two are the same.
    """

    since: date
    until: date
    count: int
    share: float
    chosen: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars in order of time. ``part`` is true where it shows less than what was found."""

    unit: Unit
    bars: tuple[Bar, ...]
    part: bool

    @property
    def years(self) -> list[tuple[int, list[Bar]]]:
        """The bars year by year (for months)."""
        return [(year, list(bars)) for year, bars in groupby(self.bars, lambda b: b.since.year)]


def build(months: Iterable[FacetCount], since: date | None, until: date | None) -> Histogram | None:
    """The bars for these counts by month and this range; None where there is nothing to see."""
    counts = _counts(months)
    if not counts:
        return None
    whole = (min(counts), _end("month", max(counts)))
    chosen = (since or date.min, until or date.max) if since or until else None
    unit, shown = _choose(whole, _overlap(whole, chosen) if chosen else None)
    spans = list(_spans(unit, shown))
    if len(spans) < 2 and not chosen:
        return None
    return Histogram(unit, _bars(spans, counts, chosen), part=_narrower(shown, whole))


def _counts(months: Iterable[FacetCount]) -> Counter[date]:
    counts: Counter[date] = Counter()
    for facet in months:
        try:
            counts[date.fromisoformat(f"{facet.value}-01")] += max(0, facet.count)
        except ValueError:  # not a month that a calendar has; it is no reason to show none
            continue
    return +counts


def _overlap(whole: Days, chosen: Days) -> Days | None:
    both = max(whole[0], chosen[0]), min(whole[1], chosen[1])
    return both if both[0] <= both[1] else None


def _choose(whole: Days, chosen: Days | None) -> tuple[Unit, Days]:
    """The finest unit that fits; a chosen range is shown within its whole years or decades."""
    if _months_in(whole) <= MOST_MONTHS:
        return "month", whole
    if chosen:
        years = _start("year", chosen[0]), _end("year", chosen[1])
        if _months_in(years) <= MOST_MONTHS:
            return "month", years
    if whole[1].year - whole[0].year < MOST_YEARS:
        return "year", (_start("year", whole[0]), _end("year", whole[1]))
    if chosen:
        decades = _start("decade", chosen[0]), _end("decade", chosen[1])
        if decades[1].year - decades[0].year < MOST_YEARS:
            return "year", decades
    return "decade", (_start("decade", whole[0]), _end("decade", whole[1]))


def _narrower(shown: Days, whole: Days) -> bool:
    return shown[0] > whole[0] or shown[1] < whole[1]


def _bars(spans: list[Days], counts: Counter[date], chosen: Days | None) -> tuple[Bar, ...]:
    totals = [_total(span, counts) for span in spans]
    if len(spans) > MOST_BARS:  # an article dated to the year 1 must not bring 200 empty bars
        kept = [pair for pair in zip(spans, totals, strict=True) if pair[1]]
        spans, totals = [span for span, _ in kept], [total for _, total in kept]
    tallest = max(totals, default=0) or 1
    return tuple(
        Bar(
            since=span[0],
            until=span[1],
            count=total,
            share=round(100 * total / tallest, 1),
            chosen=chosen is not None and _overlap(span, chosen) is not None,
            exact=span == chosen,
        )
        for span, total in zip(spans, totals, strict=True)
    )


def _total(span: Days, counts: Counter[date]) -> int:
    return sum(count for month, count in counts.items() if span[0] <= month <= span[1])


def _spans(unit: Unit, shown: Days) -> Iterator[Days]:
    start = _start(unit, shown[0])
    while True:
        end = _end(unit, start)
        yield start, end
        if end >= shown[1]:
            return
        start = date.fromordinal(end.toordinal() + 1)


def _months_in(span: Days) -> int:
    return (span[1].year - span[0].year) * 12 + span[1].month - span[0].month + 1


def _start(unit: Unit, day: date) -> date:
    if unit == "month":
        return day.replace(day=1)
    if unit == "year":
        return date(day.year, 1, 1)
    return date(max(1, day.year // 10 * 10), 1, 1)


def _end(unit: Unit, day: date) -> date:
    if unit == "month":
        return day.replace(day=monthrange(day.year, day.month)[1])
    if unit == "year":
        return date(day.year, 12, 31)
    return date(min(9999, day.year // 10 * 10 + 9), 12, 31)
