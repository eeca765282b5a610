"""A section of a segment's file, as what reads it needs it: bytes that are checked before use."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from index.errors import IndexDamaged


class SectionFile(Protocol):
    """A segment's file: named sections, and checksums over all bytes."""

    path: Path

    def section(self, name: str) -> memoryview:
        """The bytes of a section."""

    def verify(self, name: str, start: int, length: int) -> None:
        """See that bytes of a section are what was written.

        Raises:
            IndexDamaged: if they are not.
        """


class Section:
    """One section: ``data`` are its bytes."""

    def __init__(self, file: SectionFile, name: str) -> None:
        self._file = file
        self._name = name
        self.data = file.section(name)

    def verify(self, start: int, length: int) -> None:
        """See that bytes are what was written, before they are read.

        Raises:
            IndexDamaged: if they are not.
        """
        self._file.verify(self._name, start, length)

    def damaged(self, what: str) -> IndexDamaged:
        """The error for bytes that make no sense."""
        return IndexDamaged(self._file.path, f"section {self._name}: {what}")
