"""What a browser may keep: pages until the archive changes, static files for good."""

from __future__ import annotations

import hashlib
import secrets

from flask import Flask, Response, g, request

from searcher.days import today_wib
from web.archive import archive
from web.i18n import current_language

# What these answer changes with the archive, and with nothing else that a request does not say.
FROM_THE_ARCHIVE = frozenset(
    (
        "pages.home",
        "pages.article",
        "pages.article_by_argument",
        "feeds.feed",
        "api.search",
        "api.suggest",
        "api.article",
        "api.article_by_argument",
    )
)
# What makes the address of a request, which pages and feeds have in them.
_ADDRESS = (
    *("wsgi.url_scheme", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT"),
    *("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING"),
)
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "private, no-cache"


def decide_caching(app: Flask) -> None:
    """Answer 304 where the browser's copy is still right, and say how long answers may be kept."""
    started = secrets.token_hex(8)  # another process may be of another version

    @app.before_request
    def answer_from_the_browsers_copy() -> Response | None:
        if request.endpoint not in FROM_THE_ARCHIVE or request.method not in ("GET", "HEAD"):
            return None
        g.tag = _tag(started)
        return Response(status=304) if request.if_none_match.contains_weak(g.tag) else None

    @app.after_request
    def say_how_long(response: Response) -> Response:
        if request.endpoint == "static":
            # The version in the address changes with the file.
            response.headers["Cache-Control"] = FOREVER if "v" in request.args else "no-cache"
            return response
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = ASK_AGAIN
        if response.status_code in (200, 304) and "tag" in g:
            response.set_etag(g.tag, weak=True)
        if "Vary" in response.headers:
            response.vary.add("Cookie")
        else:
            response.headers["Vary"] = "Cookie"
        return response


def _tag(started: str) -> str:
    """A digest of all that an answer depends on; ``kemarin`` in a query depends on the day."""
    asked = request.environ
    parts = (
        started,
        str(archive().commit),
        current_language(),
        today_wib().isoformat(),
        *(asked.get(name, "") for name in _ADDRESS),
    )
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
