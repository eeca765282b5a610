"""A real Chromium, and the sample archive served to it on a port of this machine."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from web import create_app
from web.server import Server

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1180, "height": 860}
NARROW = {"width": 360, "height": 740}
ARTIFACTS = Path(__file__).parents[2] / "test-artifacts"
SLOWEST = 20_000  # milliseconds that anything may take on a busy machine

Open = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium from the system's packages; none is downloaded."""
    sync_api = pytest.importorskip("playwright.sync_api")
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium on this machine, and CI must drive one")
        pytest.skip("no Chromium on this machine (on Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@contextmanager
def serve(index: Path | str = "no-index-here", **options: Any) -> Iterator[str]:
    """Serve an archive; gives its address, without a slash at its end."""
    server = Server(create_app(index, **options), port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server.url.rstrip("/")
    finally:
        server.stop()
        thread.join(20)
    assert not thread.is_alive()


@pytest.fixture(scope="session")
def site(sample_index: Path) -> Iterator[str]:
    """The address of the sample archive, without a slash at its end."""
    with serve(sample_index) as address:
        yield address


@pytest.fixture
def open_page(browser: Any, site: str) -> Iterator[Open]:
    """Opens a path of the site in a fresh browser context; what the console complains of fails."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_path(path: str = "/", *, status: int = 200, site: str = site, **options: Any) -> Any:
        context = browser.new_context(**{"viewport": WIDE, "locale": "id-ID", **options})
        contexts.append(context)
        context.set_default_timeout(SLOWEST)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
        assert page.goto(site + path).status == status
        if status != 200:  # Chromium itself complains of that, and rightly
            complaints.clear()
        return page

    yield open_path
    for context in contexts:
        context.close()
    assert complaints == []
