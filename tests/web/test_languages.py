"""Indonesian, and English on request: texts, numbers, dates."""

from __future__ import annotations

from datetime import date

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web import catalogue
from tests.web.fakes import FakeSearcher
from web import i18n


def test_the_english_catalogue_has_every_text_of_code_and_templates() -> None:
    wanted = {message.id for message in catalogue.extracted() if message.id}
    held = {message.id for message in catalogue.translated() if message.id}
    assert held == wanted, "run python -m tests.web.catalogue"


def test_no_english_text_is_missing_or_doubtful() -> None:
    for message in catalogue.translated():
        if message.id:
            texts = message.string if message.pluralizable else [message.string]
            assert all(texts), message.id
            assert not message.fuzzy, message.id


def test_english_texts_name_the_same_values() -> None:
    for message in catalogue.translated():
        errors = [str(error) for error in message.check()]
        assert not errors, (message.id, errors)


def test_the_compiled_catalogue_is_in_step() -> None:
    expected = catalogue.texts(catalogue.compiled(catalogue.translated()))
    held = catalogue.texts(catalogue.MO_FILE.read_bytes())
    assert held == expected, "run python -m tests.web.catalogue"


def test_pages_are_indonesian_unless_asked(client: FlaskClient) -> None:
    response = client.get("/", headers={"Accept-Language": "en"})
    assert '<html lang="id">' in response.text
    assert "Set-Cookie" not in response.headers


def test_a_choice_of_language_is_remembered(client: FlaskClient) -> None:
    response = client.get("/?q=menata&lang=en")
    cookie = response.headers["Set-Cookie"]
    assert '<html lang="en">' in response.text
    assert "42 articles" in response.text
    for attribute in ("HttpOnly", "SameSite=Lax", "Path=/"):
        assert attribute in cookie
    assert '<html lang="en">' in client.get("/?q=menata").text
    assert "Set-Cookie" not in client.get("/?q=menata&lang=en").headers
    assert '<html lang="id">' in client.get("/?lang=id").text
    assert '<html lang="id">' in client.get("/").text


def test_a_program_or_a_prefix_changes_no_more_than_asked(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/api/search?q=a&lang=en").headers
    response = client.get("/?lang=en", base_url="http://a.example/arsip/")
    assert "Path=/arsip" in response.headers["Set-Cookie"]


def test_an_unknown_language_changes_nothing(client: FlaskClient) -> None:
    response = client.get("/?lang=xx")
    assert '<html lang="id">' in response.text
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "address",
    ["/?q=menata&source=A&source=B&page=2&sort=newest&since=2025-01-01", "/article/artikel-1?q=b"],
)
def test_the_switch_keeps_the_page_and_its_search(client: FlaskClient, address: str) -> None:
    page = lxml.html.fromstring(client.get(address).text)
    english = page.xpath("//ul[@class='languages']//a[@lang='en']/@href")[0]
    before, after = client.get(address), client.get(english)
    assert sorted(english.replace("&lang=en", "").split("&")[1:]) == sorted(address.split("&")[1:])
    assert before.status_code == after.status_code == 200


def test_the_switch_works_on_a_page_that_is_not_there(client: FlaskClient) -> None:
    page = lxml.html.fromstring(client.get("/entah?lang=en").text)
    assert page.xpath("//h1/text()") == ["There is no such page"]
    assert page.xpath("//ul[@class='languages']//a[@lang='id']/@href") == ["/?lang=id"]


def test_article_text_says_its_own_language(client: FlaskClient) -> None:
    page = lxml.html.fromstring(client.get("/article/artikel-1?lang=en").text)
    assert page.xpath("//div[@class='body']/@lang") == ["id"]
    assert page.xpath("//article//h1/@lang") == ["id"]


@pytest.mark.parametrize(
    ("published", "indonesian", "english"),
    [
        ("2025-11-10", "10 November 2025", "10 November 2025"),
        ("2025-08-01", "1 Agustus 2025", "1 August 2025"),
        ("2025-11-09T17:30:00+07:00", "9 November 2025, 17.30 WIB", "9 November 2025, 17:30 WIB"),
        (
            "2025-11-10T17:30:00+08:00",
            "10 November 2025, 17.30 WITA",
            "10 November 2025, 17:30 WITA",
        ),
        ("2025-11-10T07:05:59+09:00", "10 November 2025, 07.05 WIT", "10 November 2025, 07:05 WIT"),
        ("2025-11-10T17:30:00+00:00", "10 November 2025, 17.30 UTC", "10 November 2025, 17:30 UTC"),
        ("2025-11-10T17:30:00-03:30", "10 November 2025, 17.30 UTC-03:30", None),
        ("2025-11-10T17:30:00", "10 November 2025, 17.30", None),
        ("2025-11-10T00:00:00+07:00", "10 November 2025", "10 November 2025"),
        ("entah", "entah", "entah"),
        ("2025-13-45", "2025-13-45", "2025-13-45"),
        (None, "", ""),
    ],
)
def test_dates_are_as_readers_write_them(
    app: Flask, published: str | None, indonesian: str, english: str | None
) -> None:
    with app.test_request_context("/"):
        assert i18n.moment(published) == indonesian
    with app.test_request_context("/?lang=en"):
        assert english is None or i18n.moment(published) == english


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2025, 11, 1), date(2025, 11, 30), "November 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "Februari 2024"),
        (date(2025, 2, 1), date(2025, 2, 27), "1 Februari 2025 – 27 Februari 2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(1990, 1, 1), date(1999, 12, 31), "1990–1999"),
        (date(2025, 1, 2), date(2025, 1, 2), "2 Januari 2025"),
        (date(9999, 12, 1), date.max, "Desember 9999"),
        (date(2025, 1, 2), None, "sejak 2 Januari 2025"),
        (None, date(2025, 1, 2), "sampai 2 Januari 2025"),
        (None, None, ""),
    ],
)
def test_ranges_are_said_in_the_fewest_words(
    app: Flask, since: date | None, until: date | None, words: str
) -> None:
    with app.test_request_context("/"):
        assert i18n.days(since, until) == words


def test_numbers_follow_the_language(app: Flask) -> None:
    with app.test_request_context("/"):
        assert (i18n.number(54_452), i18n.took(3.21), i18n.took(1_234)) == (
            "54.452",
            "3,2 ms",
            "1,2 detik",
        )
    with app.test_request_context("/?lang=en"):
        assert (i18n.number(54_452), i18n.took(12.6), i18n.took(1_234)) == (
            "54,452",
            "13 ms",
            "1.2 s",
        )


def test_one_article_is_singular_in_english(client: FlaskClient, searcher: FakeSearcher) -> None:
    searcher.records = searcher.records[:1]
    assert "<h1>1 article <" in client.get("/?q=menata&lang=en").text
