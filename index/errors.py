"""What can go wrong with an index, each with a remedy: the only exceptions this stage raises."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path


class IndexFault(Exception):
    """Something is wrong with an index. ``message`` says what, ``remedy`` what to do about it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class IndexMissing(IndexFault):
    """There is no index in the directory."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no index in {path}.",
            f"Make one with: telusur index SOURCE --index {path}",
        )


class IndexDamaged(IndexFault):
    """A file of the index is missing, cut short or not what its writer left.

    ``file`` and ``section`` say where, as far as is known; ``what`` is the damage alone.
    """

    def __init__(self, path: Path, what: str, *, file: str = "", section: str = "") -> None:
        where = f"{file}: " if file else ""
        where += f"section {section}: " if section else ""
        super().__init__(
            f"The index in {path} is damaged: {where}{what}.",
            "Look at it with: telusur check; mend it with: telusur check --repair, "
            "or build it anew with: telusur index SOURCE --rebuild",
        )
        self.file = file
        self.section = section
        self.what = what


class IndexUnreadable(IndexFault):
    """The index directory cannot be read: no permission, a failing disk, too many open files."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The index in {path} cannot be read: {reason}.",
            "Check the permissions of the directory and the state of the disk.",
        )


class IndexOutdated(IndexFault):
    """The index was written in a format that this version does not read."""

    def __init__(self, path: Path, found: object, known: object) -> None:
        super().__init__(
            f"The index in {path} has format {found}, this version reads {known}.",
            "Build it anew with: telusur index SOURCE --rebuild",
        )


class IndexLocked(IndexFault):
    """Another process is writing to the index. ``holder`` says which, as far as is known."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(
            f"The index in {path} is being written by {holder}.",
            "Wait until it has finished, then run the command again.",
        )
        self.holder = holder


class IndexUnwritable(IndexFault):
    """The index directory cannot be written: no permission, no space, no such place."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The index in {path} cannot be written: {reason}.",
            "Free some space or choose another directory with --index; the last commit is intact.",
        )


@contextlib.contextmanager
def writing_errors(directory: Path) -> Iterator[None]:
    """Turn an operating system error about writing the index into :class:`IndexUnwritable`."""
    try:
        yield
    except OSError as error:
        raise IndexUnwritable(directory, _reason(error)) from error


@contextlib.contextmanager
def reading_errors(directory: Path) -> Iterator[None]:
    """Turn an operating system error about reading the index into :class:`IndexUnreadable`.

    A missing file passes: what that means, the caller knows.
    """
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise
    except OSError as error:
        raise IndexUnreadable(directory, _reason(error)) from error


def _reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "permission denied"
    if error.errno is not None:
        return os.strerror(error.errno).lower()
    return str(error)
