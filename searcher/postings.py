"""Posting lists of an index, read a block at a time.

The one room of this stage that knows how Whoosh keeps postings. Stepping through Whoosh's matchers
costs more than a microsecond a posting; a block of its W3 codec holds the document gaps, the
weights and the values of some hundred postings together, and is taken whole here. Any other
matcher is stepped through in the public way. Document numbers are global; deleted documents are
still in the lists.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import accumulate, repeat
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.reading import TermNotFound

from searcher.deadline import Deadline


class Block(NamedTuple):
    """Some postings of one term: documents ascending, how often each holds it, raw positions."""

    documents: list[int]
    counts: list[float]
    values: tuple[bytes, ...] | None


class PostingLists:
    """The posting lists of all segments of a reader. Safe to share between threads."""

    def __init__(self, reader: Any) -> None:
        self._leaves = list(reader.leaf_readers())
        self._formats = {name: field.format for name, field in reader.schema.items()}

    def blocks(self, field: str, term: str, deadline: Deadline) -> Iterator[Block]:
        """The postings of a term; ends early when the deadline passes."""
        for leaf, offset in self._leaves:
            matcher = _matcher(leaf, field, term)
            if matcher is None:
                continue
            read = _whole_blocks if type(matcher) is W3LeafMatcher else _stepped
            for block in read(matcher, offset):
                yield block
                if deadline.passed():
                    return

    def positions(
        self, field: str, term: str, wanted: Container[int] | None, deadline: Deadline
    ) -> Iterator[tuple[int, list[int]]]:
        """The ``wanted`` documents (None: all) that hold a term, with its ascending positions."""
        decode = self._formats[field].decode_positions
        for documents, _, values in self.blocks(field, term, deadline):
            for document, value in zip(documents, values or (), strict=False):
                if wanted is None or document in wanted:
                    yield document, decode(value)

    def frequency(self, field: str, term: str) -> int:
        """In how many documents of the segments a term is."""
        return sum(leaf.doc_frequency(field, term) for leaf, _ in self._leaves)

    def beginning(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with ``prefix`` and in how many documents each is.

        A term comes once for every segment that holds it.
        """
        start = prefix.encode("utf-8")
        for leaf, _ in self._leaves:
            try:
                terms = leaf.iter_from(field, prefix)
            except TermNotFound:
                continue
            for (name, term), info in terms:
                if name != field or not term.startswith(start):
                    break
                yield term.decode("utf-8"), info.doc_frequency()


def _matcher(leaf: Any, field: str, term: str) -> Any | None:
    """The matcher of a segment, without Whoosh's filter of deleted documents around it."""
    terms = getattr(leaf, "_terms", None)
    try:
        if terms is None or field not in leaf.schema:
            return None
        found = terms.matcher(field, term.encode("utf-8"), leaf.schema[field].format)
    except TermNotFound:
        return None
    return found if found.is_active() else None


def _whole_blocks(matcher: Any, offset: int) -> Iterator[Block]:
    """The blocks of a W3 matcher: (document gaps, weights or one weight or None for 1, values)."""
    while matcher.is_active():
        matcher._read_data()
        gaps, weights, values = matcher._data
        if weights is None or isinstance(weights, float):
            weights = [weights or 1.0] * len(gaps)
        yield Block(list(accumulate(gaps, initial=offset))[1:], weights, values)
        matcher._next_block()


def _stepped(matcher: Any, offset: int, size: int = 256) -> Iterator[Block]:
    """Blocks from any Whoosh matcher, posting by posting."""
    while matcher.is_active():
        documents: list[int] = []
        counts: list[float] = []
        values: list[bytes] = []
        for _ in repeat(None, size):
            if not matcher.is_active():
                break
            documents.append(matcher.id() + offset)
            counts.append(matcher.weight())
            values.append(matcher.value())
            matcher.next()
        yield Block(documents, counts, tuple(values))
