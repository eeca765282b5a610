"""What is asked of the archive and what comes back: the records shared by every front end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = get_args(Sort)
MAX_LIMIT = 100


class RequestError(ValueError):
    """A search request with a parameter that makes no sense.

    ``parameter`` names it, ``remedy`` says what would be accepted; both are one short sentence.
    """

    def __init__(self, parameter: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search.

    ``since`` and ``until`` are both inclusive days. ``source`` and ``category`` are whole
    values as the facets give them, in any capitals; several of one field are alternatives.
    ``page`` counts from 1, ``limit`` is hits a page (1 to MAX_LIMIT). An empty query with a filter
    lists what the filter leaves; an empty query without one finds nothing.
    """

    query: str = ""
    page: int = 1
    limit: int = 10
    sort: Sort = "relevance"
    since: date | None = None
    until: date | None = None
    source: tuple[str, ...] = ()
    category: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know of how the query was read: repaired, ignored, expanded.

    ``code`` is stable and for programs; ``message`` is Indonesian and ``message_en`` English.
    """

    code: str
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet and the number of articles that carry it."""

    value: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of the matching articles by source, category and month.

    Each facet counts what would be found if its own filter were lifted and all others kept, so
    that the other values of a chosen facet stay visible. ``source`` and ``category`` are most
    frequent first; ``month`` is in order of time, values ``YYYY-MM``.
    """

    source: tuple[FacetCount, ...] = ()
    category: tuple[FacetCount, ...] = ()
    month: tuple[FacetCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found.

    ``published`` is ISO 8601 text (a day, or a time with its zone) or None. ``title_html`` and
    ``snippet_html`` are HTML-escaped text in which matches stand in ``<mark>`` and nothing else is
    markup.
    """

    id: str
    url: str | None
    title: str
    published: str | None
    source: str | None
    category: str | None
    author: str | None
    score: float
    title_html: str
    snippet_html: str


@dataclass(frozen=True, slots=True)
class Results:
    """One page of the answer. ``total`` is exact and counts all pages."""

    query: str
    total: int
    page: int
    pages: int
    limit: int
    sort: Sort
    took_ms: float
    hits: tuple[Hit, ...] = ()
    notes: tuple[Note, ...] = ()
    facets: Facets = field(default_factory=Facets)
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article as a page shows it.

    ``title_html`` and each of ``paragraphs_html`` are HTML-escaped, with the words of the query
    (where one was given) in ``<mark>``. ``title_made`` is true where the title was made from the
    text because the source gave none.
    """

    id: str
    title: str
    body: str
    url: str | None
    source: str | None
    category: str | None
    author: str | None
    published: str | None
    place: str | None
    title_made: bool
    title_html: str
    paragraphs_html: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """What an index holds: for the front page, ``telusur status`` and ``/healthz``.

    ``size_bytes`` is the index directory's size, ``committed`` the ISO 8601 time of the last
    commit, ``first_day`` and ``last_day`` the range of the dated articles (ISO days or None).
    """

    path: str
    articles: int
    generation: int
    segments: int
    size_bytes: int
    committed: str | None
    first_day: str | None
    last_day: str | None
    sources: tuple[FacetCount, ...]
    categories: tuple[FacetCount, ...]


def to_builtins(value: Any) -> Any:
    """A record of this module as plain dicts, lists and numbers, ready for JSON.

    This is the one shape of ``--format json`` and of ``/api``.
    """
    import msgspec

    return msgspec.to_builtins(value)
