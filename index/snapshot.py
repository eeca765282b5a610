"""One commit, opened to be read: what the searcher sees of an index."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from index.analysis.pipeline import analysis_with
from index.errors import IndexDamaged, IndexFault
from index.growing import Column, joined
from index.learned import read_learned
from index.records import UNDATED, ArticleRecord
from index.schema import SCORED_FIELDS
from index.segment.codes import recode
from index.segment.columns import CodedNames, Numbers
from index.segment.documents import Documents
from index.segment.reader import OpenSegment, open_segments
from index.toc import Contents, latest_generation, open_newest, segment_of, toc_path


class CodedValues(NamedTuple):
    """Names shared by many documents: ``values`` by code, ``codes`` by document; code 0 is none.

    A name that is spelt with different capitals has one code, and its commonest spelling stands
    for it.
    """

    values: list[str]
    codes: Numbers


class Snapshot:
    """A commit of an index. Safe to share between threads; later commits do not change it.

    Documents are numbered from 0 to ``doc_count_all`` over all segments; ``deleted`` holds the
    numbers that are no longer articles, ``bases`` the number of each segment's first document.
    The first ``kept`` documents are those of the commit before that it was opened after.
    ``learned`` is what the archive taught of names and acronyms, ``analysis`` how its text became
    terms.
    """

    UNDATED = UNDATED

    def __init__(
        self, directory: Path, contents: Contents, previous: Snapshot | None = None
    ) -> None:
        """Open a commit. What it has in common with the ``previous`` one is taken from there."""
        self.contents = contents
        self.generation = contents.generation
        self.path = directory
        self.segments = [segment_of(entry) for entry in contents.segments]
        opened = previous.opened if previous else {}
        open_segments(directory, self.segments, opened)
        self._documents: list[Documents] = [s.opened.documents for s in self.segments]
        self.bases: list[int] = []
        self.learned = read_learned(directory, contents.learned)
        self.analysis = analysis_with(self.learned.names)
        self.doc_count_all = 0
        for segment in self.segments:
            self.bases.append(self.doc_count_all)
            self.doc_count_all += segment.doc_count_all()
        self.deleted = frozenset(
            base + docnum
            for base, segment in zip(self.bases, self.segments, strict=True)
            for docnum in segment.deleted_docs()
        )
        self.doc_count = self.doc_count_all - len(self.deleted)
        self.days: Numbers
        self.times: Numbers
        self._names: dict[str, _JoinedNames]
        self._columns: dict[str, Column]
        self._join_columns(previous)

    @property
    def opened(self) -> dict[str, OpenSegment]:
        """The open segments by id."""
        return {segment.segid: segment.opened for segment in self.segments}

    def record(self, docnum: int) -> ArticleRecord:
        """All of an article but its body.

        Raises:
            IndexDamaged: if it cannot be decoded.
        """
        documents, local = self._locate(docnum)
        return documents.record(local)

    def id_of(self, docnum: int) -> str:
        """An article's id.

        Raises:
            IndexDamaged: if it cannot be decoded.
        """
        documents, local = self._locate(docnum)
        return documents.id(local)

    def body(self, docnum: int) -> str:
        """An article's body.

        Raises:
            IndexDamaged: if the stored text cannot be unpacked.
        """
        documents, local = self._locate(docnum)
        return documents.body(local)

    def stored(self, docnum: int) -> tuple[ArticleRecord, str]:
        """An article's record and its body.

        Raises:
            IndexDamaged: if one of them cannot be unpacked.
        """
        documents, local = self._locate(docnum)
        return documents.record(local), documents.body(local)

    def docnum_of(self, id_: str) -> int | None:
        """The number of the article with this id, or None."""
        for base, segment in zip(self.bases, self.segments, strict=True):
            for docnum in segment.opened.terms.documents("id", id_):
                if not segment.is_deleted(docnum):
                    return base + int(docnum)
        return None

    @cached_property
    def reader(self) -> Any:
        """Whoosh's reader of the whole. Nothing of Whoosh's is loaded before it is asked for."""
        from index.whoosh_reader import joined

        return joined([leaf for leaf, _ in self.leaves()], self.generation)

    def leaves(self) -> Sequence[tuple[Any, int]]:
        """Whoosh's readers of the segments, each with the number of its first document."""
        return list(zip(self._readers, self.bases, strict=True))

    @cached_property
    def _readers(self) -> Sequence[Any]:
        from index.whoosh_reader import readers_of

        return readers_of(self.path, self.segments)

    @property
    def sources(self) -> CodedValues:
        """The sources of all documents.

        They are joined when they are first asked for: few searches from a shell do.

        Raises:
            IndexDamaged: if they are not what was written.
        """
        return self._joined_names("source").coded

    @property
    def categories(self) -> CodedValues:
        """The categories of all documents, as :attr:`sources`."""
        return self._joined_names("category").coded

    def lengths(self, field: str) -> Numbers:
        """The number of words of the title, the body or both (``forms``), a length byte a document.

        The bytes are Whoosh's: see :mod:`index.segment.lengths`.
        """
        return self._columns[field].numbers

    def average_length(self, field: str) -> float:
        """The mean number of words of the title, the body or both (``forms``); at least 1."""
        total = sum(segment.field_lengths.get(field, 0) for segment in self.segments)
        return max(total / self.doc_count_all, 1.0) if self.doc_count_all else 1.0

    def close(self) -> None:
        """Let go of the files; a search still under way in another thread can finish."""

    def _locate(self, docnum: int) -> tuple[Documents, int]:
        """The segment that holds a document, and its number there."""
        if not 0 <= docnum < self.doc_count_all:
            raise IndexError(docnum)
        index = bisect_right(self.bases, docnum) - 1
        return self._documents[index], docnum - self.bases[index]

    def _join_columns(self, previous: Snapshot | None) -> None:
        """Make one column of those of all segments."""
        shared, documents = self._shared_with(previous)
        self.kept = documents
        if not shared:
            previous = None
        new = [_columns_of(documents) for documents in self._documents[shared:]]
        self._columns = {}
        for name, typecode in _TYPES.items():
            parts = [columns[name] for columns in new]
            self._columns[name] = (
                previous._columns[name].extended(documents, parts)
                if previous
                else joined(typecode, parts)
            )
        self.days = self._columns["day"].numbers
        self.times = self._columns["time"].numbers
        # Others wait until they are asked for.
        self._names = {
            name: _JoinedNames(names, documents, self._names_of(name), shared)
            for name, names in (list(previous._names.items()) if previous else ())
        }

    def _joined_names(self, name: str) -> _JoinedNames:
        """The names of all segments in a column; threads that join them at once get the same."""
        found = self._names.get(name)
        if found is None:
            with _damage_told(self.path, self.generation):
                found = self._names[name] = _JoinedNames(None, 0, self._names_of(name), 0)
        return found

    def _names_of(self, name: str) -> list[CodedNames]:
        return [segment.names(name) for segment in self._documents]

    def _shared_with(self, previous: Snapshot | None) -> tuple[int, int]:
        """How many segments, and documents, begin both this commit and the previous one."""
        shared = documents = 0
        earlier_ones = previous.segments if previous else []
        for segment, earlier in zip(self.segments, earlier_ones, strict=False):
            if segment.opened is not earlier.opened:
                break
            shared += 1
            documents += segment.doc_count_all()
        return shared, documents


_TYPES = {"day": "i", "time": "q", **dict.fromkeys(SCORED_FIELDS, "B")}
"""The columns of numbers, and of what type they are."""


def _columns_of(documents: Documents) -> dict[str, Numbers]:
    lengths = {name: documents.lengths(name) for name in SCORED_FIELDS}
    return {"day": documents.days, "time": documents.times, **lengths}


class _JoinedNames:
    """The names of all segments as one table; spellings that differ in case are one name."""

    def __init__(
        self,
        previous: _JoinedNames | None,
        documents: int,
        segments: Sequence[CodedNames],
        shared: int,
    ) -> None:
        """The first ``shared`` segments, of so many documents, were those of ``previous`` too."""
        self._codes: dict[str, int] = dict(previous._codes) if previous else {"": 0}
        # By folded name, the documents of each spelling; no inner table is ever changed.
        self._spellings: dict[str, dict[str, int]] = {}
        self._segments = len(segments)
        self.coded: CodedValues
        self._column: Column
        values: list[str] = []
        column = previous._column if previous else Column(memoryview(array("I")))
        counted = 0
        if previous and previous._segments == shared:
            # Nothing but new segments: only their names can be shown another way.
            counted = shared
            self._spellings = dict(previous._spellings)
            values += previous.coded.values
        new = [self._recoded(coded) for coded in segments[shared:]]
        self._column = column.extended(documents, new)
        values += [""] * (len(self._codes) - len(values))
        for folded in self._counted(segments[counted:]):
            values[self._codes[folded]] = self._commonest(folded)
        self.coded = CodedValues(values, self._column.numbers)

    def _recoded(self, coded: CodedNames) -> array[int]:
        codes = self._codes
        table = array("I", [codes.setdefault(fold_case(n), len(codes)) for n in coded.names])
        numbers = array("I", bytes(4 * len(coded.codes)))
        recode(coded.codes.cast("B"), coded.codes.itemsize, table, numbers)
        return numbers

    def _counted(self, segments: Sequence[CodedNames]) -> set[str]:
        """Count the spellings of these segments too; returns the folded names that they have."""
        seen: set[str] = set()
        for coded in segments:
            for name, count in zip(coded.names, coded.counts, strict=True):
                folded = fold_case(name)
                spellings = self._spellings.get(folded, {})
                self._spellings[folded] = {**spellings, name: spellings.get(name, 0) + count}
                seen.add(folded)
        return seen

    def _commonest(self, folded: str) -> str:
        spellings = self._spellings[folded]
        return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


@lru_cache(maxsize=4096)
def fold_case(name: str) -> str:
    """The form in which two spellings of a source or a category are the same name."""
    return " ".join(name.casefold().split())


def open_snapshot(directory: str | Path, previous: Snapshot | None = None) -> Snapshot:
    """The newest commit. What it has in common with a ``previous`` one is not opened again.

    Raises:
        IndexMissing: if there is no index.
        IndexDamaged: if a file is missing or not what was written.
        IndexOutdated: if it was written in another format.
        IndexUnreadable: if the operating system will not let it be read.
    """
    path = Path(directory).absolute()
    if previous is not None and previous.path != path:
        previous = None
    return open_newest(path, lambda contents: _open(path, contents, previous))


def _open(directory: Path, contents: Contents, previous: Snapshot | None) -> Snapshot:
    with _damage_told(directory, contents.generation):
        return Snapshot(directory, contents, previous)


@contextmanager
def _damage_told(directory: Path, generation: int) -> Iterator[None]:
    """What an index must not raise is damage."""
    try:
        yield
    except (IndexFault, FileNotFoundError):
        raise
    except Exception as error:
        what = f"generation {generation}: {type(error).__name__}: {error}"
        raise IndexDamaged(directory, what) from error


__all__ = ["CodedValues", "Snapshot", "fold_case", "latest_generation", "open_snapshot", "toc_path"]
