# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""The blobs of a segment, each read and unpacked alone.

A page of ten hits asks for twenty of them, so what goes on around unpacking counts.

Compiled where there is a C compiler; the types stand in ``blobs.pxd``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cython

from index.segment.columns import read_numbers
from index.segment.compression import CompressionError, Decompressor

if cython.compiled:
    from cython.cimports.cpython.bytes import PyBytes_FromStringAndSize

if TYPE_CHECKING:
    from index.segment.file import SegmentFile

_WIDE = 8


class Blobs:
    """The blobs of one section, by document number. Safe to share between threads.

    ``dictionary`` is what they are compressed with; none unpacks to more than ``most`` bytes.
    """

    def __init__(self, file: SegmentFile, name: str, documents: int, most: int) -> None:
        self._section = file[name]
        self._size = len(self._section)
        # Nothing can be looked at of no bytes.
        self._data = self._section.data if self._size else b"\0"
        self._start, self._pages = self._section.start, file.pages_seen
        ends = file[f"{name}.ends"]
        is_wide = len(ends) == _WIDE * (documents + 1)
        numbers = read_numbers(ends, "Q" if is_wide else "I", documents + 1)
        self._is_wide = is_wide
        if is_wide:
            self._wide_ends = numbers
        else:
            self._ends = numbers
        self._documents = documents
        packed = f"{name}.dictionary"
        found = bytes(file[packed].whole()) if packed in file else b""
        self._decompressor = Decompressor(found, most)
        self.dictionary = self._decompressor.dictionary

    def packed(self, docnum: int) -> bytes:
        """A blob as it lies in the file.

        Raises:
            IndexDamaged: if it is not what was written.
            IndexError: if no document has the number.
        """
        if docnum < 0 or docnum >= self._documents:
            raise IndexError(docnum)
        start, end = self._end_of(docnum), self._end_of(docnum + 1)
        if start < 0 or end < start or end > self._size:
            raise self._section.damaged(f"it has no {end - start:,} bytes at {start:,}")
        if self._pages.first_damaged(self._start + start, self._start + end) >= 0:
            self._section.verify(start, end - start)
        if not cython.compiled:
            return bytes(self._data[start:end])
        address = cython.cast("const char*", cython.address(self._data[0]))
        found: bytes = PyBytes_FromStringAndSize(address + start, end - start)
        return found

    def unpacked(self, docnum: int) -> bytes:
        """A blob as it was before it was packed.

        Raises:
            IndexDamaged: if it is not what was written.
            IndexError: if no document has the number.
        """
        try:
            return self._decompressor.decompress(self.packed(docnum))
        except CompressionError as error:
            raise self.damaged(docnum, error) from error

    def text(self, docnum: int) -> str:
        """As :meth:`unpacked`, of a blob that is UTF-8."""
        unpacked = self.unpacked(docnum)
        try:
            return unpacked.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self.damaged(docnum, error) from error

    def damaged(self, docnum: int, error: Exception) -> Any:
        """The error to raise when a document's blob makes no sense."""
        return self._section.damaged(f"of article {docnum}: {error}")

    def _end_of(self, docnum: int) -> int:
        """Where the blob of the document before it ends."""
        end: int = self._wide_ends[docnum] if self._is_wide else self._ends[docnum]
        return end
