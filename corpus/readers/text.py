"""Plain text: one article a file, its title on the first line or made from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.clean import clean_text, split_paragraphs
from corpus.dateline import read_dateline
from corpus.dates import parse_date
from corpus.draft import Draft, Fault
from corpus.encoding import decode
from corpus.fields import map_keys
from corpus.readers import Content
from corpus.streams import read_all

MAX_FILE = 32 << 20  # bytes
LONGEST_TITLE = 160  # characters of a first line that can be a title
_HEADER = re.compile(r"(?P<key>[A-Za-z][A-Za-z _-]{1,24}?)\s?:\s(?P<value>\S.{0,300})")
_BYLINE = re.compile(r"(?:oleh|penulis|reporter|wartawan)\s?:?\s(?P<author>[^\d.:;]{3,60})", re.I)


def read(content: Content) -> Iterator[Draft | Fault]:
    """The one article of a text file.

    The first lines may be a title, a date, or fields such as ``Penulis: …``.
    """
    data = read_all(content.chunks, MAX_FILE, "split it into articles")
    paragraphs = split_paragraphs(clean_text(decode(data)))
    draft = Draft(alone=True)
    _take_fields(draft, paragraphs)
    _take_title(draft, paragraphs)
    _take_headers(draft, paragraphs)
    draft.body = paragraphs
    yield draft


def _take_fields(draft: Draft, paragraphs: list[str]) -> None:
    """``Judul: …`` and its like at the very top; a lone ``Catatan: …`` is a sentence."""
    fields = []
    for line in paragraphs[:12]:
        found = _HEADER.fullmatch(line)
        known = map_keys((found["key"],)) if found else ()
        if not found or not known:
            break
        fields.append((known[0][0], found["value"]))
    if not fields or len(fields) == len(paragraphs):
        return
    names = {name for name, _ in fields}
    if len(fields) == 1 and not names & {"title", "author", "published"}:
        return
    if "body" in names:
        last = next(i for i, (name, _) in enumerate(fields) if name == "body")
        paragraphs[last] = fields[last][1]
        fields = fields[:last]
    for name, value in fields:
        setattr(draft, name, value)
    del paragraphs[: len(fields)]


def _take_title(draft: Draft, paragraphs: list[str]) -> None:
    """The first line, if it is short, ends like no sentence, and longer text follows."""
    if draft.title or len(paragraphs) < 2:
        return
    first = paragraphs[0].lstrip("#= ").strip()
    if not first or len(first) > LONGEST_TITLE or first.endswith((".", ",", ";", ":")):
        return
    if read_dateline(first)[1] != first or parse_date(first):
        return
    if max(map(len, paragraphs[1:4])) > len(first):
        draft.title = first
        del paragraphs[0]


def _take_headers(draft: Draft, paragraphs: list[str]) -> None:
    """Lines between title and text that hold a date or an author and nothing else."""
    for _ in range(3):
        if len(paragraphs) < 2:
            return
        line = paragraphs[0]
        moment = parse_date(line) if len(line) < 60 and any(map(str.isdigit, line)) else None
        author = _BYLINE.fullmatch(line)
        if moment and draft.published is None:
            draft.published = moment
        elif author and not draft.author and len(author["author"].split()) <= 6:
            draft.author = author["author"]
        else:
            return
        del paragraphs[0]
