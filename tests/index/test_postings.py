"""Posting lists in a file: blocks of any size, and what damage does to them."""

from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.formats import Existence
from whoosh.matching import ReadTooFar

from index.analysis.pipeline import Analysis, default_analysis
from index.analysis.stemming import Stem
from index.errors import IndexDamaged
from index.segment.pool import TermPool
from index.segment.positions import PackedPositions
from index.segment.postings import (
    BLOCK_POSTINGS,
    ArchiveMatcher,
    PositionValues,
    Postings,
    concatenate,
    pack_blocks,
    read_postings,
)
from index.storage import MappedFile
from tests.index.helpers import patient

POSITIONS = PackedPositions()


def matcher_of(data, directory, format_=POSITIONS, offset=0):
    return ArchiveMatcher(MappedFile(data, "x.pst", directory), offset, len(data), format_)


def postings_of(found, positions=True):
    """Postings of a plain dict: document to ascending positions."""
    documents = sorted(found)
    gaps = array("I")
    if positions:
        for document in documents:
            places = found[document]
            gaps.extend([places[0], *(b - a for a, b in pairwise(places))])
    counts = array("I", [len(found[document]) for document in documents])
    return Postings(array("I", documents), counts, gaps)


places = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=6, unique=True).map(sorted)
near_places = st.lists(st.integers(0, 300), min_size=1, max_size=6, unique=True).map(sorted)
lists = st.one_of(
    st.dictionaries(st.integers(0, 2**32 - 1), places, min_size=1, max_size=20),
    st.dictionaries(st.integers(0, 5000), near_places, min_size=200, max_size=800),
    st.dictionaries(st.integers(0, 900), st.just([0]), min_size=1, max_size=600),
)


@given(lists, st.sampled_from([0, 5]))
@patient
def test_round_trip(found, offset):
    postings = postings_of(found)
    data = b"#" * offset + b"".join(pack_blocks(postings))
    matcher = matcher_of(data, None, offset=offset)
    assert read_postings(matcher) == postings
    stepped = {}
    matcher.reset()
    while matcher.is_active():
        stepped[matcher.id()] = POSITIONS.decode_positions(matcher.value())
        assert matcher.weight() == len(stepped[matcher.id()])
        matcher.next()
    assert stepped == found


@given(lists, st.lists(st.integers(0, 2**32), max_size=20))
@patient
def test_skipping_finds_the_next_document(found, targets):
    matcher = matcher_of(b"".join(pack_blocks(postings_of(found))), None)
    documents = sorted(found)
    for target in sorted(targets):
        if not matcher.is_active():
            with pytest.raises(ReadTooFar):
                matcher.skip_to(target)
            break
        matcher.skip_to(target)
        rest = [d for d in documents if d >= target]
        assert matcher.is_active() == bool(rest)
        if rest:
            assert matcher.id() == rest[0]
            documents = rest


@given(st.sets(st.integers(0, 5000), min_size=1, max_size=700))
@patient
def test_lists_without_positions(documents):
    postings = postings_of({d: [0] for d in documents}, positions=False)
    matcher = matcher_of(b"".join(pack_blocks(postings)), None, Existence())
    assert list(matcher.all_ids()) == sorted(documents)
    matcher.reset()
    assert not matcher.value()
    assert read_postings(matcher) == postings


@given(st.lists(st.lists(near_places, min_size=1, max_size=5), min_size=1, max_size=5))
@patient
def test_concatenation(parts):
    pieces, whole, number = [], {}, 0
    for part in parts:
        piece = {}
        for found in part:
            whole[number] = piece[number] = found
            number += 1
        pieces.append(postings_of(piece))
    assert concatenate(pieces) == postings_of(whole)


def test_blocks_are_full_but_the_last():
    found = {n: [1, 5] for n in range(2 * BLOCK_POSTINGS + 1)}
    matcher = matcher_of(b"".join(pack_blocks(postings_of(found))), None)
    sizes = []
    while matcher.is_active():
        sizes.append(len(matcher.block()[0]))
        matcher.next_block()
    assert sizes == [BLOCK_POSTINGS, BLOCK_POSTINGS, 1]


def test_a_document_may_hold_a_word_seventy_thousand_times():
    found = {3: list(range(0, 700_000, 10)), 9: [2**32 - 1]}
    postings = postings_of(found)
    matcher = matcher_of(b"".join(pack_blocks(postings)), None)
    assert matcher.weight() == 70_000
    assert POSITIONS.decode_positions(matcher.value()) == found[3]
    assert read_postings(matcher) == postings


def test_values_are_a_sequence():
    values = PositionValues(b"\1\0\2\0\3\0", 2, [2, 1])
    assert len(values) == 2
    assert list(values) == [values[0], values[1]] == values[0:2] == [b"\2\1\0\2\0", b"\2\3\0"]
    assert values[-1] == values[1]


@pytest.mark.parametrize("step", [1, 7])
def test_no_damage_is_read_as_postings_of_the_wrong_kind(tmp_path, step):
    """Any byte may be wrong: what comes out are numbers or IndexDamaged, never anything else."""
    found = {n * 3: [n, n + 300] for n in range(300)}
    data = b"".join(pack_blocks(postings_of(found)))
    caught = 0
    for place in range(0, len(data), step):
        for flip in (0x01, 0x80, 0xFF):
            damaged = bytearray(data)
            damaged[place] ^= flip
            try:
                read_postings(matcher_of(bytes(damaged), tmp_path))
            except IndexDamaged:
                caught += 1
    assert caught > len(data) / step


@pytest.mark.parametrize("cut", range(0, 200, 3))
def test_cut_short(tmp_path, cut):
    data = b"".join(pack_blocks(postings_of({n: [n] for n in range(600)})))
    with pytest.raises(IndexDamaged, match=r"x\.pst"):
        read_postings(matcher_of(data[:cut], tmp_path))


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), max_size=20), max_size=12),
    st.lists(st.sets(st.sampled_from("xyz")), max_size=12),
)
@patient
def test_the_pool_is_an_inverted_index(texts, names):
    pool = TermPool(Analysis(rule=lambda form: Stem(form.upper(), "upper")))
    expected = {}
    for docnum, words in enumerate(texts):
        assert pool.add_text("body", docnum, " ".join(words)) == len(words)
        for place, word in enumerate(words):
            for key in (("body", word.upper().encode()), ("forms", word.encode())):
                expected.setdefault(key, {}).setdefault(docnum, []).append(place)
    for docnum, terms in enumerate(names):
        pool.add_names("author", docnum, sorted(terms))
        for term in terms:
            expected.setdefault(("author", term.encode()), {})[docnum] = [0]
    found = list(pool)
    assert [key for key, _ in found] == sorted(expected)
    for key, postings in found:
        assert postings == postings_of(expected[key], positions=key[0] == "body")
    assert (pool.memory > 0) == bool(expected)
    pool.clear()
    assert list(pool) == []
    assert pool.memory == 0


def test_the_largest_position_and_document_of_a_pool():
    pool = TermPool(default_analysis())
    pool.add_text("body", 2**31, "a")
    pool.add_text("body", 2**32 - 1, "b a a")
    assert dict(pool)["body", b"a"] == postings_of({2**31: [0], 2**32 - 1: [1, 2]})
