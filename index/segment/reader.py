"""Opening segments to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from whoosh.reading import SegmentReader

from index.errors import IndexDamaged, IndexFault, reading_errors
from index.names import segment_name
from index.schema import SCHEMA
from index.segment.codec import ArchiveSegment
from index.segment.documents import Documents
from index.segment.file import SegmentFile
from index.segment.terms import SegmentTerms
from index.storage import DurableStorage


class OpenSegment:
    """The file of a segment, opened. It never changes, so it serves every commit that names it.

    Which documents are deleted is said by the table of contents, not here.
    """

    def __init__(self, directory: Path, id_: str, documents: int) -> None:
        self.id = id_
        self.file = SegmentFile(directory, segment_name(id_))
        self.documents = Documents(self.file, documents)
        self.terms = SegmentTerms(self.file, documents)


Opened = Mapping[str, OpenSegment]
"""Open segments by id."""


def open_segments(
    directory: Path, segments: Iterable[ArchiveSegment], opened: Opened | None = None
) -> dict[str, OpenSegment]:
    """Open the files of segments, but for those in ``opened``; returns all of them.

    Raises:
        IndexDamaged: if a file is not what was written.
        FileNotFoundError: if one is missing.
    """
    opened = opened or {}
    for segment in segments:
        if segment.opened is None:
            found = opened.get(segment.segid)
            if found is None or len(found.documents) != segment.doc_count_all():
                with reading_errors(directory):
                    found = OpenSegment(directory, segment.segid, segment.doc_count_all())
            segment.opened = found
    return {segment.segid: segment.opened for segment in segments}


def open_readers(
    storage: DurableStorage, segments: Iterable[ArchiveSegment], opened: Opened | None = None
) -> list[SegmentReader]:
    """Whoosh's readers of the segments; files that are in ``opened`` are not opened again.

    Raises:
        IndexDamaged: if a file is not what was written.
        FileNotFoundError: if one is missing.
    """
    segments = list(segments)
    open_segments(storage.path, segments, opened)
    return [_reader(storage, segment) for segment in segments]


def _reader(storage: DurableStorage, segment: ArchiveSegment) -> SegmentReader:
    try:
        with reading_errors(storage.path):
            return SegmentReader(storage, SCHEMA, segment)
    except (IndexFault, FileNotFoundError):
        raise
    except Exception as error:
        # Whoosh meets a damaged file with whatever exception its bytes happen to cause.
        what = f"segment {segment.segid}: {type(error).__name__}: {error}"
        raise IndexDamaged(storage.path, what) from error
