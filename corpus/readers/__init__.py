"""One reader a format; each turns the content of a document into drafts and faults."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.draft import Draft, Fault
from corpus.recognise import Kind
from corpus.streams import Chunks


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader is given: the document's name and its bytes, unpacked.

    ``converted`` is true when the bytes are known to be UTF-8, whatever they declare themselves.
    """

    name: str
    chunks: Chunks
    converted: bool = False


Reader = Callable[[Content], Iterator[Draft | Fault]]

_MODULES = {
    Kind.TEXT: "text",
    Kind.MARKDOWN: "markdown",
    Kind.HTML: "html_page",
    Kind.JSON: "json_file",
    Kind.JSON_LINES: "json_lines",
    Kind.CSV: "csv_file",
    Kind.FEED: "feed",
    Kind.WORDPRESS: "wordpress",
}


def reader_of(kind: Kind) -> Reader:
    """The reader of a format, imported when it is first used: some are costly to load."""
    module = importlib.import_module(f"corpus.readers.{_MODULES[kind]}")
    reader: Reader = module.read
    return reader
