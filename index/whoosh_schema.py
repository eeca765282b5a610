"""The fields of an article as a Whoosh schema: how Whoosh reads an index.

:mod:`index.schema` says what the fields are. Neither searching nor indexing takes anything of this.
"""

from __future__ import annotations

from typing import Any

from whoosh import fields, formats
from whoosh.columns import Column

from index.analysis.analyzer import FoldedAnalyzer, IndonesianAnalyzer
from index.segment.positions import PackedPositions


class StoredColumn(Column):  # type: ignore[misc]
    """A column as Whoosh's schema names it; the segment's own reader reads it."""

    def __init__(self, default: Any) -> None:
        self.default = default

    def default_value(self, reverse: bool = False) -> Any:
        """What a document without a value has."""
        del reverse
        return self.default


class ArticleText(fields.FieldType):  # type: ignore[misc]
    """Running text: terms of the Indonesian analyzer with the positions they stand at."""

    def __init__(self) -> None:
        super().__init__(PackedPositions(), IndonesianAnalyzer(), scorable=True)
        self.multitoken_query = "phrase"


class Forms(fields.FieldType):  # type: ignore[misc]
    """The words of the text fields as they are written, with how often each comes.

    They are indexed along with the text fields: see :class:`index.segment.pool.TermPool`.
    """

    def __init__(self) -> None:
        super().__init__(formats.Frequency(), FoldedAnalyzer(), scorable=True)


class Keyword(fields.FieldType):  # type: ignore[misc]
    """A name such as a source or a category: found whole or by any of its words, in any case."""

    def __init__(self, column: Any = None) -> None:
        super().__init__(formats.Existence(), FoldedAnalyzer())
        self.column_type = column


class Identifier(fields.ID):  # type: ignore[misc]
    """An id: found whole, as it is written."""


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
