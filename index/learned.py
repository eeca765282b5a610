"""What an archive teaches of its own words: names, and what acronyms stand for.

Both are learned from articles as they are indexed (:mod:`index.analysis.learning`) and kept in a
file of the index that its table of contents names: JSON under a checksum. *Names* decide what terms
look like, so they stay as they are from the first commit until the index is rebuilt; *acronyms* are
looked at when searching only, so every commit may add to them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from index.errors import IndexDamaged, reading_errors
from index.names import learned_name
from index.storage import DurableStorage

FORMAT = 1


class Acronym(msgspec.Struct, frozen=True):
    """A short form and what it stands for, as articles define it: ``KPK``.

    ``count`` is the number of definitions seen, ``article_id`` an article that holds one.
    """

    short: str
    long: str
    count: int
    article_id: str


class Learned(msgspec.Struct, frozen=True):
    """What has been learned; ``articles`` is the number of those that the names were learned from.

    Names are in the form of :meth:`index.analysis.pipeline.Analysis.surface`; acronyms come most
    frequently defined first.
    """

    names: frozenset[str] = frozenset()
    acronyms: tuple[Acronym, ...] = ()
    articles: int = 0


NOTHING = Learned()


class _File(msgspec.Struct):
    format: int
    names: list[str]
    acronyms: list[Acronym]
    articles: int


def read_learned(directory: Path, name: str) -> Learned:
    """What the named file of an index holds; nothing where no file is named.

    Raises:
        IndexDamaged: if it is not what was written.
        FileNotFoundError: if it is missing.
    """
    if not name:
        return NOTHING
    with reading_errors(directory):
        seal, _, body = (directory / name).read_bytes().partition(b"\n")
    if seal != _seal(body):
        raise IndexDamaged(directory, f"{name} does not match its checksum")
    try:
        found = msgspec.json.decode(body, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IndexDamaged(directory, f"{name}: {error}") from error
    if found.format != FORMAT:
        raise IndexDamaged(directory, f"{name} has format {found.format}")
    return Learned(frozenset(found.names), tuple(found.acronyms), found.articles)


def write_learned(storage: DurableStorage, learned: Learned) -> str:
    """Write a new file, to be flushed with the others of a commit; returns its name."""
    name = learned_name()
    body = msgspec.json.encode(
        _File(FORMAT, sorted(learned.names), list(learned.acronyms), learned.articles)
    )
    with storage.create_file(name).raw_file() as file:
        file.write(_seal(body) + b"\n" + body)
    return name


def _seal(body: bytes) -> bytes:
    return b"telusur-learned " + hashlib.blake2b(body, digest_size=16).hexdigest().encode()
