"""Opening segments to be read."""

from __future__ import annotations

from collections.abc import Iterable

from whoosh.reading import SegmentReader

from index.errors import IndexDamaged, IndexFault, reading_errors
from index.schema import SCHEMA
from index.segment.codec import ArchiveSegment
from index.storage import DurableStorage


def open_readers(
    storage: DurableStorage, segments: Iterable[ArchiveSegment], *, whole: bool = False
) -> list[SegmentReader]:
    """Whoosh's readers of the segments. ``whole`` opens every file now, for later it may be gone.

    Raises:
        IndexDamaged: if a file is not what was written.
        FileNotFoundError: if one is missing.
    """
    return [_open(storage, segment, whole) for segment in segments]


def _open(storage: DurableStorage, segment: ArchiveSegment, whole: bool) -> SegmentReader:
    try:
        with reading_errors(storage.path):
            reader = SegmentReader(storage, SCHEMA, segment)
            if whole:
                reader._perdoc.open_columns()
            return reader
    except (IndexFault, FileNotFoundError):
        raise
    except Exception as error:
        # Whoosh meets a damaged file with whatever exception its bytes happen to cause.
        what = f"segment {segment.segid}: {type(error).__name__}: {error}"
        raise IndexDamaged(storage.path, what) from error
