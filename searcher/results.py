"""What is asked of the archive and what comes back: the records shared by every front end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal, get_args

from msgspec import Struct, field
from msgspec import to_builtins as plain
from msgspec.structs import force_setattr, replace

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


class SearchRequest(Struct, frozen=True):
    """One search.

    ``since`` and ``until`` are both inclusive days. ``source`` and ``category`` are whole
    values as the facets give them, in any capitals; several of one field are alternatives.
    ``page`` counts from 1, ``limit`` is hits a page (1 to MAX_LIMIT). An empty query with a filter
    lists what the filter leaves; an empty query without one finds nothing.
    ``explain`` asks for :attr:`Hit.why`.
    """

    query: str = ""
    page: int = 1
    limit: int = 10
    sort: Sort = "relevance"
    since: date | None = None
    until: date | None = None
    source: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    explain: bool = False


class Note(Struct, frozen=True, gc=False):
    """Something the reader should know of how the query was read: repaired, ignored, expanded.

    ``code`` is stable and for programs; ``message`` is Indonesian and ``message_en`` English.
    """

    code: str
    message: str
    message_en: str


class FacetCount(Struct, frozen=True, gc=False):
    """One value of a facet and the number of articles that carry it."""

    value: str
    count: int
    selected: bool = False


class Facets(Struct, frozen=True):
    """Counts of the matching articles by source, category and month.

    Each facet counts what would be found if its own filter were lifted and all others kept, so
    that the other values of a chosen facet stay visible. ``source`` and ``category`` are most
    frequent first; ``month`` is in order of time, values ``YYYY-MM``.
    """

    source: tuple[FacetCount, ...] = ()
    category: tuple[FacetCount, ...] = ()
    month: tuple[FacetCount, ...] = ()


class FormCount(Struct, frozen=True, gc=False):
    """A word as an article writes it (normalised) and how often it does."""

    form: str
    count: int


class WordMatch(Struct, frozen=True):
    """A word of the query in one article: ``ditangkap → tangkap ← penangkapan``.

    ``typed`` is how it was typed, ``stem`` what was searched for (the stems of a phrase with
    spaces between), ``forms`` the words of the article that match, most frequent first. ``kind``:
    ``"content"``, ``"asking"`` (it says what a question asks for), ``"function"`` or ``"question"``
    (these two weigh little), ``"phrase"``, ``"prefix"``; ``"guess"``: what a word that no article
    holds may have been meant to be; ``"acronym"``: a short form in place of the words typed, or its
    words in place of the short form (and a day without its year in place of one with it);
    ``defined_in`` is then the article that explains it, if it is there still. ``"related"``:
    another word of the same root in place of the one typed. ``title`` and
    ``body`` count the occurrences; both are 0 for a word that the article lacks. The two scores are
    what the word adds to the article's.
    """

    typed: str
    stem: str
    kind: str
    forms: tuple[FormCount, ...]
    title: int
    body: int
    stems_score: float
    forms_score: float
    defined_in: str | None = None


class ScoreParts(Struct, frozen=True, gc=False):
    """What an article's score is the sum of.

    ``stems``: the words by their stems, in title and body; ``forms``: the words exactly as typed;
    ``first``: how early they come; ``near``: how near each other; ``recency``: how new it is.
    """

    stems: float
    forms: float
    first: float
    near: float
    recency: float


class Why(Struct, frozen=True):
    """Why an article was found, and why it stands where it does.

    ``all_words``: it has every content word of the query; unless the query is a question, it comes
    before those that have not. As plain data ``{"words": [], "parts": {}, "all_words": true}``,
    words and parts with the names of :class:`WordMatch` and :class:`ScoreParts`.
    """

    words: tuple[WordMatch, ...]
    parts: ScoreParts
    all_words: bool


class Hit(Struct, frozen=True, gc=False):
    """One article found.

    ``published`` is ISO 8601 text (a day, or a time with its zone) or None. ``title_html`` and
    ``snippet_html`` are HTML-escaped text in which matches stand in ``<mark>`` and nothing else is
    markup. ``why`` is there if the request asked to ``explain``.
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
    why: Why | None = None


class Relaxation(Struct, frozen=True):
    """A wider search that finds something where the one asked for found nothing.

    ``dropped`` is what it leaves out, as a reader would write it; ``kind`` what that is:
    ``"word"``, ``"phrase"``, ``"filter"`` (all left out) or ``"quotes"`` (the phrase's words stay).
    ``query`` is the query to search for, ``total`` how many articles it finds. ``parameters`` are
    the parameters of the request that have to go as well (``since``, ``until``, ``source``,
    ``category``); all others stay. ``unknown``: no article of the archive holds what is dropped.
    """

    query: str
    dropped: str
    total: int
    kind: Literal["word", "phrase", "quotes", "filter"]
    parameters: tuple[str, ...] = ()
    unknown: bool = False


class Copy(Struct, frozen=True, gc=False):
    """A hit that is a near copy of another: ``id`` is its id, ``of`` that of one above it."""

    id: str
    of: str


class Completion(Struct, frozen=True, gc=False):
    """What someone who has begun to type may be about to type.

    ``text`` is the whole query (for a title: the title), ``count`` the articles that hold the last
    word (for a title: 1). ``id`` is that of the article whose title it is, else None.
    """

    text: str
    kind: Literal["word", "name", "title"]
    count: int
    id: str | None = None


class _Unhurried:
    """What is worked out when it is first looked at is asked of ``_later``, by name."""

    __slots__ = ("_later",)

    _later: Callable[[str], Any]


class Results(_Unhurried, Struct, frozen=True):
    """One page of the answer. ``total`` is exact and counts all pages.

    ``suggestion`` is the query that was probably meant, which finds something. ``relaxations`` are
    given where nothing was found: the most telling first. ``copies`` are the hits that are near
    copies of one above on the same page; they stay where they are. ``took_ms`` is the time of the
    search itself: those three and ``facets`` are worked out when they are first looked at (which
    may raise an :class:`index.IndexFault`), so that who wants hits alone does not wait for them.
    They are of the commit that was searched, and otherwise like any other field.
    """

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
    relaxations: tuple[Relaxation, ...] = ()
    copies: tuple[Copy, ...] = ()

    @classmethod
    def with_later(cls, later: Callable[[str], Any], **known: Any) -> Results:
        """Results whose :data:`WORKED_OUT` fields are asked of ``later``, by name."""
        results = cls.__new__(cls)
        for name, value in known.items():
            force_setattr(results, name, value)
        force_setattr(results, "_later", later)
        return results

    def __getattr__(self, name: str) -> Any:
        """The value of a field that has none yet; it is kept."""
        if name not in WORKED_OUT:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        value = self._later(name)
        force_setattr(self, name, value)
        return value

    def complete(self) -> Results:
        """The same, with nothing left to be worked out."""
        for name in WORKED_OUT:
            getattr(self, name)
        return self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Results):
            return NotImplemented
        return bool(Struct.__eq__(self.complete(), other.complete()))

    def __hash__(self) -> int:
        return hash(Struct.__hash__(self.complete()))

    def __repr__(self) -> str:
        return str(Struct.__repr__(self.complete()))

    def __copy__(self) -> Results:
        return replace(self.complete())

    def __reduce__(self) -> Any:
        return Struct.__reduce__(self.complete())


WORKED_OUT = frozenset(("facets", "suggestion", "relaxations", "copies"))
"""The fields of :class:`Results` that are worked out when they are first looked at."""


class ArticleView(Struct, frozen=True):
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


class ArchiveStatus(Struct, frozen=True):
    """What an index holds: for the front page, ``telusur status`` and ``/healthz``.

    ``size_bytes`` is the index directory's size, ``committed`` the ISO 8601 time of the last
    commit, ``first_day`` and ``last_day`` the range of the dated articles (ISO days or None).
    ``names`` and ``acronyms`` are how many the archive has taught, the names from its first
    ``learned_from`` articles; ``rebuild_pays`` is true where it has grown so much since that many
    more names would be learned from it now.
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
    names: int = 0
    acronyms: int = 0
    learned_from: int = 0
    rebuild_pays: bool = False


def to_builtins(value: Any) -> Any:
    """A record of this module as plain dicts, lists and numbers, ready for JSON.

    This is the one shape of ``--format json`` and of ``/api``.
    """
    return plain(value.complete() if isinstance(value, Results) else value)
