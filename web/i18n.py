"""Indonesian unless the reader asks for English: language, numbers and dates."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask, Response, request
from flask_babel import Babel, get_locale, ngettext
from flask_babel import gettext as _

from web.asking import COOKIE, DEFAULT_LANGUAGE, LANGUAGES, asking

YEAR_SECONDS = 365 * 24 * 60 * 60
REMEMBERED = 10_000
"""Numbers and dates as they are written, of which a page has hundreds."""
_ZONES = {7: "WIB", 8: "WITA", 9: "WIT", 0: "UTC"}


def set_up_languages(app: Flask) -> None:
    """Choose a language for every request, and remember a choice that ``?lang=`` makes."""
    Babel(app, default_locale=DEFAULT_LANGUAGE, locale_selector=current_language)

    @app.after_request
    def remember_choice(response: Response) -> Response:
        chosen = request.args.get("lang") if request.blueprint in (None, "pages") else None
        if chosen in LANGUAGES and request.cookies.get(COOKIE, DEFAULT_LANGUAGE) != chosen:
            response.set_cookie(
                COOKIE,
                chosen,
                max_age=YEAR_SECONDS,
                path=request.script_root or "/",
                secure=request.is_secure,
                httponly=True,
                samesite="Lax",
            )
        return response

    app.jinja_env.filters.update(
        number=number, articles=articles, day=day, moment=moment, took=took, score=score
    )
    app.jinja_env.globals.update(current_language=current_language, LANGUAGES=LANGUAGES)


def current_language() -> str:
    """``id`` or ``en``: see :attr:`web.asking.Asking.language`."""
    return asking().language


def number(value: float) -> str:
    """``54452`` as ``54.452`` or ``54,452``."""
    return _number(value, current_language())


@lru_cache(REMEMBERED)
def _number(value: float, language: str) -> str:
    return str(format_decimal(value, locale=language))


def articles(count: int) -> str:
    """``1.204 artikel``."""
    return _articles(count, current_language())


@lru_cache(REMEMBERED)
def _articles(count: int, _language: str) -> str:
    return str(ngettext("%(count)s artikel", "%(count)s artikel", count, count=number(count)))


def score(value: float) -> str:
    """A score, or a part of one: ``3,20``."""
    return format_decimal(value, format="#,##0.00", locale=get_locale())


def took(milliseconds: float) -> str:
    """A duration as a reader wants it: ``0,4 ms``, ``12 ms``, ``1,2 detik``."""
    if milliseconds >= 1_000:
        return _("%(seconds)s detik", seconds=number(round(milliseconds / 1_000, 1)))
    return _("%(ms)s ms", ms=number(round(milliseconds, 1 if milliseconds < 10 else None)))


def day(value: date) -> str:
    """``10 November 2025``."""
    return _date(value, "d MMMM y", current_language())


def month(value: date) -> str:
    """``November 2025``."""
    return _date(value, "LLLL y", current_language())


def month_abbreviation(value: date) -> str:
    """``Nov``."""
    return _date(value, "LLL", current_language())


@lru_cache(REMEMBERED)
def _date(value: date, pattern: str, language: str) -> str:
    return str(format_date(value, pattern, locale=language))


def moment(published: str | None) -> str:
    """ISO text as a reader writes it: ``10 November 2025, 17.30 WIB``; unreadable text stays."""
    if not published:
        return ""
    try:
        if "T" not in published:
            return day(date.fromisoformat(published))
        when = datetime.fromisoformat(published)
    except ValueError:
        return published
    if when.time() == time():
        return day(when.date())  # so exports write a day; hardly anything is published then
    dot = "." if current_language() == "id" else ":"
    return f"{day(when.date())}, {when:%H}{dot}{when:%M} {_zone(when)}".rstrip()


def _zone(when: datetime) -> str:
    offset = when.utcoffset()
    if offset is None:
        return ""
    hours, rest = divmod(offset, timedelta(hours=1))
    if not rest and hours in _ZONES:
        return _ZONES[hours]
    return "UTC" + re.sub(r"(\d\d)(\d\d)$", r"\1:\2", f"{when:%z}"[:5])


def days(since: date | None, until: date | None) -> str:
    """A range of days in the shortest clear words: ``November 2025``, ``2024``, ``sejak …``."""
    if since and until:
        return _closed_range(since, until)
    if since:
        return _("sejak %(day)s", day=day(since))
    return _("sampai %(day)s", day=day(until)) if until else ""


def _closed_range(since: date, until: date) -> str:
    if since == until:
        return day(since)
    if since.day == 1 and until.day == monthrange(until.year, until.month)[1]:
        if (since.year, since.month) == (until.year, until.month):
            return month(since)
        if (since.month, until.month) == (1, 12):
            whole = since.year, until.year
            return str(since.year) if whole[0] == whole[1] else f"{whole[0]}–{whole[1]}"
    return f"{day(since)} – {day(until)}"


def as_datetime(published: str | None, zone: tzinfo) -> datetime | None:
    """ISO text as a time; a day is its first moment in ``zone``; None where it says nothing."""
    try:
        when = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=zone)
