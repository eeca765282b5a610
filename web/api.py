"""The interface for programs: the records of the searcher as JSON."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from searcher.results import RequestError, to_builtins
from web.archive import archive
from web.errors import ApiError
from web.params import MAX_QUERY, clean, read_limit, read_params
from web.reply import as_json

blueprint = Blueprint("api", __name__)


@blueprint.get("/api/search")
def search() -> Response:
    """A search: the parameters of the page, and ``limit``; without ``sort``, by relevance."""
    params, problems = read_params(request.args)
    limit = read_limit(request.args, problems)
    if problems:
        raise ApiError(400, "invalid_parameter", problems[0].message, problems[0].remedy)
    try:
        asked = params.request(limit=limit, sort=params.sort or "relevance")
        results = archive().searcher.search(asked)
    except RequestError as error:
        raise ApiError(400, "invalid_parameter", error.message, error.remedy) from error
    return as_json(to_builtins(results))


@blueprint.get("/api/articles/<anything:id>")
def article(id: str) -> Response:
    """One article; the words of ``?q=`` are marked."""
    return _article(id)


@blueprint.get("/api/article")
def article_by_argument() -> Response:
    """The same for an id that no path can carry, as ``?id=``."""
    return _article(request.args.get("id", ""))


def _article(id: str) -> Response:
    view = archive().searcher.article(id, clean(request.args.get("q", ""))[:MAX_QUERY])
    if view is None:
        message = _("Tidak ada artikel dengan id ini.")
        raise ApiError(404, "article_not_found", message, _("Ambil id dari /api/search."))
    return as_json(to_builtins(view))


@blueprint.get("/healthz")
def health() -> Response:
    """Whether the archive can be searched, for whoever watches over the server."""
    status = archive().front_page().status
    return as_json({"status": "ok", "articles": status.articles, "generation": status.generation})
