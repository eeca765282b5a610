"""The codec: Whoosh's own block format, written in bulk, read without executing anything.

Derived from Whoosh's W3 codec. What differs: postings come a whole list at a time instead of one
by one; matchers have a file position of their own, so threads can share a reader; blocks are
unpickled as plain data only (see :mod:`index.plain_pickle`).
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator, Sequence
from operator import sub
from pickle import dumps
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import (
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3LeafMatcher,
    W3Segment,
    W3TermInfo,
)
from whoosh.matching import Matcher
from whoosh.util.numeric import length_to_byte

BLOCK_POSTINGS = 256
COMPRESSION = 3
_PICKLE_PROTOCOL = 4
# Whoosh bounds a block's score by its shortest and longest field. We do not record them a block,
# and give the bounds that always hold.
_ANY_LENGTH = (length_to_byte(1), length_to_byte(1_000_000))


class Postings(NamedTuple):
    """The postings of one term: documents ascending, with a weight and a value each.

    ``values`` is empty where the field's format keeps none.
    """

    documents: Sequence[int]
    weights: Sequence[float]
    values: Sequence[bytes]


class ArchiveSegment(W3Segment):  # type: ignore[misc]
    """A segment as the table of contents describes it."""

    @property
    def field_lengths(self) -> dict[str, int]:
        """The number of words of all documents, by field."""
        lengths: dict[str, int] = getattr(self, "_fieldlengths", {})
        return lengths

    @field_lengths.setter
    def field_lengths(self, lengths: dict[str, int]) -> None:
        self._fieldlengths = lengths

    def should_assemble(self) -> bool:
        """Never into one compound file: Whoosh reads that to the heap whole."""
        return False


class ArchiveCodec(W3Codec):  # type: ignore[misc]
    """How segments are written and read."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=BLOCK_POSTINGS, compression=COMPRESSION)

    def new_segment(self, storage: Any, indexname: str) -> ArchiveSegment:
        """An empty segment with a name of its own."""
        del storage
        return ArchiveSegment(self, indexname)

    def field_writer(self, storage: Any, segment: ArchiveSegment) -> BulkFieldWriter:
        """The writer of a segment's terms and postings."""
        return BulkFieldWriter(self, storage, segment)

    def postings_reader(
        self, dbfile: Any, terminfo: W3TermInfo, format_: Any, term: Any = None, scorer: Any = None
    ) -> Matcher:
        """A matcher over a term's postings with a file position of its own."""
        offset, length = terminfo.extent()
        return W3LeafMatcher(dbfile.twin(), offset, length, format_, term=term, scorer=scorer)


class BulkFieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes terms in order, each with its whole list of postings."""

    def write_terms(self, schema: Any, terms: Iterator[tuple[tuple[str, bytes], Postings]]) -> None:
        """Write terms that ascend by field and term."""
        field = None
        for (name, text), postings in terms:
            if name != field:
                if field is not None:
                    self.finish_field()
                self.start_field(name, schema[name])
                field = name
            self._write_term(text, postings)
        if field is not None:
            self.finish_field()

    def _write_term(self, text: bytes, postings: Postings) -> None:
        start = self._postfile.tell()
        self._write_blocks(postings)
        info = _TermStatistics(postings, start, self._postfile.tell() - start)
        self._tindex.add(self._fieldid.to_bytes(2, "big") + text, info.to_bytes())

    def _write_blocks(self, postings: Postings) -> None:
        write = self._postfile.write
        write(WHOOSH3_HEADER_MAGIC)
        count = len(postings.documents)
        for start in range(0, count, BLOCK_POSTINGS):
            end = min(start + BLOCK_POSTINGS, count)
            header, body = _pack_block(_part(postings, start, end))
            size = len(header) + len(body)
            self._postfile.write_int(-size if end == count else size)
            write(header)
            write(body)


def _part(postings: Postings, start: int, end: int) -> Postings:
    return Postings(
        postings.documents[start:end], postings.weights[start:end], postings.values[start:end]
    )


def _pack_block(block: Postings) -> tuple[bytes, bytes]:
    """A block's header and body, as Whoosh's leaf matcher reads them."""
    documents = block.documents
    gaps = [documents[0]]
    gaps += map(sub, documents[1:], documents)
    heaviest = max(block.weights)
    weights: tuple[float, ...] | float | None = tuple(block.weights)
    if min(block.weights) == heaviest:
        weights = None if heaviest == 1.0 else heaviest
    body = dumps((tuple(gaps), weights, tuple(block.values) or None), _PICKLE_PROTOCOL)
    if COMPRESSION:
        body = zlib.compress(body, COMPRESSION)
    fields = (len(documents), documents[-1], heaviest, COMPRESSION, *_ANY_LENGTH)
    return dumps(fields, _PICKLE_PROTOCOL), body


class _TermStatistics(W3TermInfo):  # type: ignore[misc]
    """What the term table keeps of a term, computed from its postings at once."""

    def __init__(self, postings: Postings, offset: int, length: int) -> None:
        super().__init__(
            weight=sum(postings.weights),
            df=len(postings.documents),
            minlength=1,
            maxlength=1_000_000,
            maxweight=max(postings.weights),
            minid=postings.documents[0],
            maxid=postings.documents[-1],
        )
        self.set_extent(offset, length)


def read_postings(matcher: W3LeafMatcher) -> Postings:
    """All postings of a matcher at once, a block at a time."""
    documents = array("I")
    weights = array("f")
    values: list[bytes] = []
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_weights()
        documents.extend(matcher._ids)
        weights.extend(matcher._weights)
        block_values = matcher._data[2]
        if block_values:
            values.extend(block_values)
        matcher._next_block()
    return Postings(documents, weights, values)
