"""When an article was published: from any usual way of writing it to a ``date`` or ``datetime``.

A time without a zone is read as WIB (+07:00), the zone of Jakarta and of most Indonesian outlets.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

WIB = timezone(timedelta(hours=7))
FIRST_YEAR, LAST_YEAR = 1900, 2100
_LONGEST = 100  # characters: no date is longer, and no parser need see more

_ZONES = {
    "wib": 7, "wita": 8, "wit": 9, "gmt": 0, "utc": 0, "ut": 0, "z": 0,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "sgt": 8, "myt": 8,
}  # fmt: skip
_MONTHS = {
    "jan": 1, "januari": 1, "january": 1, "djanuari": 1,
    "feb": 2, "peb": 2, "februari": 2, "february": 2, "pebruari": 2, "febuari": 2,
    "mar": 3, "mrt": 3, "maret": 3, "march": 3,
    "apr": 4, "april": 4,
    "mei": 5, "may": 5,
    "jun": 6, "juni": 6, "june": 6, "djuni": 6,
    "jul": 7, "juli": 7, "july": 7, "djuli": 7,
    "agu": 8, "agt": 8, "ags": 8, "agus": 8, "aug": 8, "agustus": 8, "august": 8,
    "sep": 9, "sept": 9, "september": 9,
    "okt": 10, "oct": 10, "oktober": 10, "october": 10,
    "nov": 11, "nop": 11, "november": 11, "nopember": 11,
    "des": 12, "dec": 12, "desember": 12, "december": 12,
}  # fmt: skip
_TIME = (
    r"(?:[\s,|/•·–—-]{0,3}(?:(?:pukul|jam|at)\s{1,2})?"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:[.,]\d{1,9})?"
    r"\s?(?P<half>[ap]\.?m\.?)?"
    r"\s?(?:\(?(?P<zone>[a-z]{1,4})?\)?\s?(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?)(?:\s?\([a-z]{2,5}\))?)?"
)
_ISO = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"(?:[t\s,]{0,2}" + _TIME + ")?"
)
_WEEKDAY = r"(?:[a-z']{3,9}(?:\.?,?\s{1,2}|,|(?=\()))?\(?"
_SPELT = re.compile(
    _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s./-]{1,2}(?P<name>[a-z]{3,9})\.?,?[\s/-]{1,2}"
    r"(?P<year>\d{4}|'?\d{2}(?=\b))\)?" + _TIME
)
_ENGLISH = re.compile(
    _WEEKDAY
    + r"(?P<name>[a-z]{3,9})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year>\d{4})"
    + _TIME
)
_FIGURES = re.compile(
    _WEEKDAY
    + r"(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})\)?"
    + _TIME
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)")
_FORMS = (_ISO, _SPELT, _FIGURES, _ENGLISH, _COMPACT)
_LABEL = re.compile(
    r"^(?:di)?(?:terbit|tayang|unggah|publikasi|rilis|published|posted|updated|tanggal)(?:kan)?"
    r"(?:\s(?:pada|on))?\s?:?\s"
)
_HAS_TIME = re.compile(r"\d[:.]\d\d")
_HAS_DATE = re.compile(r"\d.*\d", re.DOTALL)


def parse_date(value: object) -> date | datetime | None:
    """The day or moment that ``value`` means, or None where it means none; never raises.

    Takes text in Indonesian or English (``Senin, 10 November 2025 17.30 WITA``, ``14/9/2019`` as
    day, month, year, ISO 8601, RFC 822), seconds or milliseconds since 1970, and dates themselves.
    A day without a time stays a ``date``; a time gets a zone, WIB unless it names another. Years
    before 1900 or after 2100 are taken for mistakes.
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, date):
        return _sensible(value)
    if isinstance(value, (int, float)):
        return _from_number(value)
    return _from_text(value.strip()) if isinstance(value, str) else None


def _sensible(value: date | None) -> date | datetime | None:
    if value is None or not FIRST_YEAR <= value.year <= LAST_YEAR:
        return None
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=WIB)
    return value


def _from_number(number: float) -> date | datetime | None:
    """A day written 20251110, seconds or milliseconds since 1970 (shown in WIB)."""
    try:
        if number == int(number) and 19_000_000 < number < 21_010_000:
            return _from_text(str(int(number)))
        seconds = number / 1000 if abs(number) >= 1e11 else number
        if seconds < 1e8:  # before 1973: a year, a counter, anything but a moment
            return None
        return _sensible(datetime.fromtimestamp(seconds, WIB))
    except (ValueError, OverflowError, OSError):
        return None


def _from_text(text: str) -> date | datetime | None:
    if len(text) == 10 and text[4] == "-" and text[7] == "-":
        try:
            return _sensible(date.fromisoformat(text))
        except ValueError:
            return None
    if not text or len(text) > _LONGEST:
        return None
    return _from_long_text(text)


@lru_cache(maxsize=4096)
def _from_long_text(text: str) -> date | datetime | None:
    plain = " ".join(text.lower().replace("jum'at", "jumat").replace("jum’at", "jumat").split())
    plain = _LABEL.sub("", plain, count=1)
    if plain.isdigit() and len(plain) != 8:
        return _from_number(int(plain)) if 9 <= len(plain) <= 13 else None
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found:
            return _from_match(found.groupdict())
    return _by_dateparser(plain)


def _from_match(part: dict[str, str | None]) -> date | datetime | None:
    month = _MONTHS.get(part["name"] or "") if "name" in part else int(part["month"] or 0)
    year = int((part["year"] or "0").lstrip("'"))
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        day = date(year, month or 0, int(part["day"] or 0))
        return _sensible(_with_time(day, part) if part.get("hour") else day)
    except (ValueError, OverflowError):
        return None


def _with_time(day: date, part: dict[str, str | None]) -> datetime:
    hour = int(part["hour"] or 0)
    half = (part["half"] or "")[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    carry, hour = divmod(hour, 24) if hour == 24 else (0, hour)
    moment = datetime(
        day.year, day.month, day.day, hour, int(part["minute"] or 0), int(part["second"] or 0),
        tzinfo=_zone(part["zone"], part["offset"]),
    )  # fmt: skip
    return moment + timedelta(days=carry)


def _zone(name: str | None, offset: str | None) -> timezone:
    """The zone of ``WITA`` or ``+08:00``; WIB where nothing readable is given."""
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        shift = timedelta(hours=int(hours), minutes=int(minutes))
        return _fixed(-shift if offset[0] == "-" else shift)
    if name and name in _ZONES:
        return _fixed(timedelta(hours=_ZONES[name]))
    return WIB


def _fixed(shift: timedelta) -> timezone:
    return timezone.utc if not shift else timezone(shift)


def _by_dateparser(text: str) -> date | datetime | None:
    """What is left: other forms, which the library knows. It is slow, hence last and cached."""
    if not _HAS_DATE.search(text):
        return None
    import dateparser  # type: ignore[import-untyped]

    try:
        found = dateparser.parse(
            text,
            languages=["id", "en"],
            settings={
                "DATE_ORDER": "DMY",
                "PARSERS": ["absolute-time"],
                "REQUIRE_PARTS": ["day", "month", "year"],
                "RETURN_AS_TIMEZONE_AWARE": False,
            },
        )
    except Exception:  # third-party code over arbitrary text: no date is the answer
        return None
    if found is None:
        return None
    return _sensible(found if _HAS_TIME.search(text) else found.date())
