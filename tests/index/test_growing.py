"""Columns that grow: each is what it was, whatever the others that share its memory do."""

from array import array
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.growing import Column, joined
from tests.index.helpers import patient

numbers = st.lists(st.integers(0, 255), max_size=5)


def part(values, typecode="B"):
    return memoryview(array(typecode, values))


@given(
    st.sampled_from("BIiq"),
    st.lists(numbers, max_size=3),
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 500), st.lists(numbers, max_size=3))),
)
@patient
def test_every_column_stays_what_it_is(typecode, first, steps):
    column = joined(typecode, [part(values, typecode) for values in first])
    made = [(column, [number for values in first for number in values])]
    for which, kept, parts in steps:
        column, held = made[which % len(made)]
        kept = kept % (len(held) + 1)
        grown = column.extended(kept, [part(values, typecode) for values in parts])
        made.append((grown, [*held[:kept], *(number for values in parts for number in values)]))
        assert all(list(each.numbers) == expected for each, expected in made)


def test_a_column_that_goes_on_lies_where_the_one_before_lies():
    one = joined("B", [part([1]), part([2])])
    two = one.extended(2, [part([3])])
    assert two._memory is one._memory
    assert one.extended(2, [part([4])])._memory is not one._memory, "the room is taken"
    assert one.extended(1, [part([5])])._memory is not one._memory, "what one sees stays"
    assert (bytes(one.numbers), bytes(two.numbers)) == (b"\1\2", b"\1\2\3")
    assert two.extended(3, [])._memory is two._memory
    with pytest.raises(TypeError):
        two.numbers[0] = 9


def test_one_part_alone_is_not_copied():
    alone = part([1, 2])
    assert joined("B", [alone]).numbers is alone


def test_threads_that_grow_one_column_do_not_meet():
    one = joined("I", [part([7] * 1_000, "I"), part([7], "I")])

    def grown(number):
        return list(one.extended(1_001, [part([number] * 50, "I")]).numbers[1_001:])

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(grown, range(64))) == [[number] * 50 for number in range(64)]


def test_a_column_outgrows_its_room():
    column, held = Column(part([])), []
    for number in range(300):
        column = column.extended(number, [part([number % 256])])
        held.append(number % 256)
    assert list(column.numbers) == held
