# cython: annotation_typing=False, boundscheck=False, wraparound=False
# cython: cdivision=True, initializedcheck=False
"""Which terms does a field have, and where are the postings of each? The term dictionary.

Terms are bytes of any kind, sorted, in blocks of ``BLOCK_TERMS``. A number is written seven bits a
byte, least significant first, with the highest bit set in all bytes but the last. A block is

* a number: where in the section of postings the lists of the block begin;
* for each term: a byte whose high half says how many bytes it shares with the term before it in the
  block, and whose low half how many follow; a half of 15 means that a number follows, what there
  is beyond 15; then the bytes that are its own; then its postings:

  * a number: twice the documents that hold the term, and one more if it comes more often than that;
  * if so, a number: how often beyond;
  * for a term of one document that comes at most ``MOST_INLINE`` times (however often, if the field
    keeps no positions): the document, and its positions as gaps, as numbers;
  * for all other terms: how many bytes its posting list has. The lists follow each other.

After the blocks stand where each begins, 64 bits a block, and what
:data:`index.segment.layout.TRAILER` says.

Compiled where there is a C compiler; the types stand in ``dictionary.pxd``.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

import cython

from index.segment.layout import BLOCK_TERMS, COUNTS, MOST_INLINE, POSITIONS, TRAILER
from index.segment.packing import RUN
from index.segment.posting_list import PostingList
from index.segment.section import Section
from index.segment.unpacking import SPARE

if cython.compiled:
    from cython.cimports.cpython.bytes import PyBytes_FromStringAndSize
    from cython.cimports.index.segment.posting_list import list_at
else:
    from index.segment.posting_list import list_at

Numbers = Any

_BLOCK_TERMS = BLOCK_TERMS
_MOST_INLINE = MOST_INLINE
_RUN = RUN
# The dictionary remembers which pieces of this size have been verified.
_PIECE_BITS = 12
# How often one document holds a term is kept in 32 bits.
_MOST_COUNT = 0xFFFFFFFF
# Numbers are far smaller; sums of a few of them still fit 64 bits.
_MOST_BITS = 56
# The bytes of a block before the text of its first term are less: three numbers and one byte.
_HEAD = 32


class Dictionary:
    """The terms of a field in one segment, each with its posting list. Safe to share.

    Of a segment of so many ``documents``. ``terms``, ``postings`` and ``occurrences`` count all of
    the field; ``counts`` and ``positions`` tell
    what the field keeps. Reading raises :class:`index.errors.IndexDamaged` where the bytes are not
    what was written.
    """

    def __init__(self, terms: Section, postings: Section, documents: int) -> None:
        """The dictionary of a field in a segment of so many ``documents``."""
        self._section = terms
        self._lists = postings
        self._lists_data = postings.data
        self._lists_size = len(postings.data) - SPARE
        self._data = data = terms.data
        self.documents = documents
        size = len(data)
        if size < TRAILER.size:
            raise terms.damaged("it is cut short")
        terms.verify(size - TRAILER.size, TRAILER.size)
        count, end, postings_count, occurrences, keeps, nothing = TRAILER.unpack_from(
            data, size - TRAILER.size
        )
        blocks = (count + BLOCK_TERMS - 1) // BLOCK_TERMS
        if end + 8 * blocks + TRAILER.size != size or self._lists_size < 0:
            raise terms.damaged("it has another length than it says")
        if max(postings_count, occurrences) >= 2**63 or keeps > COUNTS + POSITIONS or nothing:
            raise terms.damaged("its end makes no sense")
        self.terms, self._end, self._blocks = count, end, blocks
        self.postings, self.occurrences = postings_count, occurrences
        self.counts, self.positions = bool(keeps & COUNTS), bool(keeps & POSITIONS)
        self._seen = bytearray((size >> _PIECE_BITS) + 1)

    def find(self, term: bytes) -> PostingList | None:
        """The posting list of a term; None if the field does not have it."""
        cursor = TermCursor(self)
        return cursor.posting_list() if cursor.find(term) else None

    def cursor(self, start: bytes = b"") -> TermCursor:
        """A cursor at the first term that is not before ``start``."""
        cursor = TermCursor(self)
        cursor.seek(start)
        return cursor

    def term_at(self, number: int) -> bytes:
        """The term with a number, counted from 0 in their order."""
        if not 0 <= number < self.terms:
            raise self._section.damaged(f"there is no term {number}")
        cursor = TermCursor(self)
        cursor.go_to(number)
        return cursor.term

    def beginning(self, prefix: bytes = b"") -> Iterator[tuple[bytes, int]]:
        """The terms that begin with ``prefix``, ascending, and in how many documents each is."""
        cursor = self.cursor(prefix)
        while cursor.active and cursor.term.startswith(prefix):
            yield cursor.term, cursor.frequency
            cursor.next()

    def lists_beginning(self, prefix: bytes, wanted: set[bytes]) -> list[PostingList]:
        """The posting lists of the ``wanted`` terms that begin with ``prefix``.

        They are looked up together, which takes less than one by one.
        """
        found: list[PostingList] = []
        cursor = self.cursor(prefix)
        while cursor.active and cursor.term.startswith(prefix):
            if cursor.term in wanted:
                found.append(cursor.posting_list())
            cursor.next()
        return found

    def listing(self, prefix: bytes = b"") -> tuple[list[bytes], array[int]]:
        """The terms that begin with ``prefix``, and in how many documents each is."""
        terms: list[bytes] = []
        frequencies = array("I")
        cursor = self.cursor(prefix)
        while cursor.active and cursor.term.startswith(prefix):
            terms.append(cursor.term)
            frequencies.append(cursor.frequency)
            cursor.next()
        return terms, frequencies

    def _block_start(self, block: int) -> int:
        """Where a block begins; the end of all for the one after the last."""
        place: int = self._end
        if block == self._blocks:
            return place
        place += 8 * block
        self._see(place, place + 8)
        start = 0
        for index in range(7, -1, -1):
            start = start << 8 | self._data[place + index]
        return start

    def _see(self, start: int, end: int) -> None:
        """Verify bytes, once."""
        for piece in range(start >> _PIECE_BITS, ((end - 1) >> _PIECE_BITS) + 1):
            if not self._seen[piece]:
                first = piece << _PIECE_BITS
                length = min(1 << _PIECE_BITS, len(self._data) - first)
                self._section.verify(first, length)
                self._seen[piece] = 1


class TermCursor:
    """Walks through a dictionary: the current ``term``, its ``frequency`` and ``occurrences``.

    ``active`` is false beyond the last term. For one thread.
    """

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._data = self._dictionary._data
        self._end = 0
        self._place = 0
        self._number = 0
        self._list_start = 0
        self._list_length = 0
        self._listed = False
        self._inline_place = 0
        self._shared = 0
        self._rest = 0
        self._rest_length = 0
        # Room for the text of a term, once one is spelt out.
        self._room = -1
        self.term = b""
        self.frequency = 0
        self.occurrences = 0
        self.active = False

    def seek(self, start: bytes) -> None:
        """Go to the first term that is not before ``start``."""
        self._enter(self._block_of(start))
        self.next()
        while self.active and self.term < start:
            self.next()

    def go_to(self, number: int) -> None:
        """Go to the term with a number, which must be there."""
        self._enter(number // _BLOCK_TERMS)
        while self._number <= number:
            self._parse()
            self._spell()
        self.active = True

    def find(self, term: bytes) -> bool:
        """Go to a term, if it is there; ``self.term`` is not set."""
        if not self._dictionary.terms:
            return False
        self._enter(self._block_of(term))
        # How many bytes the term wanted shares with the one the cursor is at, which is less.
        matched = 0
        for _ in range(_BLOCK_TERMS):
            if self._number == self._dictionary.terms:
                return False
            self._parse()
            if self._shared < matched:
                return False
            if self._shared == matched:
                order = self._compare(term, matched)
                if order == 0:
                    return True
                if order > 0:
                    return False
                matched = self._matched
        return False

    def next(self) -> None:
        """Go to the next term."""
        if self._number == self._dictionary.terms:
            self.active = False
            return
        if self._number % _BLOCK_TERMS == 0:
            self._enter(self._number // _BLOCK_TERMS)
        self._parse()
        self._spell()
        self.active = True

    def posting_list(self) -> PostingList:
        """The posting list of the current term."""
        dictionary = self._dictionary
        inline = None
        if not self._listed:
            inline = self._inline()
        found: PostingList = list_at(
            dictionary._lists,
            dictionary._lists_data,
            self._list_start - self._list_length,
            self._list_length,
            self.frequency,
            self.occurrences,
            dictionary.documents,
            dictionary.positions,
            inline,
        )
        return found

    def _block_of(self, term: bytes) -> int:
        """The last block that does not begin with a greater term; the first if all do."""
        low = 0
        high = self._dictionary._blocks
        while high - low > 1:
            middle = (low + high) >> 1
            if self._head_order(middle, term) <= 0:
                low = middle
            else:
                high = middle
        return low

    def _head_order(self, block: int, term: bytes) -> int:
        """How the first term of a block compares with ``term``; nothing else of it is read."""
        dictionary = self._dictionary
        start = dictionary._block_start(block)
        if start < 0 or start >= dictionary._end:
            raise self._damaged("a block has no extent")
        end = min(start + _HEAD + len(term), dictionary._end)
        dictionary._see(start, end)
        self._place = start
        self._end = end
        self._get()
        head = self._byte()
        if head >> 4 == 15:
            self._get()
        self._rest_length = head & 15
        if self._rest_length == 15:
            self._rest_length += self._get()
        self._rest = self._place
        if self._place > end or self._rest_length > dictionary._end - self._place:
            raise self._damaged("a term goes beyond its block")
        return self._compare(term, 0)

    def _enter(self, block: int) -> None:
        """Go before the first term of a block."""
        dictionary = self._dictionary
        self._number = block * _BLOCK_TERMS
        if block >= dictionary._blocks:
            return
        start = dictionary._block_start(block)
        end = dictionary._block_start(block + 1)
        if start < 0 or end > dictionary._end or start >= end:
            raise self._damaged("a block has no extent")
        dictionary._see(start, end)
        self._place = start
        self._end = end
        self._list_start = self._get()
        self._rest_length = 0
        self._shared = 0

    def _parse(self) -> None:
        """Read the next entry of the block but for the text."""
        head = self._byte()
        self._shared = head >> 4
        self._rest_length = head & 15
        if self._shared == 15:
            self._shared += self._get()
        if self._rest_length == 15:
            self._rest_length += self._get()
        self._rest = self._place
        if self._rest_length > self._end - self._place:
            raise self._damaged("a term goes beyond its block")
        self._place += self._rest_length
        number = self._get()
        self.frequency = self.occurrences = number >> 1
        if number & 1:
            self.occurrences += self._get()
        self._parse_postings()
        self._number += 1
        self._check()

    def _parse_postings(self) -> None:
        """Read where the postings of an entry are, or pass over them if they are in it."""
        dictionary = self._dictionary
        self._list_length = 0
        self._listed = self.frequency > 1
        if dictionary.positions and self.occurrences > _MOST_INLINE:
            self._listed = True
        if self._listed:
            self._list_length = self._get()
            self._list_start += self._list_length
            return
        self._inline_place = self._place
        self._get()
        if dictionary.positions:
            for _ in range(self.occurrences):
                self._get()

    def _check(self) -> None:
        """Raises IndexDamaged if what the entry says cannot be."""
        dictionary = self._dictionary
        if self._place > self._end:
            raise self._damaged("an entry goes beyond its block")
        if not 0 < self.frequency <= dictionary.documents or self.occurrences < self.frequency:
            raise self._damaged("an entry says impossible frequencies")
        if not self._listed and self.occurrences > _MOST_COUNT:
            raise self._damaged("a document holds a term impossibly often")
        if self._listed:
            # The shortest run is a byte; without any, nothing would fill the arrays of a list.
            most = self._list_length * _RUN
            sound = self.frequency <= most and 0 < self._list_start <= dictionary._lists_size
            if not sound or (dictionary.positions and self.occurrences > most):
                raise self._damaged("an entry names no postings")

    def _compare(self, term: bytes, start: int) -> int:
        """How the current term compares with ``term``; the first ``start`` bytes they share.

        Negative if it is less; then ``_matched`` is how many bytes they have in common.
        """
        length = len(term)
        index = 0
        while index < self._rest_length and start + index < length:
            here = self._data[self._rest + index]
            there = term[start + index]
            if here != there:
                self._matched = start + index
                return -1 if here < there else 1
            index += 1
        self._matched = start + index
        if index < self._rest_length:
            return 1
        return -1 if start + index < length else 0

    def _spell(self) -> None:
        """Put the current term together."""
        length = self._shared + self._rest_length
        if self._shared > len(self.term):
            raise self._damaged("a term shares more than there is")
        if length > self._room:
            self._room = 2 * length + 64
            text = bytearray(self._room)
            text[: len(self.term)] = self.term
            self._text = text
        for index in range(self._rest_length):
            self._text[self._shared + index] = self._data[self._rest + index]
        if cython.compiled:
            self.term = PyBytes_FromStringAndSize(
                cython.cast(cython.p_char, cython.address(self._text[0])), length
            )
        else:
            self.term = bytes(self._text[:length])

    def _inline(self) -> array[int]:
        """The document and the position gaps that stand in the entry."""
        place = self._place
        self._place = self._inline_place
        count = 1 + (self.occurrences if self._dictionary.positions else 0)
        numbers = array("I", bytes(4 * count))
        for index in range(count):
            number = self._get()
            if number > 0xFFFFFFFF or (index == 0 and number >= self._dictionary.documents):
                raise self._damaged("an entry holds an impossible posting")
            numbers[index] = number
        self._place = place
        return numbers

    def _byte(self) -> int:
        """The next byte; 0 beyond the end of the block."""
        place = self._place
        self._place += 1
        return self._data[place] if place < self._end else 0

    def _get(self) -> int:
        """The next number; where there is none, the place goes beyond the end of the block."""
        number = shift = 0
        while self._place < self._end and shift < _MOST_BITS:
            byte = self._data[self._place]
            self._place += 1
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number
            shift += 7
        self._place = self._end + 1
        return 0

    def _damaged(self, what: str) -> Exception:
        return self._dictionary._section.damaged(f"{what}, before {self._place}")
