"""Telusur, by its public doors alone: ``ArticleIndex`` and ``Searcher``."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from bench.documents import Document
from bench.peers.base import HITS, Engine, Shown
from bench.queries import Query
from corpus import Article
from index import ArticleIndex
from searcher import Searcher


class Telusur(Engine):
    """Telusur as a program uses it."""

    def __init__(self) -> None:
        self._index: ArticleIndex | None = None
        self._searcher: Searcher | None = None

    @property
    def version(self) -> str:
        """The version of the installed package."""
        from importlib.metadata import version

        return version("telusur")

    def build(self, documents: Iterable[Document], folder: Path) -> dict[str, float]:
        """All at once; analysing is part of it and is not told apart."""
        source = _Reading(documents)
        began = time.perf_counter()
        ArticleIndex.create(folder).update(source)
        return {
            "analysing": 0.0,
            "indexing": time.perf_counter() - began - source.seconds,
        }

    def create(self, folder: Path) -> None:
        """A new, empty index."""
        self._index = ArticleIndex.create(folder)

    def index(self, documents: Sequence[Document]) -> None:
        """Index documents and commit."""
        assert self._index is not None
        self._index.update(article_of(document) for document in documents)

    def finish(self) -> None:
        """Every update is durable."""

    def open(self, folder: Path) -> None:
        """A new searcher: it remembers no answer of the one before."""
        self._index = ArticleIndex.open(folder)
        self._searcher = Searcher(folder)

    def ids(self, query: Query) -> Sequence[object]:
        """``Searcher.ids``."""
        assert self._searcher is not None
        return self._searcher.ids(query.text, limit=HITS)

    def hits(self, query: Query) -> Sequence[Shown]:
        """``Searcher.search``: facets, notes and suggestions come with it."""
        assert self._searcher is not None
        found = self._searcher.search(query.text, limit=HITS).hits
        return [(hit.title_html, hit.snippet_html) for hit in found]

    def add(self, document: Document) -> None:
        """``ArticleIndex.update`` with one article."""
        self.index([document])

    def close(self) -> None:
        """Close the searcher."""
        if self._searcher is not None:
            self._searcher.close()
        self._searcher = self._index = None


class _Reading:
    """Articles out of documents; how long it took to come by them is counted apart."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = iter(documents)
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Article]:
        while True:
            began = time.perf_counter()
            document = next(self._documents, None)
            article = None if document is None else article_of(document)
            self.seconds += time.perf_counter() - began
            if article is None:
                return
            yield article


def article_of(document: Document) -> Article:
    """The article that the document was made of, as far as peers know it."""
    day = document.day
    return Article(
        id=document.id,
        title=document.title,
        body=document.body,
        source=document.source or None,
        category=document.category or None,
        published=date(day // 10_000, day // 100 % 100, day % 100) if day else None,
    )
