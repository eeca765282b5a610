"""The Atom feed of a search, and the description that browsers read."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import datetime

import feedparser
from flask.testing import FlaskClient

from tests.web.fakes import FakeSearcher, Record
from web import create_app

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed_of(client: FlaskClient, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.mimetype == "application/atom+xml"
    return ElementTree.fromstring(response.data)


def test_a_feed_has_all_that_atom_asks_for(client: FlaskClient) -> None:
    feed = feed_of(client, "/feed?q=menata&source=Kabar+Pesisir")
    for name in ("id", "title", "updated", "author/a:name", "link"):
        assert feed.find(f"a:{name}", ATOM) is not None, name
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == 14
    for entry in entries:
        for name in ("id", "title", "updated", "link", "summary"):
            assert entry.find(f"a:{name}", ATOM) is not None, name
        stamp = entry.findtext("a:updated", namespaces=ATOM)
        assert datetime.fromisoformat(stamp or "").tzinfo
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(set(ids)) == 14
    assert all(each and each.startswith("urn:uuid:") for each in ids)


def test_a_feed_is_the_newest_first_whatever_the_sort(
    client: FlaskClient, searcher: FakeSearcher
) -> None:
    feed = feed_of(client, "/feed?q=menata&sort=oldest&page=3")
    assert (searcher.asked[-1].sort, searcher.asked[-1].page) == ("newest", 1)
    stamps = [e.text or "" for e in feed.findall("a:entry/a:updated", ATOM)]
    assert stamps == sorted(stamps, reverse=True)
    assert feed.findtext("a:updated", namespaces=ATOM) == stamps[0]


def test_a_feed_reads_well_in_a_feed_reader(client: FlaskClient) -> None:
    parsed = feedparser.parse(client.get("/feed?q=menata").data)
    assert not parsed.bozo
    assert parsed.feed.title == "menata – Telusur"
    first = parsed.entries[0]
    assert first.title == "Dewan kota menata ulang jadwal kerja ke-35"
    assert first.link == "http://localhost/article/artikel-35"
    assert first.tags[0].term == "Lingkungan"
    assert first.author == "Sari Wulandari"


def test_the_feed_of_no_search_is_the_newest_of_all(client: FlaskClient) -> None:
    feed = feed_of(client, "/feed")
    assert len(feed.findall("a:entry", ATOM)) == 30
    assert feed.findtext("a:title", namespaces=ATOM) == "Telusur"


def test_a_feed_keeps_its_ids_wherever_it_is_served(client: FlaskClient) -> None:
    def ids(base: str) -> list[str | None]:
        data = client.get("/feed?q=menata", base_url=base).data
        return [each.text for each in ElementTree.fromstring(data).iterfind(".//a:id", ATOM)]

    assert ids("http://a.example") == ids("https://b.example/arsip")


def test_undated_articles_carry_the_time_of_the_commit(
    client: FlaskClient, searcher: FakeSearcher
) -> None:
    searcher.records = [Record("a", "", "isi rusak", published=None)]
    entry = feed_of(client, "/feed?q=isi").find("a:entry", ATOM)
    assert entry is not None
    assert entry.findtext("a:updated", namespaces=ATOM) == "2025-11-10T10:00:00+00:00"
    assert entry.find("a:published", ATOM) is None
    assert entry.findtext("a:title", namespaces=ATOM) == "Tanpa judul"


def test_the_page_of_a_search_names_its_feed(client: FlaskClient) -> None:
    assert 'href="/feed?q=menata&amp;source=A"' in client.get("/?q=menata&source=A&page=2").text


def test_browsers_can_take_the_archive_as_a_search_engine(client: FlaskClient) -> None:
    response = client.get("/opensearch.xml", base_url="https://arsip.example/x")
    assert response.mimetype == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(response.data)
    name = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert root.findtext("o:ShortName", namespaces=name) == "Telusur"
    templates = [url.attrib["template"] for url in root.findall("o:Url", name)]
    assert templates == [
        "https://arsip.example/x/?q={searchTerms}",
        "https://arsip.example/x/feed?q={searchTerms}",
    ]


def test_robots_are_asked_to_stay_out(client: FlaskClient) -> None:
    response = client.get("/robots.txt")
    assert response.mimetype == "text/plain"
    assert "Disallow: /" in response.text
    assert 'content="noindex"' in client.get("/article/artikel-1").text


def test_robots_may_be_let_in_to_articles_but_not_to_searches(searcher: FakeSearcher) -> None:
    client = create_app("nowhere", searcher=searcher, ROBOTS_TXT="User-agent: *\n").test_client()
    assert client.get("/robots.txt").text == "User-agent: *\n"
    assert 'content="noindex"' not in client.get("/article/artikel-1").text
    assert 'content="noindex"' in client.get("/?q=menata").text


def test_the_icon_is_where_browsers_look(client: FlaskClient) -> None:
    for address in ("/favicon.ico", "/favicon.svg"):
        with client.get(address) as response:
            assert response.status_code == 200
            assert response.mimetype == "image/svg+xml"
