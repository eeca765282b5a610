"""The terms of several segments merged: the same as if all had been written at once."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.segment.term_merge import merge_batches
from tests.index.helpers import patient
from tests.index.segment_helpers import (
    any_terms,
    batch_of,
    dictionary_of,
    held,
    near_places,
    opened,
    written,
)

SIZE = 300
segments = st.dictionaries(
    any_terms,
    st.dictionaries(st.integers(0, SIZE - 1), near_places, min_size=1, max_size=8),
    max_size=15,
)
kept = st.sampled_from([(True, True), (True, False), (False, False)])


def merged(parts, numbers, counts=True, positions=True, *sizes):
    sources = [
        (dictionary_of(part, counts, positions, SIZE), new)
        for part, new in zip(parts, numbers, strict=True)
    ]
    return written(merge_batches(sources, *sizes), counts, positions)


def joined(parts, numbers):
    whole = {}
    for part, new in zip(parts, numbers, strict=True):
        for term, found in part.items():
            for document, places in found.items():
                number = document + new if isinstance(new, int) else new[document]
                if number >= 0:
                    whole.setdefault(term, {})[number] = places
    return whole


@given(st.lists(segments, max_size=5), kept, st.sampled_from([1, 7, 2**20]))
@patient
def test_any_split_merges_to_what_would_have_been_written_at_once(parts, keeps, size):
    bases = [n * SIZE for n in range(len(parts))]
    found = merged(parts, bases, *keeps, size, size)
    assert found == written([batch_of(joined(parts, bases), *keeps)], *keeps)


@given(
    st.lists(st.tuples(segments, st.sets(st.integers(0, SIZE - 1))), max_size=4),
    kept,
    st.sampled_from([1, 2**20]),
)
@patient
def test_deleted_documents_are_left_out(found, keeps, size):
    parts, numbers, following = [], [], 0
    for part, gone in found:
        new = array("q", [-1]) * SIZE
        for document in range(SIZE):
            if document not in gone and document % 3:
                new[document] = following
                following += 1
        parts.append(part)
        numbers.append(new)
    result = merged(parts, numbers, *keeps, size, size)
    assert result == written([batch_of(joined(parts, numbers), *keeps)], *keeps)


def test_long_lists_merge():
    parts = [{b"a": {n: [n, n + 2] for n in range(SIZE)}} for _ in range(4)]
    bases = [n * SIZE for n in range(4)]
    assert held(opened(*merged(parts, bases))) == joined(parts, bases)


def test_batches_are_bounded_where_terms_are():
    part = {b"%03d" % n: {d: [1] for d in range(10)} for n in range(100)}
    sources = [(dictionary_of(part, documents=SIZE), n * SIZE) for n in range(2)]
    sizes = [len(batch.documents) for batch in merge_batches(sources, 50, 1000)]
    assert sizes == [40] * 50


def test_sources_must_fit_each_other():
    one, other = dictionary_of({}), dictionary_of({}, positions=False)
    with pytest.raises(ValueError, match="keeps"):
        list(merge_batches([(one, 0), (other, 0)]))
    short = dictionary_of({b"a": {5: [1]}}, documents=6)
    with pytest.raises(ValueError, match="new number"):
        list(merge_batches([(short, array("q", [0] * 5))]))
