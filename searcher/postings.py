"""Posting lists of an index, read a block at a time.

The one room of this stage that knows how Whoosh keeps postings. Stepping through Whoosh's matchers
costs more than a microsecond a posting; a block of its W3 codec holds the document gaps, the
weights and the values of some hundred postings together, and is taken whole here. Any other
matcher is stepped through in the public way. Document numbers are global; deleted documents are
still in the lists.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.reading import TermNotFound

from index.errors import IndexDamaged
from searcher.deadline import Deadline
from searcher.places import Places


class Block(NamedTuple):
    """Some postings of one term: documents ascending, how often each holds it, raw positions."""

    documents: Sequence[int]
    counts: Sequence[float]
    values: Sequence[bytes] | None


class PostingLists:
    """The posting lists of all segments of a reader. Safe to share between threads.

    Reading raises :class:`index.errors.IndexDamaged` where the bytes make no sense.
    """

    def __init__(self, reader: Any, directory: Path) -> None:
        self._directory = directory
        self._leaves = [(leaf, base, leaf.doc_count_all()) for leaf, base in reader.leaf_readers()]
        self._formats = {name: field.format for name, field in reader.schema.items()}

    def blocks(
        self, field: str, term: str, deadline: Deadline, wanted: Sequence[int] | None = None
    ) -> Iterator[Block]:
        """The postings of a term; ends early when the deadline passes.

        With ``wanted``, documents in ascending order, only the blocks that may hold one of them.
        """
        with self._damage_named(field, term):
            for leaf, base, documents in self._leaves:
                for block in _blocks_of(leaf, field, term, _part_of(wanted, base, documents)):
                    yield _moved(block, base, documents)
                    if deadline.passed():
                        return

    @contextmanager
    def _damage_named(self, field: str, term: str) -> Iterator[None]:
        """Whoosh meets damaged bytes with whatever exception they happen to cause."""
        try:
            yield
        except IndexDamaged:
            raise
        except Exception as error:
            what = f"the postings of {field}:{term}: {type(error).__name__}: {error}"
            raise IndexDamaged(self._directory, what) from error

    def arrays(self, field: str, term: str, deadline: Deadline) -> tuple[array[int], array[int]]:
        """All documents that hold a term, ascending, and how often each does.

        Deleted ones are still among them; nothing once the deadline has passed.
        """
        documents, counts = array("I"), array("I")
        if deadline.passed():
            return documents, counts
        for numbers, tallies, _ in self.blocks(field, term, deadline):
            documents.extend(numbers)
            counts.extend(map(int, tallies))
        return documents, counts

    def places(
        self, field: str, term: str, wanted: array[int] | None, deadline: Deadline
    ) -> Places:
        """Where a term stands in the ``wanted`` documents (None: in all) that hold it."""
        decode = self._formats[field].decode_positions
        chosen = None if wanted is None else frozenset(wanted)
        documents, starts, places = array("I"), array("I", [0]), array("I")
        for numbers, _, values in self.blocks(field, term, deadline, wanted):
            for index, document in enumerate(numbers if values else ()):
                if values and (chosen is None or document in chosen):
                    documents.append(document)
                    places.extend(decode(values[index]))
                    starts.append(len(places))
        return Places(documents, starts, places)

    def frequency(self, field: str, term: str) -> int:
        """In how many documents of the segments a term is."""
        with self._damage_named(field, term):
            return sum(leaf.doc_frequency(field, term) for leaf, _, _ in self._leaves)

    def frequencies(self, field: str) -> Iterator[tuple[str, int]]:
        """All terms of a field and in how many documents each is, as :meth:`beginning` gives them.

        The term tables are read whole, which takes half the time.
        """
        with self._damage_named(field, "*"):
            for leaf, _, _ in self._leaves:
                yield from _table_of(leaf, field)

    def beginning(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with ``prefix`` and in how many documents each is.

        A term comes once for every segment that holds it.
        """
        start = prefix.encode("utf-8")
        with self._damage_named(field, f"{prefix}*"):
            for leaf, _, _ in self._leaves:
                for (name, term), info in leaf.iter_from(field, prefix):
                    if name != field or not term.startswith(start):
                        break
                    yield term.decode("utf-8"), info.doc_frequency()


_LENGTHS = Struct("!ii")
_DOCUMENTS = Struct("!5xI")


def _table_of(leaf: Any, field: str) -> Iterator[tuple[str, int]]:
    """The terms of a field in one segment, each with the number of its documents.

    An entry of the table is two lengths, a key (the field's number and the term) and what
    Whoosh's ``W3TermInfo`` says of the term.
    """
    terms = getattr(leaf, "_terms", None)
    if terms is None or field not in terms._fieldmap:
        return
    number = terms._fieldmap[field]
    table = terms._tindex
    first = table.closest_key_pos(number.to_bytes(2, "big"))
    last = table.closest_key_pos((number + 1).to_bytes(2, "big")) or table.endofdata
    data = bytes(table.dbfile.get(first, last - first)) if first is not None else b""
    lengths, documents = _LENGTHS.unpack_from, _DOCUMENTS.unpack_from
    place = 0
    while place < len(data):
        key, value = lengths(data, place)
        if key < 2 or value < 9:
            raise ValueError("an entry of the term table is too short")
        start = place + 8
        end = start + key
        yield data[start + 2 : end].decode("utf-8"), documents(data, end)[0]
        place = end + value


def _part_of(wanted: Sequence[int] | None, base: int, documents: int) -> Sequence[int] | None:
    """The wanted documents of one segment, by numbers of its own."""
    if wanted is None:
        return None
    first, last = bisect_left(wanted, base), bisect_left(wanted, base + documents)
    return [document - base for document in wanted[first:last]]


def _blocks_of(
    leaf: Any, field: str, term: str, wanted: Sequence[int] | None = None
) -> Iterator[Block]:
    """The postings of a term in one segment, by numbers of the segment's own."""
    terms = getattr(leaf, "_terms", None)
    if terms is None or field not in leaf.schema or (wanted is not None and not wanted):
        return
    try:
        # Not leaf.postings: that puts Whoosh's filter of deleted documents around the matcher.
        matcher = terms.matcher(field, term.encode("utf-8"), leaf.schema[field].format)
    except TermNotFound:
        return
    if isinstance(matcher, W3LeafMatcher):
        yield from _whole_blocks(matcher, wanted)
    else:
        yield from _stepped(matcher)


def _whole_blocks(matcher: Any, wanted: Sequence[int] | None) -> Iterator[Block]:
    """The blocks of a W3 matcher, which keeps each as gaps, weights (None for 1) and values.

    A block is not unpacked if the next wanted document lies beyond its last.
    """
    following = 0
    while matcher.is_active():
        if wanted is not None:
            if following == len(wanted):
                return
            last = matcher.block_max_id()
            if wanted[following] > last:
                matcher._next_block()
                continue
            following = bisect_right(wanted, last, following)
        matcher._read_data()
        gaps, weights, values = matcher._data
        documents = list(accumulate(gaps))
        if documents[-1] != matcher.block_max_id():
            raise ValueError("a block does not end where it should")
        if weights is None or isinstance(weights, float):
            weights = [weights or 1.0] * len(documents)
        yield Block(documents, weights, values)
        matcher._next_block()


def _stepped(matcher: Any, size: int = 256) -> Iterator[Block]:
    """Blocks from any Whoosh matcher, posting by posting."""
    while matcher.is_active():
        documents: list[int] = []
        counts: list[float] = []
        values: list[bytes] = []
        while matcher.is_active() and len(documents) < size:
            documents.append(matcher.id())
            counts.append(matcher.weight())
            values.append(matcher.value())
            matcher.next()
        yield Block(documents, counts, tuple(values))


def _moved(block: Block, base: int, limit: int) -> Block:
    """The block with global numbers, checked as far as the reading code relies on it."""
    documents, counts, values = block
    sound = documents[0] >= 0 and documents[-1] < limit and len(counts) == len(documents)
    if not sound or (values and len(values) != len(documents)):
        raise ValueError("a block does not fit its segment")
    return Block([base + document for document in documents], counts, values) if base else block
