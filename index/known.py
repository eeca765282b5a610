"""What the index already holds: looked up by id while articles come in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.records import Key
from index.segment.reader import Opened, open_segments
from index.segment.segment import ArchiveSegment
from index.storage import DurableStorage

# A few articles are looked up in the term tables; for more it pays to read all keys at once.
FEW_LOOKUPS = 64


class Located(NamedTuple):
    """An indexed article: its key, its segment and its number there."""

    key: Key
    segment: ArchiveSegment
    docnum: int


class KnownArticles:
    """The living articles of some segments. Sees deletions made through the same segments."""

    def __init__(
        self,
        storage: DurableStorage,
        segments: Sequence[ArchiveSegment],
        opened: Opened | None = None,
    ) -> None:
        """``opened``: what of the segments is open already."""
        self._segments = segments
        self.opened = open_segments(storage.path, segments, opened)
        self._lookups = 0
        self._by_id: dict[str, Located] | None = None

    def find(self, id_: str) -> Located | None:
        """The article with this id, or None."""
        if self._by_id is None:
            self._lookups += 1
            if self._lookups <= FEW_LOOKUPS:
                return self._look_up(id_)
            self._by_id = {located.key.id: located for located in self}
        found = self._by_id.get(id_)
        return found if found and not found.segment.is_deleted(found.docnum) else None

    def __iter__(self) -> Iterator[Located]:
        for segment in self._segments:
            for docnum in range(segment.doc_count_all()):
                if not segment.is_deleted(docnum):
                    yield Located(segment.opened.documents.key(docnum), segment, docnum)

    def _look_up(self, id_: str) -> Located | None:
        for segment in self._segments:
            for docnum in segment.opened.terms.documents("id", id_):
                if not segment.is_deleted(docnum):
                    return Located(segment.opened.documents.key(docnum), segment, docnum)
        return None
