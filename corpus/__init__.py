"""What an article is, and where articles come from.

The readers are imported when they are first asked for: the stages that only pass articles on
(searching, showing) must not pay for them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from corpus.article import Article, Unreadable

if TYPE_CHECKING:
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
