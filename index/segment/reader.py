"""Opening segments to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from index.errors import reading_errors
from index.names import segment_name
from index.segment.documents import Documents
from index.segment.file import SegmentFile
from index.segment.segment import ArchiveSegment
from index.segment.terms import SegmentTerms


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
