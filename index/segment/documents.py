"""What a segment keeps of each document: its columns, one file a column."""

from __future__ import annotations

import contextlib
from typing import Any

from whoosh.codec.whoosh3 import W3PerDocReader
from whoosh.util.numeric import length_to_byte

from index.segment.columns import NumberColumn

# How Whoosh names and keeps the number of words of a field: a byte, approximately.
LENGTHS = NumberColumn("B")


def length_column(field: str) -> str:
    """The name of the column with the number of words of a field."""
    return f"_{field}_len"


class DocumentWriter:
    """Writes the columns of documents that come in order, numbered from 0."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self._columns: dict[str, Any] = {}
        self._files: list[Any] = []

    def add(self, name: str, column: Any, docnum: int, value: Any) -> None:
        """The value of a document in a column; the column is made when it first has one."""
        writer = self._columns.get(name)
        if writer is None:
            file = self._segment.create_file(self._storage, f".{name}.col")
            self._files.append(file)
            writer = self._columns[name] = column.writer(file)
        writer.add(docnum, value)

    def add_length(self, field: str, docnum: int, words: int) -> None:
        """The number of words of a document in a field."""
        if words:
            self.add(length_column(field), LENGTHS, docnum, length_to_byte(words))

    def finish(self, documents: int) -> None:
        """Write what is left of ``documents`` documents and close the files."""
        for writer in self._columns.values():
            writer.finish(documents)
        for file in self._files:
            file.close()

    def abandon(self) -> None:
        """Close the files, whatever becomes of what is in them."""
        for file in self._files:
            with contextlib.suppress(OSError):
                file.raw_file().close()


class DocumentReader(W3PerDocReader):  # type: ignore[misc]
    """Reads the columns of a segment."""

    def open_columns(self) -> None:
        """Open all columns now: a later commit may remove their files."""
        for name in self._segment.columns:
            if name not in self._colfiles:
                self._colfiles[name] = self._get_column_file(name)

    def has_column(self, name: str) -> bool:
        """Whether any document has a value in this column."""
        return name in self._segment.columns

    def length_bytes(self, field: str) -> bytes:
        """The number of words of a field, a Whoosh length byte a document."""
        name = length_column(field)
        if not self.has_column(name):
            return bytes(self._doccount)
        return bytes(self.column_reader(name, LENGTHS).items)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Nothing: what is shown of an article lies in columns."""
        del docnum
        return {}
