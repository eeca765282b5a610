"""The codec: how Whoosh reads a segment of ours.

What Whoosh asks of terms and postings is answered from the same arrays that the searcher reads, so
that every kind of Whoosh query runs. Nothing that is read here is a pickle.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any

from whoosh.codec.base import Codec, FieldCursor, TermsReader
from whoosh.codec.whoosh3 import W3PerDocReader
from whoosh.columns import ColumnReader
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.query.spans import Span
from whoosh.reading import TermInfo, TermNotFound

from index.segment.columns import CodedNames, Numbers
from index.segment.documents import LENGTH_FIELDS, Documents
from index.segment.lengths import byte_to_length
from index.segment.posting_list import PostingList
from index.segment.posting_places import positions_in
from index.segment.segment import ArchiveSegment
from index.segment.terms import SegmentTerms


class ArchiveCodec(Codec):  # type: ignore[misc]
    """How segments are read."""

    length_stats = False

    def terms_reader(self, storage: Any, segment: ArchiveSegment) -> ArchiveTerms:
        """The reader of a segment's terms."""
        del storage
        return ArchiveTerms(segment.opened.terms)

    def per_document_reader(self, storage: Any, segment: ArchiveSegment) -> DocumentReader:
        """The reader of a segment's columns."""
        del storage
        return DocumentReader(segment, segment.opened.documents)


class ArchiveTerms(TermsReader):  # type: ignore[misc]
    """The terms of a segment as Whoosh asks for them."""

    def __init__(self, terms: SegmentTerms) -> None:
        self._terms = terms

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._terms.postings(*term) is not None

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms."""
        return self._terms.fields

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms in order of field and text."""
        for field in self._terms.fields:
            for text, _ in self._terms.terms_from(field, b""):
                yield field, text

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms from ``prefix`` on, those of later fields too."""
        return (term for term, _ in self.items_from(fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], ArrayTermInfo]]:
        """All terms in order, each with what is known of it."""
        return self.items_from("", b"")

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], ArrayTermInfo]]:
        """The terms from ``prefix`` on, those of later fields too, each with what is known."""
        for field in self._terms.fields:
            dictionary = self._terms.dictionary(field)
            if field < fieldname or dictionary is None:
                continue
            cursor = dictionary.cursor(prefix if field == fieldname else b"")
            while cursor.active:
                yield (field, cursor.term), ArrayTermInfo(cursor.posting_list())
                cursor.next()

    def term_info(self, fieldname: str, text: bytes) -> ArrayTermInfo:
        """What is known of a term."""
        return ArrayTermInfo(self._find(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> int:
        """How often a term comes; 0 for one that is not there."""
        postings = self._terms.postings(fieldname, text)
        return 0 if postings is None else int(postings.occurrences)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term is; 0 for one that is not there."""
        postings = self._terms.postings(fieldname, text)
        return 0 if postings is None else int(postings.frequency)

    def matcher(
        self, fieldname: str, text: bytes, format_: Any, scorer: Any = None
    ) -> ArrayMatcher:
        """A matcher over the postings of a term."""
        postings = self._find(fieldname, text)
        return ArrayMatcher(postings, format_, scorer, (fieldname, text))

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        """A cursor over the terms of a field."""
        return ArrayCursor(self._terms, fieldname, fieldobj)

    def _find(self, field: str, text: bytes) -> PostingList:
        postings = self._terms.postings(field, text)
        if postings is None:
            raise TermNotFound(f"No term {field}:{text!r}")
        return postings


class ArrayTermInfo(TermInfo):  # type: ignore[misc]
    """What is known of a term. Whoosh bounds scores by it; the bounds always hold."""

    def __init__(self, postings: PostingList) -> None:
        super().__init__(
            weight=postings.occurrences,
            df=postings.frequency,
            minlength=1,
            maxlength=0x7FFFFFFF,
            maxweight=postings.occurrences - postings.frequency + 1,
            minid=0,
            maxid=0,
        )
        self._postings = postings

    def min_id(self) -> int:
        """The first document of the term."""
        return int(self._postings.read()[0][0]) + int(self._minid)

    def max_id(self) -> int:
        """The last document of the term."""
        return int(self._postings.read()[0][-1]) + int(self._maxid)


class ArrayCursor(FieldCursor):  # type: ignore[misc]
    """Steps through the terms of a field, as Whoosh's automata do."""

    def __init__(self, terms: SegmentTerms, field: str, fieldobj: Any) -> None:
        self._dictionary = terms.dictionary(field)
        self._fieldobj = fieldobj
        self._cursor: Any = None
        self.first()

    def first(self) -> str | None:
        """Go to the first term and return it; None if there is none."""
        return self.find(b"")

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not before this one."""
        if self._dictionary is None:
            return None
        start = term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
        self._cursor = self._dictionary.cursor(start)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        if self.is_valid():
            self._cursor.next()
        return self.text()

    def text(self) -> str | None:
        """The current term."""
        return self._fieldobj.from_bytes(self._cursor.term) if self.is_valid() else None

    def term_info(self) -> ArrayTermInfo | None:
        """What is known of the current term."""
        return ArrayTermInfo(self._cursor.posting_list()) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether there is a current term."""
        return self._cursor is not None and self._cursor.active


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Steps through the postings of a term, which are read whole."""

    def __init__(
        self, postings: PostingList, format_: Any, scorer: Any = None, term: Any = None
    ) -> None:
        self._postings = postings
        self._term = term
        self.format = format_
        self.scorer = scorer
        self._documents, self._counts = postings.read()
        self._places: tuple[array[int], array[int]] | None = None
        self._at = 0

    def is_active(self) -> bool:
        """Whether there is a current posting."""
        return self._at < len(self._documents)

    def id(self) -> int:
        """The current document."""
        return int(self._documents[self._at])

    def next(self) -> bool:
        """Go to the next posting."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return True

    def skip_to(self, id: int) -> None:
        """Go to the first posting that is not before a document."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._documents, id, self._at)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def copy(self) -> ArrayMatcher:
        """A matcher at the same place."""
        other = ArrayMatcher(self._postings, self.format, self.scorer, self._term)
        other._at = self._at
        return other

    def all_ids(self) -> Iterator[int]:
        """The documents from the current one on."""
        return iter(self._documents[self._at :])

    def weight(self) -> float:
        """How often the current document holds the term."""
        return float(self._counts[self._at])

    def positions(self) -> list[int]:
        """Where the term stands in the current document."""
        if self._places is None:
            _, starts, positions = positions_in(self._postings)
            self._places = starts, positions
        starts, positions = self._places
        return list(positions[starts[self._at] : starts[self._at + 1]])

    def value(self) -> bytes:
        """The current posting as the field's format has it."""
        if self.format.supports("positions"):
            value: bytes = self.format.encode(self.positions())
            return value
        return b""

    def value_as(self, astype: str) -> Any:
        """The current posting: ``positions``, ``frequency`` or ``weight``."""
        if astype == "positions" and self.format.supports("positions"):
            return self.positions()
        if astype in ("frequency", "weight"):
            return self._counts[self._at]
        return super().value_as(astype)

    def spans(self) -> list[Span]:
        """Where the term stands, as Whoosh's spans."""
        return [Span(position) for position in self.positions()]

    def supports_block_quality(self) -> bool:
        """No: every posting is scored."""
        return False

    def block_max_weight(self) -> float:
        """The highest count."""
        return float(max(self._counts, default=0))

    def max_quality(self) -> float:
        """The highest score."""
        return float(self.scorer.max_quality()) if self.scorer else self.block_max_weight()

    def score(self) -> float:
        """The score of the current posting."""
        return float(self.scorer.score(self)) if self.scorer else self.weight()


class DocumentReader(W3PerDocReader):  # type: ignore[misc]
    """The columns of a segment as Whoosh asks for them."""

    def __init__(self, segment: Any, documents: Documents) -> None:
        super().__init__(None, segment)
        self._documents = documents
        self._columns: dict[str, Callable[[], Any]] = {
            "day": lambda: NumberReader(documents.days),
            "time": lambda: NumberReader(documents.times),
            "source": lambda: NameReader(documents.names("source")),
            "category": lambda: NameReader(documents.names("category")),
        }

    def has_column(self, fieldname: str) -> bool:
        """Whether there is a column of this name."""
        return fieldname in self._columns

    def column_reader(self, fieldname: str, column: Any) -> Any:
        """A reader of a column."""
        del column
        return self._columns[fieldname]()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The number of words of a document in a field, approximately."""
        if fieldname not in LENGTH_FIELDS:
            return default
        return int(byte_to_length(self._documents.lengths(fieldname)[docnum])) or default

    def min_field_length(self, fieldname: str) -> int:
        """The fewest words of a document in a field."""
        return self._extreme(fieldname, min)

    def max_field_length(self, fieldname: str) -> int:
        """The most words of a document in a field."""
        return self._extreme(fieldname, max)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Nothing: what is shown of an article is no field of Whoosh's."""
        del docnum
        return {}

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        """No."""
        del docnum, fieldname
        return False

    def close(self) -> None:
        """Nothing: the file goes with its last user."""

    def _extreme(self, fieldname: str, pick: Any) -> int:
        if fieldname not in LENGTH_FIELDS or not len(self._documents):
            return 0
        return int(byte_to_length(pick(bytes(self._documents.lengths(fieldname)))))


class NumberReader(ColumnReader):  # type: ignore[misc]
    """The numbers of a segment, as Whoosh's readers ask for them."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers

    def __getitem__(self, docnum: int) -> int:
        return self.numbers[docnum]

    def __len__(self) -> int:
        return len(self.numbers)


class NameReader(ColumnReader):  # type: ignore[misc]
    """The names of a segment, as Whoosh's readers ask for them."""

    def __init__(self, coded: CodedNames) -> None:
        self._coded = coded

    def __getitem__(self, docnum: int) -> str:
        return self._coded.names[self._coded.codes[docnum]]

    def __len__(self) -> int:
        return len(self._coded.codes)
