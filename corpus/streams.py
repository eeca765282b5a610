"""Bytes of a document in bounded pieces: files, gzip, lines; what is too large ends in words."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from corpus.draft import UnreadableDocument
from corpus.encoding import marked_encoding

BLOCK = 1 << 20  # bytes read at a time
MAX_LINE = 16 << 20  # bytes of one line
MAX_INFLATED = 64 << 30  # bytes that one compressed file may expand to
FREE_INFLATED = 32 << 20  # bytes below which the ratio does not matter
MAX_RATIO = 200  # text shrinks to a third or, repetitive, to a twentieth; a bomb to a thousandth
GZIP_MAGIC = b"\x1f\x8b"

Chunks = Iterator[bytes]


def raw_chunks(stream: BinaryIO, progress: Callable[[int], None] | None = None) -> Chunks:
    """The bytes of a stream, a block at a time; ``progress`` is told how many have been read."""
    done = 0
    while block := stream.read(BLOCK):
        done += len(block)
        if progress:
            progress(done)
        yield block


def inflate(chunks: Chunks) -> Chunks:
    """The content of a gzip stream of one or several members.

    Raises:
        UnreadableDocument: when it is damaged, ends early, or expands beyond all measure. What
            could be read before that has been yielded.
    """
    unpacker: zlib._Decompress | None = None
    taken = given = 0
    for chunk in chunks:
        taken += len(chunk)
        data = chunk
        while data:
            if unpacker is None:
                unpacker = zlib.decompressobj(wbits=31)
            piece = _inflate_piece(unpacker, data)
            given += len(piece)
            _refuse_bomb(taken, given)
            if piece:
                yield piece
            data = unpacker.unconsumed_tail
            if unpacker.eof:
                data = unpacker.unused_data.lstrip(b"\0")
                unpacker = None
                if not data.startswith(GZIP_MAGIC[: len(data)]):
                    return  # a signature or other padding after the last member
    if unpacker is not None:
        yield unpacker.flush()
        if not unpacker.eof:
            raise UnreadableDocument(
                "The gzip data ends before its end mark; the file is incomplete, fetch it again."
            )


def _inflate_piece(unpacker: zlib._Decompress, data: bytes) -> bytes:
    try:
        return unpacker.decompress(data, BLOCK)
    except zlib.error as error:
        raise UnreadableDocument(
            "The gzip data is damaged; fetch or compress the file again."
        ) from error


def _refuse_bomb(taken: int, given: int) -> None:
    if given > MAX_INFLATED or (given > FREE_INFLATED and given > MAX_RATIO * taken):
        raise UnreadableDocument(
            f"The gzip data expands to more than {given >> 20} MiB from {max(taken >> 10, 1)} KiB, "
            "which no archive of text does; unpack it by hand if it is to be trusted."
        )


def as_utf8(chunks: Chunks) -> tuple[Chunks, bool]:
    """The same text as UTF-8 where a mark shows UTF-16 or UTF-32; without the mark of UTF-8.

    Also tells whether it was converted: what such a file declares about its encoding is then
    outdated. Other encodings pass as they are.
    """
    first = next(chunks, b"")
    name = marked_encoding(first[:4096])
    if name is None:
        return _chain(first, chunks), False
    if name == "utf-8-sig":
        return _chain(first[len(codecs.BOM_UTF8) :], chunks), True
    return _converted(_chain(first, chunks), name), True


def _chain(first: bytes, rest: Chunks) -> Chunks:
    if first:
        yield first
    yield from rest


def _converted(chunks: Chunks, name: str) -> Chunks:
    decoder = codecs.getincrementaldecoder(name)("replace")
    for chunk in chunks:
        if text := decoder.decode(chunk):
            yield text.encode("utf-8", "replace")
    if text := decoder.decode(b"", True):
        yield text.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end; ``data`` is None for one that is longer than allowed."""

    number: int
    data: bytes | None


def lines(chunks: Chunks, limit: int = MAX_LINE) -> Iterator[Line]:
    """The lines of a stream, holding at most about ``limit`` bytes of it."""
    number = 0
    kept: list[bytes] = []
    held = 0
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        held += len(first)
        if held <= limit:
            kept.append(first)
        if not others:
            continue
        number += 1
        yield Line(number, b"".join(kept).rstrip(b"\r") if held <= limit else None)
        for data in others[:-1]:
            number += 1
            yield Line(number, data.rstrip(b"\r") if len(data) <= limit else None)
        held = len(others[-1])
        kept = [others[-1]]
    if held:
        yield Line(number + 1, b"".join(kept).rstrip(b"\r") if held <= limit else None)


def read_all(chunks: Chunks, limit: int, remedy: str) -> bytes:
    """The whole content.

    Raises:
        UnreadableDocument: when it is larger than ``limit`` bytes; ``remedy`` ends the sentence.
    """
    parts = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise UnreadableDocument(f"It is larger than {limit >> 20} MiB; {remedy}.")
        parts.append(chunk)
    return b"".join(parts)


class ChunkReader:
    """A file object, as far as an XML parser needs one, over chunks."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes, b"" at the end."""
        if not self._rest:
            self._rest = next(self._chunks, b"")
        if size < 0:
            size = len(self._rest)
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece
