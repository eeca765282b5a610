"""A web page: its article found by trafilatura, its fields by what the page declares of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus.clean import clean_line
from corpus.dates import parse_date
from corpus.draft import Draft, Fault
from corpus.encoding import decode
from corpus.fields import as_text, draft_from
from corpus.markup import element_paragraphs, is_see_also, parse_html
from corpus.readers import Content
from corpus.readers.json_values import parse_json
from corpus.streams import read_all

MAX_FILE = 16 << 20  # bytes
# Tags of a page that trafilatura is given, which takes up to .1 ms for each; a long article has
# some thousands. Larger pages are read plainly.
MOST_TAGS = 30_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,30})", re.I)
_ARTICLE_TYPES = re.compile(r"Article$|Posting$|^Report$|^Review$")
_DATE_CLASS = re.compile(r"date|time|tanggal|waktu|publish|tgl", re.I)
_TITLE_DASH = re.compile(r"\s+[|–—»·-]\s+(?=\S)")
# The first folder of an address, where it is a rubric that Indonesian outlets have.
_RUBRIC = re.compile(
    r"https?://[^/]+/(nasional|internasional|dunia|global|politik|hukum|ekonomi|bisnis|keuangan|finansial"
    r"|olahraga|sepak-bola|bola|teknologi|tekno|sains|pendidikan|kesehatan|gaya-hidup|hiburan|budaya|seni"
    r"|lingkungan|daerah|regional|metro|megapolitan|nusantara|otomotif|wisata|kuliner|opini|kolom|religi"
    r"|properti|energi|peristiwa|kriminal)/",
    re.I,
)
_MOST_DATED = 400  # elements that are looked at for a visible date
_META = {
    "title": ("og:title", "twitter:title"),
    "published": (
        "article:published_time", "datepublished", "publishdate", "pubdate",
        "content_publisheddate", "date", "dc.date", "dcterms.created", "publish-date",
        "parsely-pub-date",
    ),
    "source": ("og:site_name", "application-name"),
    "category": ("article:section", "section", "content_category"),
    "author": ("author", "content_author", "article:author", "dc.creator"),
    "url": ("og:url",),
}  # fmt: skip


def read(content: Content) -> Iterator[Draft | Fault]:
    """The article of the page."""
    data = read_all(content.chunks, MAX_FILE, "no page of an article is; leave it out")
    charset = None if content.converted else _CHARSET.search(data[:8192])
    text = decode(data, charset[1].decode("ascii") if charset else None)
    root = parse_html(text)
    if root is None:
        yield Fault("", "There is no page in it; leave it out.")
        return
    draft = _declared(root)
    draft.alone = True
    _extract(draft, text, root)
    _complete(draft, root)
    draft.body = list(_without_furniture(draft.body, draft.author))
    if draft.published is None:
        draft.published = _visible_date(root)
    yield draft


def _declared(root: Any) -> Draft:
    """What JSON-LD says, completed by the ``meta`` elements and the canonical address."""
    linked = _linked_data(root)
    draft = draft_from(linked, "") if linked else Draft()
    draft.body = ""
    draft.id = ""  # of the page's own graph, not of the article
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        meta.setdefault(name.lower(), element.get("content") or "")
    for field, names in _META.items():
        if not getattr(draft, field):
            value = next((meta[name] for name in names if meta.get(name, "").strip()), "")
            if value and not (field == "author" and value.startswith("http")):
                setattr(draft, field, value)
    if isinstance(draft.published, str) and parse_date(draft.published) is None:
        draft.published = None
    canonical = next(
        (e.get("href") for e in root.iter("link") if e.get("rel") == "canonical"), None
    )
    draft.url = canonical or draft.url
    return draft


def _linked_data(root: Any) -> dict[str, object] | None:
    """The first article among the page's JSON-LD objects."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        value = parse_json(script.text.encode("utf-8", "replace"))
        candidates = value if isinstance(value, list) else [value]
        for candidate in candidates[:50]:
            if not isinstance(candidate, Mapping):
                continue
            graph = candidate.get("@graph")
            for item in graph[:50] if isinstance(graph, list) else [candidate]:
                if isinstance(item, dict) and _is_article_type(item.get("@type")):
                    return {key: item[key] for key in item if key not in ("description", "@id")}
    return None


def _is_article_type(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(k, str) and _ARTICLE_TYPES.search(k) for k in kinds[:10])


def _extract(draft: Draft, text: str, root: Any) -> None:
    """The text of the article, and the fields that the page does not declare."""
    document = _trafilatura(text) if text.count("<") <= MOST_TAGS else None
    if document is not None:
        draft.body = [line for line in (document.text or "").split("\n") if line.strip()]
        draft.title = draft.title or document.title or ""
        draft.author = draft.author or (document.author or "").replace("; ", ", ")
        draft.source = draft.source or _title_outlet(root) or document.sitename or ""
        draft.category = draft.category or as_text(document.categories)
        draft.url = draft.url or document.url or ""
    if not draft.body:
        holder = next((e for tag in ("article", "main", "body") for e in root.iter(tag)), root)
        draft.body = element_paragraphs(holder)


def _complete(draft: Draft, root: Any) -> None:
    """The title without the outlet, and the category from the address."""
    draft.title = _without_site(
        clean_line(draft.title or _page_title(root)), clean_line(draft.source)
    )
    if not draft.category:
        rubric = _RUBRIC.match(draft.url)
        draft.category = rubric[1].replace("-", " ").capitalize() if rubric else ""


def _page_title(root: Any) -> str:
    return clean_line(next((e.text or "" for e in root.iter("title")), ""))


def _title_outlet(root: Any) -> str:
    """What follows the heading in the page's title: ``Judul – Suara Pesisir``."""
    heading = next((clean_line("".join(e.itertext())[:1000]) for e in root.iter("h1")), "")
    title = _page_title(root)
    rest = title[len(heading) :] if heading and title.startswith(heading) else ""
    return _TITLE_DASH.sub("", rest, count=1) if _TITLE_DASH.match(rest) else ""


def _without_furniture(paragraphs: Sequence[str], author: str) -> Iterator[str]:
    """The paragraphs without the byline above them and the "Baca juga" links among them."""
    begun = False
    for paragraph in paragraphs:
        if is_see_also(paragraph):
            continue
        if not begun and _is_byline(paragraph, author):
            continue
        begun = begun or len(paragraph) > 120
        yield paragraph


def _is_byline(paragraph: str, author: str) -> bool:
    if author and author in paragraph:
        return len(paragraph) < len(author) + 40 and not paragraph.endswith(".")
    return len(paragraph) < 60 and parse_date(paragraph) is not None


def _trafilatura(text: str) -> Any | None:
    import trafilatura

    # It logs what it cannot make sense of; here that is said to whoever reads the page instead.
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            text,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # third-party code over arbitrary pages: the plain reading below remains
        return None


def _without_site(title: str, site: str) -> str:
    """``Judul | Warta Kota`` without the outlet."""
    if site and len(title) > len(site) + 5 and title.casefold().endswith(site.casefold()):
        stripped = title[: -len(site)].rstrip()
        if stripped.endswith(("|", "-", "–", "—", "»", "·", ":")):
            return stripped[:-1].rstrip()
    return title


def _visible_date(root: Any) -> str | None:
    """The first ``<time>`` or element with a date-like class whose text is a date."""
    looked_at = 0
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        marks = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))
        if element.tag != "time" and not _DATE_CLASS.search(marks):
            continue
        looked_at += 1
        if looked_at > _MOST_DATED:
            return None
        for text in (element.get("datetime"), element.get("content"), _short_text(element)):
            if text and any(map(str.isdigit, text)) and parse_date(text) is not None:
                return str(text)
    return None


def _short_text(element: Any) -> str:
    """The text of an element that holds no more than a date would."""
    parts: list[str] = []
    size = 0
    for piece in element.itertext():
        size += len(piece)
        if size > 200:
            return ""
        parts.append(piece)
    return " ".join("".join(parts).split())
