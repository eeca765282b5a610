"""Columns: one value a document, found by document number.

Three kinds, each a Whoosh column: numbers, codes into a table of names (for facets), and blobs.
Whoosh's own have limits that an archive reaches (65,535 names, then values are dropped; numbers
read one by one), so these are plain arrays: read whole at once where all values are wanted, through
the memory map where one is. All numbers are little-endian. A column file may be shorter than its
documents where no later document had a value; the default stands for the rest.
"""

from __future__ import annotations

import struct
import sys
from array import array
from typing import Any

import msgspec
from whoosh.columns import Column, ColumnReader, ColumnWriter


def _little_endian(items: array[Any]) -> array[Any]:
    if sys.byteorder == "big":
        items.byteswap()
    return items


def _pad(items: array[Any], size: int, default: int) -> None:
    if len(items) < size:
        items.extend([default] * (size - len(items)))


class NumberColumn(Column):  # type: ignore[misc]
    """Whole numbers of an :mod:`array` type; documents without one have ``default``."""

    def __init__(self, typecode: str, default: int = 0) -> None:
        self.typecode = typecode
        self.default = default

    def writer(self, dbfile: Any) -> NumberWriter:
        """A writer to a Whoosh file."""
        return NumberWriter(dbfile, self.typecode, self.default)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> NumberReader:
        """A reader of ``doccount`` documents from a Whoosh file."""
        items = array(self.typecode)
        items.frombytes(dbfile.get(basepos, length))
        _little_endian(items)
        _pad(items, doccount, self.default)
        return NumberReader(items)

    def default_value(self, reverse: bool = False) -> int:
        """What a document without a value has."""
        del reverse
        return self.default


class NumberWriter(ColumnWriter):  # type: ignore[misc]
    """Collects the numbers and writes them at the end."""

    def __init__(self, dbfile: Any, typecode: str, default: int) -> None:
        self._dbfile = dbfile
        self._items = array(typecode)
        self._default = default

    def add(self, docnum: int, value: int) -> None:
        """The number of a document; documents come in ascending order."""
        _pad(self._items, docnum, self._default)
        self._items.append(value)

    def finish(self, doccount: int) -> None:
        """Write the column of ``doccount`` documents."""
        _pad(self._items, doccount, self._default)
        self._dbfile.write(_little_endian(self._items).tobytes())


class NumberReader(ColumnReader):  # type: ignore[misc]
    """The numbers of a segment; ``items`` is the array itself."""

    def __init__(self, items: array[int]) -> None:
        self.items = items

    def __getitem__(self, docnum: int) -> int:
        return self.items[docnum]

    def __len__(self) -> int:
        return len(self.items)


class CodedColumn(Column):  # type: ignore[misc]
    """Names that many documents share: a table of distinct names and a code a document.

    File: the codes (32 bits each), the table (a JSON list of text), the table's length (32 bits).
    Code 0 is the empty name, for documents without one.
    """

    def writer(self, dbfile: Any) -> CodedWriter:
        """A writer to a Whoosh file."""
        return CodedWriter(dbfile)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> CodedReader:
        """A reader of ``doccount`` documents from a Whoosh file."""
        (table_length,) = struct.unpack("<I", dbfile.get(basepos + length - 4, 4))
        table_start = length - 4 - table_length
        codes = array("I")
        codes.frombytes(dbfile.get(basepos, table_start))
        _little_endian(codes)
        _pad(codes, doccount, 0)
        names = msgspec.json.decode(dbfile.get(basepos + table_start, table_length), type=list[str])
        return CodedReader(names, codes)

    def default_value(self, reverse: bool = False) -> str:
        """What a document without a name has."""
        del reverse
        return ""


class CodedWriter(ColumnWriter):  # type: ignore[misc]
    """Gives each distinct name a code as it comes."""

    def __init__(self, dbfile: Any) -> None:
        self._dbfile = dbfile
        self._codes = array("I")
        self._table: dict[str, int] = {"": 0}

    def add(self, docnum: int, value: str) -> None:
        """The name of a document; documents come in ascending order."""
        _pad(self._codes, docnum, 0)
        self._codes.append(self._table.setdefault(value, len(self._table)))

    def finish(self, doccount: int) -> None:
        """Write the column of ``doccount`` documents."""
        _pad(self._codes, doccount, 0)
        table = msgspec.json.encode(list(self._table))
        self._dbfile.write(_little_endian(self._codes).tobytes())
        self._dbfile.write(table)
        self._dbfile.write(struct.pack("<I", len(table)))


class CodedReader(ColumnReader):  # type: ignore[misc]
    """The names of a segment: ``names`` by code, ``codes`` by document."""

    def __init__(self, names: list[str], codes: array[int]) -> None:
        self.names = names
        self.codes = codes

    def __getitem__(self, docnum: int) -> str:
        return self.names[self.codes[docnum]]

    def __len__(self) -> int:
        return len(self.codes)


class BlobColumn(Column):  # type: ignore[misc]
    """Bytes of any length. File: the blobs, then where each ends (64 bits a document)."""

    def writer(self, dbfile: Any) -> BlobWriter:
        """A writer to a Whoosh file."""
        return BlobWriter(dbfile)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> BlobReader:
        """A reader of ``doccount`` documents from a Whoosh file."""
        return BlobReader(dbfile, basepos, length, doccount)

    def default_value(self, reverse: bool = False) -> bytes:
        """What a document without a value has."""
        del reverse
        return b""


class BlobWriter(ColumnWriter):  # type: ignore[misc]
    """Writes blobs as they come and remembers where each ends."""

    def __init__(self, dbfile: Any) -> None:
        self._dbfile = dbfile
        self._ends = array("Q")
        self._end = 0

    def add(self, docnum: int, value: bytes) -> None:
        """The blob of a document; documents come in ascending order."""
        _pad(self._ends, docnum, self._end)
        self._dbfile.write(value)
        self._end += len(value)
        self._ends.append(self._end)

    def finish(self, doccount: int) -> None:
        """Write where the blobs of ``doccount`` documents end."""
        _pad(self._ends, doccount, self._end)
        self._dbfile.write(_little_endian(self._ends).tobytes())


class BlobReader(ColumnReader):  # type: ignore[misc]
    """Reads single blobs through the memory map."""

    def __init__(self, dbfile: Any, basepos: int, length: int, doccount: int) -> None:
        self._dbfile = dbfile
        self._basepos = basepos
        self._doccount = doccount
        self._ends = basepos + length - 8 * doccount
        if self._ends < basepos:
            raise ValueError(f"a column of {length} bytes cannot hold {doccount} documents")

    def __getitem__(self, docnum: int) -> bytes:
        if not 0 <= docnum < self._doccount:
            raise IndexError(docnum)
        if docnum:
            bounds = self._dbfile.get(self._ends + 8 * (docnum - 1), 16)
            start, end = struct.unpack("<QQ", bounds)
        else:
            start = 0
            (end,) = struct.unpack("<Q", self._dbfile.get(self._ends, 8))
        blob: bytes = self._dbfile.get(self._basepos + start, end - start)
        return blob

    def __len__(self) -> int:
        return self._doccount
