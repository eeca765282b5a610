"""The pages a reader sees: the front page, results, an article."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, send_from_directory, url_for
from flask_babel import gettext as _

from searcher.results import Note, Relaxation, RequestError, Results
from web import histogram, i18n
from web.archive import archive
from web.listing import Link, article_url, chips, facets, pager, relaxed, search_url, sort_links
from web.params import MAX_QUERY, Params, Problem, clean, read_params
from web.reply import as_bytes, as_page

blueprint = Blueprint("pages", __name__)

SIMILAR = 5  # articles below an article
ROBOTS = "User-agent: *\nDisallow: /\n"


@blueprint.get("/")
def home() -> Response:
    """The front page, or the results of the search that the address states."""
    params, problems = read_params(request.args)
    return _results(params, problems) if params.asked else _front(problems)


@blueprint.get("/article/<anything:id>")
def article(id: str) -> Response:
    """One article with the words of ``?q=`` marked, and the way back to the same results."""
    return _article(id)


@blueprint.get("/article")
def article_by_argument() -> Response:
    """The same for an id that no path can carry (``..``), as ``?id=``."""
    return _article(request.args.get("id", ""))


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Search engines are asked to stay out: the articles have their own homes."""
    from flask import current_app

    return as_bytes(current_app.config.get("ROBOTS_TXT", ROBOTS), "text/plain")


@blueprint.get("/favicon.ico")
@blueprint.get("/favicon.svg")
def favicon() -> Response:
    """The icon where a browser looks for it without asking the page."""
    assert blueprint.root_path
    return send_from_directory(f"{blueprint.root_path}/static", "icon.svg", max_age=86_400)


def _front(problems: list[Problem]) -> Response:
    front = archive().front_page()
    params = Params()
    html = render_template(
        "front.html",
        params=params,
        notes=_notes(problems),
        status=front.status,
        newest=front.newest.hits,
        facets=facets(params, front.status.sources, front.status.categories),
        timeline=histogram.build(front.newest.facets.month, None, None),
        **_helpers(params),
    )
    return as_page(html)


def _results(params: Params, problems: list[Problem]) -> Response:
    try:
        results = archive().searcher.search(params.request())
    except RequestError as error:
        problems = [*problems, Problem(error.parameter, error.message, error.remedy)]
        params = params.unfiltered()
        results = archive().searcher.search(params.request())
    html = render_template(
        "results.html",
        params=params,
        results=results,
        notes=_notes(problems, results.notes),
        heading=_heading(params),
        chips=chips(params),
        facets=facets(params, results.facets.source, results.facets.category),
        sorts=sort_links(params),
        timeline=histogram.build(results.facets.month, params.since, params.until),
        pager=pager(params, results.pages),
        suggestion=_suggestion(params, results),
        relaxations=relaxed(params, results.relaxations),
        missing=_missing(results.relaxations),
        copies=_copies(results),
        feed_url=url_for("feeds.feed", **params.changed(sort=None).args()),
        **_helpers(params),
    )
    return as_page(html)


def _article(id: str) -> Response:
    params, _problems = read_params(request.args)
    view = archive().searcher.article(id, clean(request.args.get("q", ""))[:MAX_QUERY])
    if view is None:
        html = render_template(
            "error.html",
            status=404,
            title=_("Artikel ini tidak ada di arsip"),
            message=_("Mungkin artikelnya sudah dihapus, atau alamatnya terpotong."),
            remedy=_("Cari judulnya di bawah ini."),
        )
        return as_page(html, 404)
    html = render_template(
        "article.html",
        article=view,
        params=params,
        similar=archive().searcher.similar(id, SIMILAR),
        article_url=article_url,
        **_helpers(params),
    )
    return as_page(html)


def _helpers(params: Params) -> dict[str, Any]:
    """What templates call to make addresses of the same search."""

    def range_url(since: Any, until: Any) -> str:
        return search_url(params.changed(since=since, until=until))

    def hit_url(id: str) -> str:
        return article_url(id, **params.args())

    def why_url(number: int) -> str:
        explained = params.changed(page=params.page, explain=number)
        return f"{search_url(explained)}#hit-{number}"

    return {
        "range_url": range_url,
        "why_url": why_url,
        "hit_url": hit_url,
        "search_url": search_url,
        "i18n": i18n,
    }


def _heading(params: Params) -> str:
    """What was asked, in words, for the heading and the window's title."""
    said = [*params.source, *params.category, i18n.days(params.since, params.until)]
    return params.q or ", ".join(each for each in said if each)


def _notes(problems: list[Problem], notes: tuple[Note, ...] = ()) -> list[str]:
    english = i18n.current_language() == "en"
    said = [f"{problem.message} {problem.remedy}" for problem in problems]
    return said + [note.message_en if english else note.message for note in notes]


def _suggestion(params: Params, results: Results) -> Link | None:
    if not results.suggestion or results.suggestion == params.q:
        return None
    return Link(results.suggestion, search_url(params.changed(q=results.suggestion)))


def _copies(results: Results) -> dict[str, int]:
    """Where on the page the hit stands that another, by its id, is a near copy of."""
    places = {hit.id: place for place, hit in enumerate(results.hits, 1)}
    return {copy.id: places[copy.of] for copy in results.copies}


def _missing(relaxations: tuple[Relaxation, ...]) -> list[str]:
    """What no article holds, and so killed the search."""
    unknown = (each for each in relaxations if each.unknown and each.kind in ("word", "phrase"))
    return list(dict.fromkeys(each.dropped for each in unknown))
