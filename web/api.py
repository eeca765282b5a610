"""The interface for programs: the records of the searcher as JSON."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from searcher.results import Completion, RequestError
from web.archive import archive
from web.errors import ApiError
from web.params import (
    MAX_QUERY,
    Problem,
    clean,
    read_choice,
    read_limit,
    read_number,
    read_params,
    read_query,
)
from web.reply import as_json

blueprint = Blueprint("api", __name__)

COMPLETIONS = 8
MOST_COMPLETIONS = 20
LONGEST_BEGUN = 200  # characters; nobody is about to type the rest of anything longer
SUGGESTIONS = "application/x-suggestions+json"


@blueprint.get("/api/search")
def search() -> Response:
    """A search: the parameters of the page, and ``limit``; without ``sort``, by relevance."""
    params, problems = read_params(request.args)
    limit = read_limit(request.args, problems)
    _refuse(problems)
    try:
        asked = params.request(limit=limit, sort=params.sort or "relevance")
        results = archive().searcher.search(asked)
    except RequestError as error:
        raise ApiError(400, "invalid_parameter", error.message, error.remedy) from error
    return as_json(results.complete())


@blueprint.get("/api/suggest")
def suggest() -> Response:
    """What ``?q=`` may become: words, names and titles; ``?format=opensearch`` for browsers."""
    problems: list[Problem] = []
    query = read_query(request.args, problems)
    limit = read_number(request.args, "limit", COMPLETIONS, MOST_COMPLETIONS, problems)
    form = read_choice(request.args, "format", ("json", "opensearch"), problems)
    _refuse(problems)
    completions = _completions(query, limit)
    if form == "opensearch":
        # A browser searches for what it is given, but a title is there to be opened.
        texts = [each.text for each in completions if each.kind != "title"]
        return as_json([query, texts], mimetype=SUGGESTIONS)
    return as_json({"query": query, "completions": completions})


def _completions(query: str, limit: int) -> list[Completion]:
    # A space at the end says that the last word is complete, so it is handed on.
    begun = clean(request.args.get("q", ""), ends=False).lstrip()
    if not query or len(begun) > LONGEST_BEGUN:
        return []
    return list(archive().searcher.suggest(begun, limit))[:limit]


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
    return as_json(view)


@blueprint.get("/healthz")
def health() -> Response:
    """Whether the archive can be searched, for whoever watches over the server."""
    status = archive().front_page().status
    return as_json({"status": "ok", "articles": status.articles, "generation": status.generation})


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ApiError(400, "invalid_parameter", problems[0].message, problems[0].remedy)
