"""One commit, opened to be read: what the searcher sees of an index."""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from whoosh.reading import EmptyReader, MultiReader, SegmentReader, TermNotFound

from index.analysis.pipeline import analysis_with
from index.errors import IndexDamaged, IndexFault
from index.learned import read_learned
from index.records import MOST_TEXT, UNDATED, ArticleRecord
from index.schema import SCHEMA, SCORED_FIELDS
from index.segment.reader import open_readers
from index.storage import DurableStorage
from index.toc import Contents, latest_generation, open_newest, segment_of

_MOST_BYTES = 4 * MOST_TEXT


class CodedValues(NamedTuple):
    """Names shared by many documents: ``values`` by code, ``codes`` by document; code 0 is none.

    A name that is spelt with different capitals has one code, and its commonest spelling stands
    for it.
    """

    values: list[str]
    codes: array[int]


class Snapshot:
    """A commit of an index. Safe to share between threads; later commits do not change it.

    Documents are numbered from 0 to ``doc_count_all`` over all segments; ``deleted`` holds the
    numbers that are no longer articles. ``reader`` is Whoosh's reader of the whole. ``learned`` is
    what the archive taught of names and acronyms, ``analysis`` how its text became terms.
    """

    UNDATED = UNDATED

    def __init__(self, directory: Path, contents: Contents) -> None:
        self.contents = contents
        self.generation = contents.generation
        self.path = directory
        self.segments = [segment_of(entry) for entry in contents.segments]
        self._readers = open_readers(DurableStorage(directory), self.segments, whole=True)
        self._bases: list[int] = []
        self.learned = read_learned(directory, contents.learned)
        self.analysis = analysis_with(self.learned.names)
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
        self._lengths = {
            name: b"".join(reader._perdoc.length_bytes(name) for reader in self._readers)
            for name in SCORED_FIELDS
        }

    def record(self, docnum: int) -> ArticleRecord:
        """All of an article but its body.

        Raises:
            IndexDamaged: if it cannot be decoded.
        """
        data = self._cell(self._records, docnum)
        try:
            return msgspec.json.decode(data, type=ArticleRecord)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise IndexDamaged(self.path, f"the record of article {docnum}: {error}") from error

    def body(self, docnum: int) -> str:
        """An article's body.

        Raises:
            IndexDamaged: if the stored text cannot be unpacked.
        """
        data = self._cell(self._texts, docnum)
        try:
            unpacker = zlib.decompressobj()
            text = unpacker.decompress(data, _MOST_BYTES).decode("utf-8")
            if not unpacker.eof:
                raise ValueError("its end is missing")
        except (zlib.error, ValueError) as error:
            raise IndexDamaged(self.path, f"the text of article {docnum}: {error}") from error
        return text

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
        """The number of words of the title, the body or both (``forms``), a length byte a document.

        The bytes are Whoosh's: see ``whoosh.util.numeric.byte_to_length``.
        """
        return self._lengths[field]

    def average_length(self, field: str) -> float:
        """The mean number of words of the title, the body or both (``forms``); at least 1."""
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
        """The names of all segments as one table; spellings that differ in case are one name."""
        codes: dict[str, int] = {"": 0}
        spellings: Counter[str] = Counter()
        numbers = array("I")
        for reader, segment in zip(self._readers, self.segments, strict=True):
            if not reader.has_column(name):
                numbers.extend(array("I", [0]) * segment.doc_count_all())
                continue
            column = reader.column_reader(name, translate=False)
            recoded = [codes.setdefault(fold_case(value), len(codes)) for value in column.names]
            numbers.extend(array("I", map(recoded.__getitem__, column.codes)))
            for code, documents in Counter(column.codes).items():
                spellings[column.names[code]] += documents
        shown: dict[str, str] = {}
        for spelling, _ in sorted(spellings.items(), key=lambda item: (-item[1], item[0])):
            shown.setdefault(fold_case(spelling), spelling)
        return CodedValues([shown.get(folded, "") for folded in codes], numbers)


def fold_case(name: str) -> str:
    """The form in which two spellings of a source or a category are the same name."""
    return " ".join(name.casefold().split())


def open_snapshot(directory: str | Path) -> Snapshot:
    """The newest commit.

    Raises:
        IndexMissing: if there is no index.
        IndexDamaged: if a file is missing or not what was written.
        IndexOutdated: if it was written in another format.
        IndexUnreadable: if the operating system will not let it be read.
    """
    path = Path(directory).absolute()
    return open_newest(path, lambda contents: _open(path, contents))


def _open(directory: Path, contents: Contents) -> Snapshot:
    try:
        return Snapshot(directory, contents)
    except (IndexFault, FileNotFoundError):
        raise
    except Exception as error:
        what = f"generation {contents.generation}: {type(error).__name__}: {error}"
        raise IndexDamaged(directory, what) from error


__all__ = ["CodedValues", "Snapshot", "fold_case", "latest_generation", "open_snapshot"]
