"""A reader searches, narrows, reads, goes back, changes the language: by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import NARROW

QUERY = "warga desa"


def count(page: Any) -> int:
    """The number that the heading of a page of results tells."""
    found = re.match(r"\s*([\d.,]+)", page.locator("h1").inner_text())
    assert found
    return int(re.sub(r"\D", "", found[1]))


def read_around(page: Any) -> None:
    """The whole round, with a pointer."""
    page.locator("#q").fill(QUERY)
    page.get_by_role("button", name="Cari", exact=True).click()
    everything = count(page)
    assert everything > 10
    assert page.locator(".snippet mark").count() > 5

    page.locator("#facet-source + .values a").first.click()
    narrowed = count(page)
    assert 0 < narrowed < everything

    bar = page.locator(".bars a").first
    assert re.fullmatch(r"\w+ \d{4}: \d+ artikel", bar.inner_text().strip())
    bar.click()
    assert 0 < count(page) < narrowed
    assert page.locator(".chips a").count() == 3
    results = page.url

    title = page.locator(".hit h2 a").first
    said = title.inner_text()
    title.click()
    assert page.locator("h1").inner_text() == said
    assert page.locator(".body mark, h1 mark").count() > 0

    page.locator(".back a").click()
    assert page.url == results

    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert "article" in page.locator("h1").inner_text()
    page.get_by_role("link", name="Remove all filters").click()
    assert count(page) == everything


def test_a_reader_finds_narrows_reads_and_goes_back(open_page: Callable[..., Any]) -> None:
    read_around(open_page("/"))


def test_everything_works_on_a_phone(open_page: Callable[..., Any]) -> None:
    read_around(open_page("/", viewport=NARROW, has_touch=True, is_mobile=True))


def test_everything_works_without_javascript(open_page: Callable[..., Any]) -> None:
    read_around(open_page("/", java_script_enabled=False))


def test_the_browsers_own_back_keeps_the_results(open_page: Callable[..., Any]) -> None:
    page = open_page(f"/?q={QUERY}&page=2")
    results = page.url
    page.locator(".hit h2 a").first.click()
    page.go_back()
    assert page.url == results
    assert page.locator(".pager [aria-current]").inner_text() == "2"


def test_a_date_range_narrows(open_page: Callable[..., Any]) -> None:
    page = open_page(f"/?q={QUERY}")
    everything = count(page)
    page.get_by_label("Sejak").fill("2024-01-01")
    page.get_by_label("Sampai").fill("2024-12-31")
    page.get_by_role("button", name="Terapkan").click()
    assert 0 < count(page) < everything
    assert page.locator(".chips a").inner_text().split() == ["Waktu", "2024", "×"]


def test_sorting_by_time_puts_the_newest_first(open_page: Callable[..., Any]) -> None:
    page = open_page(f"/?q={QUERY}")
    page.get_by_role("link", name="Terbaru").click()
    times = [each.get_attribute("datetime") for each in page.locator(".hit time").all()]
    assert times == sorted(times, key=lambda time: time[:10], reverse=True)


def test_a_bar_tells_what_it_holds_when_pointed_at(open_page: Callable[..., Any]) -> None:
    page = open_page(f"/?q={QUERY}")
    tip = page.locator(".bars a .tip").first
    assert tip.bounding_box()["width"] <= 1
    page.locator(".bars a").first.hover()
    assert tip.bounding_box()["width"] > 50


# By keyboard alone


def focused(page: Any) -> dict[str, Any]:
    """What holds the focus, and whether it can be seen."""
    found: dict[str, Any] = page.evaluate(
        """() => {
            const at = document.activeElement, style = getComputedStyle(at);
            const box = at.getBoundingClientRect();
            return {
                text: (at.getAttribute("aria-label") || at.innerText || at.id).trim(),
                seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                placed: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0,
                inside: (selector) => at.matches(selector),
            };
        }"""
    )
    return found


def tab_to(page: Any, selector: str, most: int = 90) -> str:
    """Press Tab until what the selector names holds the focus; every stop must be visible."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = focused(page)
        assert stop["seen"], f"no visible focus on {stop['text']!r}"
        assert stop["placed"], f"focus out of sight on {stop['text']!r}"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return str(stop["text"])
    pytest.fail(f"Tab does not reach {selector}")


def press_enter(page: Any) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_everything_works_by_keyboard_alone(open_page: Callable[..., Any]) -> None:
    page = open_page("/")
    assert page.evaluate("document.activeElement.id") == "q"  # one can type at once
    page.keyboard.type(QUERY)
    press_enter(page)
    everything = count(page)

    assert tab_to(page, ".skip") == "Langsung ke hasil"
    assert tab_to(page, ".skip") == "Langsung ke saringan"
    page.keyboard.press("Enter")
    tab_to(page, ".values a", most=1)
    press_enter(page)
    narrowed = count(page)
    assert 0 < narrowed < everything

    assert re.search(r"\d{4}: \d+ artikel$", tab_to(page, ".bars a"))
    press_enter(page)
    assert 0 < count(page) < narrowed
    results = page.url

    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    tab_to(page, ".hit h2 a", most=6)
    press_enter(page)
    assert "/article/" in page.url

    tab_to(page, ".back a", most=6)
    press_enter(page)
    assert page.url == results

    tab_to(page, ".languages a[lang=en]")
    press_enter(page)
    assert page.locator("html").get_attribute("lang") == "en"


def test_focus_moves_in_the_order_of_reading(open_page: Callable[..., Any]) -> None:
    page = open_page(f"/?q={QUERY}")
    order = [".skip", ".wordmark", "#q", ".search button", ".bars a", ".sorts a", ".hit h2 a"]
    order += [".pager a", ".values a", "#since", ".languages a"]
    for selector in order:
        tab_to(page, selector)


def test_the_fold_opens_by_keyboard(open_page: Callable[..., Any]) -> None:
    page = open_page("/")
    assert not page.locator(".help dl").is_visible()
    tab_to(page, ".help summary")
    page.keyboard.press("Enter")
    assert page.locator(".help dl").is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_why_a_hit_matches_unfolds_in_place(open_page: Callable[..., Any], script: bool) -> None:
    page = open_page(f"/?q={QUERY}", java_script_enabled=script)
    title = page.locator("#hit-3 h2 a")
    said = title.inner_text()
    page.locator("#hit-3").get_by_role("link", name="Kenapa cocok?").click()
    assert title.inner_text() == said
    assert page.locator("details.why[open]").count() == 1
    table = page.locator("#hit-3 .why table")
    assert table.is_visible()
    assert table.bounding_box()["y"] < 860  # the page is there, not at its top
    page.locator("#hit-4 summary").click()
    assert page.locator("#hit-4 .why table").is_visible()
