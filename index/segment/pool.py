"""The postings of a segment being written, collected in memory by term."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from index.segment.codec import Postings

# What one posting takes in memory on average: document, weight, a small bytes object, list slots.
BYTES_PER_POSTING = 60


class TermPool:
    """Collects postings as Whoosh's segment writer hands them over, documents ascending.

    Whoosh's own pool sorts a tuple a posting; here postings of a term are appended to the term, and
    only the distinct terms are sorted at the end.
    """

    def __init__(self) -> None:
        self._terms: dict[tuple[str, bytes], tuple[array[int], array[float], list[bytes]]] = {}
        self.postings = 0

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Add one posting: field, term, document, weight, value."""
        field, text, document, weight, value = item
        key = (field, text)
        found = self._terms.get(key)
        if found is None:
            found = self._terms[key] = (array("I"), array("f"), [])
        found[0].append(document)
        found[1].append(weight)
        if value:
            found[2].append(value)
        self.postings += 1

    def __iter__(self) -> Iterator[tuple[tuple[str, bytes], Postings]]:
        """The terms in order of field and text."""
        for key in sorted(self._terms):
            yield key, Postings(*self._terms[key])

    def cleanup(self) -> None:
        """Let go of everything."""
        self._terms.clear()
        self.postings = 0
