"""The fields of an article in the index, as a Whoosh schema.

Indexed: ``id`` (whole, unique), ``title`` and ``body`` (stems with positions), ``forms`` (the
words of both as they are written, with how often each comes), ``source``, ``category`` and
``author`` (the folded value whole, and its words). Kept in columns, one value a
document: ``day`` and ``time`` (for filters and sorting), ``source`` and ``category`` (for facets).
What is shown of an article stands beside the schema: see :mod:`index.segment.documents`.
"""

from __future__ import annotations

from typing import Any

from whoosh import fields, formats

from index.analysis.analyzer import FoldedAnalyzer, IndonesianAnalyzer
from index.analysis.pipeline import fold
from index.segment.columns import StoredColumn
from index.segment.pool import TermPool
from index.segment.positions import PackedPositions

# Raised whenever an index of the old schema or with terms of the old analysis must not be mixed
# with the new one.
SCHEMA_VERSION = 3

TEXT_FIELDS = ("title", "body")
# The fields whose length is kept, for a score.
SCORED_FIELDS = (*TEXT_FIELDS, "forms")
KEYWORD_FIELDS = ("source", "category", "author")
INDEXED_FIELDS = ("id", *TEXT_FIELDS, *KEYWORD_FIELDS)


class ArticleText(fields.FieldType):  # type: ignore[misc]
    """Running text: terms of the Indonesian analyzer with the positions they stand at."""

    def __init__(self) -> None:
        super().__init__(PackedPositions(), IndonesianAnalyzer(), scorable=True)
        self.multitoken_query = "phrase"

    def add_to(self, pool: TermPool, name: str, docnum: int, value: str) -> int:
        """Put a text's words into a pool; returns how many there are."""
        return pool.add_text(name, docnum, value)


class Forms(fields.FieldType):  # type: ignore[misc]
    """The words of the text fields as they are written, with how often each comes.

    It is filled along with the text fields: see :class:`index.segment.pool.TermPool`.
    """

    def __init__(self) -> None:
        super().__init__(formats.Frequency(), FoldedAnalyzer(), scorable=True)


class Keyword(fields.FieldType):  # type: ignore[misc]
    """A name such as a source or a category: found whole or by any of its words, in any case."""

    def __init__(self, column: Any = None) -> None:
        super().__init__(formats.Existence(), FoldedAnalyzer())
        self.column_type = column

    def add_to(self, pool: TermPool, name: str, docnum: int, value: str) -> int:
        """Put the terms of a name into a pool; returns 0, for its length means nothing."""
        pool.add_names(name, docnum, fold(value))
        return 0


class Identifier(fields.ID):  # type: ignore[misc]
    """An id: found whole, as it is written."""

    def add_to(self, pool: TermPool, name: str, docnum: int, value: str) -> int:
        """Put the id into a pool; returns 0."""
        pool.add_names(name, docnum, [value])
        return 0


SCHEMA = fields.Schema(
    id=Identifier(unique=True),
    title=ArticleText(),
    body=ArticleText(),
    forms=Forms(),
    source=Keyword(StoredColumn("")),
    category=Keyword(StoredColumn("")),
    author=Keyword(),
    day=fields.COLUMN(StoredColumn(0)),
    time=fields.COLUMN(StoredColumn(0)),
)
