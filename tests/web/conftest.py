from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.fakes import FakeSearcher
from web import create_app


@pytest.fixture
def searcher() -> FakeSearcher:
    return FakeSearcher()


@pytest.fixture
def app(searcher: FakeSearcher) -> Flask:
    return create_app("no-index-here", searcher=searcher, TESTING=True)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
