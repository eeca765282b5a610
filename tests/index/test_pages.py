"""Pages under a checksum: the checksum is the known one, and no change of a page goes unseen."""

import struct

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from index.segment.pages import Pages, page_checksum, xxh64
from tests.index.helpers import patient

PATTERN = bytes(n * 7 % 251 for n in range(5_000))


def sums_of(data, bits):
    parts = [data[at : at + 2**bits] for at in range(0, len(data), 2**bits)]
    return b"".join(struct.pack("<I", page_checksum(part)) for part in parts)


def pages_of(data, bits=5, end=None):
    whole = data if end is None else data[:end]
    return Pages(memoryview(data), len(whole), memoryview(sums_of(whole, bits)), bits)


@patient
@given(st.one_of(st.binary(max_size=200), st.integers(0, 5_000)))
def test_the_checksum_is_that_of_a_zstandard_frame(data):
    data = data if isinstance(data, bytes) else PATTERN[:data]
    frame = zstandard.ZstdCompressor(write_checksum=True).compress(data)
    assert struct.pack("<I", page_checksum(data)) == frame[-4:]


@pytest.mark.parametrize(
    ("text", "expected"), [(b"", 0xEF46DB3751D8E999), (b"a", 0xD24EC4F1A98C6E5B)]
)
def test_known_values_of_xxh64(text, expected):
    assert xxh64(text) == expected


@patient
@given(
    st.binary(min_size=1, max_size=200),
    st.sampled_from([3, 5, 14]),
    st.data(),
)
def test_a_changed_byte_is_found_on_its_page_alone(data, bits, draw):
    assert pages_of(data, bits).first_damaged(0, len(data)) == -1
    place = draw.draw(st.integers(0, len(data) - 1))
    damaged = bytearray(data)
    damaged[place] ^= draw.draw(st.integers(1, 255))
    pages = Pages(memoryview(damaged), len(data), memoryview(sums_of(data, bits)), bits)
    page = place >> bits
    assert pages.first_damaged(0, len(data)) == page
    assert pages.first_damaged(place, place + 1) == page
    assert pages.first_damaged(0, page << bits) == -1
    assert pages.first_damaged((page + 1) << bits, len(data)) == -1
    assert [pages.is_sound(each) for each in range(pages.count)].count(False) == 1
    pages.trust()
    assert pages.first_damaged(0, len(data)) == -1


def test_nothing_beyond_the_end_is_looked_at():
    pages = pages_of(bytes(100), end=70)
    assert pages.count == 3
    for start, end in ((-1, 5), (0, 71), (5, 5), (7, 3)):
        assert pages.first_damaged(start, end) == -1
    for page in (-1, 3, 4):
        with pytest.raises(IndexError):
            pages.is_sound(page)
    with pytest.raises(ValueError, match="checksum"):
        Pages(memoryview(b"abc"), 4, memoryview(bytes(4)), 5)
    assert pages_of(b"").count == 0
