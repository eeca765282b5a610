"""The application factory: one Flask application for one archive."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, request, url_for
from werkzeug.routing import BaseConverter

from web import api, caching, errors, feeds, i18n, pages, security, why
from web.archive import EXTENSION, Archive, SearcherLike
from web.asking import Application

ASSETS = Path(__file__).parent / "static"
KEPT_ARGUMENTS = ("id", "q", "page", "sort", "since", "until", "source", "category", "explain")


class Anything(BaseConverter):
    """Any id at all within a path: slashes, colons, whole addresses, line breaks."""

    part_isolating = False
    regex = r"[\s\S]+"

    def to_url(self, value: Any) -> str:
        """The id quoted."""
        return quote(str(value), safe="!$'()*+,/:;=@")


def create_app(
    index_dir: Path | str, *, searcher: SearcherLike | None = None, **config: Any
) -> Flask:
    """The application for the index in ``index_dir``.

    ``searcher`` is used instead of opening the index, where given. ``config`` holds Flask's own
    settings (``TRUSTED_HOSTS``, ``APPLICATION_ROOT``, ...) and ``ROBOTS_TXT``, the text of
    ``/robots.txt``. The index is opened by the first request that needs it; while there is none,
    pages say so and how to make one.
    """
    app = Application("web", root_path=str(ASSETS.parent), static_folder=str(ASSETS))
    app.config.update(config)
    app.extensions[EXTENSION] = Archive(index_dir, searcher)
    app.url_map.merge_slashes = False  # the id https://... must keep both of its slashes
    app.url_map.converters["anything"] = Anything
    _set_up_templates(app)
    i18n.set_up_languages(app)
    security.harden(app)
    caching.decide_caching(app)
    errors.handle_errors(app)
    for room in (pages, api, feeds):
        app.register_blueprint(room.blueprint)
    return app


def _set_up_templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        marked=security.safe_marked, external=security.external_url, host=security.host_of
    )
    app.jinja_env.filters["reason"] = why.reason
    app.jinja_env.globals["language_url"] = language_url

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values:
            values["v"] = _version(values["filename"])


@lru_cache
def _version(filename: str) -> str:
    """A digest of a static file, so that its address changes when it does."""
    return hashlib.sha256((ASSETS / filename).read_bytes()).hexdigest()[:10]


def language_url(language: str) -> str:
    """The address of the present page in another language."""
    # That a static file is missing is told on a page, and the file has no other language.
    if request.endpoint in (None, "static") or request.routing_exception is not None:
        return url_for("pages.home", lang=language)
    # By name, since url_for takes orders (_scheme, _external) among its arguments.
    said: dict[str, Any] = {name: request.args.getlist(name) for name in KEPT_ARGUMENTS}
    kept = {name: values for name, values in said.items() if any(values)}
    return url_for(request.endpoint, **{**kept, **(request.view_args or {}), "lang": language})
