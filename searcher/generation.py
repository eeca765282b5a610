"""Which commit is the newest? Asked by every search, so answered by a glance at the directory.

A commit puts a file into the directory, and the directory's time of change says so. As long as it
stands still, so does the newest commit, and the directory is not listed. Clocks of file systems are
coarse, though: what changed a moment ago may change again within the same tick. So only a time that
lies back far enough is relied on, and a listing for no longer than a second.

Whoever removes an index and makes another, or puts a backup in its place, may get to the same
number. So a commit is known by the file of its table of contents, too.
"""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic, time
from typing import NamedTuple

from index.snapshot import latest_generation, toc_path

SETTLED = 2.0
"""Seconds after which a directory's time is relied on; the coarsest file systems count in twos."""
LONGEST = 1.0
"""Seconds after which the directory is listed again in any case."""


class Commit(NamedTuple):
    """A commit as the directory shows it: its number (-1: there is none), and of which file."""

    generation: int
    written: int = 0
    inode: int = 0


class NewestCommit:
    """The newest commit in a directory. Safe to share between threads."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._name = str(directory)
        # When the directory was changed, when it was listed, and what was found.
        self._known: tuple[int, float, Commit] | None = None

    def commit(self) -> Commit:
        """The newest commit.

        Raises:
            IndexUnreadable: if the directory cannot be listed.
        """
        known = self._known
        changed = self._changed()
        if known is not None and known[0] == changed and monotonic() - known[1] < LONGEST:
            return known[2]
        settled = time() - changed / 1e9 > SETTLED
        listed = monotonic()
        commit = self._listed()
        self._known = (changed, listed, commit) if settled and changed >= 0 else None
        return commit

    def _listed(self) -> Commit:
        generation = latest_generation(self._directory)
        if generation < 0:
            return Commit(generation)
        try:
            found = toc_path(self._directory, generation).stat()
        except OSError:
            # Gone again: another one has come, and is found at the next look.
            return Commit(generation)
        return Commit(generation, found.st_mtime_ns, found.st_ino)

    def _changed(self) -> int:
        """When the directory was changed, in nanoseconds; -1 if there is none to look at."""
        try:
            return os.stat(self._name).st_mtime_ns  # noqa: PTH116 (a path object takes as long)
        except OSError:
            return -1
