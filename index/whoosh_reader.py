"""A commit as Whoosh reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh.reading import EmptyReader, MultiReader, SegmentReader

from index.errors import IndexDamaged, IndexFault, reading_errors
from index.segment.segment import ArchiveSegment
from index.storage import DurableStorage
from index.whoosh_schema import SCHEMA


def readers_of(directory: Path, segments: Sequence[ArchiveSegment]) -> list[SegmentReader]:
    """Whoosh's readers of segments that are open.

    Raises:
        IndexDamaged: if a file is not what was written.
    """
    storage = DurableStorage(directory)
    return [_reader(storage, segment) for segment in segments]


def joined(readers: Sequence[SegmentReader], generation: int) -> Any:
    """One reader of them all."""
    if not readers:
        return EmptyReader(SCHEMA)
    return readers[0] if len(readers) == 1 else MultiReader(list(readers), generation=generation)


def _reader(storage: DurableStorage, segment: ArchiveSegment) -> SegmentReader:
    try:
        with reading_errors(storage.path):
            return SegmentReader(storage, SCHEMA, segment)
    except IndexFault:
        raise
    except Exception as error:
        # Whoosh meets a damaged file with whatever exception its bytes happen to cause.
        what = f"segment {segment.segid}: {type(error).__name__}: {error}"
        raise IndexDamaged(storage.path, what) from error
