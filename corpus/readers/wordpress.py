"""A WordPress export (WXR): its published posts, read as a stream however large it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, iterparse

from corpus.dates import parse_date
from corpus.draft import Draft, Fault, UnreadableDocument
from corpus.readers import Content
from corpus.streams import ChunkReader, Chunks

# Pages are a site's fixtures ("Tentang Kami"), attachments its pictures. Themes of Indonesian
# outlets keep their news in types of their own.
_ARTICLE_TYPES = frozenset(("post", "berita", "artikel", "article", "news"))
_NO_CATEGORY = frozenset(
    ("uncategorized", "tak berkategori", "tanpa kategori", "tidak terkategori", "umum")
)
# Control characters are forbidden in XML, and common in what authors pasted from elsewhere.
_CONTROL = bytes(set(range(32)) - {9, 10, 13})
_MEDIA = re.compile(r"\[(caption|gallery|embed|audio|video|playlist|youtube)\b[^\[\]]{0,2000}\]")
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|youtube|contact-form[\w-]{0,20}"
    r"|(?:vc|et_pb|su|fusion|av|ux|tdc?|wp|ads?)[_-]\w{1,60})(?:\s[^\[\]]{0,2000})?/?\]"
)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def read(content: Content) -> Iterator[Draft | Fault]:
    """The published posts; drafts, pages, attachments and posts with a password are left out.

    Raises:
        UnreadableDocument: when it declares entities, or breaks off (after the posts before that).
    """
    channel = _Channel()
    number = 0
    try:
        for element in _elements(content):
            name = _local(element)
            if name == "item":
                number += 1
                post = _fields_of(element)
                if _is_shown(post):
                    yield channel.draft(post, f"item {number}")
                element.clear()
            else:
                channel.note(name, element)
    except DefusedXmlException as error:
        raise UnreadableDocument(
            "The export declares XML entities, which can expand without measure; remove them."
        ) from error
    except ParseError as error:
        line = error.position[0] if getattr(error, "position", None) else 0
        raise UnreadableDocument(
            f"The XML breaks off ({error}); what came before was read, export it again.",
            f"line {line}" if line else "",
        ) from error


def _elements(content: Content) -> Iterator[Any]:
    """Items and the channel's own elements, each when it is complete; items are then dropped."""
    stream = ChunkReader(_without_control(content.chunks))
    parser = DefusedXMLParser(encoding="utf-8" if content.converted else None, forbid_dtd=False)
    path: list[Any] = []
    for event, element in iterparse(stream, events=("start", "end"), parser=parser):
        if event == "start":
            path.append(element)
            continue
        path.pop()
        if len(path) == 2:  # rss, channel
            yield element
            path[-1].remove(element)


def _without_control(chunks: Chunks) -> Chunks:
    for chunk in chunks:
        yield chunk.translate(None, _CONTROL)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _fields_of(item: Any) -> dict[str, str]:
    """The texts of an item by name; the two elements called ``encoded`` are told apart."""
    fields: dict[str, str] = {}
    for child in item:
        name, text = _local(child), child.text or ""
        if name == "encoded":
            name = "excerpt" if "excerpt" in str(child.tag) else "content"
        elif name == "category":
            if child.get("domain") != "category" or text.strip().lower() in _NO_CATEGORY:
                continue
        elif name == "postmeta":
            continue
        fields.setdefault(name, text)
    return fields


def _is_shown(post: dict[str, str]) -> bool:
    """Whether everybody may read the post on its site."""
    return (
        post.get("status", "publish").strip() == "publish"
        and post.get("post_type", "post").strip() in _ARTICLE_TYPES
        and not post.get("post_password", "").strip()
    )


class _Channel:
    """What the export says of the site: its name, and its authors' names by login."""

    def __init__(self) -> None:
        self._title = ""
        self._authors: dict[str, str] = {}

    def note(self, name: str, element: Any) -> None:
        if name == "title":
            self._title = element.text or ""
        elif name == "author":
            fields = {_local(child): (child.text or "").strip() for child in element}
            shown = fields.get("author_display_name") or ""
            if shown and fields.get("author_login"):
                self._authors[fields["author_login"]] = shown

    def draft(self, post: dict[str, str], place: str) -> Draft:
        login = post.get("creator", "").strip()
        return Draft(
            place=place,
            id=post.get("guid", ""),
            title=post.get("title", ""),
            body=clean_content(post.get("content", "")) or post.get("excerpt", ""),
            url=post.get("link", ""),
            category=post.get("category", ""),
            author=self._authors.get(login, login),
            published=_moment(post),
            fallback_source=self._title,
        )


def _moment(post: dict[str, str]) -> datetime | str | None:
    """The site's own time; its zone is the difference to the time in GMT beside it."""
    local = parse_date(post.get("post_date"))
    world = parse_date(post.get("post_date_gmt"))
    if isinstance(local, datetime) and isinstance(world, datetime):
        shift = local.replace(tzinfo=None) - world.replace(tzinfo=None)
        if abs(shift) <= timedelta(hours=14) and shift.seconds % 900 == 0:
            return local.replace(tzinfo=timezone(shift) if shift else timezone.utc)
    return local if isinstance(local, datetime) else post.get("pubDate")


def clean_content(text: str) -> str:
    """A post's content without shortcodes, its paragraphs marked as such.

    WordPress stores what was typed and makes paragraphs of blank lines only when it shows a page.
    The comments of its block editor are left to whoever reads the markup.
    """
    text = _SHORTCODE.sub("", _without_media(text.replace("\r\n", "\n")))
    if "<!-- wp:" in text:
        return text
    if "<p" not in text:
        text = _BLANK_LINES.sub("<p>", text.strip()).replace("\n", "<br>")
        return f"<p>{text}" if text else ""
    return _BLANK_LINES.sub("<p>", text)


def _without_media(text: str) -> str:
    """The text without ``[caption …]…[/caption]`` and its like, the enclosed text included."""
    kept: list[str] = []
    unclosed: set[str] = set()
    position = 0
    while found := _MEDIA.search(text, position):
        closing = f"[/{found[1]}]"
        end = -1 if closing in unclosed else text.find(closing, found.end())
        if end < 0:  # stands alone, and so do all later ones of its name
            unclosed.add(closing)
            kept.append(text[position : found.end()])
            position = found.end()
        else:
            kept.append(text[position : found.start()])
            position = end + len(closing)
    return "".join(kept) + text[position:]
