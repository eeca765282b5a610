"""One writer at a time: a lock on the index directory that tells who holds it."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time
from pathlib import Path

from whoosh.util.filelock import FileLock

from index.names import LOCK_NAME

_HOLDER_LENGTH = 300


class WriterLock:
    """The lock of an index directory.

    The operating system frees it when its holder ends, however it ends, so it can never be stale.
    The file's text (process, host, command, time) is only there to be shown to whoever waits.
    """

    def __init__(self, directory: Path) -> None:
        self._path = directory / LOCK_NAME
        self._lock = FileLock(str(self._path))

    def acquire(self, wait_seconds: float = 0.0) -> bool:
        """Take the lock, trying for ``wait_seconds``; False if somebody else kept it that long."""
        deadline = time.monotonic() + wait_seconds
        while not self._lock.acquire():
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.05)
        self._sign()
        return True

    def release(self) -> None:
        """Give the lock back."""
        try:
            with contextlib.suppress(OSError):
                os.ftruncate(self._lock.fd, 0)
        finally:
            self._lock.release()

    def holder(self) -> str:
        """Who holds the lock, as its holder wrote it down, on one line."""
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            text = ""
        return " ".join(text.split())[:_HOLDER_LENGTH] or "another process"

    def _sign(self) -> None:
        words = sys.argv or [""]
        command = " ".join([Path(words[0]).name, *words[1:]])[:200].strip() or "unnamed"
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        text = f"process {os.getpid()} on {socket.gethostname()} since {since} ({command})"
        # The lock holds without its text: a full disk must not stand in the way.
        with contextlib.suppress(OSError):
            os.ftruncate(self._lock.fd, 0)
            os.write(self._lock.fd, text.encode("utf-8", "replace"))
