"""The fields of an article in the index, as a Whoosh schema.

Indexed: ``id`` (whole, unique), ``title`` and ``body`` (terms with positions), ``source``,
``category`` and ``author`` (the folded value whole, and its words). Kept in columns, one value a
document: ``record`` and ``text`` (what is shown), ``key`` (what the indexer must know of an article
to see whether it changed), ``day`` and ``time`` (for filters and sorting), ``source`` and
``category`` (for facets).
"""

from __future__ import annotations

from typing import Any

from whoosh import fields, formats

from index.analysis.analyzer import FoldedAnalyzer, IndonesianAnalyzer
from index.analysis.pipeline import fold, positions_of
from index.segment.columns import BlobColumn, CodedColumn, NumberColumn
from index.segment.positions import PackedPositions

# Raised whenever an index of the old schema or with terms of the old analysis must not be mixed
# with the new one.
SCHEMA_VERSION = 1

TEXT_FIELDS = ("title", "body")
KEYWORD_FIELDS = ("source", "category", "author")
INDEXED_FIELDS = ("id", *TEXT_FIELDS, *KEYWORD_FIELDS)


class ArticleText(fields.FieldType):  # type: ignore[misc]
    """Running text: terms of the Indonesian analyzer with the positions they stand at."""

    def __init__(self) -> None:
        super().__init__(PackedPositions(), IndonesianAnalyzer(), scorable=True)
        self.multitoken_query = "phrase"
        self.encoder = self.format.encode

    def terms(self, value: str) -> dict[str, list[int]]:
        """The terms of a text, each with its positions."""
        return positions_of(value)


class Keyword(fields.FieldType):  # type: ignore[misc]
    """A name such as a source or a category: found whole or by any of its words, in any case."""

    encoder = None

    def __init__(self, column: Any = None) -> None:
        super().__init__(formats.Existence(), FoldedAnalyzer())
        self.column_type = column

    def terms(self, value: str) -> dict[str, list[int]]:
        """The terms of a name; positions mean nothing here."""
        return {term: [] for term in fold(value)}


class Identifier(fields.ID):  # type: ignore[misc]
    """An id: found whole, as it is written."""

    encoder = None

    def terms(self, value: str) -> dict[str, list[int]]:
        """The id itself."""
        return {value: []}


SCHEMA = fields.Schema(
    id=Identifier(unique=True),
    title=ArticleText(),
    body=ArticleText(),
    source=Keyword(CodedColumn()),
    category=Keyword(CodedColumn()),
    author=Keyword(),
    record=fields.COLUMN(BlobColumn()),
    text=fields.COLUMN(BlobColumn()),
    key=fields.COLUMN(BlobColumn()),
    day=fields.COLUMN(NumberColumn("i")),
    time=fields.COLUMN(NumberColumn("q")),
)
