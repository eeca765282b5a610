"""Files of an index: memory-mapped to read, flushed to disk before anything names them.

Whoosh keeps small tables in its files as pickles, and a pickle can name any function to be called
while it is read. The files here write and read them as JSON instead.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import sys
import threading
from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from index.names import UNFINISHED

# Smaller files are read whole: a map holds a file descriptor for as long as it lives, and an index
# has a dozen files a segment.
SMALLEST_MAPPED = 64 * 2**10

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
    """A Whoosh file over a memory map, in ``directory``.

    Whoosh's own reader of this kind copies the whole file to the heap; this one reads the pages it
    touches. What has ``get`` in its name does not move the reader, so that threads can share it.
    """

    def __init__(self, buffer: Any, name: str, directory: Path) -> None:
        super().__init__(_Cursor(buffer), name=name)
        self._buffer = buffer
        self.directory = directory

    def __len__(self) -> int:
        return len(self._buffer)

    def get(self, position: int, length: int) -> bytes:
        """The bytes at ``position``; fewer where the file ends."""
        data: bytes = self._buffer[position : position + length]
        return data

    def get_array(self, position: int, typecode: str, length: int) -> Any:
        """``length`` big-endian items at ``position``."""
        items = array(typecode)
        items.frombytes(self.get(position, length * _BIG_ENDIAN_ITEMS[typecode]))
        if sys.byteorder == "little":
            items.byteswap()
        return items

    def read_pickle(self) -> Any:
        """What :meth:`NewFile.write_pickle` wrote at this place."""
        return msgspec.json.decode(self.read(self.read_uint()))


class NewFile(StructFile):  # type: ignore[misc]
    """A Whoosh file that is being written."""

    def write_pickle(self, obj: Any, protocol: int = -1) -> None:
        """Write plain data as JSON: its length in 32 bits, then the text."""
        del protocol
        text = msgspec.json.encode(obj)
        self.write_uint(len(text))
        self.write(text)


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
    """A directory of index files that knows which of them still have to reach the disk.

    ``created`` holds the names of all files made through this object.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path
        self.created: set[str] = set()
        self._unsynced: set[str] = set()

    def create_file(self, name: str, **options: Any) -> NewFile:
        """A new file, remembered until :meth:`sync` has flushed it. ``options`` mean nothing."""
        del options
        self.created.add(name)
        self._unsynced.add(name)
        return NewFile((self.path / name).open("xb"), name=name)

    def open_file(self, name: str, **options: Any) -> MappedFile:
        """The named file, memory-mapped. ``options`` are Whoosh's and have no meaning here."""
        del options
        with (self.path / name).open("rb") as file:
            if os.fstat(file.fileno()).st_size < SMALLEST_MAPPED:
                return MappedFile(file.read(), name, self.path)
            return MappedFile(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), name, self.path)

    def list(self) -> list[str]:
        """The names in the directory; unlike Whoosh's, an error is not an empty directory."""
        return os.listdir(self.path)  # noqa: PTH208 - names are wanted

    def start_sync(self) -> Callable[[], None]:
        """Begin to flush every file made since the last call; returns what waits for the end.

        The disk flushes two files at the same time in hardly more time than one. The directory
        that names them is flushed with the table of contents, after its rename.
        """
        names = sorted(self._unsynced)
        if not names:
            return lambda: None
        return _InThread(self._flush, names).wait

    def sync(self) -> None:
        """Flush every file made since the last call."""
        self.start_sync()()

    def _flush(self, names: Iterable[str]) -> None:
        for name in names:
            with (self.path / name).open("rb+") as file:
                os.fsync(file.fileno())
            self._unsynced.discard(name)


class _InThread:
    """Work that goes on in a thread of its own; a program ends no sooner than it does."""

    def __init__(self, work: Callable[[Any], None], argument: Any) -> None:
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(work, argument))
        self._thread.start()

    def wait(self) -> None:
        """Wait for its end; raises what it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error

    def _run(self, work: Callable[[Any], None], argument: Any) -> None:
        try:
            work(argument)
        except BaseException as error:
            self._error = error


_removals: list[_InThread] = []


def remove_in_time(paths: Sequence[Path]) -> None:
    """Remove files that nothing names any more, whose names never come again.

    It is done in a thread: nobody has to wait for it, and on some disks it takes as long as a
    commit. A file that cannot be removed now, on Windows because a reader holds it, is left.
    """
    if paths:
        _removals.append(_InThread(_remove_all, paths))
        del _removals[:-4]


def finish_removals() -> None:
    """Wait until what was to be removed has been."""
    for removal in list(_removals):
        removal.wait()


def _remove_all(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()


def write_durably(path: Path, data: bytes, first: Callable[[], None] | None = None) -> None:
    """Put ``data`` in the file ``path``, durably: it holds the old content or the new, never half.

    What must be on the disk before the new content is there, ``first`` waits for.

    Raises:
        OSError: if the directory cannot be written. The content is then the old one, unless only
            the last step failed, the flushing of the directory.
    """
    temporary = path.with_name(path.name + UNFINISHED)
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if first is not None:
            first()
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)
