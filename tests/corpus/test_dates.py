"""Dates as Indonesian outlets, exports and machines write them."""

import time
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import WIB, parse_date

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip


def at(*parts, zone=7):
    return datetime(*parts, tzinfo=timezone(timedelta(hours=zone)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-11-10", date(2025, 11, 10)),
        ("2025/11/10", date(2025, 11, 10)),
        ("20251110", date(2025, 11, 10)),
        ("10 November 2025", date(2025, 11, 10)),
        ("10 Nopember 2025", date(2025, 11, 10)),
        ("10-Nov-2025", date(2025, 11, 10)),
        ("Senin, 10 November 2025", date(2025, 11, 10)),
        ("Jum'at, 14 Maret 2025", date(2025, 3, 14)),
        ("Jum’at 14 Maret 2025", date(2025, 3, 14)),
        ("Sabtu (14/9/2019)", date(2019, 9, 14)),
        ("14/9/2019", date(2019, 9, 14)),
        ("14-09-2019", date(2019, 9, 14)),
        ("14.09.2019", date(2019, 9, 14)),
        ("2 Agt 2023", date(2023, 8, 2)),
        ("November 10, 2025", date(2025, 11, 10)),
        ("1st March 2024", date(2024, 3, 1)),
        ("Senin, 10 November 2025 17:30 WIB", at(2025, 11, 10, 17, 30)),
        ("10 Nov 2025 17.30 WITA", at(2025, 11, 10, 17, 30, zone=8)),
        ("10 Nov 2025, pukul 17.30 WIT", at(2025, 11, 10, 17, 30, zone=9)),
        ("Senin, 10 November 2025 | 17:30 WIB", at(2025, 11, 10, 17, 30)),
        ("10/11/2025 05:30", at(2025, 11, 10, 5, 30)),
        ("2024-03-14 09:15", at(2024, 3, 14, 9, 15)),
        ("2024-03-14T09:15:30", at(2024, 3, 14, 9, 15, 30)),
        ("2024-03-14T09:15:30.123456Z", at(2024, 3, 14, 9, 15, 30, zone=0)),
        ("2024-03-14T09:15:30+0800", at(2024, 3, 14, 9, 15, 30, zone=8)),
        ("2024-03-14T09:15+08:00", at(2024, 3, 14, 9, 15, zone=8)),
        ("2024-03-14 09:15:30 UTC", at(2024, 3, 14, 9, 15, 30, zone=0)),
        ("Thu, 14 Mar 2024 09:15:30 +0700", at(2024, 3, 14, 9, 15, 30)),
        ("Thu, 14 Mar 2024 09:15:30 GMT", at(2024, 3, 14, 9, 15, 30, zone=0)),
        ("Thu, 14 Mar 24 09:15:30 EST", at(2024, 3, 14, 9, 15, 30, zone=-5)),
        ("Mar 14, 2024 5:30 PM", at(2024, 3, 14, 17, 30)),
        ("Mar 14, 2024 at 12:05 a.m.", at(2024, 3, 14, 0, 5)),
        ("14 Maret 2024 24:00", at(2024, 3, 15, 0, 0)),
        ("Diterbitkan pada: 10 November 2025", date(2025, 11, 10)),
        ("Terbit Senin, 10/11/2025 17:30 WIB", at(2025, 11, 10, 17, 30)),
        ("1710382530", at(2024, 3, 14, 9, 15, 30)),
        ("1710382530000", at(2024, 3, 14, 9, 15, 30)),
        (1710382530, at(2024, 3, 14, 9, 15, 30)),
        (1710382530.0, at(2024, 3, 14, 9, 15, 30)),
        (20251110, date(2025, 11, 10)),
        (date(2025, 11, 10), date(2025, 11, 10)),
        (datetime(2025, 11, 10, 8), at(2025, 11, 10, 8)),
    ],
)
def test_a_date_is_understood(text, expected):
    found = parse_date(text)
    assert found == expected
    assert type(found) is type(expected)
    if isinstance(expected, datetime):
        assert found.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    "value",
    [
        None, "", "  ", "kemarin", "pekan lalu", "November 2025", "2025", "31 Februari 2025",
        "2025-02-30", "2025-13-01", "0000-00-00", "0000-00-00 00:00:00", "0001-01-01", "9999-12-31",
        "1850-01-01", "10 Foo 2025", "99/99/9999", "25:99", True, False, 0, -5, 12, 1e300,
        float("nan"), float("inf"), 10**400, [], {}, b"2025-11-10", "x" * 1000, "1" * 5000,
        "10 November 2025 " + "x" * 200, date(1700, 1, 1), "２０２５",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(value):
    assert parse_date(value) is None


def test_rare_forms_are_left_to_the_library():
    assert parse_date("5 Mei tahun 2023") == date(2023, 5, 5)
    assert parse_date("2023, 5 May") == date(2023, 5, 5)
    assert parse_date("17:30, 5 Mei 2023") == at(2023, 5, 5, 17, 30)


@given(st.text(max_size=150))
def test_no_text_raises(text):
    found = parse_date(text)
    assert found is None or 1900 <= found.year <= 2100


@given(st.integers() | st.floats(allow_nan=True))
def test_no_number_raises(number):
    found = parse_date(number)
    assert found is None or 1900 <= found.year <= 2100


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_iso_and_indonesian_forms_agree(day):
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day} {MONTHS[day.month - 1]} {day.year}") == day
    assert parse_date(f"{day.day}/{day.month}/{day.year}") == day


@given(st.datetimes(datetime(1900, 1, 2), datetime(2100, 12, 30)))
def test_iso_moments_come_back(moment):
    moment = moment.replace(microsecond=0, tzinfo=WIB)
    assert parse_date(moment.isoformat()) == moment
    assert parse_date(moment.strftime("%Y-%m-%d %H:%M:%S")) == moment


@pytest.mark.parametrize(
    "text", ["1" * 100, "1 " * 50, "senin, " * 14, "10 november " * 8, ": " * 50]
)
def test_no_text_takes_long(text):
    parse_date("10 Mei tahun 2023")  # loads the library
    started = time.perf_counter()
    parse_date(text)
    assert time.perf_counter() - started < 1
