"""The searcher: the one door through which every front end searches.

What not every search needs is loaded where it is first needed: a search from a shell pays for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from threading import Lock
from time import perf_counter
from types import TracebackType

from index.snapshot import open_snapshot
from searcher.answer import answer_to, damage_named, results_of
from searcher.deadline import Deadline
from searcher.facets import facets_of
from searcher.filters import Filters
from searcher.generation import NewestCommit
from searcher.present import Presenter
from searcher.query import understand
from searcher.rank import Tuning
from searcher.requests import DayLike, check_limit, check_request, make_request
from searcher.results import (
    MAX_LIMIT,
    ArchiveStatus,
    ArticleView,
    Completion,
    Hit,
    Results,
    SearchRequest,
    Sort,
)
from searcher.view import View
from searcher.widen import widened

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
        with damage_named(self._directory):
            return results_of(request, view, self._time_limit, began)

    def ids(self, query: str, *, limit: int = MAX_LIMIT) -> tuple[str, ...]:
        """The ids of the best articles, in the order in which :meth:`search` lists them.

        Without titles and snippets, which take most of the time where many hits are wanted.

        Raises:
            RequestError: if ``limit`` is out of bounds.
            IndexFault: if the index has gone or is damaged.
        """
        request = check_request(SearchRequest(query, limit=limit))
        view = self._current_view()
        with damage_named(self._directory):
            answer = answer_to(request, view, self._time_limit)
            documents = answer.matches.documents
            return tuple(view.id_of(documents[place]) for place in answer.first(limit, "relevance"))

    def article(self, id: str, query: str = "") -> ArticleView | None:
        """The article with this id, with the words of ``query`` marked; None if there is none.

        Raises:
            IndexFault: if the index has gone or is damaged.
        """
        view = self._current_view()
        with damage_named(self._directory):
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
        with damage_named(self._directory):
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
        with damage_named(self._directory):
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

    def prepare(self) -> None:
        """Work out now what the first searches of a process would wait for.

        The words of the archive are read into memory and its acronyms sorted. That takes a part of
        a second, which no single search needs and a server spends before it takes requests.

        Raises:
            IndexFault: if the index has gone or is damaged.
        """
        view = self._current_view()
        with damage_named(self._directory):
            view.vocabulary.load()
            view.explained.sort()

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
