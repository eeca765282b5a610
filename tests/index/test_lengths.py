"""Length bytes mean what Whoosh's do."""

import pytest
from whoosh.util import numeric

from index.segment.lengths import byte_to_length, length_to_byte


def test_every_byte_stands_for_the_same_length():
    assert [byte_to_length(n) for n in range(256)] == [
        numeric.byte_to_length(n) for n in range(256)
    ]


@pytest.mark.parametrize("around", [0, 10, 11, 1_000, 50_000, 106_374, 1_000_000])
def test_every_length_has_the_same_byte(around):
    for length in range(max(0, around - 300), around + 300):
        assert length_to_byte(length) == numeric.length_to_byte(length)
