"""Articles over time: the bars are as fine as a glance can take in."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from searcher.results import FacetCount
from web.histogram import MOST_BARS, build


def months(*values: str) -> list[FacetCount]:
    return [FacetCount(value, number) for number, value in enumerate(values, 1)]


def test_nothing_dated_gives_no_bars() -> None:
    assert build([], None, None) is None
    assert build(months("entah", "2025-13", "20-1", ""), None, None) is None


def test_a_single_month_is_nothing_to_compare() -> None:
    assert build(months("2025-03"), None, None) is None


def test_a_single_month_that_is_chosen_can_be_let_go() -> None:
    histogram = build(months("2025-03"), date(2025, 3, 1), date(2025, 3, 31))
    assert histogram is not None
    assert histogram.bars[0].exact


def test_up_to_four_years_are_months_without_gaps() -> None:
    histogram = build(months("2022-01", "2025-12"), None, None)
    assert histogram is not None
    assert (histogram.unit, len(histogram.bars), histogram.part) == ("month", 48, False)
    assert [year for year, _ in histogram.years] == [2022, 2023, 2024, 2025]
    assert (histogram.bars[0].share, histogram.bars[-1].share) == (50.0, 100.0)


def test_more_are_years() -> None:
    histogram = build(months("2021-12", "2022-01", "2025-12"), None, None)
    assert histogram is not None
    assert (histogram.unit, [bar.count for bar in histogram.bars]) == ("year", [1, 2, 0, 0, 3])
    assert histogram.bars[0].since == date(2021, 1, 1)
    assert histogram.bars[-1].until == date(2025, 12, 31)


def test_a_chosen_year_shows_its_months() -> None:
    found = months("2015-05", "2019-03", "2019-11", "2025-12")
    histogram = build(found, date(2019, 1, 1), date(2019, 12, 31))
    assert histogram is not None
    assert (histogram.unit, len(histogram.bars), histogram.part) == ("month", 12, True)
    assert all(bar.chosen for bar in histogram.bars)
    assert not any(bar.exact for bar in histogram.bars)


def test_a_chosen_month_shows_its_year() -> None:
    found = months("2015-05", "2019-03", "2019-11", "2025-12")
    histogram = build(found, date(2019, 3, 1), date(2019, 3, 31))
    assert histogram is not None
    assert len(histogram.bars) == 12
    assert [bar.since.month for bar in histogram.bars if bar.chosen and bar.exact] == [3]


def test_centuries_are_decades_and_a_chosen_decade_shows_its_years() -> None:
    found = months("1901-05", "1955-03", "2025-12")
    histogram = build(found, None, None)
    assert histogram is not None
    assert (histogram.unit, len(histogram.bars)) == ("decade", 13)
    histogram = build(found, date(1950, 1, 1), date(1959, 12, 31))
    assert histogram is not None
    assert (histogram.unit, len(histogram.bars), histogram.part) == ("year", 10, True)


def test_a_range_outside_of_all_articles_lights_nothing() -> None:
    histogram = build(months("2025-01", "2025-02"), date(1999, 1, 1), None)
    assert histogram is not None
    assert all(bar.chosen for bar in histogram.bars)
    histogram = build(months("2025-01", "2025-02"), date(1999, 1, 1), date(1999, 2, 1))
    assert histogram is not None
    assert not any(bar.chosen for bar in histogram.bars)


def test_an_article_of_the_year_one_brings_no_wall_of_bars() -> None:
    histogram = build(months("0001-01", "2024-05", "2025-12", "9999-12"), None, None)
    assert histogram is not None
    assert [bar.count for bar in histogram.bars] == [1, 5, 4]


days = st.none() | st.dates()


@given(st.dictionaries(st.dates(), st.integers(0, 10**6), max_size=30), days, days)
def test_bars_hold_every_article_in_view_and_never_too_many(
    counts: dict[date, int], since: date | None, until: date | None
) -> None:
    facets = [FacetCount(f"{day:%Y-%m}".zfill(7), count) for day, count in counts.items()]
    if since and until and since > until:
        since, until = until, since
    histogram = build(facets, since, until)
    if histogram is None:
        return
    assert len(histogram.bars) <= 2 * MOST_BARS * 10
    assert all(0 <= bar.share <= 100 for bar in histogram.bars)
    if not histogram.part:
        assert sum(bar.count for bar in histogram.bars) == sum(counts.values())
