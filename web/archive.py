"""The archive behind the pages: one searcher, opened when needed and shared by all threads."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, Protocol, cast

from flask import current_app

from index.errors import IndexFault
from searcher.generation import Commit, NewestCommit
from searcher.results import (
    ArchiveStatus,
    ArticleView,
    Completion,
    Hit,
    Results,
    SearchRequest,
)

EXTENSION = "telusur"
NEWEST = 6  # articles on the front page
EVERY_DAY = (date(1, 1, 1), date(9999, 12, 31))


class SearcherLike(Protocol):
    """What the pages ask of a searcher; ``searcher.Searcher`` is one."""

    def search(self, query_or_request: str | SearchRequest, /) -> Results:
        """The answer to one request."""

    def article(self, id: str, query: str = "") -> ArticleView | None:
        """One article, with the words of the query marked."""

    def suggest(self, prefix: str, limit: int = 8) -> list[Completion]:
        """What someone who has typed so much may be about to type."""

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Articles like the one with this id."""

    def status(self) -> ArchiveStatus:
        """What the archive holds."""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the front page tells of the archive: its size and range, and its newest articles."""

    commit: Commit
    status: ArchiveStatus
    newest: Results


class Archive:
    """Opens the index in ``path`` on first use, and again after a failure, so that a server
    started before its index finds it as soon as it is made."""

    def __init__(self, path: Path | str, searcher: SearcherLike | None = None) -> None:
        self.path = Path(path).absolute()
        self._searcher = searcher
        self._lent = searcher is not None
        self._newest = NewestCommit(self.path)
        self._front: FrontPage | None = None
        self._lock = Lock()

    @property
    def searcher(self) -> SearcherLike:
        """The searcher.

        Raises:
            IndexFault: if there is no index, or it cannot be read.
        """
        if self._searcher is None:
            with self._lock:
                if self._searcher is None:
                    self._searcher = _open(self.path)
        return self._searcher

    def prepare(self) -> None:
        """Open the index and make first searches as quick as others: for a server to begin with.

        Raises:
            IndexFault: as :attr:`searcher` does.
        """
        if not self._lent:
            cast(Any, self.searcher).prepare()

    @property
    def commit(self) -> Commit:
        """The archive's last commit, cheaply where the index is our own to open.

        Raises:
            IndexFault: as :attr:`searcher` does.
        """
        searcher = self.searcher
        return Commit(searcher.status().generation) if self._lent else self._newest.commit()

    def front_page(self) -> FrontPage:
        """The front page's figures; they are gathered once for each state of the archive."""
        commit = self.commit
        front = self._front
        if front is None or front.commit != commit:
            front = FrontPage(commit, self.searcher.status(), self.newest(NEWEST))
            self._front = front
        return front

    def newest(self, limit: int) -> Results:
        """All dated articles, the newest first."""
        since, until = EVERY_DAY
        return self.searcher.search(
            SearchRequest(sort="newest", limit=limit, since=since, until=until)
        )

    def close(self) -> None:
        """Let go of the index."""
        with self._lock, suppress(AttributeError, IndexFault):
            cast(Any, self._searcher).close()
            self._searcher = None


def _open(path: Path) -> SearcherLike:
    from searcher import Searcher

    return cast(SearcherLike, Searcher(path))


def archive() -> Archive:
    """The archive of the application that answers the present request."""
    return cast(Archive, current_app.extensions[EXTENSION])
