"""The postings of many terms in a few arrays: what flows from the pool and the merge to the writer.

A field is one or several batches whose terms ascend over all of them. Of batches with about a
million postings, memory holds three at most: one is written, one encoded, one made.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple


class TermBatch(NamedTuple):
    """The postings of some terms of one field."""

    terms: list[bytes]
    """Ascending, in UTF-8."""
    frequencies: array[int]
    """Documents of each term."""
    documents: array[int]
    """Of all terms one after another, ascending within a term: numbers in the new segment."""
    counts: array[int]
    """Occurrences, beside ``documents``; empty where the field keeps none."""
    gaps: array[int]
    """Of each document its first position, then the distances to the next; empty without any."""
