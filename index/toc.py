"""The table of contents of an index: which segments make up a commit.

Whoosh pickles its table of contents; ours is JSON with a checksum, so that reading it can neither
run code nor take a torn file for a whole one. Whoosh's file names are kept, and with them its way
of finding the newest generation and of removing files that no commit names any more.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from whoosh.index import TOC, EmptyIndexError, FileIndex

from index.errors import IndexDamaged, IndexMissing, IndexOutdated
from index.lock import WriterLock
from index.schema import SCHEMA, SCHEMA_VERSION
from index.segment.codec import ArchiveCodec, ArchiveSegment
from index.storage import DurableStorage, write_durably

FORMAT = 1
INDEX_NAME = "MAIN"
# How the names of all files begin that commits make and later commits remove.
OWN_PREFIXES = (f"{INDEX_NAME}_", f"_{INDEX_NAME}_", f"{INDEX_NAME}.")
_TOC_NAME = re.compile(rf"^_{INDEX_NAME}_([0-9]+)\.toc$")


class SegmentEntry(msgspec.Struct, frozen=True):
    """One segment as the table of contents lists it; ``files`` maps names to sizes in bytes."""

    id: str
    documents: int
    deleted: list[int]
    lengths: dict[str, int]
    files: dict[str, int]


class Contents(msgspec.Struct, frozen=True):
    """One commit: all that has to be known to open it."""

    format: int
    schema: int
    generation: int
    index_id: str
    committed: float
    segments: list[SegmentEntry]


def toc_path(directory: Path, generation: int) -> Path:
    """Where the table of contents of a generation lies."""
    return directory / f"_{INDEX_NAME}_{generation}.toc"


def latest_generation(directory: Path) -> int:
    """The number of the newest commit, or -1 if there is none."""
    try:
        names = [entry.name for entry in directory.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return -1
    found = [int(match[1]) for name in names if (match := _TOC_NAME.match(name))]
    return max(found, default=-1)


def read_contents(directory: Path, generation: int | None = None) -> Contents:
    """The table of contents of a generation, the newest unless one is named.

    Raises:
        IndexMissing: if there is none.
        IndexDamaged: if it is not what was written.
        IndexOutdated: if it was written in another format.
        FileNotFoundError: if a writer has just removed this generation; look again.
    """
    if generation is None:
        generation = latest_generation(directory)
    if generation < 0:
        raise IndexMissing(directory)
    path = toc_path(directory, generation)
    head, _, body = path.read_bytes().partition(b"\n")
    if head.decode("ascii", "replace") != _seal(body):
        raise IndexDamaged(directory, f"{path.name} does not match its checksum")
    try:
        versions = msgspec.json.decode(body, type=dict[str, Any])
        if (versions.get("format"), versions.get("schema")) != (FORMAT, SCHEMA_VERSION):
            found = f"{versions.get('format')}.{versions.get('schema')}"
            raise IndexOutdated(directory, found, f"{FORMAT}.{SCHEMA_VERSION}")
        return msgspec.json.decode(body, type=Contents)
    except msgspec.DecodeError as error:
        raise IndexDamaged(directory, f"{path.name}: {error}") from error


def write_contents(directory: Path, contents: Contents) -> None:
    """Make ``contents`` the newest commit: from the moment of the rename, and durably."""
    body = msgspec.json.encode(contents)
    write_durably(
        toc_path(directory, contents.generation), _seal(body).encode("ascii") + b"\n" + body
    )


def _seal(body: bytes) -> str:
    return f"telusur-toc {FORMAT} {hashlib.blake2b(body, digest_size=16).hexdigest()}"


def entry_of(segment: ArchiveSegment, storage: DurableStorage) -> SegmentEntry:
    """How a segment is written down."""
    return SegmentEntry(
        id=segment.segid,
        documents=segment.doc_count_all(),
        deleted=sorted(segment.deleted_docs()),
        lengths=dict(segment.field_lengths),
        files={name: storage.file_length(name) for name in segment.list_files(storage)},
    )


def segment_of(entry: SegmentEntry) -> ArchiveSegment:
    """The segment that an entry describes."""
    segment = ArchiveSegment(
        ArchiveCodec(), INDEX_NAME, entry.documents, segid=entry.id, deleted=set(entry.deleted)
    )
    segment.field_lengths = dict(entry.lengths)
    return segment


def empty_contents(index_id: str, generation: int = 0) -> Contents:
    """An empty commit."""
    return Contents(
        format=FORMAT,
        schema=SCHEMA_VERSION,
        generation=generation,
        index_id=index_id,
        committed=time.time(),
        segments=[],
    )


class ArchiveFiles(FileIndex):  # type: ignore[misc]
    """Whoosh's view of the index directory, with our table of contents and our lock."""

    def __init__(self, directory: Path) -> None:
        # Whoosh's own constructor would read the table of contents as a pickle.
        self.storage = DurableStorage(directory)
        self.indexname = INDEX_NAME
        self._schema = SCHEMA

    @property
    def directory(self) -> Path:
        """The index directory."""
        return Path(self.storage.path)

    def contents(self) -> Contents:
        """The newest commit."""
        return read_contents(self.directory)

    def check_files(self, entries: Iterable[SegmentEntry]) -> None:
        """See that every file of the segments is there and as long as it was written.

        Raises:
            IndexDamaged: naming the first file that is not.
        """
        for entry in entries:
            for name, size in entry.files.items():
                try:
                    found = (self.directory / name).stat().st_size
                except FileNotFoundError:
                    raise IndexDamaged(self.directory, f"{name} is missing") from None
                if found != size:
                    what = f"{name} has {found:,} bytes where {size:,} were written"
                    raise IndexDamaged(self.directory, what)

    def lock(self, name: str) -> WriterLock:
        """The writer lock, which remembers who holds it."""
        del name
        return WriterLock(self.directory)

    def _read_toc(self) -> Any:
        try:
            contents = self.contents()
        except IndexMissing:
            raise EmptyIndexError(str(self.directory)) from None
        segments = [segment_of(entry) for entry in contents.segments]
        return TOC(SCHEMA, segments, contents.generation)
