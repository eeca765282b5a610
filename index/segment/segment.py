"""A segment as the table of contents describes it.

It answers what Whoosh asks of a segment, too, and knows its codec once it is asked for it: reading
an index takes nothing of Whoosh's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from index.names import INDEX_NAME, new_segment_id


class ArchiveSegment:
    """A segment: its id, how many documents it has and which of them are deleted.

    ``field_lengths`` is the number of words of all documents by field, ``size`` that of the bytes
    of its file; ``opened`` is the file, once it is open.
    """

    def __init__(
        self, id_: str | None = None, documents: int = 0, deleted: Iterable[int] = ()
    ) -> None:
        self.segid = id_ or new_segment_id()
        self.field_lengths: dict[str, int] = {}
        self.size = 0
        self.opened: Any = None
        self._documents = documents
        self._deleted = set(deleted)
        self._frozen: frozenset[int] | None = None

    def __repr__(self) -> str:
        return f"<ArchiveSegment {self.segment_id()}>"

    def segment_id(self) -> str:
        """The name that its files begin with."""
        return f"{INDEX_NAME}_{self.segid}"

    def doc_count_all(self) -> int:
        """How many documents it has, deleted ones among them."""
        return self._documents

    def set_doc_count(self, documents: int) -> None:
        """Settle how many documents it has."""
        self._documents = documents

    def doc_count(self) -> int:
        """How many of its documents are articles still."""
        return self._documents - len(self._deleted)

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return bool(self._deleted)

    def deleted_count(self) -> int:
        """How many documents are deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        """The numbers of the deleted documents. Whoosh asks for them at every term."""
        if self._frozen is None:
            self._frozen = frozenset(self._deleted)
        return self._frozen

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a document as deleted, or as an article again."""
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)
        self._frozen = None

    # What only Whoosh asks.

    def codec(self) -> Any:
        """The codec that reads it."""
        from index.segment.codec import ArchiveCodec

        return ArchiveCodec()

    def is_compound(self) -> bool:
        """No: Whoosh reads a compound file to the heap whole."""
        return False

    @property
    def _fieldlengths(self) -> dict[str, int]:
        return self.field_lengths
