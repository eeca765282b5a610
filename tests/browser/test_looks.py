"""What the pages look like: no fault that axe finds, nothing that sticks out, and pictures."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.browser.conftest import ARTIFACTS, NARROW, WIDE

axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright")

QUERY = "warga desa"
PAGES = {
    "front": "/",
    "results": f"/?q={QUERY}",
    "filtered": f"/?q={QUERY}&source=Kabar+Nusantara&since=2024-01-01&until=2024-12-31",
    "last": f"/?q={QUERY}&page=3&sort=newest",
    "article": "",  # the first of the results
    "none": f"/?q=xyzzy+{QUERY}&source=Tak+Ada&category=Tak+Ada",
    "past": f"/?q={QUERY}&page=99",
    "notes": '/?q="warga (desa&page=x&since=entah',
    "missing": "/article/tak-ada",
    "why": f"/?q={QUERY} xyzzy&explain=1",
    "wider": "/?q=%2Bxyzzy %2Bwarga",
    "english": f"/?q={QUERY}&lang=en",
}
SCHEMES = ("light", "dark")
VIEWPORTS = {"wide": WIDE, "narrow": NARROW}
MOST_BYTES = 300_000  # of the picture in the README

Open = Callable[..., Any]


def show(open_page: Open, name: str, **options: Any) -> Any:
    """A page by its name in PAGES."""
    if name == "article":
        page = open_page(PAGES["results"], **options)
        page.locator(".hit h2 a").first.click()
        return page
    return open_page(PAGES[name], status=404 if name == "missing" else 200, **options)


def overflow(page: Any) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_without_fault_in_light_and_dark_wide_and_narrow(
    open_page: Open, name: str
) -> None:
    ARTIFACTS.mkdir(exist_ok=True)
    # The policy of the pages forbids foreign scripts, and axe is one.
    page = show(open_page, name, bypass_csp=True)
    for scheme, width in product(SCHEMES, VIEWPORTS):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(VIEWPORTS[width])
        page.screenshot(path=ARTIFACTS / f"{name}-{scheme}-{width}.png", full_page=True)
        assert overflow(page) <= 0
        violations = axe_playwright.Axe().run(page).response["violations"]
        told = [(each["impact"], each["id"], each["nodes"][0]["html"]) for each in violations]
        assert told == [], f"{scheme}, {width}"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_with_every_fold_open(open_page: Open, name: str) -> None:
    page = show(open_page, name, viewport=NARROW)
    for fold in page.locator("summary").all():
        fold.click()
    assert overflow(page) <= 0
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0


def test_long_words_and_many_filters_stick_out_nowhere(open_page: Open) -> None:
    long = "".join(f"{n}kata" for n in range(60))
    path = f"/?q={quote(long)}&source={quote(long[:290])}&category={quote('dua kata ' * 30)}"
    assert overflow(open_page(path, viewport=NARROW)) <= 0


@pytest.mark.parametrize("name", ["front", "results", "article"])
def test_text_may_be_twice_as_large(open_page: Open, name: str) -> None:
    page = show(open_page, name, viewport={"width": 640, "height": 800}, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% }")
    assert overflow(page) <= 0


def test_the_picture_of_the_readme_can_be_taken(open_page: Open, tmp_path: Path) -> None:
    """``TELUSUR_SCREENSHOT=docs/screenshot.png`` has it taken anew."""
    picture = Path(os.environ.get("TELUSUR_SCREENSHOT") or tmp_path / "screenshot.png")
    show(open_page, "results", color_scheme="light").screenshot(path=picture)
    assert picture.stat().st_size < MOST_BYTES
