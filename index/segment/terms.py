"""The terms of a segment in order, each with its postings."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.codec.whoosh3 import W3FieldCursor, W3TermInfo, W3TermsReader
from whoosh.filedb.filetables import OrderedHashWriter
from whoosh.matching import Matcher
from whoosh.reading import TermNotFound

from index.errors import IndexDamaged
from index.segment.postings import Postings, pack_blocks

TermStream = Iterator[tuple[tuple[str, bytes], Postings]]


TABLE_ENDING = ".trm"
POSTINGS_ENDING = ".pst"
# Whether postings follow (never), words, documents, bounds of the field's length, the most words
# in a document, first and last document, offset and length of the postings.
_ENTRY = struct.Struct("!BfIBBfIIqi")
_SIZES = struct.Struct("!ii")


class TermWriter:
    """Writes a segment's term table and postings."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._files: list[Any] = []
        self._postings = self._create(storage, segment, POSTINGS_ENDING)
        try:
            self._table = _TableWriter(self._create(storage, segment, TABLE_ENDING))
        except BaseException:
            self.abandon()
            raise
        self._fields: dict[str, int] = {}
        self._table.extras["fieldmap"] = self._fields
        self._position = 0

    def write(self, terms: TermStream) -> dict[str, int]:
        """Write terms that ascend by field and text; returns the number of words by field."""
        words: dict[str, int] = {}
        for (field, text), postings in terms:
            number = self._fields.setdefault(field, len(self._fields))
            count = sum(postings.counts)
            words[field] = words.get(field, 0) + count
            packed = pack_blocks(postings)
            length = sum(map(len, packed))
            self._postings.write(b"".join(packed))
            entry = _entry(postings, count, self._position, length)
            self._table.add(number.to_bytes(2, "big") + text, entry)
            self._position += length
        return words

    def finish(self) -> None:
        """Write what is left and close the files."""
        self._table.close()
        self._postings.close()

    def abandon(self) -> None:
        """Close the files, whatever becomes of what is in them."""
        for file in self._files:
            with contextlib.suppress(OSError):
                file.raw_file().close()

    def _create(self, storage: Any, segment: Any, ending: str) -> Any:
        file = segment.create_file(storage, ending)
        self._files.append(file)
        return file


class _TableWriter(OrderedHashWriter):  # type: ignore[misc]
    """Whoosh's table, with an entry written at once instead of in three parts."""

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self.lastkey = b""
        self._position: int = file.tell()
        self._write = file.raw_file().write

    def add(self, key: bytes, value: bytes) -> None:
        if key <= self.lastkey:
            raise ValueError(f"terms must ascend: {self.lastkey!r}, {key!r}")
        self.lastkey = key
        position = self._position
        self.index.append(position)
        hashed = self.hashfn(key)
        self.buckets[hashed & 255].append((hashed, position))
        self._position += self._write(_SIZES.pack(len(key), len(value)) + key + value)


def _entry(postings: Postings, count: int, start: int, length: int) -> bytes:
    """What the table keeps of a term, in the layout of Whoosh's W3TermInfo."""
    documents, counts, _ = postings
    return _ENTRY.pack(
        0, count, len(documents), 1, 255, max(counts), documents[0], documents[-1], start, length
    )


class TermsReader(W3TermsReader):  # type: ignore[misc]
    """Reads a term table.

    Whoosh's own would read a pickle where an entry says that it holds its postings itself; ours
    never do, and one that says so is damaged.
    """

    def term_info(self, fieldname: str, tbytes: bytes) -> W3TermInfo:
        """What the table keeps of a term."""
        with self.damage():
            data = self._tindex.get(self._keycoder(fieldname, tbytes))
        if data is None:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}")
        return self.decode(data)

    def items(self) -> Iterator[tuple[tuple[str, bytes], W3TermInfo]]:
        """All terms in order, each with what is kept of it."""
        return self._decoded(self._tindex.items())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], W3TermInfo]]:
        """The terms from ``prefix`` on."""
        return self._decoded(self._tindex.items_from(self._keycoder(fieldname, prefix)))

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms in order."""
        return (term for term, _ in self.items())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms from ``prefix`` on, alone."""
        return (term for term, _ in self.items_from(fieldname, prefix))

    def postings(self, formats: Mapping[str, Any]) -> Iterator[tuple[tuple[str, bytes], Matcher]]:
        """All terms in order, each with its matcher; ``formats`` by field."""
        for (field, text), info in self.items():
            yield (
                (field, text),
                self._codec.postings_reader(self._postfile, info, formats[field]),
            )

    def cursor(self, fieldname: str, fieldobj: Any) -> _Cursor:
        """A cursor over the terms of a field."""
        return _Cursor(self, fieldname, fieldobj)

    def decode(self, data: bytes) -> W3TermInfo:
        """An entry of the table.

        Raises:
            IndexDamaged: if it is none.
        """
        if len(data) != _ENTRY.size or data[0]:
            directory = self._dbfile.directory
            raise IndexDamaged(directory, f"{self._dbfile}: an entry is not what was written")
        return W3TermInfo.from_bytes(data)

    def _decoded(
        self, entries: Iterator[tuple[bytes, bytes]]
    ) -> Iterator[tuple[tuple[str, bytes], W3TermInfo]]:
        with self.damage():
            for key, data in entries:
                yield self._keydecoder(key), self.decode(data)

    @contextlib.contextmanager
    def damage(self) -> Iterator[None]:
        """Turn the exceptions that Whoosh meets a damaged table with into IndexDamaged."""
        try:
            yield
        except (struct.error, LookupError, TypeError, ValueError) as error:
            what = f"{self._dbfile}: {type(error).__name__}: {error}"
            raise IndexDamaged(self._dbfile.directory, what) from error


class _Cursor(W3FieldCursor):  # type: ignore[misc]
    def __init__(self, terms: TermsReader, fieldname: str, fieldobj: Any) -> None:
        self._terms = terms
        super().__init__(terms._tindex, fieldname, terms._keycoder, terms._keydecoder, fieldobj)

    def find(self, term: str | bytes) -> str | None:
        with self._terms.damage():
            found: str | None = super().find(term)
            return found

    def next(self) -> str | None:
        with self._terms.damage():
            found: str | None = super().next()
            return found

    def term_info(self) -> W3TermInfo | None:
        if self._pos is None:
            return None
        return self._terms.decode(self._tindex.dbfile.get(self._datapos, self._datalen))
