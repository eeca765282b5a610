"""What did the user mean, which articles answer, and why?

``Searcher`` is the door. It is loaded when first asked for, so that ``import searcher`` costs a
program that only wants the records next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from searcher.results import (
    ArchiveStatus,
    ArticleView,
    Completion,
    Copy,
    FacetCount,
    Facets,
    Hit,
    Note,
    Relaxation,
    RequestError,
    Results,
    SearchRequest,
    to_builtins,
)

if TYPE_CHECKING:
    from searcher.rank import Tuning
    from searcher.service import Searcher

__all__ = [
    "ArchiveStatus",
    "ArticleView",
    "Completion",
    "Copy",
    "FacetCount",
    "Facets",
    "Hit",
    "Note",
    "Relaxation",
    "RequestError",
    "Results",
    "SearchRequest",
    "Searcher",
    "Tuning",
    "to_builtins",
]


def __getattr__(name: str) -> Any:
    if name == "Searcher":
        from searcher.service import Searcher

        return Searcher
    if name == "Tuning":
        from searcher.rank import Tuning

        return Tuning
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
