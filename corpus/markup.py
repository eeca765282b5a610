"""HTML fragments, as feeds, exports and databases hold them, to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

# Elements that end the paragraph before them and begin one; a line break does too, because
# outlets use it for that.
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl",
        "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol",
        "p", "pre", "section", "table", "td", "th", "tr", "ul",
    )
)  # fmt: skip
# What is no text of the article: code, forms, navigation, and the pictures with their captions.
_DROPPED = frozenset(
    (
        "audio", "button", "canvas", "embed", "figcaption", "figure", "form", "head", "iframe",
        "input", "nav", "noscript", "object", "script", "select", "style", "svg", "template",
        "textarea", "title", "video",
    )
)  # fmt: skip
_CAPTION_CLASS = re.compile(r"\bwp-caption", re.IGNORECASE)
_SEE_ALSO = re.compile(r"(?:-\s)?(?:baca|simak|lihat|tonton)\s(?:juga|pula)\s?:", re.IGNORECASE)
# Characters that libxml2 will not take from Python text.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse_html(text: str) -> Any | None:
    """The root element of a page or fragment; None when there is nothing in it.

    libxml2 repairs what is broken and, as its own guard, drops what is nested beyond 256 levels.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    data = _FORBIDDEN.sub("", text).encode("utf-8", "replace")
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except etree.LxmlError:
        return None


def fragment_paragraphs(text: str) -> list[str]:
    """The paragraphs of an HTML fragment, white space collapsed.

    Pictures and code are left out, and the lines that only lead to other articles.
    """
    root = parse_html(text)
    paragraphs = [] if root is None else element_paragraphs(root)
    return [paragraph for paragraph in paragraphs if not is_see_also(paragraph)]


def is_see_also(paragraph: str) -> bool:
    """Whether it is the "Baca juga: …" that outlets put between the paragraphs of a page."""
    return len(paragraph) < 200 and _SEE_ALSO.match(paragraph) is not None


def element_paragraphs(root: Any) -> list[str]:
    """The paragraphs within an element; walks without recursion, however deep it is."""
    paragraphs: list[str] = []
    parts: list[str] = []
    for piece in _pieces(root):
        if piece is not None:
            parts.append(piece)
        elif parts:
            if line := " ".join("".join(parts).split()):
                paragraphs.append(line)
            parts = []
    if line := " ".join("".join(parts).split()):
        paragraphs.append(line)
    return paragraphs


def _pieces(root: Any) -> Iterator[str | None]:
    """The pieces of text in order, and None at each border between paragraphs."""
    skipped = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start" and skipped is None:
            if tag in _DROPPED or _CAPTION_CLASS.search(element.get("class") or ""):
                skipped = element
                continue
            if tag in _BLOCKS:
                yield None
            if element.text:
                yield element.text
        elif event == "end" and (skipped is None or skipped is element):
            skipped = None
            if tag in _BLOCKS:
                yield None
            if element is not root and element.tail:
                yield element.tail
