"""Files of an index: memory-mapped to read, flushed to disk before anything names them."""

from __future__ import annotations

import mmap
import os
from array import array
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from index.plain_pickle import harden_whoosh

harden_whoosh()

_BIG_ENDIAN_ITEMS = {"b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "f": 4, "q": 8, "Q": 8}


class _Cursor:
    """A position of its own in a shared buffer: the file interface that Whoosh and pickle need."""

    __slots__ = ("_buffer", "_position")

    def __init__(self, buffer: Any) -> None:
        self._buffer = buffer
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        start = self._position
        end = len(self._buffer) if size is None or size < 0 else start + size
        data: bytes = self._buffer[start:end]
        self._position = start + len(data)
        return data

    def readline(self) -> bytes:
        start = self._position
        end = self._buffer.find(b"\n", start) + 1
        return self.read(end - start) if end else self.read()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {
            os.SEEK_SET: 0,
            os.SEEK_CUR: self._position,
            os.SEEK_END: len(self._buffer),
        }[whence]
        self._position = base + offset
        return self._position

    def tell(self) -> int:
        return self._position

    def close(self) -> None:
        """Nothing: the buffer is shared and goes with its last user."""


class MappedFile(StructFile):  # type: ignore[misc]
    """A Whoosh file over a memory map.

    Whoosh's own reader of this kind copies the whole file to the heap; this one reads the pages it
    touches. :meth:`twin` gives a second reader with a position of its own, so that threads can read
    the same postings at once.
    """

    def __init__(self, buffer: Any, name: str) -> None:
        super().__init__(_Cursor(buffer), name=name)
        self._buffer = buffer

    def twin(self) -> MappedFile:
        """Another reader of the same file, at its beginning."""
        return MappedFile(self._buffer, self._name)

    def get(self, position: int, length: int) -> bytes:
        """The bytes at ``position``; does not move the reader."""
        data: bytes = self._buffer[position : position + length]
        return data

    def get_array(self, position: int, typecode: str, length: int) -> Any:
        """``length`` big-endian items at ``position``; does not move the reader."""
        items = array(typecode)
        items.frombytes(self.get(position, length * _BIG_ENDIAN_ITEMS[typecode]))
        items.byteswap()
        return items


def sync_directory(path: Path) -> None:
    """Flush a directory, so that the names in it survive a power cut (no effect on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class DurableStorage(FileStorage):  # type: ignore[misc]
    """A directory of index files that knows which of them still have to reach the disk."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path
        self._unsynced: set[str] = set()

    def create_file(self, name: str, **options: Any) -> Any:
        """A new file, remembered until :meth:`sync` has flushed it."""
        self._unsynced.add(name)
        return super().create_file(name, **options)

    def delete_file(self, name: str) -> None:
        """Remove a file; it need not reach the disk any more."""
        self._unsynced.discard(name)
        super().delete_file(name)

    def open_file(self, name: str, **options: Any) -> MappedFile:
        """The named file, memory-mapped. ``options`` are Whoosh's and have no meaning here."""
        del options
        with Path(self._fpath(name)).open("rb") as file:
            empty = os.fstat(file.fileno()).st_size == 0
            buffer = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return MappedFile(buffer, name)

    def sync(self) -> None:
        """Flush every file made since the last call, then the directory that names them."""
        for name in sorted(self._unsynced):
            path = self.path / name
            if path.exists():
                with path.open("rb+") as file:
                    os.fsync(file.fileno())
        self._unsynced.clear()
        sync_directory(self.path)


def write_durably(path: Path, data: bytes) -> None:
    """Put ``data`` in the file ``path``, durably: it holds the old content or the new, never half.

    Raises:
        OSError: if the directory cannot be written; the old content is then untouched.
    """
    temporary = path.with_name(f"{path.name}.new")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)
