"""What an article is, and where articles come from.

All of it is imported when it is first asked for: the stages that only pass articles on must not
pay for the readers, and searching has to do with neither.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.article import Article, Unreadable
    from corpus.documents import READER_VERSION, Document
    from corpus.sources import open_source, read

    SourceFile = Document

__all__ = [
    "READER_VERSION",
    "Article",
    "Document",
    "SourceFile",
    "Unreadable",
    "open_source",
    "read",
]

_LATER = {
    "Article": ("corpus.article", "Article"),
    "Unreadable": ("corpus.article", "Unreadable"),
    "READER_VERSION": ("corpus.documents", "READER_VERSION"),
    "Document": ("corpus.documents", "Document"),
    "SourceFile": ("corpus.documents", "Document"),
    "open_source": ("corpus.sources", "open_source"),
    "read": ("corpus.sources", "read"),
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _LATER[name]
    value = getattr(importlib.import_module(module), attribute)
    globals()[name] = value
    return value
