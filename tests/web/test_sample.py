"""The pages over the real searcher and the sample: what the fake one cannot show."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlencode

import lxml.html
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from corpus import Article
from corpus.sample import sample_path
from index import ArticleIndex
from index.ingest import ingest
from searcher import Searcher, SearchRequest, to_builtins
from web import create_app
from web.security import safe_marked


@pytest.fixture
def client(sample_index: Path) -> FlaskClient:
    return create_app(sample_index, TESTING=True).test_client()


def every_hit(client: FlaskClient, query: str) -> list[dict[str, str]]:
    return list(client.get(f"/api/search?q={query}&limit=100").json["hits"])


def test_every_article_of_the_sample_can_be_found_and_read(client: FlaskClient) -> None:
    total = client.get("/healthz").json["articles"]
    assert total >= 60
    hits = client.get("/api/search?since=1900&limit=100").json["hits"]
    for hit in hits:
        id = quote(hit["id"], safe="/:")
        for address in (f"/article/{id}?q=warga", f"/api/articles/{id}"):
            assert client.get(address).status_code == 200, address
    assert len(hits) > 0.8 * total


def test_the_searcher_keeps_its_promise_of_escaped_text(client: FlaskClient) -> None:
    for hit in every_hit(client, "warga desa orang tahun"):
        for name in ("title_html", "snippet_html"):
            assert safe_marked(hit[name]) == Markup(hit[name])


def test_the_interface_is_the_searcher(client: FlaskClient, sample_index: Path) -> None:
    given = client.get("/api/search?q=warga&limit=5").json
    with Searcher(sample_index) as searcher:
        results = searcher.search(SearchRequest("warga", limit=5))
    wanted = json.loads(json.dumps(to_builtins(results)))
    assert given.pop("took_ms") >= 0
    wanted.pop("took_ms")
    assert given == wanted


def test_completions_lead_somewhere(client: FlaskClient) -> None:
    kinds = set()
    for begun in ("war", "des", "desa w"):
        for each in client.get(f"/api/suggest?q={quote(begun)}").json["completions"]:
            kinds.add(each["kind"])
            if each["kind"] == "title":
                read = client.get(f"/article?{urlencode({'id': each['id']})}")
                assert read.status_code == 200
            else:
                assert client.get(f"/api/search?q={quote(each['text'])}").json["total"] > 0
    assert {"word", "title"} <= kinds


def test_a_wider_search_finds_what_it_promises(client: FlaskClient) -> None:
    page = lxml.html.fromstring(client.get("/?q=%2Bxyzzy+%2Bwarga&since=2022-01-01").text)
    assert "xyzzy" in page.xpath("//p[@class='missing']")[0].text_content()
    for item in page.xpath("//ul[@class='relaxations']/li"):
        promised = item.xpath("span")[0].text_content()
        found = lxml.html.fromstring(client.get(item.xpath("a/@href")[0]).text)
        assert found.xpath("//h1")[0].text_content().startswith(promised)
        assert promised != "0 artikel"


def test_why_a_hit_matches_is_told_of_real_hits(client: FlaskClient) -> None:
    page = lxml.html.fromstring(client.get("/?q=perdesaan+warga&explain=1").text)
    fold = page.xpath("//details[@class='why']")[0].text_content()
    assert "desa" in fold
    assert "Jumlah" in fold
    hits = client.get("/api/search?q=warga&explain=1").json["hits"]
    for hit in hits:
        assert sum(hit["why"]["parts"].values()) == pytest.approx(hit["score"], abs=0.01)


def test_the_front_page_shows_the_sample(client: FlaskClient) -> None:
    page = client.get("/").text
    assert 'class="timeline by-month"' in page
    assert "Kabar Nusantara" in page


def test_a_new_article_is_found_at_once_by_a_running_server(tmp_path: Path) -> None:
    client = create_app(tmp_path / "index").test_client()
    missing = client.get("/?q=zamrud")
    assert missing.status_code == 503
    assert "telusur index" in missing.text

    ingest(tmp_path / "index", [sample_path()])
    before = client.get("/?q=zamrud+kusuma")
    assert before.status_code == 200
    tag = before.headers["ETag"]

    article = Article(
        id="baru/satu",
        title="Batu zamrud kusuma ditemukan",
        body="Batu zamrud kusuma itu kini disimpan di museum.",
        published=date(2025, 11, 10),
    )
    ArticleIndex.open(tmp_path / "index").update([article])
    after = client.get("/?q=zamrud+kusuma", headers={"If-None-Match": tag})
    assert after.status_code == 200
    assert "/article/baru/satu?q=" in after.text
    assert "10 November 2025" in client.get("/").text


def test_hostile_articles_are_harmless_through_the_whole_house(tmp_path: Path) -> None:
    from tests.web.fakes import HOSTILE
    from tests.web.test_security import pages_of_hostile

    articles = [
        Article(
            id=record.id,
            title=record.title or "Tanpa",
            body=record.body,
            url=record.url,
            source=record.source,
            category=record.category,
            author=record.author,
            published=date(2025, 3, 1),
            place=record.place,
            made=frozenset({"title"}),
        )
        for record in HOSTILE
    ]
    ArticleIndex.create(tmp_path / "index").update(articles)
    pages_of_hostile(create_app(tmp_path / "index", TESTING=True).test_client())


PARAMETERS = (
    "q",
    "page",
    "sort",
    "since",
    "until",
    "source",
    "category",
    "lang",
    "limit",
    "explain",
)
asked = st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=30), max_size=5)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(asked)
def test_no_address_whatever_breaks_a_page(client: FlaskClient, arguments: dict[str, str]) -> None:
    from tests.web.test_security import assert_harmless

    said = urlencode(arguments, errors="replace")
    page = client.get(f"/?{said}")
    assert page.status_code == 200
    assert_harmless(page.text)
    assert client.get(f"/api/search?{said}").status_code in (200, 400)
    assert client.get(f"/api/suggest?{said}").status_code in (200, 400)
    assert client.get(f"/feed?{said}").status_code == 200


def test_why_links_the_article_that_explains_an_acronym(tmp_path: Path) -> None:
    long = "Komisi Pemberantasan Korupsi"
    explains = '<b>"jelas'
    articles = [
        Article(id=explains, title="Kabar", body=f"Ketua {long} (KPK) hadir di kantor gubernur."),
        Article(id="panjang", title="Kabar", body=f"Gedung {long} dijaga ketat oleh petugas."),
        *(Article(id=f"g{n}", title="Kabar", body="Gubernur tiba di balai.") for n in range(4)),
    ]
    ArticleIndex.create(tmp_path / "index").update(articles)
    client = create_app(tmp_path / "index", TESTING=True).test_client()
    answer = client.get("/?q=KPK&explain=2")
    page = lxml.html.fromstring(answer.text)
    (link,) = page.xpath("//details[@class='why']//a")
    assert link.text_content() == "dijelaskan di artikel ini"
    assert b"<b>" not in answer.data
    assert client.get(link.get("href")).status_code == 200
    hits = client.get("/api/search?q=KPK&explain=1").json["hits"]
    named = {word.get("defined_in") for hit in hits for word in hit["why"]["words"]}
    assert explains in named
