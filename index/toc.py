"""The table of contents of an index: which segments make up a commit.

Whoosh pickles its table of contents; ours is JSON with a checksum, so that reading it can neither
run code nor take a torn file for a whole one. Whoosh's file names are kept: the newest generation
is the one with the highest number.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from index.errors import IndexDamaged, IndexFault, IndexMissing, IndexOutdated, reading_errors
from index.names import contents_name, generation_of, is_learned_name, is_segment_id, segment_name
from index.schema import SCHEMA_VERSION
from index.seal import seal
from index.segment.segment import ArchiveSegment
from index.storage import write_durably

FORMAT = 3

_OPEN_ATTEMPTS = 20
_RETRY_SECONDS = 0.01

_Opened = TypeVar("_Opened")


class SegmentEntry(msgspec.Struct, frozen=True):
    """One segment as the table of contents lists it; ``size`` is that of its file in bytes."""

    id: str
    documents: int
    deleted: list[int]
    lengths: dict[str, int]
    size: int

    @property
    def files(self) -> dict[str, int]:
        """The names of its files with their sizes."""
        return {segment_name(self.id): self.size}


class Contents(msgspec.Struct, frozen=True):
    """One commit: all that has to be known to open it.

    ``learned`` names the file of what the archive has taught, of ``learned_size`` bytes; empty
    where there is none.
    """

    format: int
    schema: int
    generation: int
    index_id: str
    committed: float
    segments: list[SegmentEntry]
    learned: str = ""
    learned_size: int = 0


def toc_path(directory: Path, generation: int) -> Path:
    """Where the table of contents of a generation lies."""
    return directory / contents_name(generation)


def latest_generation(directory: Path) -> int:
    """The number of the newest commit, or -1 if there is none.

    Raises:
        IndexUnreadable: if the directory cannot be listed.
    """
    with reading_errors(directory):
        try:
            names = os.listdir(directory)  # noqa: PTH208 - a path of each file takes ten times as long
        except (FileNotFoundError, NotADirectoryError):
            return -1
    return max((g for name in names if (g := generation_of(name)) is not None), default=-1)


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
    with reading_errors(directory):
        head, _, body = path.read_bytes().partition(b"\n")
    if head != _seal(body):
        raise IndexDamaged(directory, "it does not match its checksum", file=path.name)
    try:
        versions = msgspec.json.decode(body, type=dict[str, Any])
        if (versions.get("format"), versions.get("schema")) != (FORMAT, SCHEMA_VERSION):
            found = f"{versions.get('format')}.{versions.get('schema')}"
            raise IndexOutdated(directory, found, f"{FORMAT}.{SCHEMA_VERSION}")
        contents = msgspec.json.decode(body, type=Contents)
    except msgspec.DecodeError as error:
        raise IndexDamaged(directory, str(error), file=path.name) from error
    sound = all(map(_is_sound, contents.segments)) and (
        not contents.learned or is_learned_name(contents.learned)
    )
    if contents.generation != generation or not sound:
        raise IndexDamaged(directory, "it is not what a writer of ours left", file=path.name)
    return contents


def _is_sound(entry: SegmentEntry) -> bool:
    return (
        is_segment_id(entry.id)
        and entry.documents > 0
        and len(entry.deleted) <= entry.documents
        and all(0 <= docnum < entry.documents for docnum in entry.deleted)
    )


def open_newest(directory: Path, opener: Callable[[Contents], _Opened]) -> _Opened:
    """What ``opener`` makes of the newest commit, whose files are there and as long as written.

    A writer may commit in between and remove these very files; then the newest commit is another
    one, and is opened instead. Holding the writer lock makes no difference to this.

    Raises:
        IndexMissing, IndexDamaged, IndexOutdated, IndexUnreadable: if it cannot be opened.
    """
    for attempt in range(_OPEN_ATTEMPTS):
        generation = latest_generation(directory)
        try:
            contents = read_contents(directory, generation)
            check_files(directory, contents)
            return opener(contents)
        except (FileNotFoundError, IndexDamaged) as error:
            if latest_generation(directory) == generation and attempt > 0:
                if isinstance(error, IndexFault):
                    raise
                raise IndexDamaged(
                    directory, "it is missing", file=Path(error.filename).name
                ) from error
            time.sleep(_RETRY_SECONDS)
    raise IndexDamaged(directory, "its files change faster than they can be opened")


def check_files(directory: Path, contents: Contents) -> None:
    """See that every file of a commit is there and as long as it was written.

    Raises:
        IndexDamaged: naming the first file that is not.
    """
    sizes = {name: size for entry in contents.segments for name, size in entry.files.items()}
    if contents.learned:
        sizes[contents.learned] = contents.learned_size
    for name, size in sizes.items():
        with reading_errors(directory):
            try:
                found = os.stat(os.path.join(directory, name)).st_size  # noqa: PTH116, PTH118
            except FileNotFoundError:
                raise IndexDamaged(directory, "it is missing", file=name) from None
        if found != size:
            what = f"it has {found:,} bytes where {size:,} were written"
            raise IndexDamaged(directory, what, file=name)


def write_contents(
    directory: Path, contents: Contents, first: Callable[[], None] | None = None
) -> None:
    """Make ``contents`` the newest commit: from the moment of the rename, and durably.

    ``first`` waits until the files that it names are on the disk.
    """
    body = msgspec.json.encode(contents)
    write_durably(toc_path(directory, contents.generation), _seal(body) + b"\n" + body, first)


def _seal(body: bytes) -> bytes:
    """The first line of the file; the same in every format, for old ones must be recognised."""
    return seal("toc 1", body)


def entry_of(segment: ArchiveSegment) -> SegmentEntry:
    """How a segment is written down."""
    return SegmentEntry(
        id=segment.segid,
        documents=segment.doc_count_all(),
        deleted=sorted(segment.deleted_docs()),
        lengths=segment.field_lengths,
        size=segment.size,
    )


def segment_of(entry: SegmentEntry) -> ArchiveSegment:
    """The segment that an entry describes."""
    segment = ArchiveSegment(entry.id, entry.documents, entry.deleted)
    segment.field_lengths = dict(entry.lengths)
    segment.size = entry.size
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
