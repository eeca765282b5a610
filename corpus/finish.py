"""From what a reader found to an article: cleaned, dated, titled and identified."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from corpus.article import Article, Unreadable, format_published, join_paragraphs
from corpus.clean import clean_line, clean_text, make_title, shorten, split_paragraphs
from corpus.dateline import Dateline, read_dateline
from corpus.dates import parse_date
from corpus.draft import Draft, Fault

MAX_BODY = 5_000_000  # characters
MAX_TITLE = 500
MAX_NAME = 200  # source, category, author, place
MAX_ID = 300
MAX_URL = 2000
_STANDFIRST = 200  # characters of a line that may stand before the dateline

_MARKUP = re.compile(
    r"<(?:/?(?:p|br|div|span|strong|em|b|i|u|a|img|h[1-6]|ul|ol|li|blockquote|figure|table|section"
    r"|article|iframe|script|style)(?:\s[^<>]{0,2000})?/?>|!--)",
    re.IGNORECASE,
)
_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
# Surely an address with a host, which need not be taken apart to be believed.
_PLAIN_WEB = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/|$)", re.ASCII)
_BARE_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?:/|$)", re.IGNORECASE)


class Finisher:
    """Makes the articles of one document, and their ids where the source gave none."""

    def __init__(self, origin: str, name: str) -> None:
        self._origin = origin
        self._name = name
        self._made_ids: dict[str, int] = {}

    def fault(self, fault: Fault) -> Unreadable:
        """The fault, with the document it was found in."""
        return Unreadable(self._origin, fault.place, fault.reason)

    def finish(self, draft: Draft) -> Article | Unreadable:
        """The article, or why there is none."""
        size = len(draft.body) if isinstance(draft.body, str) else sum(map(len, draft.body))
        if size > MAX_BODY:
            reason = (
                f"The text has {size:,} characters, more than {MAX_BODY:,} for one article; "
                "split it into articles."
            )
            return Unreadable(self._origin, draft.place, reason)
        title = shorten(clean_line(_without_markup(draft.title[: 8 * MAX_TITLE])), MAX_TITLE)
        paragraphs = read_paragraphs(draft.body)
        if not title and not paragraphs:
            reason = "It has neither a title nor any text; give it one or leave it out."
            return Unreadable(self._origin, draft.place, reason)
        return self._assemble(draft, title, paragraphs)

    def _assemble(self, draft: Draft, title: str, paragraphs: list[str]) -> Article:
        source = _name(draft.source)
        if len(paragraphs) > 1 and paragraphs[0] == title:
            paragraphs = paragraphs[1:]
        line, paragraphs = _take_dateline(paragraphs, source or draft.fallback_source)
        published = parse_date(draft.published) or line.published
        url = clean_url(draft.url)
        made = set()
        if not title:
            title = make_title(paragraphs[0])
            made.add("title")
        identity = shorten_id(draft.id) or shorten_id(url or "")
        if not identity:
            identity = self._make_id(draft, title, published)
            made.add("id")
        return Article(
            id=identity,
            title=title,
            body=join_paragraphs(paragraphs),
            url=url,
            source=source or line.source or _name(draft.fallback_source) or _host(url),
            category=_name(draft.category),
            author=_name(draft.author),
            published=published,
            place=_name(draft.location) or line.place,
            origin=self._origin,
            made=frozenset(made),
        )

    def _make_id(self, draft: Draft, title: str, published: date | datetime | None) -> str:
        """The document's name; for one of several articles also what it is recognised by."""
        if draft.alone:
            identity = self._name
        else:
            seed = f"{title}\n{format_published(published)}".encode()
            identity = f"{self._name}#{hashlib.blake2b(seed, digest_size=6).hexdigest()}"
        count = self._made_ids[identity] = self._made_ids.get(identity, 0) + 1
        return identity if count == 1 else f"{identity}-{count}"


def read_paragraphs(body: str | Sequence[str]) -> list[str]:
    """Clean paragraphs of a body: of plain text, of an HTML fragment, or given as paragraphs."""
    if not isinstance(body, str):
        return [text for part in body if (text := clean_line(part))]
    if "<" in body and _MARKUP.search(body):
        from corpus.markup import fragment_paragraphs

        body = "\n\n".join(fragment_paragraphs(body))
    return split_paragraphs(clean_text(body))


def _without_markup(text: str) -> str:
    if "<" not in text or not _MARKUP.search(text):
        return text
    from corpus.markup import fragment_paragraphs

    return " ".join(fragment_paragraphs(text))


def _take_dateline(paragraphs: list[str], known_source: str) -> tuple[Dateline, list[str]]:
    """The dateline of the text, which short lines (a standfirst, a byline) may precede."""
    for number, paragraph in enumerate(paragraphs[:3]):
        line, rest = read_dateline(paragraph, known_source or None)
        if line != Dateline():
            return line, [*paragraphs[:number], rest, *paragraphs[number + 1 :]]
        if len(paragraph) > _STANDFIRST:
            break
    return Dateline(), paragraphs


def _name(text: str) -> str | None:
    """A source, category, author or place on one line; None where there is none."""
    if not text:
        return None
    return shorten(clean_line(_without_markup(text[: 8 * MAX_NAME])), MAX_NAME) or None


def clean_url(text: str) -> str | None:
    """A web address, or None for what is none (``javascript:`` and other schemes among it)."""
    url = "".join(clean_text(text[: 2 * MAX_URL]).split())
    if not url or len(url) > MAX_URL:
        return None
    if url.startswith("//"):
        url = "https:" + url
    elif ":" not in url.split("/", 1)[0] and _BARE_HOST.match(url):
        url = "https://" + url
    return url if _PLAIN_WEB.match(url) or (_WEB.match(url) and _host(url)) else None


def _host(url: str | None) -> str | None:
    """The host of an address without ``www.``: the outlet, where nothing else names it."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:  # an address such as "http://[" is none
        return None
    return host.removeprefix("www.")[:MAX_NAME] if host else None


def shorten_id(text: str) -> str:
    """An id on one line; a very long one ends in a digest of the whole, so that it stays unique."""
    identity = clean_line(text)
    if len(identity) <= MAX_ID:
        return identity
    digest = hashlib.blake2b(identity.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return f"{identity[: MAX_ID - 17]}~{digest}"
