"""A JSON document: one article, a list of articles, or an object around such a list."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.draft import Draft, Fault, UnreadableDocument
from corpus.encoding import decode
from corpus.readers import Content, json_lines
from corpus.readers.json_values import drafts_of, parse_json
from corpus.streams import read_all

MAX_FILE = 256 << 20  # bytes: the whole of it must fit in memory, several times over


def read(content: Content) -> Iterator[Draft | Fault]:
    """The articles of the document; what turns out to be JSON Lines is read as such."""
    remedy = "write it as JSON Lines, one article a line ('jq -c .[]'), which may be of any size"
    data = read_all(content.chunks, MAX_FILE, remedy)
    value = parse_json(data)
    if isinstance(value, Fault):
        value = parse_json(decode(data).encode("utf-8", "replace"))
    if isinstance(value, Fault):
        if b"}\n{" in data or b"}\r\n{" in data:
            yield from json_lines.read(Content(content.name, iter((data,))))
            return
        raise UnreadableDocument(value.reason)
    for found in drafts_of(value, ""):
        if isinstance(found, Draft) and not found.place:
            found.alone = True
        yield found
