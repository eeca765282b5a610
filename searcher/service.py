"""The searcher: the one door through which every front end searches."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path
from threading import Lock
from time import perf_counter
from types import TracebackType
from typing import Any, NamedTuple

from msgspec import DecodeError

from index.errors import IndexDamaged
from index.snapshot import latest_generation, open_snapshot
from searcher.complete import completions
from searcher.days import today_wib
from searcher.deadline import Deadline
from searcher.explain import explain
from searcher.facets import facets_of
from searcher.filters import Filters, filters_of
from searcher.inquiry import Inquiry
from searcher.lexer import clean
from searcher.matching import Matches, match
from searcher.order import first_documents
from searcher.present import Presenter
from searcher.query import understand
from searcher.rank import Tuning
from searcher.relax import relaxations
from searcher.requests import DayLike, check_limit, check_request, make_request
from searcher.rerank import Extra, extras
from searcher.results import (
    MAX_LIMIT,
    ArchiveStatus,
    ArticleView,
    Completion,
    Facets,
    Hit,
    Note,
    Relaxation,
    Results,
    SearchRequest,
    Sort,
)
from searcher.similar import similar
from searcher.suggest import suggestion
from searcher.view import View
from searcher.widen import widened

_DAMAGE = (
    zlib.error,
    pickle.UnpicklingError,
    struct.error,
    EOFError,
    DecodeError,
    UnicodeDecodeError,
)
TIME_LIMIT = 5.0
"""Seconds after which a search gives what it has found."""


class Searcher:
    """Searches the index in a directory.

    Safe to share between threads. A commit made by any process is seen by the next search; a
    search under way finishes on the commit it began with.
    """

    def __init__(
        self,
        directory: str | Path,
        *,
        tuning: Tuning | None = None,
        time_limit: float = TIME_LIMIT,
    ) -> None:
        """Open the index. ``time_limit`` is in seconds.

        Raises:
            IndexFault: if there is no index, or it cannot be read.
        """
        self._directory = Path(directory).absolute()
        self._tuning = tuning or Tuning()
        self._time_limit = time_limit
        self._lock = Lock()
        self._view: View | None = self._open_view()

    def __enter__(self) -> Searcher:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The index directory."""
        return self._directory

    def search(
        self,
        query: str | SearchRequest = "",
        *,
        page: int = 1,
        limit: int = 10,
        sort: Sort = "relevance",
        since: DayLike = None,
        until: DayLike = None,
        source: str | Iterable[str] = (),
        category: str | Iterable[str] = (),
        explain: bool = False,
    ) -> Results:
        """One page of the articles that a query finds.

        ``query`` is any text in the query language, or a whole request (the other parameters are
        then not looked at). ``since`` and ``until`` are inclusive days, or text such as
        ``10 November 2025`` or ``2024``. A page past the end is empty.
        With ``explain`` every hit says why it was found (:class:`searcher.results.Why`).

        Raises:
            RequestError: if a parameter makes no sense. No query text does.
            IndexFault: if the index has gone or is damaged.
        """
        began = perf_counter()
        if isinstance(query, SearchRequest):
            request = check_request(query)
        else:
            request = make_request(
                query,
                page=page,
                limit=limit,
                sort=sort,
                since=since,
                until=until,
                source=source,
                category=category,
                explain=explain,
            )
        view = self._current_view()
        with _damage_named(self._directory):
            return _results(request, view, self._time_limit, began)

    def ids(self, query: str, *, limit: int = MAX_LIMIT) -> tuple[str, ...]:
        """The ids of the best articles, in the order in which :meth:`search` lists them.

        Without titles and snippets, which take most of the time where many hits are wanted.

        Raises:
            RequestError: if ``limit`` is out of bounds.
            IndexFault: if the index has gone or is damaged.
        """
        request = check_request(SearchRequest(query, limit=limit))
        view = self._current_view()
        with _damage_named(self._directory):
            answer = _answer(request, view, self._time_limit)
            found = first_documents(answer.documents, limit, request.sort, answer.matches, view)
            return tuple(view.id_of(document) for document in found[:limit])

    def article(self, id: str, query: str = "") -> ArticleView | None:
        """The article with this id, with the words of ``query`` marked; None if there is none.

        Raises:
            IndexFault: if the index has gone or is damaged.
        """
        view = self._current_view()
        with _damage_named(self._directory):
            document = _document(id, view)
            if document is None:
                return None
            understood = understand(query, analysis=view.snapshot.analysis)
            found, _ = widened(understood.query, view)
            return Presenter(view, found).article(document)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Completion, ...]:
        """What someone who has typed ``prefix`` may be about to type, the likeliest first.

        Raises:
            RequestError: if ``limit`` is not from 1 to MAX_LIMIT. No text does.
            IndexFault: if the index has gone or is damaged.
        """
        check_limit(limit)
        view = self._current_view()
        with _damage_named(self._directory):
            return completions(prefix, limit, view)

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Articles like the one with this id, the likest first; none if there is no such article.

        Near copies of it, and of articles that come before, are put last.

        Raises:
            RequestError: if ``limit`` is not from 1 to MAX_LIMIT.
            IndexFault: if the index has gone or is damaged.
        """
        check_limit(limit)
        view = self._current_view()
        with _damage_named(self._directory):
            document = _document(id, view)
            if document is None:
                return ()
            return similar(document, limit, view, Deadline(self._time_limit))

    def status(self) -> ArchiveStatus:
        """What the index holds.

        Raises:
            IndexFault: if the index has gone or is damaged.
        """
        view = self._current_view()
        snapshot = view.snapshot
        facets = facets_of(view.live, Filters(), SearchRequest(), view)
        dated = [day for document in view.live if (day := snapshot.days[document])]
        return ArchiveStatus(
            path=str(self._directory),
            articles=snapshot.doc_count,
            generation=snapshot.generation,
            segments=len(snapshot.segments),
            size_bytes=_size_of(self._directory),
            committed=_iso_time(snapshot.contents.committed),
            first_day=_iso_day(min(dated)) if dated else None,
            last_day=_iso_day(max(dated)) if dated else None,
            sources=facets.source,
            categories=facets.category,
            names=len(snapshot.learned.names),
            acronyms=len(snapshot.learned.acronyms),
            learned_from=snapshot.learned.articles,
            rebuild_pays=snapshot.learned.is_outgrown_by(snapshot.doc_count),
        )

    def close(self) -> None:
        """Let go of the index; a search still under way in another thread can finish."""
        with self._lock:
            self._view = None

    def _open_view(self) -> View:
        return View(open_snapshot(self._directory), self._tuning)

    def _current_view(self) -> View:
        """The newest commit. Older ones live on while a search holds them."""
        view = self._view
        if view is None:
            raise ValueError("the searcher is closed")
        if latest_generation(self._directory) == view.snapshot.generation:
            return view
        with self._lock:
            if self._view is None:
                raise ValueError("the searcher is closed")
            if self._view.snapshot.generation != latest_generation(self._directory):
                self._view = self._open_view()
            return self._view


def _document(id: str, view: View) -> int | None:
    """The number of the article with this id; no article has one that cannot be encoded."""
    try:
        id.encode("utf-8")
    except UnicodeEncodeError:
        return None
    return view.snapshot.docnum_of(id)


class Answer(NamedTuple):
    """All that a query and its filters find, before a page is taken."""

    matches: Matches
    documents: Sequence[int]
    facets: Facets
    notes: tuple[Note, ...]
    found: Any | None
    suggestion: str | None
    relaxations: tuple[Relaxation, ...]
    extras: Mapping[int, Extra]


def _results(request: SearchRequest, view: View, time_limit: float, began: float) -> Results:
    answer = _answer(request, view, time_limit)
    total = len(answer.documents)
    start = (request.page - 1) * request.limit
    shown: list[int] = []
    if start < total:
        end = start + request.limit
        shown = first_documents(answer.documents, end, request.sort, answer.matches, view)[start:]
    hits = Presenter(view, answer.found).hits(shown, answer.matches.scores)
    if request.explain:
        reasons = explain(answer.found, shown, answer.extras, view)
        hits = tuple(
            replace(hit, why=reasons[document]) for hit, document in zip(hits, shown, strict=True)
        )
    return Results(
        query=clean(request.query),
        total=total,
        page=request.page,
        pages=-(-total // request.limit),
        limit=request.limit,
        sort=request.sort,
        took_ms=round((perf_counter() - began) * 1000, 3),
        hits=hits,
        notes=answer.notes,
        facets=answer.facets,
        suggestion=answer.suggestion,
        relaxations=answer.relaxations,
    )


def _answer(request: SearchRequest, view: View, time_limit: float) -> Answer:
    today = today_wib()
    filters = (request.since, request.until, request.source, request.category)
    key = (request.query, filters, today)

    def find() -> tuple[Answer, int, bool]:
        deadline = Deadline(time_limit)
        answer = _find(request, view, deadline, today)
        return answer, len(answer.matches.scores), not deadline.hit

    return view.cached_answer(key, find)


def _find(request: SearchRequest, view: View, deadline: Deadline, today: date) -> Answer:
    understood = understand(request.query, today, view.snapshot.analysis)
    filters = filters_of(request, view)
    sought, guessed = widened(understood.query, view)
    matches, notes = match(sought, view, deadline)
    if sought is None and filters:
        matches = Matches(dict.fromkeys(view.live, 0.0))
    found = list(matches.scores)
    documents = filters.apply(found)
    best = first_documents(documents, view.tuning.depth, "relevance", matches, view)
    gained = extras(sought, best, matches.scores, view, deadline)
    for document, extra in gained.items():
        matches.scores[document] += extra.total
    inquiry = Inquiry(request, view, deadline, today)
    return Answer(
        matches,
        documents,
        facets_of(found, filters, request, view),
        tuple(dict.fromkeys((*understood.notes, *guessed, *notes))),
        sought,
        suggestion(inquiry),
        () if documents else relaxations(inquiry),
        gained,
    )


@contextmanager
def _damage_named(directory: Path) -> Iterator[None]:
    """Turn what damaged bytes cause into a clear error."""
    try:
        yield
    except _DAMAGE as error:
        what = f"{type(error).__name__} while reading it: {error}"
        raise IndexDamaged(directory, what) from error


def _size_of(directory: Path) -> int:
    total = 0
    for path in directory.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            # A writer has just tidied up.
            continue
    return total


def _iso_time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")


def _iso_day(day: int) -> str:
    return f"{day // 10_000:04}-{day // 100 % 100:02}-{day % 100:02}"
