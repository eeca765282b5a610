"""The codec: how Whoosh reads a segment.

Derived from Whoosh's W3 codec: its term table and its matchers' interface, with blocks of postings
and columns of our own (see :mod:`index.segment.postings`, :mod:`index.segment.documents`). Nothing
that is read here is a pickle.
"""

from __future__ import annotations

import secrets
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment, W3TermInfo

from index.names import INDEX_NAME
from index.segment.documents import DocumentReader
from index.segment.postings import BLOCK_POSTINGS, ArchiveMatcher
from index.segment.terms import POSTINGS_ENDING, TABLE_ENDING, TermsReader


class ArchiveSegment(W3Segment):  # type: ignore[misc]
    """A segment as the table of contents describes it.

    ``field_lengths`` is the number of words of all documents by field; ``files`` maps the names of
    its files to their sizes in bytes.
    """

    def __init__(self, id_: str | None = None, documents: int = 0, deleted: Any = ()) -> None:
        # Whoosh draws ids from the random numbers that a program may have seeded, and so would
        # write over a segment of an earlier run.
        super().__init__(ArchiveCodec(), INDEX_NAME, documents, segid=id_ or secrets.token_hex(8))
        self._deleted = set(deleted)
        self._frozen: frozenset[int] | None = None
        self.field_lengths: dict[str, int] = {}
        self.files: dict[str, int] = {}
        self.opened: Any = None

    @property
    def _fieldlengths(self) -> dict[str, int]:
        return self.field_lengths

    def deleted_docs(self) -> frozenset[int]:
        """The numbers of the deleted documents. Whoosh asks for them at every term."""
        if self._frozen is None:
            self._frozen = frozenset(self._deleted)
        return self._frozen

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a document as deleted."""
        super().delete_document(docnum, delete)
        self._frozen = None

    def should_assemble(self) -> bool:
        """Never into one compound file: Whoosh reads that to the heap whole."""
        return False


class ArchiveCodec(W3Codec):  # type: ignore[misc]
    """How segments are read."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=BLOCK_POSTINGS)

    def terms_reader(self, storage: Any, segment: ArchiveSegment) -> TermsReader:
        """The reader of a segment's terms."""
        table = storage.open_file(segment.make_filename(TABLE_ENDING))
        postings = storage.open_file(segment.make_filename(POSTINGS_ENDING))
        return TermsReader(self, table, len(table), postings)

    def per_document_reader(self, storage: Any, segment: ArchiveSegment) -> DocumentReader:
        """The reader of a segment's columns."""
        del storage
        return DocumentReader(segment, segment.opened.documents)

    def postings_reader(
        self, dbfile: Any, terminfo: W3TermInfo, format_: Any, term: Any = None, scorer: Any = None
    ) -> ArchiveMatcher:
        """A matcher over a term's postings."""
        offset, length = terminfo.extent()
        return ArchiveMatcher(dbfile, offset, length, format_, term=term, scorer=scorer)
