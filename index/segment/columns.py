"""Columns: one value a document, found by document number.

A column is an array in a section of the segment's file, little-endian, as long as the segment has
documents; it is read where it lies, in the memory map. Names that many documents share are a table
of names and a column of codes, each code as narrow as the table allows.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from typing import Any, NamedTuple

import msgspec

from index.segment.codes import highest
from index.segment.file import Section, SegmentFile, SegmentFileWriter

Numbers = memoryview
"""A column: the numbers as they lie in the file."""

NO_NAME = 0
"""The code of documents without a name."""

_NATIVE = sys.byteorder == "little"


def write_numbers(writer: SegmentFileWriter, name: str, numbers: array[Any]) -> None:
    """Write an array as a section."""
    if not _NATIVE:
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    writer.section(name, memoryview(numbers).cast("B"))


def read_numbers(section: Section, typecode: Any, count: int) -> Numbers:
    """The numbers of a section, verified: a memoryview of its bytes as they lie in the file.

    Raises:
        IndexDamaged: if the section does not hold ``count`` numbers.
    """
    data = section.whole()
    if len(data) != count * array(typecode).itemsize:
        raise section.damaged(f"{len(data):,} bytes where {count:,} numbers should be")
    if _NATIVE:
        return data.cast(typecode)
    numbers = array(typecode, bytes(data))
    numbers.byteswap()
    return memoryview(numbers)


def narrowest(most: int) -> Any:
    """The type code of the narrowest array that holds numbers up to ``most``."""
    for code, limit in (("B", 2**8), ("H", 2**16), ("I", 2**32)):
        if most < limit:
            return code
    return "Q"


class CodedNames(NamedTuple):
    """Names by code, how many documents have each, and the codes by document.

    Code 0 is none: the name of documents that have no name.
    """

    names: list[str]
    counts: list[int]
    codes: Numbers


class _NameTable(msgspec.Struct, array_like=True):
    names: list[str]
    counts: list[int]


class CodeWriter:
    """Collects the names of documents that come in order."""

    def __init__(self) -> None:
        self._codes = array("I")
        self._table: dict[str | None, int] = {None: NO_NAME}

    def add(self, name: str | None) -> None:
        """The name of the next document."""
        self._codes.append(self._table.setdefault(name, len(self._table)))

    def write(self, writer: SegmentFileWriter, name: str) -> None:
        """Write the section of the codes and that of the table, ``name`` with ``.names``."""
        found = Counter(self._codes)
        counts = [found[code] for code in range(len(self._table))]
        table = _NameTable([text or "" for text in self._table], counts)
        write_numbers(writer, name, array(narrowest(len(self._table) - 1), self._codes))
        writer.section(f"{name}.names", msgspec.msgpack.encode(table))


def read_names(file: SegmentFile, name: str, documents: int) -> CodedNames:
    """The names that :class:`CodeWriter` wrote.

    Raises:
        IndexDamaged: if they are not what was written.
    """
    section = file[f"{name}.names"]
    try:
        table = msgspec.msgpack.decode(section.whole(), type=_NameTable)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise section.damaged(str(error)) from error
    size = len(table.names)
    codes = read_numbers(file[name], narrowest(max(size - 1, 0)), documents)
    if not size or len(table.counts) != size:
        raise section.damaged("not every name has its count")
    if highest(codes.cast("B"), codes.itemsize) >= size:
        raise section.damaged("a document has a name that is not there")
    return CodedNames(table.names, table.counts, codes)
