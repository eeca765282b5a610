"""Runs of packed numbers: round trips, their size, and what does not fit."""

from array import array
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.segment import codes, packing, unpacking
from index.segment.packing import LONGEST_RUN, RUN
from index.segment.unpacking import DAMAGED, SPARE
from tests.index.helpers import patient

numbers = st.one_of(
    st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=RUN),
    st.integers(0, 31).flatmap(
        lambda bits: st.lists(st.integers(0, 2**bits), min_size=1, max_size=RUN)
    ),
    st.builds(
        lambda size, value, at, wide: [wide if n == at else value for n in range(size)],
        st.integers(1, RUN),
        st.integers(0, 9),
        st.integers(0, RUN - 1),
        st.integers(0, 2**32 - 1),
    ),
)


def packed(values, before=0):
    out = bytearray(before + LONGEST_RUN)
    end = packing.pack(array("I", values), 0, len(values), out, before, packing.scratch())
    return bytes(out[:end])


@given(numbers, st.sampled_from([0, 1, 5]))
@patient
def test_round_trip(values, before):
    data = packed(values, before)
    assert len(data) <= before + 1 + 4 * len(values)
    out = array("I", [7] * (len(values) + 2))
    assert unpacking.unpack(data + bytes(SPARE), before, out, 1, len(values)) == len(data)
    assert list(out) == [7, *values, 7]
    assert unpacking.skip(data + bytes(SPARE), before, len(values)) == len(data)


@given(numbers, st.integers(-1, 100))
@example([0, 2**32 - 1], 0)
@example([2**32 - 1] * RUN, 0)
@patient
def test_gaps_are_read_as_the_numbers_they_stand_for(values, before):
    data = packed(values) + bytes(SPARE)
    expected = list(accumulate((gap + 1 for gap in values), initial=before))[1:]
    out = array("I", [0]) * len(values)
    limit = expected[-1] + 1
    args = (data, 0, out, 0, len(values), before)
    if limit <= 2**32:
        assert unpacking.unpack_ascending(*args, limit) == len(data) - SPARE
        assert list(out) == expected
    assert unpacking.unpack_ascending(*args, min(limit - 1, 2**32)) == DAMAGED


@given(numbers)
@patient
def test_nothing_is_read_beyond_the_end(values):
    data = packed(values)
    out = array("I", [0]) * len(values)
    for end in range(len(data)):
        short = data[:end] + bytes(SPARE)
        assert unpacking.unpack(short, 0, out, 0, len(values)) == DAMAGED
        assert unpacking.unpack_ascending(short, 0, out, 0, len(values), -1, 2**32) == DAMAGED


@given(st.binary(max_size=700), st.integers(1, RUN), st.integers(-5, 800))
@patient
def test_any_bytes_are_a_run_or_damage(data, count, place):
    out = array("I", [0]) * count
    end = unpacking.unpack(data, place, out, 0, count)
    assert end == DAMAGED or place < end <= len(data) - SPARE
    end = unpacking.unpack_ascending(data, place, out, 0, count, -1, 2**32)
    assert end == DAMAGED or place < end <= len(data) - SPARE


@pytest.mark.parametrize(
    ("values", "size"),
    [([0] * RUN, 1), ([1] * RUN, 17), ([0] * 127 + [2**32 - 1], 3 + 1 + 4), ([3], 2)],
)
def test_few_wide_numbers_do_not_widen_all(values, size):
    assert len(packed(values)) == size


@given(
    st.sampled_from("BHI").flatmap(
        lambda code: st.tuples(
            st.just(code), st.lists(st.integers(0, 2 ** (8 * array(code).itemsize) - 1))
        )
    )
)
def test_the_highest_of_numbers_that_lie_side_by_side(case):
    code, values = case
    data = memoryview(array(code, values)).cast("B")
    assert codes.highest(data, array(code).itemsize) == max(values, default=0)


@given(
    st.sampled_from("BHI"),
    st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=256).flatmap(
        lambda table: st.tuples(st.just(table), st.lists(st.integers(0, len(table) - 1)))
    ),
)
def test_codes_become_what_a_table_has_for_them(code, case):
    table, chosen = case
    out = array("I", bytes(4 * len(chosen)))
    data = memoryview(array(code, chosen)).cast("B")
    codes.recode(data, array(code).itemsize, array("I", table), out)
    assert out.tolist() == [table[number] for number in chosen]
