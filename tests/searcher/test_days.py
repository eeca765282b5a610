from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.days import MONTHS, day_number, parse_days, parse_leading_days, today_wib

TODAY = date(2025, 11, 10)


def day(year, month, number):
    return date(year, month, number), date(year, month, number)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025-11-10", day(2025, 11, 10)),
        ("2025/11/10", day(2025, 11, 10)),
        ("2025-11-10T17:30:00+07:00", day(2025, 11, 10)),
        ("10 November 2025", day(2025, 11, 10)),
        ("10 NOPEMBER 2025", day(2025, 11, 10)),
        ("10 Nov 2025", day(2025, 11, 10)),
        ("10 Nov. 2025", day(2025, 11, 10)),
        ("10-Nov-2025", day(2025, 11, 10)),
        ("Senin, 10 November 2025", day(2025, 11, 10)),
        ("Jum'at 14 Nov 2025", day(2025, 11, 14)),
        ("  10   november   2025 ", day(2025, 11, 10)),
        ("14/9/2019", day(2019, 9, 14)),
        ("14-09-2019", day(2019, 9, 14)),
        ("14.9.2019", day(2019, 9, 14)),
        ("17 Agustus 1945", day(1945, 8, 17)),
        ("17 August 1945", day(1945, 8, 17)),
        ("29 Februari 2024", day(2024, 2, 29)),
        ("2025-11", (date(2025, 11, 1), date(2025, 11, 30))),
        ("11/2025", (date(2025, 11, 1), date(2025, 11, 30))),
        ("Nov 2025", (date(2025, 11, 1), date(2025, 11, 30))),
        ("Januari 2024", (date(2024, 1, 1), date(2024, 1, 31))),
        ("Feb 2024", (date(2024, 2, 1), date(2024, 2, 29))),
        ("Desember 2024", (date(2024, 12, 1), date(2024, 12, 31))),
        ("Des 9999", (date(9999, 12, 1), date(9999, 12, 31))),
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("hari ini", day(2025, 11, 10)),
        ("Kemarin", day(2025, 11, 9)),
        ("today", day(2025, 11, 10)),
    ],
)
def test_a_day_is_understood(text, days):
    assert parse_days(text, TODAY) == days


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "banjir", "10", "10 November", "November", "31 Februari 2024", "2025-13"),
        *("2025-02-30", "0000", "999", "32/1/2025", "1/13/2025", "10 Foo 2025", "foo 2025"),
        *("20250", "٢٠٢٥", "2025-11-10 17", "sejak 2025", "-2025"),
    ],
)
def test_what_is_no_day_is_none(text):
    assert parse_days(text, TODAY) is None


@given(st.text(max_size=30))
def test_no_text_raises(text):
    days = parse_days(text, TODAY)
    assert days is None or days[0] <= days[1]


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(sorted(MONTHS)))
def test_every_day_is_read_back_in_each_form(value, name):
    month = next(name for name, number in MONTHS.items() if number == value.month)
    forms = [
        value.isoformat(),
        f"{value.day} {month} {value.year}",
        f"{value.day}/{value.month}/{value.year}",
    ]
    assert {parse_days(form) for form in forms} == {(value, value)}
    first, last = parse_days(f"{name} {value.year}")
    assert (first.month, last.month, first.day) == (MONTHS[name], MONTHS[name], 1)
    assert last == date.max or (last + timedelta(days=1)).day == 1


def test_leading_words_are_taken_greedily():
    assert parse_leading_days(["10", "November", "2025", "banjir"]) == (day(2025, 11, 10), 3)
    assert parse_leading_days(["2025", "banjir"]) == (parse_days("2025"), 1)
    assert parse_leading_days(["hari", "ini", "banjir"], TODAY) == (day(2025, 11, 10), 2)
    assert parse_leading_days(["banjir", "2025"]) is None
    assert parse_leading_days([]) is None


def test_a_day_number_sorts_like_the_day():
    assert day_number(date(2025, 1, 9)) == 20250109


def test_today_is_a_date():
    assert isinstance(today_wib(), date)
