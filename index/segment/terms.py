"""The terms of a segment's fields, each with its postings: written in batches, read one by one.

A field is two sections: ``NAME.postings`` holds the posting lists and ``NAME.terms`` the dictionary
that leads to them (:mod:`index.segment.posting_list`, :mod:`index.segment.dictionary`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from index.segment.dictionary import Dictionary
from index.segment.file import SegmentFile, SegmentFileWriter
from index.segment.posting_list import PostingList

if TYPE_CHECKING:
    from index.segment.batches import TermBatch

_TERMS = ".terms"
_POSTINGS = ".postings"


def write_terms(
    writer: SegmentFileWriter,
    name: str,
    batches: Iterable[TermBatch],
    *,
    counts: bool,
    positions: bool,
) -> int:
    """Write the two sections of a field; returns how many occurrences it has in all.

    ``counts`` and ``positions`` say what the field keeps. Terms must ascend over all batches. A
    field without terms is not written.

    Raises:
        ValueError: if terms do not ascend, or a batch does not fit itself.
    """
    from index.segment.terms_writer import write_field  # a search writes nothing

    batches = iter(batches)
    first = next(batches, None)
    if first is None:
        return 0
    terms = writer.spool()
    writer.begin(name + _POSTINGS)
    totals = write_field(
        chain([first], batches), counts=counts, positions=positions, terms=terms, postings=writer
    )
    writer.copy(name + _TERMS, terms)
    return totals.occurrences


class SegmentTerms:
    """The fields of a segment. Safe to share between threads."""

    def __init__(self, file: SegmentFile, documents: int) -> None:
        """``documents`` is how many the segment has."""
        self._file = file
        self._count = documents
        self._dictionaries: dict[str, Dictionary] = {}
        self.fields = sorted(
            name[: -len(_TERMS)] for name in file.sections if name.endswith(_TERMS)
        )

    def dictionary(self, field: str) -> Dictionary | None:
        """The dictionary of a field; None if no document of the segment has the field."""
        found = self._dictionaries.get(field)
        if found is None and field in self.fields:
            found = self._dictionaries[field] = Dictionary(
                self._file[field + _TERMS], self._file[field + _POSTINGS], self._count
            )
        return found

    def postings(self, field: str, term: bytes | str) -> PostingList | None:
        """The posting list of a term, or None.

        Raises:
            IndexDamaged: if what is read is not what was written; so do all methods.
        """
        dictionary = self.dictionary(field)
        if dictionary is None:
            return None
        return dictionary.find(term.encode("utf-8") if isinstance(term, str) else term)

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[bytes, int]]:
        """The terms that begin with ``prefix``, ascending, and in how many documents each is."""
        dictionary = self.dictionary(field)
        return iter(()) if dictionary is None else dictionary.beginning(prefix)

    def documents(self, field: str, term: str) -> Sequence[int]:
        """The documents that hold a term, ascending."""
        postings = self.postings(field, term)
        return () if postings is None else postings.read()[0]
