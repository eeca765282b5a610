"""SQLite's FTS5: finished terms in a contentless table, the articles in a table beside it."""

from __future__ import annotations

import sqlite3
import string
from collections.abc import Sequence
from pathlib import Path

from bench.documents import Document
from bench.marking import marked
from bench.peers.base import HITS, Engine, Shown
from bench.queries import ALL, DATED, PHRASE, PREFIX, Query

_SIGNS = "".join(sign for sign in string.punctuation if sign not in "\"'")
TABLES = f"""
PRAGMA journal_mode = WAL;
CREATE TABLE docs (number INTEGER PRIMARY KEY, day INTEGER, title TEXT, body TEXT);
CREATE VIRTUAL TABLE terms USING fts5(
    t, content='', tokenize="ascii tokenchars '{_SIGNS}'"
);
"""
PLAIN = "SELECT rowid FROM terms WHERE terms MATCH ? ORDER BY rank LIMIT ?"
BETWEEN = """SELECT terms.rowid FROM terms JOIN docs ON docs.number = terms.rowid
WHERE terms MATCH ? AND docs.day BETWEEN ? AND ? ORDER BY rank LIMIT ?"""
FOREVER = 99_999_999


class Fts5(Engine):
    """FTS5 through Python's own ``sqlite3``."""

    @property
    def version(self) -> str:
        """The version of the SQLite library."""
        return f"SQLite {sqlite3.sqlite_version}, synchronous FULL, WAL"

    def create(self, folder: Path) -> None:
        """A new database."""
        folder.mkdir(parents=True)
        self.open(folder)
        self._database.executescript(TABLES)

    def index(self, documents: Sequence[Document]) -> None:
        """Insert into both tables."""
        rows = [(d.number, d.day, d.title, d.body) for d in documents]
        self._database.executemany("INSERT INTO docs VALUES (?, ?, ?, ?)", rows)
        terms = [(d.number, d.terms) for d in documents]
        self._database.executemany("INSERT INTO terms(rowid, t) VALUES (?, ?)", terms)

    def finish(self) -> None:
        """Merge to one tree, commit, and bring the log into the database."""
        self._database.execute("INSERT INTO terms(terms) VALUES ('optimize')")
        self._database.commit()
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def open(self, folder: Path) -> None:
        """Open with full durability."""
        self._database = sqlite3.connect(folder / "articles.db")
        self._database.execute("PRAGMA synchronous = FULL")

    def ids(self, query: Query) -> Sequence[object]:
        """Row numbers by FTS5's BM25."""
        asked = _match(query)
        if query.kind == DATED:
            days = (query.since or 0, query.until or FOREVER)
            rows = self._database.execute(BETWEEN, (asked, *days, HITS))
        else:
            rows = self._database.execute(PLAIN, (asked, HITS))
        return [row[0] for row in rows]

    def hits(self, query: Query) -> Sequence[Shown]:
        """Titles and original bodies, marked in Python."""
        forms = frozenset(query.forms)
        shown = []
        for number in self.ids(query):
            row = self._database.execute("SELECT title, body FROM docs WHERE number = ?", (number,))
            title, body = row.fetchone()
            shown.append((title, marked(body, forms)))
        return shown

    def add(self, document: Document) -> None:
        """Insert and commit."""
        self.index([document])
        self._database.commit()

    def close(self) -> None:
        """Close the connection."""
        self._database.close()


def _match(query: Query) -> str:
    quoted = ['"' + stem.replace('"', '""') + '"' for stem in query.stems]
    if query.kind == PREFIX:
        return f"{quoted[0]} *"
    if query.kind == PHRASE:
        return " + ".join(quoted)
    return (" AND " if query.kind == ALL else " OR ").join(quoted)
