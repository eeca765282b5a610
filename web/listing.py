"""What stands around a list of results: facets, active filters, ways of sorting, pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import g, url_for
from flask_babel import gettext as _

from searcher.results import SORTS, FacetCount, Relaxation
from web import i18n
from web.params import Params, sayable

SHOWN_VALUES = 8  # values of a facet before the fold
MOST_VALUES = 40  # values of a facet altogether: the long tail is for the query, not for the eye
LIFTABLE = ("since", "until", "source", "category")
UNQUOTED = "!$'()*,/:;?@"  # what a query string may hold as it is, for addresses one can read


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the page: its text, its address, and whether it is the one in force."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Wider:
    """A wider search: what it leaves out, how many articles it finds, and its address."""

    kind: str
    dropped: str
    total: int
    url: str


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter: what kind, which value, and the address without it."""

    kind: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet; ``url`` puts it into the search or takes it out."""

    text: str
    count: int
    url: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet's values: those always shown, and those in the fold."""

    name: str
    title: str
    shown: Sequence[Value]
    folded: Sequence[Value] = field(default=())


def search_url(params: Params, **more: Any) -> str:
    """The address of a page of results (of the front page, for no search at all)."""
    if more:
        return url_for("pages.home", **params.args(), **more)
    # A page has hundreds of these: the part that is the same in all is made once.
    if "home_url" not in g:
        g.home_url = url_for("pages.home")
    said = urlencode(params.args(), doseq=True, safe=UNQUOTED)
    return f"{g.home_url}?{said}" if said else str(g.home_url)


def article_url(id: str, **arguments: Any) -> str:
    """The address of an article's page; browsers take ``.`` and ``..`` out of any path."""
    carried = id and not {".", ".."} & set(id.replace("\\", "/").split("/"))
    endpoint = "pages.article" if carried else "pages.article_by_argument"
    return url_for(endpoint, id=sayable(id), **arguments)


def relaxed(params: Params, relaxations: Iterable[Relaxation]) -> list[Wider]:
    """The wider searches, as links."""
    return [
        Wider(_kind(params, each), each.dropped, each.total, search_url(_relaxed(params, each)))
        for each in relaxations
    ]


def _kind(params: Params, relaxation: Relaxation) -> str:
    """What is left out; empty where words go together with filters that stand beside the query."""
    mixed = relaxation.parameters and relaxation.query != params.q
    return "" if mixed else relaxation.kind


def _relaxed(params: Params, relaxation: Relaxation) -> Params:
    lifted = {name: getattr(Params(), name) for name in relaxation.parameters if name in LIFTABLE}
    return params.changed(q=relaxation.query, **lifted)


def sort_links(params: Params) -> list[Link]:
    """The ways of sorting. Without words, nothing is more relevant than anything else."""
    names = {"relevance": _("Relevansi"), "newest": _("Terbaru"), "oldest": _("Terlama")}
    usual = Params(q=params.q).order
    return [
        Link(
            names[sort],
            search_url(params.changed(sort=None if sort == usual else sort)),
            current=sort == params.order,
        )
        for sort in SORTS
        if params.q or sort != "relevance"
    ]


def chips(params: Params) -> list[Chip]:
    """The filters in force, each with the way to be rid of it."""
    found = [
        Chip(title, value, search_url(params.toggled(name, value)))
        for name, title in _titles().items()
        for value in getattr(params, name)
    ]
    if params.dated:
        undated = params.changed(since=None, until=None)
        found.append(Chip(_("Waktu"), i18n.days(params.since, params.until), search_url(undated)))
    return found


def facets(
    params: Params, sources: Iterable[FacetCount], categories: Iterable[FacetCount]
) -> list[Facet]:
    """The facets by source and category, as links into and out of each value."""
    counts = {"source": sources, "category": categories}
    made = (_facet(params, name, title, counts[name]) for name, title in _titles().items())
    return [facet for facet in made if facet.shown]


def _titles() -> dict[str, str]:
    return {"source": _("Sumber"), "category": _("Kategori")}


def _facet(params: Params, name: str, title: str, counts: Iterable[FacetCount]) -> Facet:
    chosen: tuple[str, ...] = getattr(params, name)
    found = {facet.value: facet.count for facet in counts}
    # A chosen value stays in sight also when nothing carries it, else it could not be let go.
    found.update({value: 0 for value in chosen if value not in found})
    values = [
        Value(value, count, search_url(params.toggled(name, value)), value in chosen)
        for at, (value, count) in enumerate(found.items())
        if value.strip() and (at < MOST_VALUES or value in chosen)
    ]
    shown = [value for at, value in enumerate(values) if value.selected or at < SHOWN_VALUES]
    folded = [value for value in values if value not in shown]
    if len(folded) == 1:  # a fold that hides a single value saves no room
        shown, folded = values, []
    return Facet(name, title, shown, folded)


def pager(params: Params, pages: int) -> list[Link | None]:
    """The numbers of a pager: first, last and the present one's neighbours; None is a gap."""
    here = params.page
    near = {1, pages, *range(max(1, here - 2), min(pages, here + 2) + 1)}
    links: list[Link | None] = []
    before = 0
    for page in sorted(near):
        if page == before + 2:  # a gap of one page is no shorter than its number
            links.append(_page_link(params, before + 1))
        elif page > before + 2:
            links.append(None)
        links.append(_page_link(params, page))
        before = page
    return links


def _page_link(params: Params, page: int) -> Link:
    url = search_url(params.changed(page=page))
    return Link(i18n.number(page), url, current=page == params.page)
