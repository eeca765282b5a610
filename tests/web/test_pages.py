"""What a reader sees on the front page, on a page of results, and on an article's page."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from flask.testing import FlaskClient

from searcher.results import Copy, Note, Relaxation, RequestError, Results, SearchRequest
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


def test_no_results_tell_what_killed_the_search_and_what_a_wider_one_finds(
    client: FlaskClient, searcher: FakeSearcher
) -> None:
    searcher.relaxations = (
        Relaxation("menata", "zzzz", 42, "word", unknown=True),
        Relaxation("zzzz menata", '"zzzz menata"', 1, "quotes"),
        Relaxation("zzzz menata", "sejak:2025-01-01", 9, "filter", ("since", "until")),
        Relaxation("menata", "sumber:x zzzz", 9, "filter", ("source",)),
    )
    address = "/?q=zzzz+menata&source=x&category=Ekonomi&since=2025-01-01&page=2&sort=oldest"
    empty = read(client, address).xpath("//section[@class='empty']")[0]
    assert text_of(empty.xpath("p")[0]) == "Tidak satu artikel pun memuat zzzz."
    kept = "&category=Ekonomi"
    since = "&since=2025-01-01&sort=oldest"
    assert links(empty, "ul[@class='relaxations']//a") == {
        "Tanpa zzzz": f"/?q=menata&source=x{kept}{since}",
        'Tanpa tanda kutip pada "zzzz menata"': f"/?q=zzzz+menata&source=x{kept}{since}",
        "Tanpa saringan sejak:2025-01-01": f"/?q=zzzz+menata&source=x{kept}&sort=oldest",
        "Tanpa sumber:x zzzz": f"/?q=menata{kept}{since}",
    }
    counts = [text_of(each) for each in empty.xpath("ul[@class='relaxations']//span")]
    assert counts == ["42 artikel", "1 artikel", "9 artikel", "9 artikel"]
    empty = read(client, address + "&lang=en").xpath("//section[@class='empty']")[0]
    assert "No article holds zzzz." in text_of(empty)
    assert "Without the quotation marks of" in text_of(empty)


def test_why_a_hit_matches_is_a_link_until_it_is_asked_for(client: FlaskClient) -> None:
    page = read(client, "/?q=menata&page=2&source=Kabar+Pesisir")
    assert not page.xpath("//details[@class='why']")
    asked = page.xpath("//p[@class='why']/a/@href")
    assert len(asked) == 4
    assert asked[2] == "/?q=menata&source=Kabar+Pesisir&page=2&explain=3#hit-3"
    assert not read(client, "/?source=Kabar+Pesisir").xpath("//*[@class='why']")


def test_why_a_hit_matches_names_forms_and_parts_of_the_score(client: FlaskClient) -> None:
    page = read(client, "/?q=menata+petugas&explain=2")
    folds = page.xpath("//details[@class='why']")
    assert len(folds) == 10
    assert [at for at, fold in enumerate(folds, 1) if "open" in fold.attrib] == [2]
    assert page.xpath("//li[@id='hit-2']//details/@open") == [""]
    fold = folds[1]
    assert text_of(fold.xpath("summary")[0]) == "Kenapa cocok?"
    chains = [text_of(chain) for chain in fold.xpath(".//span[@class='chain']")]
    assert chains == [
        "menata →kata dasarnya mena ←di artikel ini tertulis menata 2×",
        "petugas →kata dasarnya petu",
    ]
    places = [text_of(each) for each in fold.xpath(".//span[@class='places']")]
    assert places == ["1× di judul, 1× di isi", "tidak ada di artikel ini"]
    assert "tidak memuat semua kata" in text_of(fold.xpath(".//p")[0])
    rows = {text_of(tr[0]).split(" ")[0]: text_of(tr[1]) for tr in fold.xpath(".//tr")}
    assert rows == {"Kata": "2,50", "Bentuk": "1,00", "Letak": "0,75", "Jumlah": "4,25"}


def test_a_question_why_is_not_carried_to_other_pages(client: FlaskClient) -> None:
    page = read(client, "/?q=menata&explain=2")
    others = page.xpath("//main//nav//a/@href | //aside//a/@href | //ol[@class='bars']//a/@href")
    assert len(others) > 20
    assert not [url for url in others if "explain" in url]
    assert not page.xpath("//input[@name='explain']")
    languages = page.xpath("//ul[@class='languages']//a/@href")
    assert languages[1] == "/?q=menata&explain=2&lang=en"
    assert "Why this match?" in text_of(read(client, languages[1]))


def test_notes_and_suggestion_are_shown(client: FlaskClient, searcher: FakeSearcher) -> None:
    searcher.notes = (Note("quote", "Tanda kutip ditutup.", "Quotation mark closed."),)
    searcher.suggestion = "menata ulang"
    page = read(client, "/?q=menata&page=2")
    assert [text_of(li) for li in page.xpath("//ul[@class='notes']/li")] == ["Tanda kutip ditutup."]
    assert links(page, "//p[@class='suggestion']/a") == {"menata ulang": "/?q=menata+ulang"}
    said = text_of(page.xpath("//p[@class='suggestion']")[0])
    assert said == "Mungkin maksud Anda: menata ulang?"
    assert page.xpath("//article")  # what was typed still stands
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


def test_an_article_leads_to_articles_like_it(client: FlaskClient, searcher: FakeSearcher) -> None:
    page = read(client, "/article/artikel-3?q=menata&page=2")
    found = links(page, "//section[@class='similar']//h3/a")
    assert list(found.values()) == [f"/article/artikel-{n}" for n in (0, 1, 2, 4, 5)]
    assert "Kabar Pesisir" in text_of(page.xpath("//section[@class='similar']")[0])
    searcher.records = searcher.records[:1]
    assert not read(client, "/article/artikel-0").xpath("//section[@class='similar']")


def test_every_search_form_says_where_completions_come_from(client: FlaskClient) -> None:
    for address, status in (
        ("/", 200),
        ("/?q=menata", 200),
        ("/article/artikel-1", 200),
        ("/x", 404),
    ):
        form = read(client, address, status).xpath("//form[@class='search']")[0].attrib
        assert form["data-suggest"] == "/api/suggest"
        assert form["data-reader"] == "/article"
        assert form["data-articles"] == "{count} artikel"
    form = read(client, "/?lang=en").xpath("//form[@class='search']")[0].attrib
    assert (form["data-article"], form["data-articles"]) == ("{count} article", "{count} articles")


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


def test_a_near_copy_stays_in_its_place_and_names_the_hit_above(
    client: FlaskClient, searcher: FakeSearcher
) -> None:
    asked = SearchRequest(source=("Kabar Pesisir",), page=2)
    ids = [hit.id for hit in searcher.search(asked).hits]
    searcher.copies = (Copy(id=ids[2], of=ids[0]),)
    page = read(client, "/?source=Kabar+Pesisir&page=2")
    hits = page.xpath("//li[starts-with(@id, 'hit-')]")
    notes = [links(hit, ".//p[@class='copy']/a") for hit in hits]
    assert notes == [{}, {}, {"Isinya hampir sama dengan nomor 11": "#hit-1"}, {}]
    assert [len(hit.xpath(".//p[@class='snippet']")) for hit in hits] == [1, 1, 0, 1]
