"""Days as people write them in a query: one text, the first and the last day that it means.

``2025`` means a year, ``November 2025`` and ``2025-11`` a month, ``10 November 2025``,
``2025-11-10``, ``10/11/2025`` (day first) and ``kemarin`` a day. Today is the day in Jakarta (WIB).

Counted from today are also ``pekan lalu`` or ``minggu lalu`` (weeks begin on Monday),
``bulan ini``, ``tahun lalu``, ``Senin lalu``, ``Januari lalu``; ``3 hari lalu`` (that day),
``2 bulan lalu`` (the whole month); ``7 hari terakhir`` (today and the six days before),
``3 bulan terakhir`` (up to today). ``awal``, ``pertengahan`` and ``akhir`` are the thirds of a year
(four months each) or of a month (up to the 10th, the 20th, the last day); ``akhir pekan`` is
Saturday and Sunday.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta, timezone
from functools import cache
from time import time

WIB = timezone(timedelta(hours=7), "WIB")
_AHEAD = 7 * 60 * 60
_DAY_SECONDS = 24 * 60 * 60
_EPOCH = date(1970, 1, 1).toordinal()
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
_DAYS_AWAY = {
    **dict.fromkeys(("hari ini", "today"), 0),
    **dict.fromkeys(("kemarin", "yesterday"), -1),
    **dict.fromkeys(("kemarin lusa", "lusa kemarin", "kemarin dulu"), -2),
}
_UNITS = {
    **dict.fromkeys(("hari", "days", "day"), "day"),
    **dict.fromkeys(("pekan", "minggu", "weeks", "week"), "week"),
    **dict.fromkeys(("bulan", "months", "month"), "month"),
    **dict.fromkeys(("tahun", "years", "year"), "year"),
}
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("satu se", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"), 1
    )
    for word in words.split()
} | {"sepuluh": 10, "sebelas": 11, "dua belas": 12}
_MONDAYS_ON = ("senin", "selasa", "rabu", "kamis", "jumat jum'at", "sabtu", "ahad")
_DAYS_OF_WEEK = {name: day for day, names in enumerate(_MONDAYS_ON) for name in names.split()}


def today_wib() -> date:
    """The present day in Jakarta."""
    return date.fromordinal(_EPOCH + int(time() + _AHEAD) // _DAY_SECONDS)


def parse_days(text: str, today: date | None = None) -> DayRange | None:
    """The first and the last day that ``text`` means, or None if it is not a date.

    ``today`` is what ``hari ini`` and ``kemarin`` count from; the present day in WIB unless given.
    """
    words = " ".join(text.casefold().replace(",", " ").split()).strip(". ")
    words = re.sub(rf"^(?:{_WEEKDAYS}) (?=[0-9])", "", words)
    for pattern, read in _compiled(_FORMS):
        if (match := pattern.fullmatch(words)) and (days := read(*match.groups())):
            return days
    try:
        return _relative(words, today or today_wib())
    except (ValueError, OverflowError):
        # Before the first year or after the last.
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


# Days counted from today


def _relative(words: str, today: date) -> DayRange | None:
    if words in _DAYS_AWAY:
        day = today + timedelta(days=_DAYS_AWAY[words])
        return day, day
    for pattern, read in _compiled(_RELATIVE_FORMS):
        if (match := pattern.fullmatch(words)) and (days := read(today, *match.groups())):
            return days
    return None


def _away(unit: str, count: int, today: date) -> DayRange:
    """The day, week, month or year that is ``count`` after the present one."""
    if unit == "day":
        day = today + timedelta(days=count)
        return day, day
    if unit == "week":
        monday = today - timedelta(days=today.weekday() - 7 * count)
        return monday, monday + timedelta(days=6)
    if unit == "year":
        return date(today.year + count, 1, 1), date(today.year + count, 12, 31)
    first = _months_away(today.replace(day=1), count)
    return first, first.replace(day=_days_in(first))


def _months_away(day: date, count: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, _days_in(first)))


def _days_in(first: date) -> int:
    """How many days the month has that begins on this day."""
    return 31 if first.month == 12 else (first.replace(month=first.month + 1) - first).days


def _this_or_last(today: date, unit: str, which: str) -> DayRange:
    return _away(_UNITS[unit], 0 if which == "ini" else -1, today)


def _ago(today: date, count: str, unit: str) -> DayRange:
    return _away(_UNITS[unit], -_number(count), today)


def _up_to_today(today: date, count: str, unit: str) -> DayRange | None:
    number, unit = _number(count), _UNITS[unit]
    if not number:
        return None
    if unit in ("day", "week"):
        return today - timedelta(days=number * (7 if unit == "week" else 1) - 1), today
    before = _months_away(today, -number * (12 if unit == "year" else 1))
    return before + timedelta(days=1), today


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)


def _last_day_named(today: date, name: str) -> DayRange:
    day = today - timedelta(days=(today.weekday() - _DAYS_OF_WEEK[name] - 1) % 7 + 1)
    return day, day


def _month_named(today: date, name: str, which: str) -> DayRange | None:
    """``Januari lalu`` is the last one that is over, ``Januari tahun lalu`` that of last year."""
    number = MONTHS.get(name)
    if number is None:
        return None
    if which == "lalu":
        year = today.year if number < today.month else today.year - 1
    else:
        year = today.year - (which != "tahun ini")
    return _month(f"{year:04}", name)


def _weekend(today: date, which: str) -> DayRange:
    monday, sunday = _this_or_last(today, "pekan", which)
    return monday + timedelta(days=5), sunday


def _third(today: date, part: str, whole: str) -> DayRange | None:
    """The first, second or last third of a year or a month."""
    days = parse_days(whole, today)
    if days is None or days[0].day != 1 or days[1] - days[0] < timedelta(days=27):
        return None
    (first, last), third = days, _PARTS.index(part)
    if (first.month, last.month) == (1, 12):
        end = first.replace(month=4 * third + 4)
        return first.replace(month=end.month - 3), _away("month", 0, end)[1]
    if first.month != last.month:
        return None
    if third < 2:
        last = first.replace(day=10 * third + 10)
    return first.replace(day=10 * third + 1), last


_PARTS = ("awal", "pertengahan", "akhir")
_LAST_MONTH = date(9999, 12, 1)
_YEAR = "([1-9][0-9]{3})"
_ONE_OR_TWO = "([0-9]{1,2})"
_WORD = r"([a-z]{3,9})\.?"
_CLOCK = r"(?:[t ][0-9]{1,2}[.:][0-9]{2}\S*)?"


_Reader = Callable[..., DayRange | None]


@cache
def _compiled(
    forms: tuple[tuple[str, _Reader], ...],
) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """The patterns of forms, made when a first date is read: most searches name none."""
    return tuple((re.compile(pattern, re.ASCII), read) for pattern, read in forms)


_FORMS = (
    (f"{_YEAR}[-/.]{_ONE_OR_TWO}[-/.]{_ONE_OR_TWO}{_CLOCK}", _day),
    (f"{_ONE_OR_TWO}[-/.]{_ONE_OR_TWO}[-/.]{_YEAR}", lambda d, m, y: _day(y, m, d)),
    (f"{_ONE_OR_TWO}[- ]{_WORD}[- ]{_YEAR}", lambda d, m, y: _day(y, m, d)),
    (f"{_YEAR}[-/]{_ONE_OR_TWO}", _month),
    (f"{_ONE_OR_TWO}[-/]{_YEAR}", lambda m, y: _month(y, m)),
    (f"{_WORD}[- ]{_YEAR}", lambda m, y: _month(y, m) if m in MONTHS else None),
    (_YEAR, _year),
)
_COUNT = f"([0-9]{{1,4}}|{'|'.join(sorted(_NUMBERS.keys() - {'se'}, key=len, reverse=True))})"
_A_UNIT = f"({'|'.join(_UNITS)})"
_LAST = "(?:yang |yg )?lalu"


_RELATIVE_FORMS = (
    ("(pekan|minggu|bulan|tahun) (ini|lalu|kemarin)", _this_or_last),
    ("(this) (week|month|year)", lambda t, _, unit: _away(_UNITS[unit], 0, t)),
    ("(last) (week|month|year)", lambda t, _, unit: _away(_UNITS[unit], -1, t)),
    (f"{_COUNT} ?{_A_UNIT} (?:{_LAST}|ago|silam)", _ago),
    (f"(se)(hari|pekan|minggu|bulan|tahun) (?:{_LAST}|silam)", _ago),
    (f"{_COUNT} ?{_A_UNIT} (?:terakhir|belakangan)", _up_to_today),
    ("(se)(hari|pekan|minggu|bulan|tahun) (?:terakhir|belakangan)", _up_to_today),
    (f"last {_COUNT} {_A_UNIT}", _up_to_today),
    (f"({'|'.join(_DAYS_OF_WEEK)}) (?:lalu|kemarin)", _last_day_named),
    ("akhir (?:pekan|minggu) (ini|lalu|kemarin)", _weekend),
    ("(?:bulan )?([a-z]{3,9}) (lalu|tahun lalu|tahun ini)", _month_named),
    (f"({'|'.join(_PARTS)}) (?:tahun (?=[0-9]))?(.{{4,24}})", _third),
)
