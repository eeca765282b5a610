"""Terms with their postings, many at a time: what flows between pool, merge and writer."""

from __future__ import annotations

from array import array
from typing import NamedTuple


class TermBatch(NamedTuple):
    """Some terms of one field, ascending, with the postings of all of them one after another.

    ``terms`` are UTF-8; ``frequencies`` says how many documents hold each. ``documents`` ascend
    within a term; ``counts`` stands beside them and says how often each holds the term (empty where
    the field keeps none, as ids and keywords). ``gaps`` holds, document by document, the first
    position and then the distances to the next, ``sum(counts)`` of them (empty where the field keeps
    no positions). All numbers are arrays of type "I".

    A field comes as one or several batches, with terms that ascend over all of them.
    """

    terms: list[bytes]
    frequencies: array[int]
    documents: array[int]
    counts: array[int]
    gaps: array[int]
