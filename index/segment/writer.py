"""Writing one segment: new articles, and the segments merged into it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

import msgspec
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from corpus import Article
from index.records import UNDATED, ArticleRecord, Key
from index.schema import INDEXED_FIELDS, SCHEMA, TEXT_FIELDS
from index.segment.codec import ArchiveCodec, ArchiveSegment
from index.segment.merge import merge_terms, segment_terms
from index.segment.pool import TermPool

BODY_COMPRESSION = 6
WIB = timezone(timedelta(hours=7), "WIB")
_NO_LENGTH = 0


class ArticleSegmentWriter(SegmentWriter):  # type: ignore[misc]
    """Collects articles in memory, then writes them as one segment.

    The caller holds the writer lock and writes the table of contents; this writes files that
    nothing names yet.
    """

    def __init__(self, files: Any) -> None:
        super().__init__(files, codec=ArchiveCodec(), compound=False, _lk=False)
        self.pool = TermPool()
        self._merged: list[Any] = []
        self.text_bytes = 0

    def add_article(self, article: Article) -> int:
        """Add an article; returns its document number in the new segment."""
        docnum: int = self.docnum
        columns = self.perdocwriter
        columns.start_doc(docnum)
        for name, value in _indexed(article):
            field = SCHEMA[name]
            words = self.pool.add_document(name, docnum, field.terms(value), field.encoder)
            columns.add_field(name, field, None, words)
        for name, value in _stored(article):
            columns.add_column_value(name, SCHEMA[name].column_type, value)
        columns.finish_doc()
        self.docnum += 1
        self.text_bytes += len(article.body)
        self._added = True
        return docnum

    def withdraw(self, docnum: int) -> None:
        """Delete a document added to this same segment."""
        self.newsegment.delete_document(docnum)

    @property
    def documents(self) -> int:
        """The documents added so far."""
        added: int = self.docnum
        return added

    def merge_in(self, segment: ArchiveSegment) -> None:
        """Take over the living documents of a segment."""
        reader = SegmentReader(self.storage, SCHEMA, segment)
        new_numbers = self._copy_documents(reader)
        self._merged.append((reader, segment_terms(reader, new_numbers)))
        self._added = True

    def write(self) -> ArchiveSegment:
        """Write all files of the segment and return it."""
        self.perdocwriter.close()
        streams = [iter(self.pool), *(terms for _, terms in self._merged)]
        self.fieldwriter.write_terms(SCHEMA, merge_terms(streams))
        self.fieldwriter.close()
        for reader, _ in self._merged:
            reader.close()
        self.pool.cleanup()
        self._tempstorage.destroy()
        self.is_closed = True
        segment: ArchiveSegment = self.get_segment()
        return segment

    def abandon(self) -> None:
        """Drop everything; files already written are removed by the next commit."""
        if not self.is_closed:
            self.pool.cleanup()
            self._tempstorage.clean(ignore=True)
            self.is_closed = True

    def _copy_documents(self, reader: Any) -> list[int]:
        """Copy columns and lengths of the living documents; returns old number to new, or -1."""
        columns = {
            name: reader.column_reader(name, SCHEMA[name].column_type, translate=False)
            for name in SCHEMA.names()
            if SCHEMA[name].column_type and reader.has_column(name)
        }
        writer = self.perdocwriter
        new_numbers = [-1] * reader.doc_count_all()
        for old in range(len(new_numbers)):
            if reader.is_deleted(old):
                continue
            new_numbers[old] = self.docnum
            writer.start_doc(self.docnum)
            for name in TEXT_FIELDS:
                length = reader.doc_field_length(old, name) or _NO_LENGTH
                writer.add_field(name, SCHEMA[name], None, length)
            for name, column in columns.items():
                writer.add_column_value(name, SCHEMA[name].column_type, column[old])
            writer.finish_doc()
            self.docnum += 1
        return new_numbers


def _indexed(article: Article) -> Iterator[tuple[str, str]]:
    """The fields to index; a field without a value is left out."""
    for name in INDEXED_FIELDS:
        value = getattr(article, name)
        if value:
            yield name, value


def _stored(article: Article) -> Iterator[tuple[str, Any]]:
    """The columns of an article."""
    yield "record", msgspec.json.encode(ArticleRecord.of(article))
    yield "text", zlib.compress(article.body.encode("utf-8"), BODY_COMPRESSION)
    yield "key", Key(article.id, article.content_hash, article.origin).pack()
    yield "day", day_number(article.published)
    yield "time", seconds(article.published)
    if article.source:
        yield "source", article.source
    if article.category:
        yield "category", article.category


def day_number(published: date | datetime | None) -> int:
    """The day as the number yyyymmdd, as the article gives it; 0 for an undated article."""
    if published is None:
        return 0
    return published.year * 10_000 + published.month * 100 + published.day


def seconds(published: date | datetime | None) -> int:
    """Seconds since 1970 UTC for sorting; a day alone counts as its midnight in WIB.

    An undated article sorts before all: see :data:`index.records.UNDATED`.
    """
    if published is None:
        return UNDATED
    if not isinstance(published, datetime):
        published = datetime(published.year, published.month, published.day, tzinfo=WIB)
    return int(published.timestamp())
