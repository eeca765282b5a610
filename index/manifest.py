"""The manifest: which files have been indexed, and what each of them held.

It stands beside the commits and is written after them, so it may lag behind and never runs ahead:
without it, or with an old one, files are read again and nothing else is lost. It belongs to one
index (``index_id``) and is ignored beside another.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from corpus import Unreadable
from index.errors import writing_errors
from index.names import MANIFEST_NAME
from index.seal import seal
from index.storage import write_durably

FORMAT = 1


class FileEntry(msgspec.Struct, frozen=True):
    """A file that was read to its end: its fingerprint, its articles' ids, what it failed at."""

    fingerprint: str | None
    ids: list[str]
    failed: list[tuple[str, str, str]] = []

    def unreadables(self) -> list[Unreadable]:
        """What of the file could not be read."""
        return [Unreadable(*parts) for parts in self.failed]


class Manifest(msgspec.Struct):
    """The files of an index, by origin (absolute path or address)."""

    index_id: str
    format: int = FORMAT
    files: dict[str, FileEntry] = {}

    def unchanged(self, origin: str, fingerprint: str | None) -> FileEntry | None:
        """The entry of a file that is still as it was when it was indexed, else None."""
        entry = self.files.get(origin)
        if entry is None or fingerprint is None or entry.fingerprint != fingerprint:
            return None
        return entry


def load_manifest(directory: Path, index_id: str) -> Manifest:
    """The manifest of this index; an empty one if there is none or it cannot be trusted."""
    try:
        head, _, body = (directory / MANIFEST_NAME).read_bytes().partition(b"\n")
    except OSError:
        return Manifest(index_id)
    if head != _seal(body):
        return Manifest(index_id)
    try:
        manifest = msgspec.json.decode(body, type=Manifest)
    except msgspec.DecodeError:
        return Manifest(index_id)
    if manifest.index_id != index_id or manifest.format != FORMAT:
        return Manifest(index_id)
    return manifest


def manifest_is_whole(directory: Path) -> bool:
    """Whether the manifest is what was written; one that is not there is."""
    try:
        head, _, body = (directory / MANIFEST_NAME).read_bytes().partition(b"\n")
    except OSError:
        return not (directory / MANIFEST_NAME).exists()
    return head == _seal(body)


def save_manifest(directory: Path, manifest: Manifest) -> None:
    """Write the manifest, at once and durably.

    Raises:
        IndexUnwritable: if that cannot be done; the old one is untouched.
    """
    body = msgspec.json.encode(manifest)
    with writing_errors(directory):
        write_durably(directory / MANIFEST_NAME, _seal(body) + b"\n" + body)


def forget_files_of(directory: Path, index_id: str, ids: set[str]) -> None:
    """Have the files that hold any of these articles read again by the next run."""
    _forget(directory, index_id, lambda entry: not ids.isdisjoint(entry.ids))


def forget_files_with_more_than(directory: Path, index_id: str, ids: set[str]) -> None:
    """Have the files that hold articles beside these read again by the next run."""
    _forget(directory, index_id, lambda entry: not ids.issuperset(entry.ids))


def _forget(directory: Path, index_id: str, which: Callable[[FileEntry], bool]) -> None:
    manifest = load_manifest(directory, index_id)
    touched = {
        origin: msgspec.structs.replace(entry, fingerprint=None)
        for origin, entry in manifest.files.items()
        if which(entry)
    }
    if touched:
        manifest.files.update(touched)
        save_manifest(directory, manifest)


def _seal(body: bytes) -> bytes:
    return seal("manifest", body)
