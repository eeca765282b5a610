"""Days as people write them in a query: one text, the first and the last day that it means.

``2025`` means a year, ``November 2025`` and ``2025-11`` a month, ``10 November 2025``,
``2025-11-10``, ``10/11/2025`` (day first) and ``kemarin`` a day. Today is the day in Jakarta (WIB).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7), "WIB")
DayRange = tuple[date, date]

LONGEST = 4
"""Words in the longest form: ``Senin, 10 November 2025``."""

_MONTH_NAMES = (
    "januari january jan",
    "februari pebruari february feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agu ags agt agst aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_WEEKDAYS = "senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad"
_RELATIVE = {"hari ini": 0, "today": 0, "kemarin": -1, "yesterday": -1}


def today_wib() -> date:
    """The present day in Jakarta."""
    return datetime.now(WIB).date()


def parse_days(text: str, today: date | None = None) -> DayRange | None:
    """The first and the last day that ``text`` means, or None if it is not a date.

    ``today`` is what ``hari ini`` and ``kemarin`` count from; the present day in WIB unless given.
    """
    words = " ".join(text.casefold().replace(",", " ").split()).strip(". ")
    words = re.sub(rf"^(?:{_WEEKDAYS}) (?=[0-9])", "", words)
    if words in _RELATIVE:
        day = (today or today_wib()) + timedelta(days=_RELATIVE[words])
        return day, day
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(words):
            return read(*match.groups())
    return None


def parse_leading_days(
    words: Sequence[str], today: date | None = None
) -> tuple[DayRange, int] | None:
    """The date at the beginning of ``words`` and how many of them it takes, as many as possible."""
    for count in range(min(LONGEST, len(words)), 0, -1):
        if days := parse_days(" ".join(words[:count]), today):
            return days, count
    return None


def day_number(day: date) -> int:
    """The day as ``yyyymmdd``, the form in which the index keeps days."""
    return day.year * 10_000 + day.month * 100 + day.day


def _day(year: str, month: str, day: str) -> DayRange | None:
    number = MONTHS.get(month) or (int(month) if month.isdecimal() else 0)
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        return None
    return found, found


def _month(year: str, month: str) -> DayRange | None:
    number = MONTHS.get(month) or (int(month) if month.isdecimal() else 0)
    if not 1 <= number <= 12:
        return None
    first = date(int(year), number, 1)
    after = date(int(year) + number // 12, number % 12 + 1, 1) if first < _LAST_MONTH else None
    return first, after - timedelta(days=1) if after else date.max


def _year(year: str) -> DayRange | None:
    return date(int(year), 1, 1), date(int(year), 12, 31)


_LAST_MONTH = date(9999, 12, 1)
_YEAR = "([1-9][0-9]{3})"
_ONE_OR_TWO = "([0-9]{1,2})"
_WORD = r"([a-z]{3,9})\.?"
_CLOCK = r"(?:[t ][0-9]{1,2}[.:][0-9]{2}\S*)?"


def _form(
    pattern: str, read: Callable[..., DayRange | None]
) -> tuple[re.Pattern[str], Callable[..., DayRange | None]]:
    return re.compile(pattern, re.ASCII), read


_FORMS = (
    _form(f"{_YEAR}[-/.]{_ONE_OR_TWO}[-/.]{_ONE_OR_TWO}{_CLOCK}", _day),
    _form(f"{_ONE_OR_TWO}[-/.]{_ONE_OR_TWO}[-/.]{_YEAR}", lambda d, m, y: _day(y, m, d)),
    _form(f"{_ONE_OR_TWO}[- ]{_WORD}[- ]{_YEAR}", lambda d, m, y: _day(y, m, d)),
    _form(f"{_YEAR}[-/]{_ONE_OR_TWO}", _month),
    _form(f"{_ONE_OR_TWO}[-/]{_YEAR}", lambda m, y: _month(y, m)),
    _form(f"{_WORD}[- ]{_YEAR}", lambda m, y: _month(y, m) if m in MONTHS else None),
    _form(_YEAR, _year),
)
