"""What a query found: documents, what they score, and which of them match it in full."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import NamedTuple

from searcher.document_sets import place_of
from searcher.flags import flag_members, flagged, flagged_documents


class Matches(NamedTuple):
    """The documents found, ascending, with their scores and flags of those with every group.

    ``full`` is None where all of them have.
    """

    documents: array[int]
    scores: array[float]
    full: bytearray | None = None

    @staticmethod
    def of(scores: Mapping[int, float]) -> Matches:
        """The matches with these scores by document."""
        documents = sorted(scores)
        return Matches(array("I", documents), array("d", map(scores.__getitem__, documents)))

    @property
    def full_documents(self) -> array[int]:
        """The documents that match every group."""
        return self.documents if self.full is None else flagged_documents(self.documents, self.full)

    @property
    def by_document(self) -> dict[int, float]:
        """The scores by document."""
        return dict(zip(self.documents, self.scores, strict=True))

    def where(self, flags: bytearray) -> Matches:
        """The matches with a flag."""
        if 0 not in flags:
            return self
        return Matches(*flagged(*self, flags))


NOTHING = Matches(array("I"), array("d"))


class Kept(NamedTuple):
    """The documents that a word is in, and what it adds to the score of each."""

    documents: array[int]
    values: array[float]

    def value(self, document: int) -> float:
        """What the word adds to the score of a document."""
        place = place_of(self.documents, document)
        return self.values[place] if place >= 0 else 0.0


def all_flags(matches: Matches) -> bytearray:
    """A flag for each of the matches."""
    return bytearray(b"\1") * len(matches.documents)


def flags_of(documents: array[int], chosen: array[int]) -> bytearray:
    """Flags of the documents that are among the chosen."""
    flags = bytearray(b"\1") * len(documents)
    flag_members(documents, chosen, True, flags)
    return flags


def without(matches: Matches, documents: array[int]) -> Matches:
    """The matches that are none of the documents."""
    if not documents:
        return matches
    flags = all_flags(matches)
    flag_members(matches.documents, documents, False, flags)
    return matches.where(flags)
