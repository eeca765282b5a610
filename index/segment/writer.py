"""Writing one segment: new articles, and the segments merged into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone

from whoosh.reading import SegmentReader

from corpus import Article
from index.analysis.pipeline import Analysis
from index.names import segment_name
from index.records import UNDATED, ArticleRecord, Key
from index.schema import INDEXED_FIELDS, SCHEMA, SCORED_FIELDS
from index.segment.codec import ArchiveSegment
from index.segment.compression import ENOUGH_TO_TRAIN
from index.segment.documents import DocumentWriter, Facts, length_byte
from index.segment.file import SegmentFileWriter
from index.segment.merge import merge_terms, segment_terms
from index.segment.pool import TermPool
from index.segment.reader import open_readers
from index.segment.terms import TermStream, TermWriter
from index.storage import DurableStorage

WIB = timezone(timedelta(hours=7), "WIB")


class ArticleSegmentWriter:
    """Collects articles, their postings in memory, then writes them as one segment.

    The caller holds the writer lock and writes the table of contents; this writes a file that
    nothing names yet.
    """

    def __init__(self, storage: DurableStorage, analysis: Analysis) -> None:
        self._storage = storage
        self._segment = ArchiveSegment()
        self._name = segment_name(self._segment.segid)
        self._file = SegmentFileWriter(storage.create_file(self._name), storage.path)
        self._documents = DocumentWriter(self._file)
        self._terms: TermWriter | None = None
        self._pool = TermPool(analysis)
        self._merged: list[tuple[SegmentReader, TermStream]] = []
        self.text_size = 0

    @property
    def documents(self) -> int:
        """How many documents it holds."""
        return self._documents.documents

    @property
    def memory(self) -> int:
        """About how many bytes of memory it takes."""
        return self._pool.memory

    def add_article(self, article: Article, content_hash: str) -> int:
        """Add an article; returns its document number in the new segment."""
        docnum = self.documents
        words = {"title": 0, "body": 0}
        for name, value in _indexed(article):
            count = SCHEMA[name].add_to(self._pool, name, docnum, value)
            if name in words:
                words[name] = count
        self._documents.add(
            ArticleRecord.of(article),
            article.body,
            Key(article.id, content_hash, article.origin),
            _facts(article, words["title"], words["body"]),
        )
        self.text_size += len(article.body)
        return docnum

    def withdraw(self, docnum: int) -> None:
        """Delete a document added to this same segment."""
        self._segment.delete_document(docnum)

    def merge_in(self, segments: Sequence[ArchiveSegment]) -> None:
        """Take over the living documents of segments."""
        readers = open_readers(self._storage, segments)
        largest = max(segments, key=ArchiveSegment.doc_count_all, default=None)
        total = self.documents + sum(segment.doc_count() for segment in segments)
        if largest and largest.doc_count_all() >= min(ENOUGH_TO_TRAIN, total // 2):
            self._documents.adopt(largest.opened.documents)
        for segment, reader in zip(segments, readers, strict=True):
            numbers = self._copy_documents(segment)
            self._merged.append((reader, segment_terms(reader, numbers)))

    def write(self) -> ArchiveSegment:
        """Write all of the segment and return it."""
        self._documents.finish()
        self._file.finish()
        self._terms = TermWriter(self._storage, self._segment)
        streams = [iter(self._pool), *(terms for _, terms in self._merged)]
        words = self._terms.write(merge_terms(streams))
        self._terms.finish()
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
        self._file.abandon()
        if self._terms is not None:
            self._terms.abandon()
        self._merged.clear()
        self._pool.clear()

    def _copy_documents(self, segment: ArchiveSegment) -> list[int]:
        """Copy what is kept of the living documents; returns old number to new, or -1."""
        deleted = segment.deleted_docs()
        new_numbers = [-1] * segment.doc_count_all()
        living = [old for old in range(len(new_numbers)) if old not in deleted]
        for new, old in enumerate(living, self.documents):
            new_numbers[old] = new
        self._documents.copy(segment.opened.documents, living)
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


def _facts(article: Article, title: int, body: int) -> Facts:
    """What columns keep of an article; ``title`` and ``body``: how many words are in it."""
    return Facts(
        day_number(article.published),
        seconds(article.published),
        article.source or None,
        article.category or None,
        (length_byte(title), length_byte(body), length_byte(title + body)),
    )


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
