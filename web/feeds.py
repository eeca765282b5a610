"""For other programs of the reader: an Atom feed of a search, and the browser's search box."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import datetime, timedelta, timezone
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from searcher.results import Hit, RequestError, Results
from web import i18n
from web.api import SUGGESTIONS
from web.archive import archive
from web.listing import article_url, search_url
from web.params import Params, read_params
from web.reply import as_bytes
from web.security import external_url, safe_marked, strip_controls

blueprint = Blueprint("feeds", __name__)

ENTRIES = 30
ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
WIB = timezone(timedelta(hours=7))
LONG_AGO = datetime(1970, 1, 1, tzinfo=timezone.utc)

ElementTree.register_namespace("", ATOM)

Element = ElementTree.Element


@blueprint.get("/feed")
def feed() -> Response:
    """The newest articles of a search as an Atom feed; of the whole archive without one."""
    params, _problems = read_params(request.args)
    params = params.changed(sort=None)
    try:
        results = _newest(params)
    except RequestError:  # as on the page: what makes no sense is left out
        results = _newest(params.unfiltered())
    return _xml(_feed(params, results), "application/atom+xml")


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """Lets a browser search this archive from its own search box."""
    root = Element("OpenSearchDescription", {"xmlns": OPENSEARCH})
    _add(root, "ShortName", "Telusur")
    _add(root, "Description", _("Cari di arsip artikel ini"))
    _add(root, "InputEncoding", "UTF-8")
    icon = url_for("static", filename="icon.svg", _external=True)
    _add(root, "Image", icon, width="64", height="64", type="image/svg+xml")
    for mimetype, endpoint in (("text/html", "pages.home"), ("application/atom+xml", "feeds.feed")):
        template = url_for(endpoint, _external=True) + "?q={searchTerms}"
        _add(root, "Url", type=mimetype, template=template)
    template = url_for("api.suggest", format="opensearch", _external=True) + "&q={searchTerms}"
    _add(root, "Url", type=SUGGESTIONS, rel="suggestions", template=template)
    return _xml(root, "application/opensearchdescription+xml")


def _newest(params: Params) -> Results:
    if not params.asked:
        return archive().newest(ENTRIES)
    return archive().searcher.search(params.request(limit=ENTRIES, sort="newest"))


def _feed(params: Params, results: Results) -> Element:
    root = Element(f"{{{ATOM}}}feed", {XML_LANG: "id"})
    said = urlencode(sorted(params.args().items()), doseq=True)
    dates = [when for hit in results.hits if (when := i18n.as_datetime(hit.published, WIB))]
    undated = _committed()
    _atom(root, "id", _lasting_id(f"feed?{said}"))
    _atom(root, "title", _title(params))
    _atom(root, "updated", _stamp(max(dates, default=undated)))
    _atom(_atom(root, "author"), "name", "Telusur")
    _atom(root, "generator", "Telusur")
    home = search_url(params, _external=True)
    own = url_for("feeds.feed", **params.args(), _external=True)
    _atom(root, "link", rel="alternate", type="text/html", href=home)
    _atom(root, "link", rel="self", type="application/atom+xml", href=own)
    for hit in results.hits:
        root.append(_entry(hit, undated))
    return root


def _entry(hit: Hit, undated: datetime) -> Element:
    entry = Element(f"{{{ATOM}}}entry")
    when = i18n.as_datetime(hit.published, WIB)
    _atom(entry, "id", _lasting_id(hit.id))
    _atom(entry, "title", hit.title or _("Tanpa judul"))
    _atom(entry, "updated", _stamp(when or undated))
    if when:
        _atom(entry, "published", _stamp(when))
    if hit.author:
        _atom(_atom(entry, "author"), "name", hit.author)
    page = article_url(hit.id, _external=True)
    _atom(entry, "link", rel="alternate", type="text/html", href=page)
    if original := external_url(hit.url):
        _atom(entry, "link", rel="via", href=original)
    if hit.category:
        _atom(entry, "category", term=hit.category)
    _atom(entry, "summary", str(safe_marked(hit.snippet_html)), type="html")
    return entry


def _title(params: Params) -> str:
    said = [params.q, *params.source, *params.category, i18n.days(params.since, params.until)]
    words = ", ".join(each for each in said if each)
    return f"{words} – Telusur" if words else "Telusur"


def _lasting_id(text: str) -> str:
    """An identifier that stays the same wherever this archive is served from."""
    return uuid5(NAMESPACE_URL, "telusur:" + text.encode("utf-8", "replace").decode()).urn


def _committed() -> datetime:
    committed = archive().searcher.status().committed
    return i18n.as_datetime(committed, timezone.utc) or LONG_AGO


def _stamp(when: datetime) -> str:
    return when.isoformat(timespec="seconds")


def _atom(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    return _add(parent, f"{{{ATOM}}}{tag}", text, **attributes)


def _add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    kept = {name: strip_controls(value) for name, value in attributes.items()}
    child = ElementTree.SubElement(parent, tag, kept)
    child.text = strip_controls(text) or None
    return child


def _xml(root: Element, mimetype: str) -> Response:
    ElementTree.indent(root)
    declaration = '<?xml version="1.0" encoding="utf-8"?>\n'
    return as_bytes(declaration + ElementTree.tostring(root, encoding="unicode"), mimetype)
