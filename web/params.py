"""The parameters of a search, as they stand in an address.

Pages are lenient (what makes no sense is left out and told in a note), programs are not (the
interface under ``/api`` answers 400). Both read parameters here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from searcher.days import parse_days
from searcher.results import MAX_LIMIT, SORTS, SearchRequest, Sort
from web import i18n

MAX_QUERY = 1_000  # characters of ?q=
MAX_VALUE = 300  # characters of one source or category, or of a date
MAX_VALUES = 20  # sources, or categories, in one search
MAX_PAGE = 1_000_000
DEFAULT_LIMIT = 10

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class Problem(NamedTuple):
    """A parameter that makes no sense, said in the reader's language."""

    parameter: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Params:
    """One search as its address states it; ``sort`` is None where the address says nothing.

    ``explain`` asks why each hit was found; a page unfolds that of the hit with this number.
    """

    q: str = ""
    page: int = 1
    sort: Sort | None = None
    since: date | None = None
    until: date | None = None
    source: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    explain: int = 0

    @property
    def dated(self) -> bool:
        """Whether a range of days narrows the search."""
        return self.since is not None or self.until is not None

    @property
    def filtered(self) -> bool:
        """Whether anything but the words narrows the search."""
        return self.dated or bool(self.source or self.category)

    @property
    def asked(self) -> bool:
        """Whether there is anything to search for."""
        return bool(self.q) or self.filtered

    @property
    def order(self) -> Sort:
        """The sort in force: without words nothing is more relevant, so the newest lead."""
        return self.sort or ("relevance" if self.q else "newest")

    def args(self) -> dict[str, Any]:
        """The arguments of an address that says the same, without what goes without saying."""
        said: dict[str, Any] = {
            "q": self.q,
            "source": [sayable(value) for value in self.source],
            "category": [sayable(value) for value in self.category],
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "sort": self.sort or "",
            "page": self.page if self.page > 1 else "",
            "explain": self.explain or "",
        }
        return {name: value for name, value in said.items() if value}

    def fields(self, *left_out: str) -> list[tuple[str, str]]:
        """Names and values for a form's hidden fields: filters and sort, but for those left out."""
        pairs: list[tuple[str, str]] = []
        for name, value in self.args().items():
            if name not in ("page", "explain", *left_out):
                values = value if isinstance(value, list) else [value]
                pairs += [(name, each) for each in values]
        return pairs

    def changed(self, **changes: Any) -> Params:
        """The same search with something changed, from its first page again."""
        return replace(self, **{"page": 1, "explain": 0, **changes})

    def toggled(self, name: str, value: str) -> Params:
        """The search with a source or category put in, or taken out where it was in."""
        held: tuple[str, ...] = getattr(self, name)
        kept = tuple(each for each in held if each != value)
        return self.changed(**{name: kept if value in held else (*held, value)})

    def unfiltered(self) -> Params:
        """The words alone."""
        return Params(q=self.q, sort=self.sort)

    def request(self, *, limit: int = DEFAULT_LIMIT, sort: Sort | None = None) -> SearchRequest:
        """What the searcher is asked."""
        return SearchRequest(
            query=self.q,
            page=self.page,
            limit=limit,
            sort=sort or self.order,
            since=self.since,
            until=self.until,
            source=self.source,
            category=self.category,
            explain=self.explain > 0,
        )


def read_params(args: MultiDict[str, str]) -> tuple[Params, list[Problem]]:
    """The search that an address states, and what in it makes no sense."""
    problems: list[Problem] = []
    if len(args) == 1 and "q" in args:
        return Params(q=read_query(args, problems)), problems
    since, until = _read_days(args, problems)
    params = Params(
        q=read_query(args, problems),
        page=read_number(args, "page", 1, MAX_PAGE, problems),
        sort=_read_sort(args, problems),
        since=since,
        until=until,
        source=_read_values(args, "source", problems),
        category=_read_values(args, "category", problems),
        explain=_read_explain(args, problems),
    )
    return params, problems


def read_limit(args: MultiDict[str, str], problems: list[Problem]) -> int:
    """Hits a page that the address asks for."""
    return read_number(args, "limit", DEFAULT_LIMIT, MAX_LIMIT, problems)


def read_number(
    args: Mapping[str, str], name: str, default: int, most: int, problems: list[Problem]
) -> int:
    """A whole number from 1 to ``most``; what is not one is a problem and gives the default."""
    text = args.get(name, "").strip()
    if not text:
        return default
    if re.fullmatch(r"[0-9]{1,9}", text) and 1 <= int(text) <= most:
        return int(text)
    remedy = _("Pakai bilangan bulat dari 1 sampai %(most)s.", most=i18n.number(most))
    problems.append(Problem(name, _refused(name, text), remedy))
    return default


def read_choice(
    args: Mapping[str, str], name: str, choices: Sequence[str], problems: list[Problem]
) -> str:
    """One of the choices; what is none is a problem, and gives the first."""
    text = args.get(name, "").strip()
    if text in choices:
        return text
    if text:
        remedy = _("Pakai salah satu dari: %(choices)s.", choices=", ".join(choices))
        problems.append(Problem(name, _refused(name, text), remedy))
    return choices[0]


def clean(text: str, *, ends: bool = True) -> str:
    """One line of text: control characters and lone surrogates become spaces, ends are trimmed."""
    line = _CONTROL.sub(" ", text)
    return line.strip() if ends else line


def sayable(text: str) -> str:
    """Text that can stand in an address: a lone surrogate, which cannot, becomes ``?``."""
    return text.encode("utf-8", "replace").decode("utf-8")


def read_query(args: Mapping[str, str], problems: list[Problem]) -> str:
    """What is asked, cut (and a problem) where it is too long."""
    text = clean(args.get("q", ""))
    if len(text) <= MAX_QUERY:
        return text
    message = _(
        "Kueri terlalu panjang; hanya %(most)s huruf pertama yang dipakai.",
        most=i18n.number(MAX_QUERY),
    )
    remedy = _("Persingkat kueri sampai %(most)s huruf.", most=i18n.number(MAX_QUERY))
    problems.append(Problem("q", message, remedy))
    return text[:MAX_QUERY].rstrip()


def _read_explain(args: Mapping[str, str], problems: list[Problem]) -> int:
    if args.get("explain", "").strip() in ("", "0"):
        return 0
    return read_number(args, "explain", 1, MAX_LIMIT, problems)


def _read_sort(args: Mapping[str, str], problems: list[Problem]) -> Sort | None:
    text = args.get("sort", "").strip()
    for sort in SORTS:
        if text == sort:
            return sort
    if text:
        remedy = _("Pakai salah satu dari: %(choices)s.", choices=", ".join(SORTS))
        problems.append(Problem("sort", _refused("sort", text), remedy))
    return None


def _read_values(args: MultiDict[str, str], name: str, problems: list[Problem]) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in args.getlist(name) if value.strip()))
    kept = tuple(value for value in values if len(value) <= MAX_VALUE)[:MAX_VALUES]
    if kept != values:
        remedy = _(
            "Paling banyak %(values)s nilai, masing-masing paling panjang %(most)s huruf.",
            values=MAX_VALUES,
            most=MAX_VALUE,
        )
        message = _("Parameter %(name)s terlalu banyak atau terlalu panjang.", name=name)
        problems.append(Problem(name, message, remedy))
    return kept


def _read_days(args: Mapping[str, str], problems: list[Problem]) -> tuple[date | None, date | None]:
    since, until = _read_day(args, "since", problems), _read_day(args, "until", problems)
    if since and until and since > until:
        message = _("Tanggal awal jatuh sesudah tanggal akhir; keduanya ditukar.")
        remedy = _("Isi tanggal awal yang lebih dini daripada tanggal akhir.")
        problems.append(Problem("since", message, remedy))
        since, until = until, since
    return since, until


def _read_day(args: Mapping[str, str], name: str, problems: list[Problem]) -> date | None:
    text = clean(args.get(name, ""))
    if not text:
        return None
    days = parse_days(text) if len(text) <= MAX_VALUE else None
    if days is None:
        remedy = _("Tulis tanggal seperti 2025-11-10 atau 10 November 2025.")
        problems.append(Problem(name, _refused(name, text), remedy))
        return None
    return days[0] if name == "since" else days[1]


def _refused(name: str, text: str) -> str:
    shown = text if len(text) <= 40 else text[:40] + "…"
    return _("Parameter %(name)s tidak bisa dibaca: “%(text)s”.", name=name, text=shown)
