"""The file of a segment: named sections in one file, each page of it under a checksum.

Layout (all numbers little-endian; docs/segment-format.md tells it byte by byte):

* header: magic, format version;
* the sections, one after the other, each beginning at a multiple of 8 bytes;
* the table: name, offset and length of each section, then a checksum for each page of 4 KiB of all
  that stands before the table (:mod:`index.segment.pages`);
* footer: where the table begins, how many sections and pages there are, the length of the file, a
  CRC-32 of header, table and footer, magic.

A file is written from front to end and never changed. To open it, header, table and footer are read
and verified; a page is verified when something on it is first asked for. So opening costs the same
for any size, and damage is never taken for data.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
from pathlib import Path
from typing import Any
from zlib import crc32

from index.errors import IndexDamaged, IndexOutdated
from index.segment.pages import PAGE, PAGE_BITS, Pages, page_checksum
from index.storage import NewFile

MAGIC = b"TELUSEG\n"
VERSION = 2
ALIGNMENT = 8

# Smaller files are read whole: a map holds a file descriptor for as long as it lives.
SMALLEST_MAPPED = 64 * 2**10
# So much is written at a time, and so much of what is to follow later is kept in memory.
_WRITE_SIZE = 2**20
_SPOOL_SIZE = 8 * 2**20

_HEADER = struct.Struct("<8sII")
_ENTRY = struct.Struct("<QQH")
_FOOTER = struct.Struct("<QIIQI8s")
# The checksum covers the footer up to itself.
_SEALED = _FOOTER.size - 12


class Section:
    """One section of an open file: ``data`` is all of it, as it lies in the file, unverified.

    ``start`` is where it begins in the file.
    Whatever is read of ``data`` must have been verified before by :meth:`verify`; :meth:`read` and
    :meth:`whole` do both. Safe to share between threads.
    """

    __slots__ = ("_file", "data", "name", "start")

    def __init__(self, file: SegmentFile, name: str, start: int, length: int) -> None:
        self._file = file
        self.start = start
        self.name = name
        self.data = file.data[start : start + length]

    def __len__(self) -> int:
        return len(self.data)

    def verify(self, start: int, length: int) -> None:
        """See that ``length`` bytes from ``start`` on are there and are what was written.

        Raises:
            IndexDamaged: naming the file and the section if they are not.
        """
        if start < 0 or length < 0 or start + length > len(self.data):
            raise self.damaged(f"it has no {length:,} bytes at {start:,}")
        if length:
            start += self.start
            self._file.verify_pages(start, start + length, self.name)

    def read(self, start: int, length: int) -> memoryview:
        """``length`` verified bytes from ``start`` on."""
        self.verify(start, length)
        return self.data[start : start + length]

    def whole(self) -> memoryview:
        """All of the section, verified."""
        self.verify(0, len(self.data))
        return self.data

    def damaged(self, what: str) -> IndexDamaged:
        """The error to raise when what was read makes no sense."""
        return self._file.damaged(what, self.name)


class SegmentFile:
    """An open segment file.

    ``data`` is the whole file, memory-mapped where it is not small; ``sections`` by name; ``pages``
    is how many have a checksum, ``pages_seen`` which of them were verified. Nothing needs to be
    closed: the map goes with its last user.
    """

    def __init__(self, directory: Path, name: str) -> None:
        """Open a file and verify header, table and footer.

        Raises:
            IndexDamaged: if they are not what was written.
            IndexOutdated: if the file has another format.
            FileNotFoundError, OSError: if it cannot be read.
        """
        self.directory = directory
        self.name = name
        self.data = _mapped(directory / name)
        self._end, table = self._read_frame()
        self.pages = (self._end + PAGE - 1) >> PAGE_BITS
        self.sections = {
            section: Section(self, section, start, length)
            for section, start, length in self._entries(table)
        }
        checksums = table[len(table) - 4 * self.pages :]
        self.pages_seen = Pages(self.data, self._end, checksums, PAGE_BITS)

    def __len__(self) -> int:
        return len(self.data)

    def __contains__(self, section: str) -> bool:
        return section in self.sections

    def __getitem__(self, section: str) -> Section:
        found = self.sections.get(section)
        if found is None:
            raise self.damaged("it is missing", section)
        return found

    def verify_pages(self, start: int, end: int, section: str = "") -> None:
        """Verify the pages that hold the bytes from ``start`` to ``end``, each once.

        Raises:
            IndexDamaged: naming ``section`` if one is not what was written.
        """
        page = self.pages_seen.first_damaged(start, end)
        if page >= 0:
            where = section or ", ".join(self.sections_on(page)) or "between the sections"
            raise self.damaged(f"page {page} does not match its checksum", where)

    def skip_checksums(self) -> None:
        """Take every page as it is from now on, for whoever has other means to tell damage."""
        self.pages_seen.trust()

    def page_is_sound(self, page: int) -> bool:
        """Whether a page is what was written."""
        return self.pages_seen.is_sound(page)

    def sections_on(self, page: int) -> list[str]:
        """The names of the sections that have bytes on a page."""
        start, end = page << PAGE_BITS, (page + 1) << PAGE_BITS
        return [
            name
            for name, section in self.sections.items()
            if section.start < end and section.start + len(section) > start
        ]

    def damaged(self, what: str, section: str = "") -> IndexDamaged:
        """The error to raise when what was read makes no sense."""
        return IndexDamaged(self.directory, what, file=self.name, section=section)

    def _read_frame(self) -> tuple[int, memoryview]:
        """Where the sections end, and the table; both verified."""
        size = len(self.data)
        if size < _HEADER.size + _FOOTER.size:
            raise self.damaged("it is cut short")
        magic, version, _ = _HEADER.unpack_from(self.data)
        if magic != MAGIC:
            raise self.damaged("it does not begin as a segment does")
        end, self._count, pages, length, checksum, magic = _FOOTER.unpack_from(
            self.data, size - _FOOTER.size
        )
        if magic != MAGIC or length != size:
            raise self.damaged("its end is not what was written")
        if not _HEADER.size <= end <= size - _FOOTER.size:
            raise self.damaged("its table does not lie in it")
        header = crc32(self.data[: _HEADER.size])
        if crc32(self.data[end : size - _FOOTER.size + _SEALED], header) != checksum:
            raise self.damaged("its table does not match its checksum")
        if version != VERSION:
            raise IndexOutdated(self.directory, f"segment {version}", f"segment {VERSION}")
        table = self.data[end : size - _FOOTER.size]
        if pages != (end + PAGE - 1) >> PAGE_BITS or len(table) < 4 * pages:
            raise self.damaged("its table is not whole")
        return end, table

    def _entries(self, table: memoryview) -> list[tuple[str, int, int]]:
        entries = []
        at = 0
        limit = len(table) - 4 * self.pages
        for _ in range(self._count):
            if at + _ENTRY.size > limit:
                raise self.damaged("its table is not whole")
            start, length, name_length = _ENTRY.unpack_from(table, at)
            at += _ENTRY.size
            name = bytes(table[at : at + name_length]).decode("utf-8", "replace")
            at += name_length
            if start % ALIGNMENT or start + length > self._end or at > limit:
                raise self.damaged("it does not lie in the file", name)
            entries.append((name, start, length))
        return entries


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size < SMALLEST_MAPPED:
            return memoryview(file.read())
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


class Spool:
    """Bytes that are to become a section later, in memory or, where they are many, on the disk."""

    def __init__(self, directory: Path) -> None:
        import tempfile

        # Without a name in the directory where the system can do that: nothing is ever left over.
        self._file: Any = tempfile.SpooledTemporaryFile(_SPOOL_SIZE, dir=str(directory))  # noqa: SIM115
        self.size = 0

    def write(self, data: Any) -> None:
        """Add bytes."""
        self._file.write(data)
        self.size += len(data)

    def copy_to(self, writer: SegmentFileWriter) -> None:
        """Write all to a segment file and let go of it."""
        self._file.seek(0)
        while data := self._file.read(_WRITE_SIZE):
            writer.write(data)
        self._file.close()

    def close(self) -> None:
        """Let go of the bytes."""
        with contextlib.suppress(OSError):
            self._file.close()


class SegmentFileWriter:
    """Writes a segment file from front to end. Flushing it to the disk is the caller's."""

    def __init__(self, file: NewFile, directory: Path) -> None:
        """Write to ``file``, which is empty; spools go to ``directory``."""
        self._file = file
        self._directory = directory
        self._pending = bytearray()
        self._written = 0
        self._checksums = bytearray()
        self._sections: dict[str, tuple[int, int]] = {}
        self._open: tuple[str, int] | None = None
        self._spools: list[Spool] = []
        self.write(_HEADER.pack(MAGIC, VERSION, 0))

    @property
    def position(self) -> int:
        """Where in the open section the next byte goes."""
        assert self._open is not None
        return self._place - self._open[1]

    def begin(self, name: str) -> None:
        """Begin a section; the one before it ends here."""
        self._end_section()
        if name in self._sections:
            raise ValueError(f"there is a section {name} already")
        self.write(bytes(-self._place % ALIGNMENT))
        self._open = name, self._place

    def write(self, data: Any) -> None:
        """Add bytes to the open section."""
        self._pending += data
        if len(self._pending) >= _WRITE_SIZE:
            self._flush(len(self._pending) & -PAGE)

    def section(self, name: str, data: Any) -> None:
        """Write a whole section."""
        self.begin(name)
        self.write(data)

    def spool(self) -> Spool:
        """A place for bytes of a section that cannot be written yet."""
        spool = Spool(self._directory)
        self._spools.append(spool)
        return spool

    def copy(self, name: str, spool: Spool) -> None:
        """Write what a spool holds as a section."""
        self.begin(name)
        spool.copy_to(self)

    def finish(self) -> int:
        """Write the table and the footer and close the file; returns its length in bytes."""
        self._end_section()
        end = self._place
        self._flush(len(self._pending))
        table = self._table()
        length = end + len(table) + _FOOTER.size
        pages = len(self._checksums) // 4
        footer = _FOOTER.pack(end, len(self._sections), pages, length, 0, MAGIC)
        header = crc32(_HEADER.pack(MAGIC, VERSION, 0))
        checksum = crc32(footer[:_SEALED], crc32(table, header))
        footer = _FOOTER.pack(end, len(self._sections), pages, length, checksum, MAGIC)
        self._file.write(table + footer)
        self._file.close()
        return length

    def abandon(self) -> None:
        """Close the file, whatever becomes of what is in it."""
        for spool in self._spools:
            spool.close()
        self._file.abandon()

    @property
    def _place(self) -> int:
        return self._written + len(self._pending)

    def _end_section(self) -> None:
        if self._open is not None:
            name, start = self._open
            self._sections[name] = start, self._place - start
            self._open = None

    def _flush(self, size: int) -> None:
        """Write the first ``size`` bytes of what waits: whole pages, or the last part of one."""
        with memoryview(self._pending) as pending, pending[:size] as data:
            for start in range(0, size, PAGE):
                self._checksums += struct.pack("<I", page_checksum(data[start : start + PAGE]))
            self._file.write(data)
        del self._pending[:size]
        self._written += size

    def _table(self) -> bytes:
        parts = []
        for name, (start, length) in self._sections.items():
            encoded = name.encode("utf-8")
            parts += [_ENTRY.pack(start, length, len(encoded)), encoded]
        return b"".join(parts) + self._checksums
