"""Writing one segment: new articles, and the segments merged into it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from corpus import Article
from index.analysis.pipeline import Analysis, fold
from index.names import segment_name
from index.records import UNDATED, ArticleRecord, Key
from index.schema import KEYWORD_FIELDS, SCORED_FIELDS, TEXT_FIELDS
from index.segment.batches import TermBatch
from index.segment.compression import ENOUGH_TO_TRAIN
from index.segment.dictionary import Dictionary
from index.segment.documents import DocumentWriter, Facts, length_byte
from index.segment.file import SegmentFileWriter
from index.segment.pool import TermPool
from index.segment.reader import open_segments
from index.segment.segment import ArchiveSegment
from index.segment.term_merge import BATCH_POSITIONS, BATCH_POSTINGS, merge_batches
from index.segment.terms import SegmentTerms, write_terms
from index.segment.terms_writer import field_in_memory
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
        self._pool = TermPool(analysis)
        self._merged: list[tuple[SegmentTerms, array[int] | int]] = []
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
        title, body = self._add_terms(article, docnum)
        self._documents.add(
            ArticleRecord.of(article),
            article.body,
            Key(article.id, content_hash, article.origin),
            _facts(article, title, body),
        )
        self.text_size += len(article.body)
        return docnum

    def _add_terms(self, article: Article, docnum: int) -> tuple[int, int]:
        """Put what is indexed of an article into the pool; returns the words of title and body.

        A title that was made from the text is left out: its words stand in the body already, and
        are no headline that anybody wrote.
        """
        pool = self._pool
        pool.add_names("id", docnum, (article.id,))
        for field in KEYWORD_FIELDS:
            name = getattr(article, field)
            if name:
                pool.add_names(field, docnum, fold(name))
        title = "" if "title" in article.made else article.title
        words = pool.add_text("title", docnum, title) if title else 0
        return words, pool.add_text("body", docnum, article.body) if article.body else 0

    def pack_like(self, samples: Sequence[Article], segments: Sequence[ArchiveSegment]) -> None:
        """Say what many articles will look like, so that they are packed the better.

        Like ``samples``, or where there are none, like those of the largest of ``segments``.
        """
        if samples:
            self._documents.learn_from([(ArticleRecord.of(a), a.body) for a in samples])
            return
        largest = max(segments, key=ArchiveSegment.doc_count_all, default=None)
        if largest and largest.doc_count_all() >= ENOUGH_TO_TRAIN:
            open_segments(self._storage.path, [largest])
            self._documents.offer(largest.opened.documents)

    def withdraw(self, docnum: int) -> None:
        """Delete a document added to this same segment."""
        self._segment.delete_document(docnum)

    def merge_in(self, segments: Sequence[ArchiveSegment]) -> None:
        """Take over the living documents of segments."""
        open_segments(self._storage.path, segments)
        largest = max(segments, key=ArchiveSegment.doc_count_all, default=None)
        total = self.documents + sum(segment.doc_count() for segment in segments)
        if largest and largest.doc_count_all() >= min(ENOUGH_TO_TRAIN, total // 2):
            self._documents.adopt(largest.opened.documents)
        for segment in segments:
            numbers = self._copy_documents(segment)
            self._merged.append((segment.opened.terms, numbers))

    def write(self) -> ArchiveSegment:
        """Write all of the segment and return it."""
        # The last texts are compressed meanwhile.
        self._pool.sort()
        self._documents.finish()
        words = {name: self._write_field(name) for name in self._fields()}
        self._pool.clear()
        segment = self._segment
        segment.size = self._file.finish()
        segment.set_doc_count(self.documents)
        segment.field_lengths = {name: words.get(name, 0) for name in SCORED_FIELDS}
        return segment

    def abandon(self) -> None:
        """Drop everything and close the files; the caller removes them."""
        self._documents.abandon()
        self._file.abandon()
        self._merged.clear()
        self._pool.clear()

    def _fields(self) -> list[str]:
        """The names of all fields, in order."""
        return sorted({*self._pool.fields, *(name for t, _ in self._merged for name in t.fields)})

    def _write_field(self, name: str) -> int:
        """Write the terms of a field; returns how many words it has in all."""
        return write_terms(
            self._file,
            name,
            self._batches(name),
            **_kept(name),
        )

    def _batches(self, name: str) -> Iterator[TermBatch]:
        added = self._pool.batches(name)
        sources: list[tuple[Dictionary, array[int] | int]] = [
            (dictionary, numbers)
            for terms, numbers in self._merged
            if (dictionary := terms.dictionary(name)) is not None
        ]
        if not sources:
            return added
        new = field_in_memory(added, **_kept(name), documents=self.documents)
        everything = [(new, 0), *sources]
        # A small merge, as there is one at every few commits, shall not wait for empty memory.
        return merge_batches(
            everything,
            min(BATCH_POSTINGS, sum(dictionary.postings for dictionary, _ in everything)),
            min(BATCH_POSITIONS, sum(dictionary.occurrences for dictionary, _ in everything)),
        )

    def _copy_documents(self, segment: ArchiveSegment) -> array[int] | int:
        """Copy what is kept of the living documents.

        Returns each old number's new one, -1 for a deleted document; or what to add to each.
        """
        deleted = segment.deleted_docs()
        first = self.documents
        living = [old for old in range(segment.doc_count_all()) if old not in deleted]
        self._documents.copy(segment.opened.documents, living)
        if not deleted:
            return first
        numbers = array("q", [-1] * segment.doc_count_all())
        for new, old in enumerate(living, first):
            numbers[old] = new
        return numbers


def _kept(field: str) -> dict[str, bool]:
    """What a field keeps of its terms."""
    return {"counts": field in SCORED_FIELDS, "positions": field in TEXT_FIELDS}


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
    if isinstance(published, datetime):
        return int(published.timestamp())
    return _midnight(published)


# An archive has many articles of a day.
@lru_cache(maxsize=4096)
def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=WIB).timestamp())
