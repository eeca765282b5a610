"""Postings: which documents hold a term, how often, and where. Packed in blocks.

A posting list in a file is Whoosh's tag ``W3Bl`` and blocks of up to ``BLOCK_POSTINGS`` documents:

* header: bytes that follow it (negative in the last block), documents, last document number,
  highest count, flags;
* the gaps between document numbers, the first from 0;
* the counts, unless all are 1;
* the gaps between positions, those of each document beginning from 0; unless the field keeps none.

Each of the three is an array of 8, 16 or 32 bits as its widest number needs; the flags say which,
and whether the three are compressed together. All numbers are little-endian.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import sub
from typing import NamedTuple, overload

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3LeafMatcher

from index.errors import IndexDamaged

BLOCK_POSTINGS = 256
COMPRESSION = 4
# Shorter blocks do not get smaller by it.
_SHORTEST_COMPRESSED = 64

_HEADER = struct.Struct("<iHIIB")
_CODES = "BHI"
_WIDTHS = (1, 2, 4)
_COMPRESSED = 1
_GAPS_SHIFT = 1
# For these two, 0 means that they are left out, and a width's number is raised by one.
_COUNTS_SHIFT = 3
_POSITIONS_SHIFT = 5
_BITS = 3


class Postings(NamedTuple):
    """The postings of one term.

    ``documents`` ascend; ``counts`` says how often each holds the term. ``gaps`` holds, document by
    document, the first position and then the distances to the next; it is empty where the field
    keeps no positions.
    """

    documents: array[int]
    counts: array[int]
    gaps: array[int]


def pack_blocks(postings: Postings) -> list[bytes]:
    """A posting list as the bytes of its tag and its blocks."""
    documents, counts, gaps = postings
    total = len(documents)
    if total == 1 and not gaps and counts[0] == 1:
        return [WHOOSH3_HEADER_MAGIC, _pack_lonely(documents[0])]
    if total <= BLOCK_POSTINGS:
        return [WHOOSH3_HEADER_MAGIC, _pack_block(postings, last=True)]
    packed = [WHOOSH3_HEADER_MAGIC]
    gap_start = 0
    for start in range(0, total, BLOCK_POSTINGS):
        end = min(start + BLOCK_POSTINGS, total)
        block_counts = counts[start:end]
        gap_end = gap_start + (sum(block_counts) if gaps else 0)
        block = Postings(documents[start:end], block_counts, gaps[gap_start:gap_end])
        gap_start = gap_end
        packed.append(_pack_block(block, last=end == total))
    return packed


def _pack_lonely(document: int) -> bytes:
    """The block of a term that stands once in one document, as most forms do."""
    code, data = _packed((document,), document)
    return _HEADER.pack(-len(data), 1, document, 1, code << _GAPS_SHIFT) + data


def _pack_block(block: Postings, last: bool) -> bytes:
    documents, counts, gaps = block
    steps = [documents[0], *map(sub, documents[1:], documents)]
    highest = max(counts)
    flags, body = _packed(steps)
    flags <<= _GAPS_SHIFT
    if highest > 1:
        code, data = _packed(counts, highest)
        flags |= code + 1 << _COUNTS_SHIFT
        body += data
    if gaps:
        code, data = _packed(gaps)
        flags |= code + 1 << _POSITIONS_SHIFT
        body += data
    if len(body) >= _SHORTEST_COMPRESSED:
        smaller = zlib.compress(body, COMPRESSION)
        if len(smaller) < len(body):
            body = smaller
            flags |= _COMPRESSED
    size = -len(body) if last else len(body)
    return _HEADER.pack(size, len(documents), documents[-1], highest, flags) + body


def _packed(numbers: Sequence[int], widest: int | None = None) -> tuple[int, bytes]:
    """The number of the width that fits, and the numbers in it."""
    if widest is None:
        widest = max(numbers)
    width = 0 if widest < 0x100 else 1 if widest < 0x10000 else 2
    items = array(_CODES[width], numbers)
    if sys.byteorder == "big":
        items.byteswap()
    return width, items.tobytes()


def _unpacked(width: int, data: bytes) -> array[int]:
    items = array(_CODES[width])
    items.frombytes(data)
    if sys.byteorder == "big":
        items.byteswap()
    return items


class PositionValues(Sequence[bytes]):
    """The positions of a block's documents, each as :class:`PackedPositions` has them."""

    __slots__ = ("_counts", "_data", "_ends", "_width")

    def __init__(self, data: bytes, width: int, counts: Sequence[int]) -> None:
        """``data`` holds all gaps, ``width`` bytes each; ``counts``: how many a document has."""
        self._data = data
        self._width = width
        self._counts = counts
        self._ends: list[int] | None = None

    def __len__(self) -> int:
        return len(self._counts)

    @overload
    def __getitem__(self, index: int) -> bytes: ...
    @overload
    def __getitem__(self, index: slice) -> list[bytes]: ...
    def __getitem__(self, index: int | slice) -> bytes | list[bytes]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if self._ends is None:
            self._ends = [0, *accumulate(self._counts)]
        start, end = self._ends[index], self._ends[index + 1]
        width = self._width
        return b"%c%s" % (width, self._data[start * width : end * width])

    def __iter__(self) -> Iterator[bytes]:
        width = self._width
        mark = bytes([width])
        start = 0
        for end in accumulate(self._counts):
            yield mark + self._data[start * width : end * width]
            start = end

    def gaps(self) -> array[int]:
        """All gaps, one after the other."""
        return _unpacked(_WIDTHS.index(self._width), self._data)


class ArchiveMatcher(W3LeafMatcher):  # type: ignore[misc]
    """Steps through a posting list; reads nothing but its own place, so threads share the file.

    ``_data`` is, as in Whoosh, the current block: gaps between documents, weights (None when all
    are 1), values. A damaged block raises :class:`index.errors.IndexDamaged`.
    """

    _data: tuple[array[int], array[float] | None, PositionValues | None] | None
    _counts: Sequence[int]
    _ids: Sequence[int] | None
    _weights: Sequence[float] | None
    _values: Sequence[bytes] | None

    def _read_header(self) -> None:
        size = len(WHOOSH3_HEADER_MAGIC)
        if self._postfile.get(self._startoffset, size) != WHOOSH3_HEADER_MAGIC:
            raise self._damaged("no postings where the term table names some")
        self._baseoffset = self._startoffset + size

    def _goto(self, position: int) -> None:
        header = self._postfile.get(position, _HEADER.size)
        if len(header) < _HEADER.size:
            raise self._damaged("a posting list is cut short")
        size, self._blocklength, self._maxid, highest, self._flags = _HEADER.unpack(header)
        if not self._blocklength:
            raise self._damaged("a block without postings")
        self._lastblock = size <= 0
        self._maxweight = float(highest)
        self._dataoffset = position + _HEADER.size
        self._nextoffset = self._dataoffset + abs(size)
        # Whoosh bounds a block's score by its shortest and longest field. We keep no record of
        # them, and give the bounds that always hold.
        self._minlength, self._maxlength = 1, 0x7FFFFFFF
        self._data = self._ids = self._weights = self._values = None
        self._i = 0

    def _read_data(self) -> None:
        if self._data is None:
            self._data = self._load()

    def _load(self) -> tuple[array[int], array[float] | None, PositionValues | None]:
        """The current block, unpacked."""
        body = self._postfile.get(self._dataoffset, self._nextoffset - self._dataoffset)
        try:
            if self._flags & _COMPRESSED:
                body = zlib.decompress(body)
            gaps, self._counts, values = _unpack_block(body, self._blocklength, self._flags)
        except (zlib.error, ValueError, IndexError) as error:
            raise self._damaged(f"a block of postings: {error}") from error
        return gaps, array("f", self._counts) if self._maxweight > 1 else None, values

    def block(self) -> tuple[Sequence[int], Sequence[int], PositionValues | None]:
        """The documents, counts and positions of the current block."""
        self._read_ids()
        assert self._ids is not None
        assert self._data is not None
        return self._ids, self._counts, self._data[2]

    def next_block(self) -> None:
        """Step to the next block, or to the end."""
        self._next_block()

    def _read_ids(self) -> None:
        gaps, _, _ = self._data = self._data or self._load()
        self._ids = list(accumulate(gaps))
        if self._ids[-1] != self._maxid:
            raise self._damaged(f"a block ends with {self._ids[-1]} instead of {self._maxid}")

    def _read_weights(self) -> None:
        _, weights, _ = self._data = self._data or self._load()
        self._weights = array("f", [1.0]) * self._blocklength if weights is None else weights

    def _read_values(self) -> None:
        _, _, values = self._data = self._data or self._load()
        self._values = values or (b"",) * self._blocklength

    def _damaged(self, what: str) -> IndexDamaged:
        return IndexDamaged(self._postfile.directory, f"{self._postfile}: {what}")


def _unpack_block(
    body: bytes, length: int, flags: int
) -> tuple[array[int], Sequence[int], PositionValues | None]:
    """A block's gaps between documents, counts and positions.

    Raises:
        ValueError, IndexError: if they are not what the flags say.
    """
    width = _WIDTHS[flags >> _GAPS_SHIFT & _BITS]
    end = length * width
    gaps = _unpacked(_WIDTHS.index(width), body[:end])
    counts: Sequence[int] = (1,) * length
    if code := flags >> _COUNTS_SHIFT & _BITS:
        start, end = end, end + length * _WIDTHS[code - 1]
        counts = _unpacked(code - 1, body[start:end])
    values = None
    if code := flags >> _POSITIONS_SHIFT & _BITS:
        width = _WIDTHS[code - 1]
        start, end = end, end + sum(counts) * width
        values = PositionValues(body[start:end], width, counts)
    if end != len(body) or len(gaps) != length or len(counts) != length:
        raise ValueError(f"{len(body)} bytes where {end} should be")
    return gaps, counts, values


def read_postings(matcher: ArchiveMatcher) -> Postings:
    """All postings of a matcher at once, a block at a time."""
    documents, counts, gaps = array("I"), array("I"), array("I")
    while matcher.is_active():
        numbers, block_counts, values = matcher.block()
        documents.extend(numbers)
        # By way of iterators: an array takes in no array of another width.
        counts.extend(iter(block_counts))
        if values is not None:
            gaps.extend(iter(values.gaps()))
        matcher.next_block()
    return Postings(documents, counts, gaps)


def concatenate(parts: Iterable[Postings]) -> Postings:
    """One posting list of several whose documents follow each other."""
    joined = Postings(array("I"), array("I"), array("I"))
    for part in parts:
        for whole, piece in zip(joined, part, strict=True):
            whole.extend(piece)
    return joined
