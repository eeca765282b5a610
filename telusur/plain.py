"""Text that is safe to print: an article may hold anything, a terminal obeys what it is sent."""

from __future__ import annotations

import re
import unicodedata
from typing import TextIO

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SPACES = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
# Marks that turn the direction of what follows: a title could make its line read otherwise.
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_SAFE: dict[int, str] = {
    **dict.fromkeys((*range(32), *range(127, 160)), REPLACEMENT),
    **dict.fromkeys(map(ord, _DIRECTIONS), ""),
    **dict.fromkeys(map(ord, _SPACES), " "),
}
_JSON_ESCAPES: dict[int, str] = {
    code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *map(ord, _DIRECTIONS), 0x2028, 0x2029)
}
# What html.escape writes; html itself is large. The ampersand comes last: &amp;lt; is &lt;
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&"}
_MARK = re.compile("</?mark>")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether the stream is a terminal; a stream that is closed (None) is not."""
    return stream is not None and stream.isatty()


def safe(text: object) -> str:
    """One line of text without control characters, direction marks and lone surrogates."""
    line = str(text).translate(_SAFE)
    return line.encode("utf-8", "replace").decode("utf-8")


def safe_json(text: str) -> str:
    """The same JSON with all that a terminal might obey written as ``\\uXXXX``."""
    return text.translate(_JSON_ESCAPES)


def marked_parts(marked_html: str) -> list[tuple[str, bool]]:
    """The text of escaped HTML in pieces, each with whether it stands in ``<mark>``."""
    parts = []
    inside, end = False, 0
    for tag in _MARK.finditer(marked_html):
        parts.append((marked_html[end : tag.start()], inside))
        inside, end = not tag.group().startswith("</"), tag.end()
    parts.append((marked_html[end:], inside))
    return [(safe(_unescaped(text)), marked) for text, marked in parts if text]


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    for escaped, sign in _ESCAPED.items():
        text = text.replace(escaped, sign)
    return text


def width(text: str) -> int:
    """The columns that the text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    joined = sum(unicodedata.combining(char) > 0 for char in text)
    return len(text) + wide - joined
