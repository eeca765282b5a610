"""The searcher: the one door through which every front end searches.

What not every search needs is loaded where it is first needed: a search from a shell pays for it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timezone
from functools import cached_property
from pathlib import Path
from threading import Lock
from time import perf_counter
from types import TracebackType
from typing import Any

from msgspec import DecodeError
from msgspec.structs import replace

from index.errors import IndexDamaged
from index.snapshot import open_snapshot
from searcher.absent import absent_words
from searcher.days import today_wib
from searcher.deadline import Deadline
from searcher.document_sets import zeros
from searcher.facets import facets_of
from searcher.filters import Filters, filters_of
from searcher.generation import NewestCommit
from searcher.inquiry import Inquiry
from searcher.lexer import clean
from searcher.matches import Matches
from searcher.matching import match
from searcher.order import first, reordered
from searcher.present import Presenter
from searcher.query import understand
from searcher.rank import Tuning
from searcher.requests import DayLike, check_limit, check_request, make_request
from searcher.rerank import Extra, gains, words_had
from searcher.results import (
    MAX_LIMIT,
    ArchiveStatus,
    ArticleView,
    Completion,
    Facets,
    Hit,
    Relaxation,
    Results,
    SearchRequest,
    Sort,
)
from searcher.view import ANSWER_OVERHEAD, View
from searcher.widen import widened

_DAMAGE = (
    zlib.error,
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
        self._newest = NewestCommit(self._directory)
        self._view: View | None = None
        self._commit = self._newest.commit()
        self._view = self._open_view()

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
            documents = answer.matches.documents
            return tuple(view.id_of(documents[place]) for place in answer.first(limit, "relevance"))

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
        from searcher.complete import completions

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
        from searcher.similar import similar

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
        facets = facets_of(view.live, Filters(view), SearchRequest(), view)
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
            if self._view is not None:
                self._view.retire()
            self._view = None

    def _open_view(self) -> View:
        previous = self._view
        snapshot = open_snapshot(self._directory, previous.snapshot if previous else None)
        return View(snapshot, self._tuning, previous)

    def _current_view(self) -> View:
        """The newest commit. Older ones live on while a search holds them."""
        # In this order: whoever opens a view sets them in the other one.
        opened = self._commit
        view = self._view
        if view is None:
            raise ValueError("the searcher is closed")
        if self._newest.commit() == opened:
            return view
        with self._lock:
            if self._view is None:
                raise ValueError("the searcher is closed")
            # What is opened then is this commit or a later one.
            commit = self._newest.commit()
            if commit != self._commit:
                outdated, self._view = self._view, self._open_view()
                self._commit = commit
                outdated.retire()
            return self._view


def _document(id: str, view: View) -> int | None:
    """The number of the article with this id; no article has one that cannot be encoded."""
    try:
        id.encode("utf-8")
    except UnicodeEncodeError:
        return None
    return view.snapshot.docnum_of(id)


class Answer:
    """All that a query and its filters find, before a page is taken.

    ``matches`` are what the filters let through. What is not always asked for is worked out when it
    is. Safe to share between threads.
    """

    def __init__(self, request: SearchRequest, view: View, today: date, time_limit: float) -> None:
        """Search, for ``time_limit`` seconds at most."""
        self._request = request
        self._view = view
        self._today = today
        self._time_limit = time_limit
        deadline = Deadline(time_limit)
        understood = understand(request.query, today, view.snapshot.analysis)
        self.sought, guessed = widened(understood.query, view)
        self._filters = filters_of(request, view)
        matches, notes = match(self.sought, view, deadline)
        if self.sought is None and self._filters:
            matches = Matches(view.live, zeros(len(view.live)))
        self._found = matches.documents
        if self._filters:
            matches = matches.where(self._filters.flags(matches.documents))
        self.matches = matches
        best = first(view.tuning.depth, "relevance", matches, view)
        self._gains = gains(self.sought, best, matches, view, deadline)
        words = words_had(self.sought, best, matches, view, self._gains)
        self._best = reordered(best, words, matches, view)
        absent = absent_words(self.sought, matches, bool(self._filters), view, deadline)
        self.notes = tuple(dict.fromkeys((*understood.notes, *guessed, *absent, *notes)))
        self.complete = not deadline.hit

    def first(self, count: int, sort: Sort) -> list[int]:
        """The places of the first matches."""
        if sort != "relevance":
            return first(count, sort, self.matches, self._view)
        if count <= len(self._best) or self._best_are_all:
            return self._best[:count]
        # What the best have gained keeps them before the others.
        others = first(count, sort, self.matches, self._view)
        return self._best + others[len(self._best) :]

    @property
    def _best_are_all(self) -> bool:
        return len(self._best) == len(self.matches.documents)

    @cached_property
    def extras(self) -> dict[int, Extra]:
        """What the best articles gain beside the scores of their words."""
        return self._gains.by_document()

    @cached_property
    def facets(self) -> Facets:
        """The facets of what was found."""
        return facets_of(self._found, self._filters, self._request, self._view)

    @cached_property
    def suggestion(self) -> str | None:
        """The query that was probably meant."""
        from searcher.suggest import suggestion

        return suggestion(self._inquiry())

    @cached_property
    def relaxations(self) -> tuple[Relaxation, ...]:
        """Wider searches, where nothing was found."""
        if self.matches.documents:
            return ()
        from searcher.relax import relaxations

        return relaxations(self._inquiry())

    def later(self, name: str, shown: Sequence[tuple[str, str]]) -> Any:
        """A field of results that is worked out when it is looked at.

        ``shown`` are the ids of the hits and how their articles begin.
        """
        with _damage_named(self._view.snapshot.path):
            if name != "copies":
                return getattr(self, name)
            from searcher.copies import copies

            return copies(shown)

    def _inquiry(self) -> Inquiry:
        return Inquiry(self._request, self._view, Deadline(self._time_limit), self._today)


def _results(request: SearchRequest, view: View, time_limit: float, began: float) -> Results:
    answer = _answer(request, view, time_limit)
    matches = answer.matches
    total = len(matches.documents)
    start = (request.page - 1) * request.limit
    places = answer.first(start + request.limit, request.sort)[start:] if start < total else []
    shown = [matches.documents[place] for place in places]
    scores = [matches.scores[place] for place in places]
    presenter = Presenter(view, answer.sought)
    hits = presenter.hits(shown, scores)
    openings = presenter.openings
    if request.explain:
        from searcher.explain import explain

        reasons = explain(answer.sought, shown, answer.extras, view)
        hits = tuple(
            replace(hit, why=reasons[document]) for hit, document in zip(hits, shown, strict=True)
        )
    return Results.with_later(
        lambda name: answer.later(name, openings),
        query=clean(request.query),
        total=total,
        page=request.page,
        pages=-(-total // request.limit),
        limit=request.limit,
        sort=request.sort,
        took_ms=round((perf_counter() - began) * 1000, 3),
        hits=hits,
        notes=answer.notes,
    )


def _answer(request: SearchRequest, view: View, time_limit: float) -> Answer:
    today = today_wib()
    filters = (request.since, request.until, request.source, request.category)
    key = (request.query, filters, today)

    def find() -> tuple[Answer, int, bool]:
        answer = Answer(request, view, today, time_limit)
        # Who asks for nothing but what is nowhere shall not fill the memory.
        size = len(answer.matches.documents) + len(request.query) + ANSWER_OVERHEAD
        return answer, size, answer.complete

    return view.cached_answer(key, find)


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
