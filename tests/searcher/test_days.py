from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher import days
from searcher.days import MONTHS, WIB, day_number, parse_days, parse_leading_days, today_wib

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


# The tenth of November 2025 is a Monday.
@pytest.mark.parametrize(
    ("today", "text", "first", "last"),
    [
        ("2025-11-10", "kemarin lusa", "2025-11-08", "2025-11-08"),
        ("2024-03-01", "kemarin", "2024-02-29", "2024-02-29"),
        ("2025-01-01", "kemarin", "2024-12-31", "2024-12-31"),
        ("2025-11-10", "pekan ini", "2025-11-10", "2025-11-16"),
        ("2025-11-16", "minggu ini", "2025-11-10", "2025-11-16"),
        ("2025-11-10", "Pekan  Lalu", "2025-11-03", "2025-11-09"),
        ("2025-11-16", "minggu lalu", "2025-11-03", "2025-11-09"),
        ("2025-01-01", "minggu kemarin", "2024-12-23", "2024-12-29"),
        ("2025-11-10", "bulan ini", "2025-11-01", "2025-11-30"),
        ("2025-12-31", "bulan ini", "2025-12-01", "2025-12-31"),
        ("2025-01-31", "bulan lalu", "2024-12-01", "2024-12-31"),
        ("2024-03-31", "bulan lalu", "2024-02-01", "2024-02-29"),
        ("2024-02-29", "tahun lalu", "2023-01-01", "2023-12-31"),
        ("2024-02-29", "tahun ini", "2024-01-01", "2024-12-31"),
        ("2025-11-10", "3 hari lalu", "2025-11-07", "2025-11-07"),
        ("2025-11-10", "tiga hari yang lalu", "2025-11-07", "2025-11-07"),
        ("2025-11-10", "sepekan lalu", "2025-11-03", "2025-11-09"),
        ("2025-11-10", "2 minggu lalu", "2025-10-27", "2025-11-02"),
        ("2025-02-10", "dua bulan lalu", "2024-12-01", "2024-12-31"),
        ("2024-02-29", "4 tahun silam", "2020-01-01", "2020-12-31"),
        ("2025-11-10", "7 hari terakhir", "2025-11-04", "2025-11-10"),
        ("2025-11-10", "1 hari terakhir", "2025-11-10", "2025-11-10"),
        ("2025-11-10", "sepekan terakhir", "2025-11-04", "2025-11-10"),
        ("2025-11-10", "dua minggu terakhir", "2025-10-28", "2025-11-10"),
        ("2025-11-10", "sebulan terakhir", "2025-10-11", "2025-11-10"),
        ("2025-03-31", "1 bulan terakhir", "2025-03-01", "2025-03-31"),
        ("2024-03-31", "1 bulan terakhir", "2024-03-01", "2024-03-31"),
        ("2025-01-15", "3 bulan terakhir", "2024-10-16", "2025-01-15"),
        ("2024-02-29", "setahun terakhir", "2023-03-01", "2024-02-29"),
        ("2025-02-28", "1 tahun terakhir", "2024-02-29", "2025-02-28"),
        ("2025-11-10", "dua belas bulan terakhir", "2024-11-11", "2025-11-10"),
        ("2025-11-10", "Senin lalu", "2025-11-03", "2025-11-03"),
        ("2025-11-10", "Jum'at lalu", "2025-11-07", "2025-11-07"),
        ("2025-11-10", "Ahad kemarin", "2025-11-09", "2025-11-09"),
        ("2025-11-10", "akhir pekan lalu", "2025-11-08", "2025-11-09"),
        ("2025-11-10", "akhir pekan ini", "2025-11-15", "2025-11-16"),
        ("2025-11-10", "Januari lalu", "2025-01-01", "2025-01-31"),
        ("2025-11-10", "bulan Desember lalu", "2024-12-01", "2024-12-31"),
        ("2025-11-10", "November lalu", "2024-11-01", "2024-11-30"),
        ("2025-11-10", "Februari tahun lalu", "2024-02-01", "2024-02-29"),
        ("2025-11-10", "Februari tahun ini", "2025-02-01", "2025-02-28"),
        ("2025-11-10", "awal 2024", "2024-01-01", "2024-04-30"),
        ("2025-11-10", "pertengahan tahun 2024", "2024-05-01", "2024-08-31"),
        ("2025-11-10", "akhir tahun lalu", "2024-09-01", "2024-12-31"),
        ("2025-11-10", "awal bulan ini", "2025-11-01", "2025-11-10"),
        ("2025-11-10", "pertengahan Februari 2024", "2024-02-11", "2024-02-20"),
        ("2025-11-10", "akhir Februari 2024", "2024-02-21", "2024-02-29"),
        ("2025-11-10", "last month", "2025-10-01", "2025-10-31"),
        ("2025-11-10", "this week", "2025-11-10", "2025-11-16"),
        ("2025-11-10", "last 7 days", "2025-11-04", "2025-11-10"),
        ("2025-11-10", "2 weeks ago", "2025-10-27", "2025-11-02"),
    ],
)
def test_days_are_counted_from_today(today, text, first, last):
    days = parse_days(text, date.fromisoformat(today))
    assert days == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        *("lalu", "minggu", "pekan", "0 hari terakhir", "9999 tahun lalu", "9999 tahun terakhir"),
        *("awal", "awal banjir", "akhir 7 hari terakhir", "awal awal 2024", "se hari lalu"),
        *("99999 hari lalu", "hari lalu", "banjir lalu", "banjir tahun lalu", "akhir kemarin"),
    ],
)
def test_what_only_looks_like_days_counted_from_today_is_none(text):
    assert parse_days(text, TODAY) is None


RELATIVE_WORDS = st.lists(
    st.sampled_from(
        [
            *("awal", "akhir", "pertengahan", "pekan", "minggu", "bulan", "tahun", "hari", "ini"),
            *("lalu", "terakhir", "yang", "se", "sebulan", "dua", "0", "1", "31", "1000", "9999"),
            *("senin", "ahad", "januari", "februari", "2024", "kemarin"),
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(RELATIVE_WORDS, st.dates())
def test_days_counted_from_any_day_are_in_order(text, today):
    days = parse_days(text, today)
    assert days is None or days[0] <= days[1]


@given(st.dates(min_value=date(1, 2, 1), max_value=date(9998, 12, 1)))
def test_the_weeks_months_and_years_join_without_a_gap(today):
    for unit in ("pekan", "bulan", "tahun"):
        before, now = (parse_days(f"{unit} {which}", today) for which in ("lalu", "ini"))
        if before:
            assert before[1] + timedelta(days=1) == now[0] <= today <= now[1]


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
    assert parse_leading_days(["pekan", "lalu", "banjir"], TODAY)[1] == 2
    assert parse_leading_days(["7", "hari", "yang", "lalu", "a"], TODAY)[1] == 4
    assert parse_leading_days(["banjir", "2025"]) is None
    assert parse_leading_days([]) is None


def test_a_day_number_sorts_like_the_day():
    assert day_number(date(2025, 1, 9)) == 20250109


def test_today_is_a_date():
    assert isinstance(today_wib(), date)


@pytest.mark.parametrize("seconds", [0, 61_199, 61_200, 86_399, 1_764_003_599.9, 4_102_444_799])
def test_today_is_that_of_jakarta(monkeypatch, seconds):
    monkeypatch.setattr(days, "time", lambda: seconds)
    assert today_wib() == datetime.fromtimestamp(seconds, WIB).date()
