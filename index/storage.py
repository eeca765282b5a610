"""Files of an index: flushed to disk before anything names them, and how they come and go."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
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
        from index.beside import begin  # a search writes nothing

        return begin(partial(self._flush, names)).wait

    def sync(self) -> None:
        """Flush every file made since the last call."""
        self.start_sync()()

    def _flush(self, names: Iterable[str]) -> None:
        for name in names:
            with (self.path / name).open("rb+") as file:
                os.fsync(file.fileno())
            self._unsynced.discard(name)


REMOVE_LATER = True
_going: set[Path] = set()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_going.clear)  # where no thread goes on with it


def remove_in_time(paths: Sequence[Path]) -> None:
    """Remove files that nothing names any more, whose names never come again.

    It is done in a thread: nobody has to wait for it, and on some disks it takes as long as a
    commit. A file that cannot be removed now, on Windows because a reader holds it, is left.
    """
    if not REMOVE_LATER:
        _remove_all(paths)
    elif paths:
        from index.beside import begin

        _going.update(paths)
        begin(partial(_remove_all, paths))


def is_going(path: Path) -> bool:
    """Whether a file is about to be removed already."""
    return path in _going


def finish_removals() -> None:
    """Wait until what was to be removed has been."""
    from index.beside import finish

    finish()


def _remove_all(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()
        _going.discard(path)


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
