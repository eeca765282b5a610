"""The postings of a segment being written, collected in memory by term."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence

from index.segment.codec import Postings

Encoder = Callable[[Sequence[int]], bytes]

# What one posting takes in memory on average: document, weight, a small bytes object, list slots.
BYTES_PER_POSTING = 60


class TermPool:
    """Collects the postings of a segment, documents ascending.

    Whoosh's own pool keeps and sorts a tuple a posting; here a posting is appended to its term, and
    only the distinct terms are sorted at the end.
    """

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, tuple[array[int], array[float], list[bytes]]]] = {}
        self.postings = 0

    def add_document(
        self, field: str, docnum: int, terms: Mapping[str, Sequence[int]], encode: Encoder | None
    ) -> int:
        """Add the terms of one field of a document, each with its positions.

        ``encode`` makes the value of a posting; None keeps neither values nor frequencies. Returns
        the number of words: the sum of the frequencies.
        """
        known = self._fields.setdefault(field, {})
        words = 0
        for term, positions in terms.items():
            found = known.get(term)
            if found is None:
                found = known[term] = (array("I"), array("f"), [])
            documents, weights, values = found
            documents.append(docnum)
            if encode is None:
                weights.append(1.0)
            else:
                frequency = len(positions)
                weights.append(frequency)
                values.append(encode(positions))
                words += frequency
        self.postings += len(terms)
        return words

    def __iter__(self) -> Iterator[tuple[tuple[str, bytes], Postings]]:
        """The terms in order of field and text."""
        for field, terms in sorted(self._fields.items()):
            # The order of code points is the order of UTF-8.
            for term in sorted(terms):
                yield (field, term.encode("utf-8")), Postings(*terms[term])

    def cleanup(self) -> None:
        """Let go of everything."""
        self._fields.clear()
        self.postings = 0
