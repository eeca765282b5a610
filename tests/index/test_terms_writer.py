"""A field that is written batch by batch, in two threads where batches are large."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.segment import terms_writer
from index.segment.encoding import total_of
from tests.index.segment_helpers import batch_of, held, opened, written

FIELD = {
    b"term%03d" % number: {document: [document, document + 2] for document in range(1, number, 3)}
    for number in range(2, 60)
}
BATCHES = [
    batch_of({term: FIELD[term] for term in sorted(FIELD)[first : first + 7]})
    for first in range(0, len(FIELD), 7)
]


def test_large_batches_are_written_as_small_ones_are(monkeypatch):
    in_one_thread = written(BATCHES)
    monkeypatch.setattr(terms_writer, "MANY_POSTINGS", 0)
    assert written(BATCHES) == in_one_thread
    assert held(opened(*in_one_thread)) == FIELD


@pytest.mark.parametrize("most", [0, 10**9])
@pytest.mark.parametrize("place", range(len(BATCHES)))
def test_a_batch_that_makes_no_sense_is_told_wherever_it_comes(monkeypatch, place, most):
    monkeypatch.setattr(terms_writer, "MANY_POSTINGS", most)
    batch = BATCHES[place]
    descending = array("I", reversed(batch.documents))
    wrong = [*BATCHES[:place], batch._replace(documents=descending), *BATCHES[place + 1 :]]
    with pytest.raises(ValueError, match="ascend"):
        written(wrong)
    nothing = batch._replace(counts=array("I", bytes(4 * len(batch.counts))), gaps=array("I"))
    with pytest.raises(ValueError, match="without occurrences"):
        written([*BATCHES[:place], nothing, *BATCHES[place + 1 :]])


def test_no_thread_outlives_a_field_that_was_left_half_way(monkeypatch):
    import threading

    monkeypatch.setattr(terms_writer, "MANY_POSTINGS", 0)

    def failing():
        yield from BATCHES[:3]
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        written(failing())
    assert not [thread for thread in threading.enumerate() if "telusur-work" in thread.name]


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_a_sum_may_be_larger_than_its_numbers(numbers):
    assert total_of(array("I", numbers)) == sum(numbers)
