"""Nothing that an article says may become markup, a script, a tracker or a broken feed."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import lxml.html
import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

import web
from searcher.results import Relaxation
from tests.web.fakes import ATTACK, HOSTILE, FakeSearcher, break_promise, ordinary
from web import create_app
from web.security import external_url, safe_marked, strip_controls

DOCUMENT = {"html", "head", "meta", "title", "link", "body", "a"}
PARTS = {"header", "main", "footer", "nav", "section", "article", "aside", "details", "summary"}
FORM = {"form", "label", "input", "button"}
TEXT = {"h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "code"}
TABLE = {"table", "caption", "tbody", "tfoot", "tr", "th", "td"}
ALLOWED = DOCUMENT | PARTS | FORM | TEXT | TABLE | {"bdi", "time", "mark", "svg", "rect", "script"}
SCRIPT = re.compile(r"(/\w+)?/static/telusur\.js\?v=[0-9a-f]{10}")


@pytest.fixture
def hostile() -> FakeSearcher:
    return FakeSearcher([*HOSTILE, *ordinary(3)])


@pytest.fixture
def hostile_client(hostile: FakeSearcher) -> FlaskClient:
    return create_app("nowhere", searcher=hostile, TESTING=True).test_client()


def assert_harmless(html: str) -> None:
    """Only our own elements, no handler, no style, no link to anywhere but here and http(s)."""
    for element in lxml.html.fromstring(html).iter():
        assert element.tag in ALLOWED, element.tag
        if element.tag == "script":
            assert SCRIPT.fullmatch(element.attrib["src"]), element.attrib["src"]
            assert not element.text
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert name not in ("style", "srcdoc", "formaction"), name
            if name in ("href", "src", "action"):
                assert value.startswith(("/", "#", "http://", "https://")), value


def pages_of(client: FlaskClient) -> list[str]:
    addresses = ["/", "/?q=serangan", "/?q=isi&sort=oldest", "/?q=serangan&explain=1"]
    found = lxml.html.fromstring(client.get("/?q=serangan").text)
    addresses += found.xpath("//h2/a/@href") + found.xpath("//ul[@class='values']//a/@href")
    addresses += [f"/?q={ATTACK}", f"/?source={ATTACK}&category={ATTACK}&since={ATTACK}"]
    addresses += [f"/article/{ATTACK}", f"/?page={ATTACK}&sort={ATTACK}&lang={ATTACK}"]
    return [client.get(address).text for address in addresses]


def pages_of_hostile(client: FlaskClient) -> None:
    """Every page that a reader of the hostile articles may see is harmless."""
    pages = pages_of(client)
    assert len(pages) > 10
    for html in pages:
        assert_harmless(html)


def test_hostile_articles_inject_nothing_into_any_page(hostile_client: FlaskClient) -> None:
    pages_of_hostile(hostile_client)


def test_hostile_articles_inject_nothing_even_if_the_searcher_forgets_to_escape(
    hostile: FakeSearcher, hostile_client: FlaskClient
) -> None:
    hostile.mark = break_promise
    for html in pages_of(hostile_client):
        assert_harmless(html)


def test_hostile_notes_and_suggestions_inject_nothing(
    hostile: FakeSearcher, hostile_client: FlaskClient
) -> None:
    from searcher.results import Note

    hostile.notes, hostile.suggestion = (Note("x", ATTACK, ATTACK),), ATTACK
    html = hostile_client.get("/?q=serangan").text
    assert_harmless(html)
    assert str(escape(ATTACK)) in html


def test_hostile_relaxations_and_reasons_inject_nothing(
    hostile: FakeSearcher, hostile_client: FlaskClient
) -> None:
    hostile.relaxations = tuple(
        Relaxation(ATTACK, ATTACK, 3, kind, ("source", "__class__"), unknown=True)
        for kind in ("word", "phrase", "quotes", "filter")
    )
    html = hostile_client.get("/?q=zzzz&source=x").text
    assert_harmless(html)
    assert html.count(str(escape(ATTACK))) > 4
    html = hostile_client.get(f"/?q=serangan+{ATTACK}&explain=1").text
    assert_harmless(html)
    assert 'class="why"' in html


def test_hostile_titles_are_plain_data_in_completions(hostile_client: FlaskClient) -> None:
    for form in ("json", "opensearch"):
        response = hostile_client.get(f"/api/suggest?q=serangan&format={form}")
        assert response.mimetype in ("application/json", "application/x-suggestions+json")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert json.loads(response.data)
    completions = hostile_client.get("/api/suggest?q=serangan").json["completions"]
    assert any(ATTACK in each["text"] for each in completions)


def test_the_script_makes_no_markup_out_of_text() -> None:
    script = (Path(web.__file__).parent / "static/telusur.js").read_text("utf-8")
    sinks = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|srcdoc|on\w+="
    )
    assert not re.search(sinks, script)
    assert "http" not in script


def test_hostile_articles_leave_the_feed_well_formed(hostile_client: FlaskClient) -> None:
    for address in ("/feed?q=serangan", f"/feed?q=serangan&source={ATTACK}", "/feed"):
        data = hostile_client.get(address).data
        feed = ElementTree.fromstring(data)
        for link in feed.iter("{http://www.w3.org/2005/Atom}link"):
            assert link.attrib["href"].startswith(("http://", "https://"))
        for summary in feed.iter("{http://www.w3.org/2005/Atom}summary"):
            inside = lxml.html.fragment_fromstring(summary.text or "", create_parent="div")
            assert {element.tag for element in inside.iter()} <= {"div", "mark"}


def test_hostile_host_leaves_the_description_well_formed(hostile_client: FlaskClient) -> None:
    data = hostile_client.get("/opensearch.xml", headers={"Host": 'x"><a>'}).data
    assert b"<a>" not in data


def test_hostile_articles_are_plain_data_in_json(hostile_client: FlaskClient) -> None:
    response = hostile_client.get("/api/search?q=serangan")
    assert response.mimetype == "application/json"
    titles = [hit["title"] for hit in json.loads(response.data)["hits"]]
    assert any(ATTACK in title for title in titles)


def test_only_http_addresses_become_links(hostile_client: FlaskClient) -> None:
    html = hostile_client.get("/?q=serangan").text
    links = lxml.html.fromstring(html).xpath("//a[contains(@rel, 'noopener')]")
    assert [link.attrib["href"] for link in links] == ["https://orang:sandi@aman.example/x"]
    assert links[0].attrib["rel"] == "noopener noreferrer nofollow"


@pytest.mark.parametrize("record", HOSTILE, ids=lambda record: ascii(record.id)[:20])
def test_every_id_has_an_address_that_leads_to_it(
    hostile_client: FlaskClient, record: object
) -> None:
    html = hostile_client.get("/?since=2025-01-01&q=").text + hostile_client.get("/?q=").text
    from web.listing import article_url

    with hostile_client.application.test_request_context():
        address = article_url(record.id, q="serangan")  # type: ignore[attr-defined]
    assert html
    response = hostile_client.get(address)
    assert response.status_code == 200, address
    # Browsers take dot segments out of a path before they ask.
    path = address.partition("?")[0]
    assert not {".", ".."} & set(path.split("/"))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//situs.example/",
        "/relatif",
        "situs.example",
        "http:",
        "http:///x",
        "https://[salah",
        "https://situs.example/ x",
        'https://situs.example/"x',
        "https://situs.example/\nx",
        "\x01https://situs.example/",
        "ftp://situs.example/",
        "",
        None,
    ],
)
def test_an_address_that_is_no_web_page_is_no_link(address: str | None) -> None:
    assert external_url(address) is None


@pytest.mark.parametrize(
    "address", ["http://a.example", "HTTPS://a.example/b?c=d&e#f", "http://[::1]/"]
)
def test_an_address_of_a_web_page_is_a_link(address: str) -> None:
    assert external_url(address) == address


@pytest.mark.parametrize(
    "html",
    ["", "kata", "<mark>kata</mark>", "a &amp; <mark>b &lt; c</mark> &#39;d&#39; &quot;", "a\nb"],
)
def test_escaped_text_with_marks_passes_the_guard(html: str) -> None:
    assert safe_marked(html) == Markup(html)


@pytest.mark.parametrize(
    "html",
    [
        "<b>",
        "<mark>",
        "</mark>",
        "<mark><mark></mark></mark>",
        "<mark></mark></mark>",
        "<mark onclick=x>a</mark>",
        "<MARK>a</MARK>",
        "<mark >a</mark>",
        "a & b",
        "&nbsp;",
        "&#60;script&#62;",
        "a > b",
        "<!-- x -->",
        "<mark>a</mark><script>",
    ],
)
def test_anything_else_is_escaped_by_the_guard(html: str) -> None:
    assert safe_marked(html) == escape(html)


@given(st.text(alphabet=st.sampled_from("<>&;mark/ \"'#39ltx\x00\ud800"), max_size=40) | st.text())
def test_the_guard_lets_no_markup_but_marks_through(text: str) -> None:
    passed = str(safe_marked(text))
    inside = lxml.html.fragment_fromstring(passed or " ", create_parent="div")
    assert {element.tag for element in inside.iter()} <= {"div", "mark"}
    assert not any(element.attrib for element in inside.iter())


def test_the_guard_is_linear_in_the_text() -> None:
    assert safe_marked("<mark>" + "a&amp;" * 50_000) == escape("<mark>" + "a&amp;" * 50_000)


@given(st.text())
def test_stripped_text_is_fit_for_xml(text: str) -> None:
    ElementTree.fromstring(f"<a>{escape(strip_controls(text))}</a>")


@pytest.mark.parametrize(
    "address",
    ["/", "/?q=menata", "/article/artikel-1", "/nope", "/api/suggest?q=p", "/feed", "/healthz"],
)
def test_every_answer_carries_the_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Permissions-Policy" in headers
    assert headers["Cache-Control"] == "private, no-cache"


def test_no_page_has_inline_script_or_style(client: FlaskClient) -> None:
    for address in ("/", "/?q=menata", "/article/artikel-1", "/nope"):
        assert_harmless(client.get(address).text)


def test_a_host_that_is_not_trusted_is_turned_away(searcher: FakeSearcher) -> None:
    app: Flask = create_app("nowhere", searcher=searcher, TRUSTED_HOSTS=["arsip.example"])
    client = app.test_client()
    assert client.get("/", headers={"Host": "arsip.example"}).status_code == 200
    assert client.get("/", headers={"Host": "jahat.example"}).status_code == 400


@pytest.mark.parametrize("argument", ["_scheme", "_external", "_anchor", "_method", "endpoint"])
def test_the_language_link_takes_no_orders(client: FlaskClient, argument: str) -> None:
    page = lxml.html.fromstring(client.get(f"/?q=menata&{argument}=javascript").text)
    links = page.xpath("//ul[@class='languages']//a/@href")
    assert links == ["/?q=menata&lang=id", "/?q=menata&lang=en"]


def test_a_header_that_is_said_by_an_answer_itself_is_not_said_twice(app: Flask) -> None:
    @app.get("/sendiri")
    def own() -> Response:
        response = app.make_response("sendiri")
        response.headers["x-frame-options"] = "SAMEORIGIN"
        response.headers["Cache-Control"] = "no-store"
        response.headers["Vary"] = "Accept"
        return response

    headers = app.test_client().get("/sendiri").headers
    assert headers.getlist("X-Frame-Options") == ["SAMEORIGIN"]
    assert headers.getlist("Cache-Control") == ["no-store"]
    assert headers.getlist("Vary") == ["Accept, Cookie"]
    assert headers.getlist("X-Content-Type-Options") == ["nosniff"]


def test_responses_of_somebody_elses_carry_the_headers(app: Flask) -> None:
    class Own(Response):
        pass

    app.response_class = Own
    for address in ("/", "/api/search?q=menata", "/static/telusur.css", "/tak-ada"):
        with app.test_client().get(address) as response:
            assert response.headers["X-Frame-Options"] == "DENY", address
            assert "Cache-Control" in response.headers, address
