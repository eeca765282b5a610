"""One commit, opened to be read: what the searcher sees of an index."""

from __future__ import annotations

import time
import zlib
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from whoosh.reading import EmptyReader, MultiReader, SegmentReader, TermNotFound

from index.errors import IndexDamaged
from index.records import UNDATED, ArticleRecord
from index.schema import SCHEMA
from index.toc import ArchiveFiles, Contents, latest_generation, read_contents, segment_of

_OPEN_ATTEMPTS = 20
_MOST_TEXT = 64 * 2**20


class CodedValues(NamedTuple):
    """Names shared by many documents: ``values`` by code, ``codes`` by document; code 0 is none."""

    values: list[str]
    codes: array[int]


class Snapshot:
    """A commit of an index. Safe to share between threads; later commits do not change it.

    Documents are numbered from 0 to ``doc_count_all`` over all segments; ``deleted`` holds the
    numbers that are no longer articles. ``reader`` is Whoosh's reader of the whole.
    """

    UNDATED = UNDATED

    def __init__(self, files: ArchiveFiles, contents: Contents) -> None:
        self.contents = contents
        self.generation = contents.generation
        self.path = files.directory
        self.segments = [segment_of(entry) for entry in contents.segments]
        self._readers = [SegmentReader(files.storage, SCHEMA, s) for s in self.segments]
        self._bases: list[int] = []
        self.doc_count_all = 0
        for segment in self.segments:
            self._bases.append(self.doc_count_all)
            self.doc_count_all += segment.doc_count_all()
        self.deleted = frozenset(
            base + docnum
            for base, segment in zip(self._bases, self.segments, strict=True)
            for docnum in segment.deleted_docs()
        )
        self.doc_count = self.doc_count_all - len(self.deleted)
        self.reader = self._join_readers()
        self._records = self._columns("record")
        self._texts = self._columns("text")
        self.days = self._numbers("day", "i")
        self.times = self._numbers("time", "q")
        self.sources = self._coded("source")
        self.categories = self._coded("category")
        self._lengths = {name: self._field_lengths(name) for name in ("title", "body")}

    def record(self, docnum: int) -> ArticleRecord:
        """All of an article but its body."""
        return msgspec.json.decode(self._cell(self._records, docnum), type=ArticleRecord)

    def body(self, docnum: int) -> str:
        """An article's body.

        Raises:
            IndexDamaged: if the stored text cannot be unpacked.
        """
        try:
            unpacker = zlib.decompressobj()
            text = unpacker.decompress(self._cell(self._texts, docnum), _MOST_TEXT)
            return text.decode("utf-8")
        except (zlib.error, UnicodeDecodeError) as error:
            raise IndexDamaged(self.path, f"the text of article {docnum}: {error}") from error

    def docnum_of(self, id_: str) -> int | None:
        """The number of the article with this id, or None."""
        for base, reader in zip(self._bases, self._readers, strict=True):
            try:
                matcher = reader.postings("id", id_)
            except TermNotFound:
                continue
            if matcher.is_active():
                return base + int(matcher.id())
        return None

    def leaves(self) -> Sequence[tuple[SegmentReader, int]]:
        """The readers of the segments, each with the number of its first document."""
        return list(zip(self._readers, self._bases, strict=True))

    def lengths(self, field: str) -> bytes:
        """The number of words of the title or body, a Whoosh length byte a document."""
        return self._lengths[field]

    def average_length(self, field: str) -> float:
        """The mean number of words of the title or body, over all documents; at least 1."""
        total = sum(segment.field_lengths.get(field, 0) for segment in self.segments)
        return max(total / self.doc_count_all, 1.0) if self.doc_count_all else 1.0

    def close(self) -> None:
        """Let go of the files; a search still under way in another thread can finish."""

    def _join_readers(self) -> Any:
        if not self._readers:
            return EmptyReader(SCHEMA)
        if len(self._readers) == 1:
            return self._readers[0]
        return MultiReader(list(self._readers), generation=self.generation)

    def _columns(self, name: str) -> list[Any]:
        return [reader.column_reader(name, translate=False) for reader in self._readers]

    def _cell(self, columns: Sequence[Any], docnum: int) -> Any:
        for base, column in zip(reversed(self._bases), reversed(columns), strict=True):
            if docnum >= base:
                return column[docnum - base]
        raise IndexError(docnum)

    def _numbers(self, name: str, typecode: str) -> array[int]:
        numbers = array(typecode)
        for column in self._columns(name):
            numbers.extend(column.items)
        return numbers

    def _coded(self, name: str) -> CodedValues:
        codes: dict[str, int] = {"": 0}
        numbers = array("I")
        for reader, segment in zip(self._readers, self.segments, strict=True):
            if not reader.has_column(name):
                numbers.extend([0] * segment.doc_count_all())
                continue
            column = reader.column_reader(name, translate=False)
            recoded = [codes.setdefault(value, len(codes)) for value in column.names]
            numbers.extend([recoded[code] for code in column.codes])
        return CodedValues(list(codes), numbers)

    def _field_lengths(self, name: str) -> bytes:
        parts = []
        for reader, segment in zip(self._readers, self.segments, strict=True):
            documents = segment.doc_count_all()
            stored = b""
            if reader._perdoc.has_column(f"_{name}_len"):
                file, start, length = reader._perdoc._get_column_file(f"_{name}_len")
                stored = file.get(start, length)
            parts.append(stored.ljust(documents, b"\0"))
        return b"".join(parts)


def open_snapshot(directory: str | Path) -> Snapshot:
    """The newest commit.

    Raises:
        IndexMissing: if there is no index.
        IndexDamaged: if a file is missing or not what was written.
    """
    path = Path(directory).absolute()
    files = ArchiveFiles(path)
    for attempt in range(_OPEN_ATTEMPTS):
        generation = latest_generation(path)
        try:
            contents = read_contents(path, generation)
            files.check_files(contents.segments)
            return _open(files, contents)
        except (FileNotFoundError, IndexDamaged):
            # A writer may have committed and removed these very files in between; if it has, the
            # newest commit is another one now.
            if latest_generation(path) == generation and attempt > 0:
                raise
            time.sleep(0.01)
    raise IndexDamaged(path, "its files change faster than they can be opened")


def _open(files: ArchiveFiles, contents: Contents) -> Snapshot:
    try:
        return Snapshot(files, contents)
    except FileNotFoundError:
        raise
    except Exception as error:
        # Whoosh meets a damaged file with whatever exception its bytes happen to cause.
        what = f"generation {contents.generation}: {type(error).__name__}: {error}"
        raise IndexDamaged(files.directory, what) from error


__all__ = ["CodedValues", "Snapshot", "latest_generation", "open_snapshot"]
