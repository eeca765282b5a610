"""A Flask view that returns the same bytes every time, on the server that Telusur runs on."""

from __future__ import annotations

import sys

from flask import Flask, Response

from web.server import serve


def create_app(size: int) -> Flask:
    """The application; the body has ``size`` bytes."""
    app = Flask("bench.constant")
    body = b"x" * size

    @app.get("/api/search")
    def constant() -> Response:
        return Response(body, mimetype="application/json")

    return app


if __name__ == "__main__":
    serve(create_app(int(sys.argv[1])), port=0, on_ready=lambda url: print(url, flush=True))
