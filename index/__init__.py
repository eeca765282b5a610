"""How text becomes terms, and terms an index that is never lost.

``ArticleIndex`` is the door: open or create one, ``update`` it with articles, ``remove`` some.

The names below are loaded when they are first used: a search needs none of what writes an index.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.article_index import ArticleIndex
    from index.errors import IndexFault
    from index.session import Report

_HOMES = {
    "ArticleIndex": "index.article_index",
    "IndexFault": "index.errors",
    "Report": "index.session",
}

__all__ = ["ArticleIndex", "IndexFault", "Report"]


def __getattr__(name: str) -> Any:
    """Load a public name from the module where it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
