"""A document: one file or address, its fingerprint, and the articles in it."""

from __future__ import annotations

import hashlib
import itertools
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

from corpus.article import Article, Unreadable
from corpus.draft import Draft, Fault, UnreadableDocument
from corpus.finish import Finisher
from corpus.readers import Content, reader_of
from corpus.recognise import HEAD, Kind, recognise
from corpus.streams import BLOCK, GZIP_MAGIC, Chunks, as_utf8, inflate, raw_chunks

# Raise it whenever the same bytes would give other articles: indexes then read everything again.
READER_VERSION = 1
MOST_FAULTS = 1000  # reported of one document; further ones are counted
VAIN_FAULTS = 100  # when the first so many entries are all faults, the rest is not tried


class Document(ABC):
    """One file or address of a source.

    Attributes:
        origin: absolute path or address, the ``origin`` of its articles.
        name: path within the source with ``/`` between folders; the file's name for a single file.
        size: bytes on disk, None for an address.
        bytes_read: how many of them :meth:`articles` has read so far, for a progress bar.
    """

    origin: str
    name: str
    size: int | None
    bytes_read: int = 0

    @abstractmethod
    def fingerprint(self) -> str | None:
        """A digest that changes when the articles may have changed; None when it is unknown."""

    @abstractmethod
    def _chunks(self) -> Chunks:
        """The bytes as they are, a block at a time."""

    def articles(self) -> Iterator[Article | Unreadable]:
        """Its articles in order, and what in it could not be read; raises nothing."""
        finisher = Finisher(self.origin, self.name)
        try:
            for found in _bounded(self._drafts()):
                yield _finish(finisher, found)
        except Exception as error:  # one bad document must not end a run
            yield Unreadable(self.origin, getattr(error, "place", ""), explain(error))

    def _drafts(self) -> Iterator[Draft | Fault]:
        self.bytes_read = 0
        chunks = _unpacked(self._chunks())
        content, converted = as_utf8(chunks)
        head, content = _peek(content)
        kind = self._accept(recognise(self.name, head), head)
        yield from reader_of(kind)(Content(self.name, content, converted))

    def _accept(self, kind: Kind, head: bytes) -> Kind:  # noqa: ARG002 - for subclasses
        """The kind, unless documents of this sort may not be of it."""
        return kind

    def _progress(self, done: int) -> None:
        self.bytes_read = done


class FileDocument(Document):
    """A document on disk."""

    def __init__(self, path: Path, name: str, size: int) -> None:
        self.path = path
        self.origin = printable(str(path))
        self.name = printable(name)
        self.size = size

    def __repr__(self) -> str:
        return f"FileDocument({self.origin!r})"

    def fingerprint(self) -> str | None:
        """A digest of its bytes and of the readers' version; None when it cannot be read."""
        digest = hashlib.blake2b(b"%d:" % READER_VERSION, digest_size=16)
        try:
            with self.path.open("rb", buffering=0) as stream:
                while block := stream.read(BLOCK):
                    digest.update(block)
        except OSError:
            return None
        return digest.hexdigest()

    def _chunks(self) -> Chunks:
        with self.path.open("rb", buffering=0) as stream:
            yield from raw_chunks(stream, self._progress)


def _unpacked(chunks: Chunks) -> Chunks:
    """Through gzip where the first bytes say so, whatever the name is."""
    first = next(chunks, b"")
    whole = itertools.chain((first,), chunks)
    return inflate(whole) if first.startswith(GZIP_MAGIC) else whole


def _peek(chunks: Chunks) -> tuple[bytes, Chunks]:
    """The first bytes that recognition looks at, and all of them again."""
    seen: list[bytes] = []
    size = 0
    damage: Exception | None = None
    while size < HEAD:
        try:
            chunk = next(chunks)
        except StopIteration:
            break
        except UnreadableDocument as error:  # damaged gzip: what came before it is still good
            damage = error
            break
        seen.append(chunk)
        size += len(chunk)
    if damage and not size:
        raise damage
    return b"".join(seen)[:HEAD], itertools.chain(seen, _raising(damage) if damage else chunks)


def _raising(damage: Exception) -> Chunks:
    raise damage
    yield b""


def _bounded(found: Iterator[Draft | Fault]) -> Iterator[Draft | Fault]:
    """The same, but not a fault for each of a million broken lines."""
    drafts = faults = 0
    for item in found:
        if isinstance(item, Draft):
            drafts += 1
        else:
            faults += 1
            if faults > MOST_FAULTS:
                continue
        yield item
        if faults >= VAIN_FAULTS and not drafts:
            reason = f"None of its first {faults} entries is an article; the rest was not tried."
            yield Fault("", reason + " Is it what its name says?")
            return
    if faults > MOST_FAULTS:
        yield Fault("", f"{faults - MOST_FAULTS:,} more entries could not be read; mend the first.")


def _finish(finisher: Finisher, found: Draft | Fault) -> Article | Unreadable:
    if isinstance(found, Fault):
        return finisher.fault(found)
    try:
        return finisher.finish(found)
    except Exception as error:  # the next article may be sound
        return finisher.fault(Fault(found.place, explain(error)))


def explain(error: BaseException) -> str:
    """An exception as one sentence with a remedy."""
    match error:
        case UnreadableDocument():
            return error.reason
        case FileNotFoundError():
            return "There is no such file any more; index the source again without it."
        case PermissionError():
            return "Reading it is not permitted; change its permissions or leave it out."
        case IsADirectoryError():
            return "It is a folder, not a file; name the folder to read what is in it."
        case OSError():
            return f"The system could not read it ({error.strerror or error}); try again."
        case RecursionError():
            return "It is nested too deeply to be an article; leave it out."
        case MemoryError():
            return "There is not enough memory to read it; split it into smaller files."
        case _:
            what = " ".join(str(error).split())[:200]
            return f"It could not be understood ({type(error).__name__}: {what}); leave it out."


def printable(text: str) -> str:
    """A file name that can be stored and shown: bytes that are no UTF-8 become ``\\ufffd``."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
