"""What a document is: by its content where that tells, by its name where it does not."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePosixPath

from corpus.draft import UnreadableDocument
from corpus.encoding import decode
from corpus.fields import fold_key, map_keys

HEAD = 1 << 16  # bytes that recognition looks at


class Kind(Enum):
    """A format that has a reader."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    JSON_LINES = "jsonl"
    CSV = "csv"
    FEED = "feed"
    WORDPRESS = "wordpress"


_BY_SUFFIX = {
    ".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN, ".mdown": Kind.MARKDOWN,
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML, ".shtml": Kind.HTML,
    ".json": Kind.JSON, ".jsonl": Kind.JSON_LINES, ".ndjson": Kind.JSON_LINES,
    ".csv": Kind.CSV, ".tsv": Kind.CSV,
    ".rss": Kind.FEED, ".atom": Kind.FEED, ".txt": Kind.TEXT, ".text": Kind.TEXT,
}  # fmt: skip

_PAGES = "save its pages as HTML or its text as .txt"
_UNPACK = "unpack it and index the folder"
_NO_ARTICLES = "leave it out"
_BINARY: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"%PDF-", "a PDF", "save its text as .txt"),
    (0, b"\x89PNG", "a PNG image", _NO_ARTICLES),
    (0, b"\xff\xd8\xff", "a JPEG image", _NO_ARTICLES),
    (0, b"GIF8", "a GIF image", _NO_ARTICLES),
    (0, b"RIFF", "a RIFF file (WebP, WAV or AVI)", _NO_ARTICLES),
    (4, b"ftyp", "a video or an AVIF image", _NO_ARTICLES),
    (0, b"ID3", "an MP3 recording", _NO_ARTICLES),
    (0, b"OggS", "an Ogg recording", _NO_ARTICLES),
    (0, b"SQLite format 3\0", "an SQLite database", "export its table of articles as CSV or JSON"),
    (0, b"\xd0\xcf\x11\xe0", "an old Office document", "save it as HTML or .txt"),
    (0, b"{\\rtf", "an RTF document", "save it as HTML or .txt"),
    (0, b"PK\x05\x06", "an empty ZIP archive", _NO_ARTICLES),
    (0, b"BZh", "a bzip2 archive", "unpack it, or compress it with gzip instead"),
    (0, b"\xfd7zXZ", "an xz archive", "unpack it, or compress it with gzip instead"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it, or compress it with gzip instead"),
    (0, b"7z\xbc\xaf", "a 7-Zip archive", _UNPACK),
    (0, b"Rar!", "a RAR archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"\x7fELF", "a program", _NO_ARTICLES),
    (0, b"MZ\x90", "a Windows program", _NO_ARTICLES),
    (0, b"PAR1", "a Parquet table", "export it as CSV or JSON Lines"),
    (0, b"WARC/", "a WARC archive", "save its pages as HTML files"),
    (0, b"\x1f\x8b", "gzip data within gzip data", "unpack it once"),
    (0, b"\x00asm", "a program", _NO_ARTICLES),
    (0, b"wOF", "a font", _NO_ARTICLES),
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b\x08\x1a\x1c\x1d\x1e\x1f")) + b"\x7f"
_MOST_CONTROL = 0.02  # of the bytes of a text file
_FEW_CONTROL = 4  # bytes that any text may hold

_XML_PREFIX = re.compile(
    r"(?:\s+|<\?[^>]{0,2000}?\?>|<!--.{0,20000}?-->|<!DOCTYPE[^>\[]{0,500}(?:\[.{0,20000}?\]\s*)?>)+",
    re.IGNORECASE | re.DOTALL,
)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})([^>]{0,4000})")
_HTML_START = re.compile(
    r"<(?:html|head|body|title|meta|link|div|p|article|section|main|header|h[1-6]|span|table|ul|a"
    r"|img|br|script|style|center|font|strong|b|em|i|figure|blockquote)\b",
    re.IGNORECASE,
)
_JSON_START = re.compile(r"(?:\{\s*(?:\"|\}\s*$)|\[\s*(?:[\[{\"\]]|$))")
_FRONT_MATTER = re.compile(
    r"(?:---[ \t]*\r?\n|\+\+\+[ \t]*\r?\n)(?=[^\n]{0,40}[\w\"'][^\n]{0,60}[:=])"
)
_HEADING = re.compile(r"#{1,3} \S")
_FEED_ROOTS = frozenset(("rss", "feed", "rdf:rdf", "channel", "atom:feed"))


def recognise(name: str, head: bytes) -> Kind:
    """The format of a document with this name that begins with ``head`` (unpacked, as UTF-8).

    Raises:
        UnreadableDocument: when it is empty or of a kind that has no reader.
    """
    if not head.strip(b"\0 \t\r\n"):
        raise UnreadableDocument("It is empty; nothing in it can be read.")
    _refuse_binary(head)
    text = decode(_whole_characters(head)).lstrip("\ufeff \t\r\n")
    named = _BY_SUFFIX.get(_suffix(name))
    return _by_start(text, named) or named or _by_shape(text)


def _suffix(name: str) -> str:
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix


def _whole_characters(head: bytes) -> bytes:
    """The head without a character that its end cuts in two."""
    return head if len(head) < HEAD or b"\n" not in head else head[: head.rindex(b"\n") + 1]


def _refuse_binary(head: bytes) -> None:
    for offset, magic, what, remedy in _BINARY:
        if head.startswith(magic, offset):
            raise UnreadableDocument(f"It looks like {what}, which has no reader; {remedy}.")
    if head.startswith(b"PK\x03\x04"):
        what, remedy = _zip_kind(head)
        raise UnreadableDocument(f"It looks like {what}, which has no reader; {remedy}.")
    control = len(head) - len(head.translate(None, _CONTROL))
    if control > max(_FEW_CONTROL, _MOST_CONTROL * len(head)):
        raise UnreadableDocument(
            "It looks like binary data, not like text; save the articles as text, HTML or JSON."
        )


def _zip_kind(head: bytes) -> tuple[str, str]:
    if b"word/" in head or b"wordprocessingml" in head:
        return "a Word document", "save it as HTML or .txt"
    if b"xl/" in head or b"spreadsheetml" in head:
        return "an Excel workbook", "save its sheet as CSV"
    if b"mimetypeapplication/epub" in head:
        return "an e-book", _PAGES
    if b"opendocument" in head:
        return "an OpenDocument file", "save it as HTML or .txt"
    return "a ZIP archive", _UNPACK


def _by_start(text: str, named: Kind | None) -> Kind | None:
    """The format that the first characters give away, whatever the name says."""
    if text.startswith("<"):
        return _markup_kind(text, named)
    if _JSON_START.match(text):
        return _json_kind(text, named)
    if _FRONT_MATTER.match(text):
        return Kind.MARKDOWN
    return None


def _markup_kind(text: str, named: Kind | None) -> Kind | None:
    prefix = _XML_PREFIX.match(text)
    start = prefix.end() if prefix else 0
    root = _ROOT.match(text, start)
    name = root[1].lower() if root else ""
    if name in _FEED_ROOTS:
        return Kind.WORDPRESS if "wordpress.org/export" in text else Kind.FEED
    if name == "html" or text[:9].lower() == "<!doctype":
        return Kind.HTML
    if text.startswith("<?xml") and root:
        raise UnreadableDocument(
            f"It is XML whose root is <{root[1]}>, which has no reader; RSS, Atom and WordPress "
            "exports have one."
        )
    if named in (Kind.MARKDOWN, Kind.CSV):
        return None
    return Kind.HTML if _HTML_START.match(text, start) else None


def _json_kind(text: str, named: Kind | None) -> Kind:
    """One document, or one to a line: the first line is whole and another begins after it."""
    first, _, rest = text.partition("\n")
    first = first.strip()
    if first.startswith("{") and first.endswith("}") and rest.lstrip()[:1] == "{":
        return Kind.JSON_LINES
    return Kind.JSON_LINES if named is Kind.JSON_LINES and first.startswith("{") else Kind.JSON


def _by_shape(text: str) -> Kind:
    """A name that tells nothing: a table with known columns, Markdown with a heading, or text."""
    header = text.split("\n", 1)[0]
    for delimiter in ("\t", ";", ",", "|"):
        columns = [column.strip().strip('"') for column in header.split(delimiter)]
        if 2 <= len(columns) <= 200 and all(len(column) < 40 for column in columns):
            fields = {field for field, _ in map_keys(tuple(columns))}
            if len(fields) >= 2 and fields & {"title", "body"} and all(map(fold_key, columns)):
                return Kind.CSV
    return Kind.MARKDOWN if _HEADING.match(text) else Kind.TEXT
