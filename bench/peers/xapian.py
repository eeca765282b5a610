"""Xapian through Debian's Python bindings; run by the interpreter that has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xapian

from bench.documents import Document
from bench.marking import marked
from bench.peers.base import HITS, Engine, Shown
from bench.queries import ALL, DATED, PHRASE, PREFIX, Query

DAY = 0  # the number of a value
FOREVER = 99_999_999
LONGEST = 240  # bytes of a term, which Xapian bounds


class Xapian(Engine):
    """Finished terms with positions, the day as a value, title and body as data."""

    @property
    def version(self) -> str:
        """The version of the library."""
        return str(xapian.version_string())

    def create(self, folder: Path) -> None:
        """A new database."""
        self._writer = xapian.WritableDatabase(str(folder), xapian.DB_CREATE)

    def index(self, documents: Sequence[Document]) -> None:
        """Add documents."""
        for document in documents:
            self._writer.add_document(_document(document))

    def finish(self) -> None:
        """Commit."""
        self._writer.commit()
        self._writer.close()

    def open(self, folder: Path) -> None:
        """Open for reading."""
        self._folder = folder
        self._database = xapian.Database(str(folder))
        self._writer = None

    def ids(self, query: Query) -> Sequence[object]:
        """Numbers of documents."""
        return [match.docid for match in self._matches(query)]

    def hits(self, query: Query) -> Sequence[Shown]:
        """Titles and original bodies, marked in Python."""
        forms = frozenset(query.forms)
        shown = []
        for match in self._matches(query):
            title, _, body = match.document.get_data().decode().partition("\n")
            shown.append((title, marked(body, forms)))
        return shown

    def add(self, document: Document) -> None:
        """Add, commit, reopen."""
        if self._writer is None:
            self._writer = xapian.WritableDatabase(str(self._folder), xapian.DB_OPEN)
        self._writer.add_document(_document(document))
        self._writer.commit()
        self._database.reopen()

    def close(self) -> None:
        """Close both ends."""
        if self._writer is not None:
            self._writer.close()
        self._database.close()

    def stemmer(self) -> Callable[[str], str] | None:
        """Xapian's own Indonesian stemmer."""
        stem = xapian.Stem("indonesian")
        return lambda word: str(stem(word.encode()), "utf-8", "replace")

    def _matches(self, query: Query) -> Any:
        enquire = xapian.Enquire(self._database)
        enquire.set_query(_query(query))
        return enquire.get_mset(0, HITS)


def _document(document: Document) -> Any:
    made = xapian.Document()
    for position, term in enumerate(document.terms.split(" "), 1):
        if term:
            made.add_posting(_bounded(term), position)
    made.add_value(DAY, xapian.sortable_serialise(document.day))
    title = document.title.replace("\n", " ")
    made.set_data(f"{title}\n{document.body}")
    return made


def _bounded(term: str) -> bytes:
    return term.encode()[:LONGEST]


def _query(query: Query) -> Any:
    if query.kind == PREFIX:
        limit = xapian.Query.WILDCARD_LIMIT_ERROR  # with 0, as many words as there are
        return xapian.Query(xapian.Query.OP_WILDCARD, query.stems[0], 0, limit)
    operator = {ALL: xapian.Query.OP_AND, PHRASE: xapian.Query.OP_PHRASE}
    stems = [_bounded(stem) for stem in query.stems]
    wanted = xapian.Query(operator.get(query.kind, xapian.Query.OP_OR), stems)
    if query.kind != DATED:
        return wanted
    days = xapian.Query(
        xapian.Query.OP_VALUE_RANGE,
        DAY,
        xapian.sortable_serialise(query.since or 0),
        xapian.sortable_serialise(query.until or FOREVER),
    )
    return xapian.Query(xapian.Query.OP_FILTER, wanted, days)
