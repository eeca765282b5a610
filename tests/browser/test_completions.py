"""Completions while typing: by keyboard, by mouse, for a screen reader, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import ARTIFACTS, NARROW, WIDE, serve
from tests.web.fakes import ATTACK, HOSTILE, FakeSearcher, ordinary

axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright")

OPEN = ".completions:not([hidden])"
OPTIONS = f"{OPEN} [role=option]"

Open = Callable[..., Any]


def begin(page: Any, text: str) -> Any:
    """Type into the field and wait for what is offered for all of it."""
    page.locator("#q").fill("")
    page.keyboard.type(text)
    page.wait_for_selector(f'{OPTIONS}:has-text("{text}")')
    return page.locator(OPTIONS)


def active(page: Any) -> str | None:
    """The text of the option that a screen reader is told of."""
    said = page.locator("#q").get_attribute("aria-activedescendant")
    if said is None:
        return None
    option = page.locator(f"#{said}")
    assert option.get_attribute("aria-selected") == "true"
    assert page.locator(f"{OPTIONS}[aria-selected=true]").count() == 1
    return str(option.locator(".said").inner_text())


def test_a_word_is_chosen_by_keyboard(open_page: Open) -> None:
    page = open_page("/")
    options = begin(page, "war")
    field = page.locator("#q")
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-controls") == page.locator("[role=listbox]").get_attribute(
        "id"
    )
    assert re.fullmatch(
        r"\d saran; pilih dengan panah .*", page.locator(".search [role=status]").inner_text()
    )
    assert active(page) is None
    page.keyboard.press("ArrowDown")
    first = active(page)
    assert first == options.first.locator(".said").inner_text()
    assert field.input_value() == "war"
    page.keyboard.press("ArrowUp")
    assert active(page) is None  # the field itself is one of the round
    page.keyboard.press("ArrowUp")
    assert active(page) == options.last.locator(".said").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert parse_qs(urlsplit(page.url).query) == {"q": [first]}
    assert page.locator(".hit").count() > 0


def test_escape_closes_the_list_and_keeps_the_text(open_page: Open) -> None:
    page = open_page("/")
    begin(page, "war")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.locator(OPEN).count() == 0
    assert page.locator("#q").get_attribute("aria-expanded") == "false"
    assert active(page) is None
    assert page.locator("#q").input_value() == "war"
    page.keyboard.press("ArrowDown")  # and this opens it again
    page.wait_for_selector(OPTIONS)
    with page.expect_navigation():
        page.keyboard.press("Enter")  # none is chosen: what was typed is searched for
    assert parse_qs(urlsplit(page.url).query) == {"q": ["war"]}


def test_leaving_the_field_closes_the_list(open_page: Open) -> None:
    page = open_page("/")
    begin(page, "war")
    page.keyboard.press("Tab")
    assert page.locator(OPEN).count() == 0
    assert page.evaluate("document.activeElement.type") == "submit"


def test_typing_on_asks_anew(open_page: Open) -> None:
    page = open_page("/")
    begin(page, "war")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("ga")
    page.wait_for_selector(f'{OPTIONS}:has-text("warga")')
    page.keyboard.type("xyzzy")
    page.wait_for_selector(OPEN, state="detached")
    assert page.locator(".search [role=status]").inner_text() == "Tidak ada saran."


def test_a_title_leads_to_its_article_by_mouse(open_page: Open) -> None:
    page = open_page("/?q=warga")
    title = page.locator(".hit h2 a").first.inner_text()
    begin(page, " ".join(title.split()[:2]).lower()[:-1])
    option = page.locator(f"{OPEN} .title").first
    said = option.locator(".said").inner_text()
    with page.expect_navigation():
        option.click()
    assert urlsplit(page.url).path == "/article"
    assert page.locator("article h1").inner_text() == said


def test_a_completion_keeps_the_filters(open_page: Open) -> None:
    page = open_page("/?q=desa&source=Kabar+Nusantara&sort=newest")
    begin(page, "war")
    with page.expect_navigation():
        page.locator(OPTIONS).first.click()
    said = parse_qs(urlsplit(page.url).query)
    assert said["source"] == ["Kabar Nusantara"]
    assert said["sort"] == ["newest"]


def test_without_javascript_the_field_is_a_field(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    assert page.locator("#q").get_attribute("role") is None
    assert page.locator("[role=listbox]").count() == 0
    page.locator("#q").fill("war")
    page.get_by_role("button", name="Cari", exact=True).click()
    assert parse_qs(urlsplit(page.url).query) == {"q": ["war"]}


def test_where_the_archive_does_not_answer_searching_still_works(open_page: Open) -> None:
    page = open_page("/")
    page.route("**/api/suggest*", lambda route: route.fulfill(status=200, body="<!doctype html>"))
    with page.expect_response("**/api/suggest*"):
        page.keyboard.type("warga")
    assert page.locator(OPEN).count() == 0
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".hit").count() > 0


def test_a_late_answer_never_replaces_a_newer_one(open_page: Open) -> None:
    page = open_page("/")
    held: list[Any] = []
    page.route(re.compile(r"suggest\?q=war$"), lambda route: held.append(route))
    page.keyboard.type("war")
    page.wait_for_timeout(300)
    page.keyboard.type("ga")
    page.wait_for_selector(f'{OPTIONS}:has-text("warga")')
    assert len(held) == 1  # it was asked, and given up
    shown = page.locator(OPEN).inner_text()
    page.wait_for_timeout(200)
    assert page.locator(OPEN).inner_text() == shown


def test_the_open_list_is_without_fault(open_page: Open) -> None:
    ARTIFACTS.mkdir(exist_ok=True)
    page = open_page("/", bypass_csp=True)
    for scheme, (name, size) in product(
        ("light", "dark"), {"wide": WIDE, "narrow": NARROW}.items()
    ):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        begin(page, "war")
        page.keyboard.press("ArrowDown")
        page.screenshot(path=ARTIFACTS / f"completions-{scheme}-{name}.png")
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        violations = axe_playwright.Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []


@pytest.fixture
def hostile_site() -> Iterator[str]:
    """The address of an archive whose titles attack the reader."""
    with serve(searcher=FakeSearcher([*HOSTILE, *ordinary(3)])) as address:
        yield address


def test_hostile_titles_are_text(open_page: Open, hostile_site: str) -> None:
    page = open_page("/", site=hostile_site)
    page.on("dialog", lambda dialog: pytest.fail("a script of an article ran"))
    begin(page, "serangan")
    assert ATTACK in page.locator(OPEN).inner_text()
    assert page.locator(f"{OPEN} :is(script, img)").count() == 0
    option = page.locator(f"{OPEN} .title").first
    with page.expect_navigation():
        option.click()
    assert page.locator("article h1").count() == 1
    assert urlsplit(page.url).path == "/article"
