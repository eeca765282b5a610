"""bm25s with its numba backend: scores worked out beforehand, no positions, any-of only."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import bm25s

from bench.documents import Document
from bench.marking import marked
from bench.peers.base import HITS, Engine, Shown
from bench.queries import ANY, COMMON, MID, RARE, Query


class Bm25s(Engine):
    """The index is mapped from disk; titles and texts lie in an SQLite table, it keeps none."""

    kinds = (RARE, MID, COMMON, ANY)
    grows = False

    @property
    def version(self) -> str:
        """Versions of bm25s and numba."""
        return f"{version('bm25s')}, numba {version('numba')}"

    def create(self, folder: Path) -> None:
        """An index is made in one go at the end; until then terms are collected."""
        folder.mkdir(parents=True)
        self._folder = folder
        self._terms: list[list[str]] = []
        self._texts = sqlite3.connect(folder / "texts.db")
        self._texts.execute("CREATE TABLE docs (number INTEGER PRIMARY KEY, title, body)")

    def index(self, documents: Sequence[Document]) -> None:
        """Collect the terms, keep the texts."""
        self._terms += [document.terms.split(" ") for document in documents]
        rows = [(d.number, d.title, d.body) for d in documents]
        self._texts.executemany("INSERT INTO docs VALUES (?, ?, ?)", rows)

    def finish(self) -> None:
        """Work out the scores and write them."""
        engine = bm25s.BM25(backend="numba")
        engine.index(self._terms, show_progress=False)
        engine.save(self._folder / "scores", show_progress=False)
        self._texts.commit()
        self._terms.clear()
        os.sync()

    def open(self, folder: Path) -> None:
        """Map the scores."""
        self._texts = sqlite3.connect(folder / "texts.db")
        self._engine = bm25s.BM25.load(folder / "scores", mmap=True, show_progress=False)
        self._engine.backend = "numba"
        self._size = min(HITS, int(self._engine.scores["num_docs"]))

    def ids(self, query: Query) -> list[int]:
        """Numbers of documents that hold a word."""
        numbers, scores = self._engine.retrieve(
            [query.stems], k=self._size, show_progress=False, n_threads=1
        )
        return [int(n) + 1 for n, s in zip(numbers[0], scores[0], strict=True) if s > 0]

    def hits(self, query: Query) -> Sequence[Shown]:
        """Titles and original bodies from the table, marked in Python."""
        forms = frozenset(query.forms)
        shown = []
        for number in self.ids(query):
            row = self._texts.execute("SELECT title, body FROM docs WHERE number = ?", (number,))
            title, body = row.fetchone()
            shown.append((title, marked(body, forms)))
        return shown

    def close(self) -> None:
        """Close the table; the scores go with the object."""
        self._texts.close()
