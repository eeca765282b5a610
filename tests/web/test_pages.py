"""What a reader sees on the front page, on a page of results, and on an article's page."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from flask.testing import FlaskClient

from searcher.results import Note, RequestError, Results, SearchRequest
from tests.web.fakes import FakeSearcher, Record, ordinary
from web import create_app


def read(client: FlaskClient, address: str, status: int = 200) -> Any:
    response = client.get(address)
    assert response.status_code == status, address
    assert response.mimetype == "text/html"
    return lxml.html.fromstring(response.text)


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def links(page: Any, path: str) -> dict[str, str]:
    return {text_of(a): a.attrib["href"] for a in page.xpath(path)}


# The front page


def test_the_front_page_tells_what_the_archive_holds(client: FlaskClient) -> None:
    page = read(client, "/")
    assert text_of(page.xpath("//p[@class='holds']")[0]) == (
        "42 artikel dari 10 Januari 2024 sampai 10 Desember 2025."
    )
    assert page.xpath("//input[@id='q']/@autofocus")
    assert len(page.xpath("//section[@class='newest']//li")) == 6
    assert links(page, "//ul[@class='values']//a")["Kabar Pesisir 14, 14 artikel"] == (
        "/?source=Kabar+Pesisir"
    )


def test_the_front_page_is_gathered_once_for_each_state_of_the_archive(
    client: FlaskClient, searcher: FakeSearcher
) -> None:
    client.get("/")
    client.get("/")
    assert len(searcher.asked) == 1
    searcher.generation += 1
    client.get("/")
    assert len(searcher.asked) == 2


def test_the_front_page_of_an_empty_archive_says_how_to_fill_it() -> None:
    client = create_app("nowhere", searcher=FakeSearcher([])).test_client()
    page = read(client, "/")
    assert "telusur index" in text_of(page.xpath("//section[@class='empty']")[0])


def test_the_front_page_of_an_archive_without_dates_still_tells_its_size() -> None:
    client = create_app(
        "nowhere", searcher=FakeSearcher([Record("a", "Satu", "Isi")])
    ).test_client()
    assert text_of(read(client, "/").xpath("//p[@class='holds']")[0]) == "1 artikel."


# Results


def test_results_show_title_date_source_category_author_and_snippet(client: FlaskClient) -> None:
    page = read(client, "/?q=menata&sort=newest")
    hit = page.xpath("//article")[0]
    assert text_of(hit.xpath("h2")[0]) == "Dewan kota menata ulang jadwal kerja ke-35"
    assert [mark.text for mark in hit.xpath(".//h2//mark")] == ["menata"]
    assert text_of(hit.xpath("p[@class='meta']")[0]) == (
        "10 Desember 2025, 17.30 WIB · Warta Kota Tua · Lingkungan · Sari Wulandari"
        " · aslinya di kabar.example ↗"
    )
    assert hit.xpath(".//p[@class='snippet']//mark")


def test_results_tell_how_many_were_found(client: FlaskClient) -> None:
    page = read(client, "/?q=menata&page=2")
    assert text_of(page.xpath("//*[@role='status']//h1")[0]) == "42 artikel untuk “menata”"
    assert "Halaman 2 dari 5" in text_of(page.xpath("//*[@role='status']")[0])
    assert page.xpath("//ol[@class='hits']/@start") == ["11"]
    assert not page.xpath("//input[@autofocus]")


def test_a_title_leads_to_the_article_with_the_whole_search(client: FlaskClient) -> None:
    page = read(client, "/?q=menata&page=2&sort=oldest&source=Kabar+Pesisir")
    address = page.xpath("//article/h2/a/@href")[0]
    assert parse_qs(urlsplit(address).query) == {
        "q": ["menata"],
        "page": ["2"],
        "sort": ["oldest"],
        "source": ["Kabar Pesisir"],
    }


def test_facets_put_a_value_in_and_take_it_out_again(client: FlaskClient) -> None:
    page = read(client, "/?q=menata&page=3")
    put_in = links(page, "//ul[@class='values']//a")["Kabar Pesisir 14, 14 artikel"]
    assert put_in == "/?q=menata&source=Kabar+Pesisir"
    page = read(client, put_in)
    chosen = page.xpath("//ul[@class='values']//a[@aria-current]")
    assert [a.attrib["href"] for a in chosen] == ["/?q=menata"]
    assert links(page, "//ul[@class='chips']//a") == {"Sumber Kabar Pesisir ×": "/?q=menata"}


def test_filters_that_leave_nothing_can_still_be_let_go(client: FlaskClient) -> None:
    page = read(client, "/?q=menata&source=Tak+Ada&category=Ekonomi")
    assert links(page, "//ul[@class='values']//a[@aria-current]")
    assert links(page, "//section[@class='empty']//a")["Cari “menata” di seluruh arsip"] == (
        "/?q=menata"
    )


def test_long_facets_fold(client: FlaskClient, searcher: FakeSearcher) -> None:
    searcher.records = [
        Record(str(n), "Judul", "Isi", source=f"Sumber {n:02}", published="2025-01-01")
        for n in range(30)
    ]
    page = read(client, "/?q=judul&source=Sumber+29")
    folded = page.xpath("//section[@class='facet']/details")[0]
    assert text_of(folded.xpath("summary")[0]) == "21 lainnya"
    assert not folded.xpath(".//a[@aria-current]")
    assert len(page.xpath("//section[@class='facet']//ul//a")) == 30


def test_facets_do_not_list_a_long_tail(client: FlaskClient, searcher: FakeSearcher) -> None:
    searcher.records = [
        Record(str(n), "Judul", "Isi", source=f"Sumber {n:03}", published="2025-01-01")
        for n in range(200)
    ]
    page = read(client, "/?q=judul&source=Sumber+199")
    found = page.xpath("//section[@class='facet']//ul//a")
    assert len(found) == 41
    assert any(a.attrib.get("aria-current") for a in found)


def test_the_histogram_has_a_named_link_for_every_month(client: FlaskClient) -> None:
    page = read(client, "/?q=menata")
    found = links(page, "//section[contains(@class, 'timeline')]//ol[@class='bars']//a")
    assert found["Februari 2025: 4 artikel"] == "/?q=menata&since=2025-02-01&until=2025-02-28"
    years = links(page, "//p[@class='year']/a")
    assert years["2025"] == "/?q=menata&since=2025-01-01&until=2025-12-31"


def test_a_chosen_month_is_lit_and_lets_go_when_clicked_again(client: FlaskClient) -> None:
    page = read(client, "/?q=menata&since=2025-02-01&until=2025-02-28")
    lit = page.xpath("//ol[@class='bars']//a[@aria-current]")
    assert [a.attrib["href"] for a in lit] == ["/?q=menata"]
    assert links(page, "//ul[@class='chips']//a") == {"Waktu Februari 2025 ×": "/?q=menata"}


def test_a_search_without_words_lists_the_newest_first(
    client: FlaskClient, searcher: FakeSearcher
) -> None:
    page = read(client, "/?source=Kabar+Pesisir")
    assert searcher.asked[-1].sort == "newest"
    assert text_of(page.xpath("//h1")[0]) == "14 artikel – Kabar Pesisir"
    assert list(links(page, "//ul[@class='sorts']//a")) == ["Terbaru", "Terlama"]


def test_the_ways_of_sorting_are_links(client: FlaskClient) -> None:
    page = read(client, "/?q=menata&sort=oldest&page=2")
    assert links(page, "//ul[@class='sorts']//a") == {
        "Relevansi": "/?q=menata",
        "Terbaru": "/?q=menata&sort=newest",
        "Terlama": "/?q=menata&sort=oldest",
    }
    assert text_of(page.xpath("//ul[@class='sorts']//a[@aria-current]")[0]) == "Terlama"


def test_the_pager_leads_everywhere(client: FlaskClient, searcher: FakeSearcher) -> None:
    searcher.records = ordinary(300)
    page = read(client, "/?q=menata&page=10")
    numbers = [text_of(li) for li in page.xpath("//nav[@class='pager']//li")]
    assert numbers == ["1", "…", "8", "9", "10", "11", "12", "…", "30"]
    assert page.xpath("//nav[@class='pager']//a[@aria-current='page']/text()") == ["10"]
    assert page.xpath("//nav[@class='pager']/a[@rel='prev']/@href") == ["/?q=menata&page=9"]
    assert page.xpath("//nav[@class='pager']/a[@rel='next']/@href") == ["/?q=menata&page=11"]


def test_the_pager_leaves_no_gap_of_one(client: FlaskClient) -> None:
    page = read(client, "/?q=menata&page=5")
    numbers = [text_of(li) for li in page.xpath("//nav[@class='pager']//li")]
    assert numbers == ["1", "2", "3", "4", "5"]


def test_a_page_past_the_end_leads_back(client: FlaskClient) -> None:
    page = read(client, "/?q=menata&page=99")
    assert "hanya punya 5 halaman" in text_of(page)
    assert links(page, "//section[@class='empty']//a") == {
        "Ke halaman terakhir": "/?q=menata&page=5",
        "Ke halaman pertama": "/?q=menata",
    }


def test_no_results_give_tips(client: FlaskClient) -> None:
    page = read(client, "/?q=zzzz")
    assert text_of(page.xpath("//h1")[0]) == "0 artikel untuk “zzzz”"
    assert page.xpath("//ul[@class='tips']/li")
    assert not page.xpath("//ul[@class='sorts']")


def test_notes_and_suggestion_are_shown(client: FlaskClient, searcher: FakeSearcher) -> None:
    searcher.notes = (Note("quote", "Tanda kutip ditutup.", "Quotation mark closed."),)
    searcher.suggestion = "menata ulang"
    page = read(client, "/?q=menata&page=2")
    assert [text_of(li) for li in page.xpath("//ul[@class='notes']/li")] == ["Tanda kutip ditutup."]
    assert links(page, "//p[@class='suggestion']/a") == {"menata ulang": "/?q=menata+ulang"}
    page = read(client, "/?q=menata&lang=en")
    assert text_of(page.xpath("//ul[@class='notes']/li")[0]) == "Quotation mark closed."


def test_nonsense_is_left_out_and_told(client: FlaskClient, searcher: FakeSearcher) -> None:
    page = read(client, "/?q=menata&page=nol&sort=acak&since=entah&until=2025-02-30")
    notes = [text_of(li) for li in page.xpath("//ul[@class='notes']/li")]
    assert len(notes) == 4
    assert notes[0].startswith("Parameter since tidak bisa dibaca: “entah”.")
    assert searcher.asked[-1] == SearchRequest(query="menata")


def test_a_request_that_the_searcher_refuses_is_made_without_filters(
    client: FlaskClient, searcher: FakeSearcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = searcher.search

    def refuse_filters(request: SearchRequest) -> Results:
        if request.source:
            raise RequestError("source", "Sumbernya aneh.", "Lepas saja.")
        return usual(request)

    monkeypatch.setattr(searcher, "search", refuse_filters)
    page = read(client, "/?q=menata&source=x")
    assert [text_of(li) for li in page.xpath("//ul[@class='notes']/li")] == [
        "Sumbernya aneh. Lepas saja."
    ]
    assert page.xpath("//article")


def test_forms_keep_the_filters(client: FlaskClient) -> None:
    page = read(client, "/?q=menata&source=Kabar+Pesisir&since=2025-02-01&page=2&sort=oldest")

    def fields(form: str) -> dict[str, str]:
        return {
            i.attrib["name"]: i.attrib["value"]
            for i in page.xpath(f"//form[@class='{form}']//input")
        }

    everything = {"q": "menata", "source": "Kabar Pesisir", "since": "2025-02-01", "sort": "oldest"}
    assert fields("search") == everything
    assert fields("dates") == {**everything, "until": ""}


def test_every_page_has_one_heading_and_landmarks(client: FlaskClient) -> None:
    for address in ("/", "/?q=menata", "/?q=zzzz", "/?q=menata&page=99", "/article/artikel-1"):
        page = read(client, address)
        assert len(page.xpath("//h1")) == 1, address
        assert len(page.xpath("//main[@id='isi']")) == 1
        assert len(page.xpath("//*[@role='search']")) == 1
        skip = page.xpath("//body/*[1]/@href")[0]
        assert page.xpath("//*[@id=$id]", id=skip.removeprefix("#"))
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), address
        for field in page.xpath("//input[@type!='hidden']"):
            assert page.xpath("//label[@for=$id]", id=field.attrib["id"])


def test_head_answers_without_a_body(client: FlaskClient) -> None:
    for address in ("/", "/?q=menata", "/article/artikel-1", "/feed", "/api/search?q=a"):
        response = client.head(address)
        assert response.status_code == 200
        assert response.data == b""


# An article


def test_an_article_shows_everything_known_of_it(client: FlaskClient) -> None:
    page = read(client, "/article/artikel-3?q=menata&page=2&source=Kabar+Pesisir")
    assert text_of(page.xpath("//article//h1")[0]) == "Guru menata ulang jadwal kerja ke-3"
    assert "Judul dibuat dari teks" in text_of(page.xpath("//p[@class='made']")[0])
    assert text_of(page.xpath("//p[@class='meta']")[0]) == (
        "10 April 2025 · Kabar Pesisir · Teluk Senja · Lingkungan · Sari Wulandari"
    )
    assert len(page.xpath("//div[@class='body']/p")) == 2
    assert page.xpath("//div[@class='body']//mark")
    assert links(page, "//p[@class='original']/a") == {
        "Baca aslinya di kabar.example ↗": "https://www.kabar.example/3"
    }
    assert links(page, "//p[@class='back']/a") == {
        "← Kembali ke hasil untuk “menata”": "/?q=menata&source=Kabar+Pesisir&page=2"
    }


def test_an_article_opened_by_itself_leads_to_the_front_page(client: FlaskClient) -> None:
    page = read(client, "/article/artikel-4?balik=https://jahat.example/")
    assert links(page, "//p[@class='back']/a") == {"← Halaman depan": "/"}
    assert not page.xpath("//mark")


def test_an_unknown_article_is_a_page_that_helps(client: FlaskClient) -> None:
    page = read(client, "/article/tak-ada", 404)
    assert "tidak ada di arsip" in text_of(page.xpath("//h1")[0])
    assert page.xpath("//form[@role='search']")


def test_an_application_under_a_prefix_keeps_to_it(searcher: FakeSearcher) -> None:
    client = create_app("nowhere", searcher=searcher).test_client()
    page = lxml.html.fromstring(client.get("/?q=menata", base_url="http://a.example/arsip/").text)
    for address in page.xpath("//a/@href | //link/@href | //form/@action"):
        assert address.startswith(("/arsip/", "#", "https://www.kabar.example/")), address
