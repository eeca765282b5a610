"""Positions as bytes: whatever is put in comes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.segment.positions import PackedPositions
from tests.index.helpers import patient

FORMAT = PackedPositions()
LARGEST = 2**32 - 1


def ascending(largest_gap):
    def add_up(gaps):
        total, positions = 0, []
        for gap in gaps:
            total += gap
            positions.append(total)
        return positions

    return st.lists(st.integers(0, largest_gap), min_size=1, max_size=50).map(add_up)


@given(st.sampled_from([1, 255, 256, 65_535, 65_536, LARGEST]).flatmap(ascending))
@patient
def test_round_trip(positions):
    data = FORMAT.encode(positions)
    assert FORMAT.decode_positions(data) == positions
    assert FORMAT.decode_frequency(data) == len(positions)
    assert FORMAT.decode_weight(data) == len(positions)


@pytest.mark.parametrize("gap", [0, 1, 254, 255, 256, 257, 65_535, 65_536, 2**31, LARGEST])
def test_the_widest_gap_is_never_clipped(gap):
    for positions in ([gap], [0, gap], [gap, 2 * gap], [1, 1 + gap, 2 + gap]):
        assert FORMAT.decode_positions(FORMAT.encode(positions)) == positions


def test_many_positions():
    positions = list(range(0, 140_000, 2))
    assert len(positions) == 70_000
    data = FORMAT.encode(positions)
    assert FORMAT.decode_positions(data) == positions
    assert len(data) == 70_001


@pytest.mark.parametrize("positions", [[2, 1], [-1], [0, LARGEST + 1], [LARGEST + 1]])
def test_what_does_not_fit_is_refused(positions):
    with pytest.raises(ValueError, match="position"):
        FORMAT.encode(positions)


def test_whoosh_reads_positions_by_their_name():
    assert FORMAT.supports("positions")
    assert FORMAT.decode_as("positions", FORMAT.encode([3, 9])) == [3, 9]
