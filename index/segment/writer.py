"""Writing one segment: new articles, and the segments merged into it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

import msgspec
from whoosh.reading import SegmentReader

from corpus import Article
from index.analysis.pipeline import Analysis
from index.records import UNDATED, ArticleRecord, Key
from index.schema import INDEXED_FIELDS, SCHEMA, SCORED_FIELDS, TEXT_FIELDS
from index.segment.codec import ArchiveSegment
from index.segment.documents import LENGTHS, DocumentWriter, length_column
from index.segment.merge import merge_terms, segment_terms
from index.segment.pool import TermPool
from index.segment.terms import TermStream, TermWriter
from index.storage import DurableStorage

BODY_COMPRESSION = 6
WIB = timezone(timedelta(hours=7), "WIB")

# Every column of a segment, with how it is written.
_COLUMNS = {
    **{name: SCHEMA[name].column_type for name in SCHEMA.names() if SCHEMA[name].column_type},
    **{length_column(name): LENGTHS for name in SCORED_FIELDS},
}


class ArticleSegmentWriter:
    """Collects articles in memory, then writes them as one segment.

    The caller holds the writer lock and writes the table of contents; this writes files that
    nothing names yet.
    """

    def __init__(self, storage: DurableStorage, analysis: Analysis) -> None:
        self._storage = storage
        self._segment = ArchiveSegment()
        self._columns = DocumentWriter(storage, self._segment)
        self._terms: TermWriter | None = None
        self._pool = TermPool(analysis)
        self._merged: list[tuple[SegmentReader, TermStream]] = []
        self.documents = 0
        self.text_size = 0

    def add_article(self, article: Article, content_hash: str) -> int:
        """Add an article; returns its document number in the new segment."""
        docnum = self.documents
        forms = 0
        for name, value in _indexed(article):
            words = SCHEMA[name].add_to(self._pool, name, docnum, value)
            if name in TEXT_FIELDS:
                self._columns.add_length(name, docnum, words)
                forms += words
        self._columns.add_length("forms", docnum, forms)
        for name, value in _stored(article, content_hash):
            self._columns.add(name, SCHEMA[name].column_type, docnum, value)
        self.documents += 1
        self.text_size += len(article.body)
        return docnum

    def withdraw(self, docnum: int) -> None:
        """Delete a document added to this same segment."""
        self._segment.delete_document(docnum)

    @property
    def memory(self) -> int:
        """About how many bytes of memory it takes."""
        return self._pool.memory

    def merge_in(self, segment: ArchiveSegment) -> None:
        """Take over the living documents of a segment."""
        reader = SegmentReader(self._storage, SCHEMA, segment)
        self._merged.append((reader, segment_terms(reader, self._copy_documents(reader))))

    def write(self) -> ArchiveSegment:
        """Write all files of the segment and return it."""
        self._columns.finish(self.documents)
        self._terms = TermWriter(self._storage, self._segment)
        streams = [iter(self._pool), *(terms for _, terms in self._merged)]
        words = self._terms.write(merge_terms(streams))
        self._terms.finish()
        for reader, _ in self._merged:
            reader.close()
        self._pool.clear()
        segment = self._segment
        segment.set_doc_count(self.documents)
        segment.field_lengths = {name: words.get(name, 0) for name in SCORED_FIELDS}
        prefix = f"{segment.segment_id()}."
        segment.files = {
            name: self._storage.file_length(name)
            for name in sorted(self._storage.created)
            if name.startswith(prefix)
        }
        return segment

    def abandon(self) -> None:
        """Drop everything and close the files; the caller removes them."""
        self._columns.abandon()
        if self._terms is not None:
            self._terms.abandon()
        self._merged.clear()
        self._pool.clear()

    def _copy_documents(self, reader: Any) -> list[int]:
        """Copy columns and lengths of the living documents; returns old number to new, or -1."""
        columns = [
            (name, column, reader._perdoc.column_reader(name, column))
            for name, column in _COLUMNS.items()
            if reader._perdoc.has_column(name)
        ]
        new_numbers = [-1] * reader.doc_count_all()
        for old in range(len(new_numbers)):
            if reader.is_deleted(old):
                continue
            new_numbers[old] = new = self.documents
            for name, column, values in columns:
                self._columns.add(name, column, new, values[old])
            self.documents += 1
        return new_numbers


def _indexed(article: Article) -> Iterator[tuple[str, str]]:
    """The fields to index; a field without a value is left out.

    So is a title that was made from the text: its words stand in the body already, and are no
    headline that anybody wrote.
    """
    for name in INDEXED_FIELDS:
        value = getattr(article, name)
        if name == "title" and "title" in article.made:
            continue
        if value or name == "id":
            yield name, value


def _stored(article: Article, content_hash: str) -> Iterator[tuple[str, Any]]:
    """The columns of an article."""
    yield "record", msgspec.json.encode(ArticleRecord.of(article))
    yield "text", zlib.compress(article.body.encode("utf-8"), BODY_COMPRESSION)
    yield "key", Key(article.id, content_hash, article.origin).pack()
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
