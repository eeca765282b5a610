"""What a browser may keep: pages until the archive changes, static files for good."""

from __future__ import annotations

import hashlib
import secrets

from flask import Flask, Response
from werkzeug.http import quote_etag

from searcher.days import today_wib
from web.archive import archive
from web.asking import Asking, asking
from web.security import Guarded

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
        asked = asking()
        if asked.endpoint not in FROM_THE_ARCHIVE or asked.method not in ("GET", "HEAD"):
            return None
        asked.tag = _tag(started, asked)
        if "HTTP_IF_NONE_MATCH" not in asked.environ:
            return None
        return Guarded(status=304) if asked.if_none_match.contains_weak(asked.tag) else None

    @app.after_request
    def say_how_long(sent: Response) -> Response:
        # Whoever has given the application responses of his own gets ours nevertheless.
        response = sent if isinstance(sent, Guarded) else Guarded.force_type(sent)
        asked = asking()
        if asked.endpoint == "static" and response.status_code < 400:
            # The version in the address changes with the file.
            response.headers["Cache-Control"] = FOREVER if "v" in asked.args else "no-cache"
            return response
        response.say("Cache-Control", ASK_AGAIN)
        if response.status_code in (200, 304) and asked.tag is not None:
            response.say("ETag", quote_etag(asked.tag, weak=True))
        # Faster than "Vary" in response.headers, which is told no by way of an exception.
        if any(name.lower() == "vary" for name, _ in response.headers):
            response.vary.add("Cookie")
        else:
            response.say("Vary", "Cookie")
        return response


def _tag(started: str, asked: Asking) -> str:
    """A digest of all that an answer depends on; ``kemarin`` in a query depends on the day."""
    said = asked.environ.get
    parts = (
        started,
        str(archive().commit),
        asked.language,
        today_wib().isoformat(),
        *[said(name, "") for name in _ADDRESS],
    )
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
