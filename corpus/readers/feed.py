"""RSS and Atom: one article an entry, through feedparser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.dates import parse_date
from corpus.draft import Draft, Fault, UnreadableDocument
from corpus.fields import as_text
from corpus.readers import Content
from corpus.streams import read_all

MAX_FILE = 64 << 20  # bytes
_ROOT = re.compile(rb"<(?:\w{1,10}:)?(?:rss|feed|RDF|channel)\b", re.I)


def read(content: Content) -> Iterator[Draft | Fault]:
    """The entries of a feed; one that is slightly broken gives what can be made out.

    Raises:
        UnreadableDocument: when there is nothing to be made out, or it declares entities, which
            no feed needs and bombs are made of.
    """
    data = read_all(content.chunks, MAX_FILE, "split the feed")
    root = _ROOT.search(data)
    if b"<!ENTITY" in (data[: root.start()] if root else data):
        raise UnreadableDocument(
            "The feed declares XML entities, which can expand without measure; remove its DOCTYPE."
        )
    parsed = _parse(data, content.converted)
    entries = parsed.get("entries") or []
    if not entries and parsed.get("bozo"):
        problem = " ".join(str(parsed.get("bozo_exception")).split())[:150]
        raise UnreadableDocument(f"The feed is broken ({problem}); fetch it again.")
    outlet = as_text(parsed.get("feed", {}).get("title"))
    for number, entry in enumerate(entries, start=1):
        yield _draft(entry, number, outlet)


def _parse(data: bytes, converted: bool) -> Any:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"} if converted else {}
    return feedparser.parse(
        data, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def _draft(entry: Mapping[str, Any], number: int, outlet: str) -> Draft:
    authors = [as_text(author) for author in entry.get("authors") or [] if author]
    tags = [as_text(tag.get("label") or tag.get("term")) for tag in entry.get("tags") or []]
    moment = next(
        (
            entry[key]
            for key in ("published", "updated", "created")
            if parse_date(entry.get(key)) is not None
        ),
        None,
    )
    return Draft(
        place=f"entry {number}",
        id=as_text(entry.get("id")),
        title=as_text(entry.get("title")),
        body=_longest(entry),
        url=as_text(entry.get("link")),
        source=as_text((entry.get("source") or {}).get("title")),
        category=next((tag for tag in tags if tag), ""),
        author=", ".join(name for name in authors if name) or as_text(entry.get("author")),
        published=moment,
        fallback_source=outlet,
    )


def _longest(entry: Mapping[str, Any]) -> str:
    """The full text where the feed gives it, else the summary."""
    texts = [as_text(content.get("value")) for content in entry.get("content") or []]
    texts.append(as_text(entry.get("summary")))
    return max(texts, key=len)
