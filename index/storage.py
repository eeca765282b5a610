"""Files of an index: flushed to disk before anything names them, and how they come and go."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from index.names import UNFINISHED


class NewFile:
    """A file that is being written."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")

    def write(self, data: Any) -> int:
        """Add bytes."""
        return self._file.write(data)

    def close(self) -> None:
        """Write what is still held back, and close it."""
        self._file.close()

    def abandon(self) -> None:
        """Close it, whatever becomes of what is held back."""
        with contextlib.suppress(OSError):
            self._file.close()


def sync_directory(path: Path) -> None:
    """Flush a directory, so that the names in it survive a power cut (no effect on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class DurableStorage:
    """A directory of index files that knows which of them still have to reach the disk.

    ``created`` holds the names of all files made through this object. Whoosh is given it for a
    storage of its own, and reads nothing through it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.created: set[str] = set()
        self._unsynced: set[str] = set()

    def create_file(self, name: str, **options: Any) -> NewFile:
        """A new file, remembered until :meth:`sync` has flushed it. ``options`` mean nothing."""
        del options
        self.created.add(name)
        self._unsynced.add(name)
        return NewFile(self.path / name)

    def file_length(self, name: str) -> int:
        """The size of a file in bytes."""
        return (self.path / name).stat().st_size

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


REMOVE_LATER = True
_removals: list[_InThread] = []


def remove_in_time(paths: Sequence[Path]) -> None:
    """Remove files that nothing names any more, whose names never come again.

    It is done in a thread: nobody has to wait for it, and on some disks it takes as long as a
    commit. A file that cannot be removed now, on Windows because a reader holds it, is left.
    """
    if not REMOVE_LATER:
        _remove_all(paths)
    elif paths:
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
