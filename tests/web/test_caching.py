"""What a browser may keep."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import lxml.html
import pytest
from flask.testing import FlaskClient

from corpus import Article
from index import ArticleIndex
from tests.web.fakes import FakeSearcher
from web import create_app

DAY = date(2025, 1, 1)
PAGES = ["/", "/?q=menata", "/article/artikel-1?q=menata", "/feed?q=menata", "/api/search?q=menata"]
PAGES += ["/?q=menata&explain=1", "/api/suggest?q=menata"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_not_made_again_until_the_archive_changes(
    client: FlaskClient, searcher: FakeSearcher, address: str
) -> None:
    tag = client.get(address).headers["ETag"]
    asked = len(searcher.asked)
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert len(searcher.asked) == asked
    searcher.generation += 1
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_a_change_of_language_makes_the_page_again(client: FlaskClient) -> None:
    tag = client.get("/?q=menata").headers["ETag"]
    client.get("/?lang=en")
    response = client.get("/?q=menata", headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert "Cookie" in response.headers["Vary"]


def test_what_is_missing_is_not_kept(client: FlaskClient) -> None:
    for address in ("/article/tak-ada", "/entah", "/api/search?page=x"):
        assert "ETag" not in client.get(address).headers


def test_static_files_are_kept_for_good_under_their_version(client: FlaskClient) -> None:
    page = lxml.html.fromstring(client.get("/").text)
    sheet = page.xpath("//link[@rel='stylesheet']/@href")[0]
    with client.get(sheet) as response:
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    with client.get("/static/telusur.css") as response:
        assert response.headers["Cache-Control"] == "no-cache"


def test_a_static_file_that_is_missing_has_a_page_that_is_not_kept(client: FlaskClient) -> None:
    for address in ("/static/tak-ada.css", "/static/tak-ada.css?v=1", "/static/../rahasia"):
        response = client.get(address)
        assert response.status_code == 404
        assert "Halaman ini tidak ada" in response.text
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert response.headers["Vary"] == "Cookie"
        assert response.headers["X-Frame-Options"] == "DENY"


def test_another_archive_in_its_place_is_shown_though_its_commit_has_the_same_number(
    tmp_path: Path,
) -> None:
    client = create_app(tmp_path / "index", TESTING=True).test_client()
    tags: dict[str, str] = {}
    for name in ("lama", "baru"):
        shutil.rmtree(tmp_path / "index", ignore_errors=True)
        index = ArticleIndex.create(tmp_path / "index")
        index.update([Article(id=name, title=f"Kabar {name}", body="Banjir.", published=DAY)])
        for address in ("/", "/?q=banjir", "/feed"):
            page = client.get(address, headers={"If-None-Match": tags.get(address, "")})
            assert page.status_code == 200
            assert f"Kabar {name}" in lxml.html.fromstring(page.data).text_content()
            tags[address] = page.headers["ETag"]
