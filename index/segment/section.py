"""A section of a segment's file, as those need it that read postings out of it."""

from __future__ import annotations

from typing import Protocol


class Section(Protocol):
    """One section: ``data`` are its bytes. What is read of them must be verified before it is used.

    Or right after it, by a reader that no bytes lead astray, before it gives anything away.
    """

    data: memoryview

    def verify(self, start: int, length: int) -> None:
        """See that bytes are there and are what was written.

        Raises:
            IndexDamaged: if they are not.
        """

    def damaged(self, what: str) -> Exception:
        """The error for bytes that make no sense."""
