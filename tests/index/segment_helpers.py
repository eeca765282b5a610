"""Fields in memory, written and read as in a segment's file, and the same as plain Python."""

import io
from array import array
from itertools import pairwise

from hypothesis import strategies as st

from index.errors import IndexDamaged
from index.segment.batches import TermBatch
from index.segment.dictionary import Dictionary
from index.segment.posting_places import positions_in
from index.segment.terms_writer import write_field


class MemorySection:
    """Bytes as a section; counts what was verified where it is told to."""

    def __init__(self, data):
        self.data = memoryview(bytes(data))
        self.verified = bytearray(len(self.data))

    def verify(self, start, length):
        assert 0 <= start <= start + length <= len(self.data)
        self.verified[start : start + length] = b"\1" * length

    def damaged(self, what):
        return IndexDamaged("x", what)


def batch_of(field, counts=True, positions=True):
    """One batch of a plain field: term to document to ascending positions."""
    batch = TermBatch([], array("I"), array("I"), array("I"), array("I"))
    for term in sorted(field):
        batch.terms.append(term)
        batch.frequencies.append(len(field[term]))
        for document in sorted(field[term]):
            places = field[term][document]
            batch.documents.append(document)
            if counts:
                batch.counts.append(len(places))
            if positions:
                batch.gaps.extend([places[0], *(b - a for a, b in pairwise(places))])
    return batch


def written(batches, counts=True, positions=True):
    """The bytes of the two sections of a field."""
    terms, postings = io.BytesIO(), io.BytesIO()
    write_field(batches, counts=counts, positions=positions, terms=terms, postings=postings)
    return terms.getvalue(), postings.getvalue()


def opened(terms, postings, documents=2**32):
    """The dictionary of a field over these bytes."""
    return Dictionary(MemorySection(terms), MemorySection(postings), documents)


def dictionary_of(field, counts=True, positions=True, documents=2**32):
    """The dictionary of a plain field."""
    return opened(*written([batch_of(field, counts, positions)], counts, positions), documents)


def held(dictionary):
    """What a dictionary holds, as a plain field; without positions, their number."""
    field = {}
    cursor = dictionary.cursor()
    while cursor.active:
        postings = cursor.posting_list()
        documents, counts = postings.read()
        if dictionary.positions:
            same, starts, positions = positions_in(postings)
            assert same == documents
            assert [b - a for a, b in pairwise(starts)] == list(counts)
            field[cursor.term] = {
                document: list(positions[start:end])
                for document, (start, end) in zip(same, pairwise(starts), strict=True)
            }
        else:
            field[cursor.term] = dict(zip(documents, counts, strict=True))
        cursor.next()
    return field


places = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=12, unique=True).map(sorted)
near_places = st.lists(st.integers(0, 300), min_size=1, max_size=4, unique=True).map(sorted)
some_documents = st.one_of(
    st.dictionaries(st.integers(0, 2**32 - 1), places, min_size=1, max_size=4),
    st.dictionaries(st.integers(0, 2000), near_places, min_size=1, max_size=20),
    st.builds(
        lambda start, size, step, found: {start + n * step: found for n in range(size)},
        st.integers(0, 5000),
        st.sampled_from([127, 128, 129, 256, 400]),
        st.integers(1, 3),
        near_places,
    ),
)
any_terms = st.one_of(
    st.binary(max_size=6),
    st.text(max_size=5).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([b"", b"a" * 40, b"a" * 400, "𐍈𝐁".encode(), b"\xff\xff"]),
)
plain_fields = st.dictionaries(any_terms, some_documents, max_size=40)
