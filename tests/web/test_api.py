"""The interface for programs: records as JSON, and one envelope for whatever goes wrong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.errors import IndexDamaged, IndexFault, IndexMissing, IndexOutdated
from searcher.results import RequestError, SearchRequest, to_builtins
from tests.web.fakes import FakeSearcher
from web import create_app


def error_of(client: FlaskClient, address: str, status: int, method: str = "GET") -> dict[str, str]:
    response = client.open(address, method=method)
    assert response.status_code == status
    assert response.mimetype == "application/json"
    assert list(response.json) == ["error"]
    error: dict[str, str] = response.json["error"]
    assert sorted(error) == ["code", "message", "remedy"]
    assert all(error.values())
    return error


def test_a_search_is_the_searchers_results(client: FlaskClient, searcher: FakeSearcher) -> None:
    response = client.get("/api/search?q=menata&limit=3&page=2")
    asked = SearchRequest("menata", limit=3, page=2)
    assert response.json == json.loads(json.dumps(to_builtins(searcher.search(asked))))


def test_a_search_takes_the_parameters_of_the_page(
    client: FlaskClient, searcher: FakeSearcher
) -> None:
    client.get(
        "/api/search?q=menata&sort=oldest&since=Nov%202024&until=10%20November%202025"
        "&source=A&source=B&category=C&limit=100&page=3"
    )
    assert searcher.asked[-1] == SearchRequest(
        query="menata",
        page=3,
        limit=100,
        sort="oldest",
        since=date(2024, 11, 1),
        until=date(2025, 11, 10),
        source=("A", "B"),
        category=("C",),
    )


def test_an_empty_search_is_a_search(client: FlaskClient) -> None:
    assert client.get("/api/search").json["total"] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        "page=0",
        "page=-1",
        "page=satu",
        "page=99999999",
        "page=²",
        "limit=0",
        "limit=101",
        "limit=1e1",
        "sort=acak",
        "since=entah",
        "until=2025-02-30",
        "since=2025-02-01&until=2025-01-01",
        "q=" + "a" * 1001,
        "source=" + "a" * 301,
        "&".join(f"category={n}" for n in range(21)),
    ],
)
def test_nonsense_is_refused(client: FlaskClient, searcher: FakeSearcher, arguments: str) -> None:
    assert error_of(client, f"/api/search?{arguments}", 400)["code"] == "invalid_parameter"
    assert searcher.asked == []


def test_what_the_searcher_refuses_is_refused(client: FlaskClient, searcher: FakeSearcher) -> None:
    searcher.fault = RequestError("since", "Terlalu dini.", "Tulis tanggal lain.")
    assert error_of(client, "/api/search?q=a", 400) == {
        "code": "invalid_parameter",
        "message": "Terlalu dini.",
        "remedy": "Tulis tanggal lain.",
    }


def test_an_article_is_the_searchers_view(client: FlaskClient, searcher: FakeSearcher) -> None:
    view = to_builtins(searcher.article("artikel-3", "menata"))
    assert client.get("/api/articles/artikel-3?q=menata").json == json.loads(json.dumps(view))


def test_an_unknown_article_is_an_error(client: FlaskClient) -> None:
    assert error_of(client, "/api/articles/tak-ada", 404)["code"] == "article_not_found"
    assert error_of(client, "/api/article", 404)["code"] == "article_not_found"


def test_health_tells_size_and_generation(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "articles": 42, "generation": 7}


def test_unknown_addresses_and_methods_have_the_envelope(client: FlaskClient) -> None:
    assert error_of(client, "/api/entah", 404)["code"] == "not_found"
    assert error_of(client, "/api", 404)["code"] == "not_found"
    assert error_of(client, "/api/search", 405, "POST")["code"] == "method_not_allowed"
    assert client.post("/api/search").headers["Allow"]


def test_a_fault_of_our_own_has_the_envelope_and_no_secrets(searcher: FakeSearcher) -> None:
    searcher.fault = RuntimeError("rahasia dapur")
    client = create_app("nowhere", searcher=searcher).test_client()
    error = error_of(client, "/api/search?q=a", 500)
    assert error["code"] == "internal_server_error"
    assert "rahasia" not in str(error)
    page = client.get("/?q=a")
    assert page.status_code == 500
    assert page.mimetype == "text/html"
    assert "rahasia" not in page.text


@pytest.mark.parametrize(
    ("fault", "code", "remedy"),
    [
        (IndexMissing(Path("dapur")), "index_missing", "telusur index"),
        (IndexDamaged(Path("dapur"), "a file is short"), "index_damaged", "--rebuild"),
        (IndexOutdated(Path("dapur"), 1, 2), "index_outdated", "--rebuild"),
        (IndexFault("dapur", "dapur"), "index_fault", "log"),
    ],
)
def test_an_index_that_cannot_be_read_is_told_with_its_remedy(
    client: FlaskClient, searcher: FakeSearcher, fault: IndexFault, code: str, remedy: str
) -> None:
    searcher.fault = fault
    for address in ("/api/search?q=a", "/api/articles/a", "/healthz"):
        error = error_of(client, address, 503)
        assert error["code"] == code
        assert remedy in error["remedy"]
    for address in ("/", "/?q=a", "/article/a", "/feed"):
        response = client.get(address)
        assert response.status_code == 503
        assert response.mimetype == "text/html"
        assert remedy in response.text
        assert "dapur" not in response.text
        assert response.headers["Retry-After"]


def test_messages_come_in_english_on_request(client: FlaskClient) -> None:
    error = error_of(client, "/api/search?page=x&lang=en", 400)
    assert error["message"] == "The parameter page cannot be read: “x”."
    assert error["remedy"] == "Use a whole number from 1 to 1,000,000."


def test_text_with_a_lone_surrogate_breaks_nothing(
    client: FlaskClient, searcher: FakeSearcher
) -> None:
    from tests.web.fakes import Record

    searcher.records = [Record("a", "rusak \ud800", "isi \udfff", source="s\ud8ff")]
    for address in ("/?q=rusak", "/article/a", "/feed?q=rusak", "/api/search?q=rusak"):
        assert client.get(address).status_code == 200, address
    assert client.get("/api/articles/a").json["title"] == "rusak ?"
