"""The terms of a field and their postings: written, found again, and what damage does to them."""

import random
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexDamaged
from index.segment.layout import BLOCK_TERMS, TRAILER
from index.segment.posting_places import positions_in
from index.segment.posting_search import read_among
from tests.index.helpers import patient
from tests.index.segment_helpers import (
    any_terms,
    batch_of,
    dictionary_of,
    held,
    opened,
    plain_fields,
    written,
)


@given(plain_fields)
@patient
def test_a_field_is_read_as_it_was_written(field):
    dictionary = dictionary_of(field)
    assert held(dictionary) == field
    assert dictionary.terms == len(field)
    assert dictionary.postings == sum(map(len, field.values()))
    assert dictionary.occurrences == sum(
        len(places) for found in field.values() for places in found.values()
    )


@given(plain_fields)
@patient
def test_a_field_without_positions(field):
    plain = {term: {d: len(p) for d, p in found.items()} for term, found in field.items()}
    assert held(dictionary_of(field, positions=False)) == plain
    ones = {term: dict.fromkeys(found, 1) for term, found in field.items()}
    assert held(dictionary_of(field, counts=False, positions=False)) == ones


@given(plain_fields, st.lists(any_terms, max_size=10))
@patient
def test_every_term_is_found_and_no_other(field, others):
    dictionary = dictionary_of(field)
    for term in [*field, *others]:
        postings = dictionary.find(term)
        assert (postings is None) == (term not in field)
        if postings is not None:
            assert list(postings.read()[0]) == sorted(field[term])
            assert postings.frequency == len(field[term])


@given(plain_fields)
@patient
def test_terms_are_found_by_their_place(field):
    dictionary = dictionary_of(field)
    assert [dictionary.term_at(place) for place in range(len(field))] == sorted(field)
    for beyond in (-1, len(field)):
        with pytest.raises(IndexDamaged):
            dictionary.term_at(beyond)


@given(plain_fields, any_terms)
@patient
def test_the_terms_that_begin_so(field, prefix):
    dictionary = dictionary_of(field)
    beginning = [(t, len(field[t])) for t in sorted(field) if t.startswith(prefix)]
    assert list(dictionary.beginning(prefix)) == beginning
    terms, frequencies = dictionary.listing(prefix)
    assert list(zip(terms, frequencies, strict=True)) == beginning
    lists = dictionary.lists_beginning(prefix, {*terms[::2], b"no term"})
    assert [list(found.read()[0]) for found in lists] == [sorted(field[t]) for t in terms[::2]]
    cursor = dictionary.cursor(prefix)
    following = [term for term in sorted(field) if term >= prefix]
    assert cursor.active == bool(following)
    assert not following or cursor.term == following[0]


@given(plain_fields)
@patient
def test_the_listing(field):
    terms, frequencies = dictionary_of(field).listing()
    assert terms == sorted(field)
    assert list(frequencies) == [len(field[term]) for term in terms]


@given(plain_fields, st.integers(1, 7))
@patient
def test_batches_make_no_difference(field, size):
    terms = sorted(field)
    parts = [terms[at : at + size] for at in range(0, len(terms), size)]
    batches = [batch_of({term: field[term] for term in part}) for part in parts]
    assert written(batches) == written([batch_of(field)])


@given(plain_fields, st.lists(st.integers(0, 6000), max_size=30).map(sorted))
@patient
def test_positions_of_wanted_documents(field, wanted):
    dictionary = dictionary_of(field)
    for term, found in field.items():
        chosen = array("I", sorted({*wanted, *list(found)[:2]}))
        documents, starts, positions = positions_in(dictionary.find(term), chosen)
        assert list(documents) == [d for d in sorted(found) if d in set(chosen)]
        assert [list(positions[a:b]) for a, b in pairwise(starts)] == [found[d] for d in documents]
        counts = array("I", [len(found[document]) for document in documents])
        assert read_among([(dictionary.find(term), 0, 2**32)], chosen) == (documents, counts)


@given(plain_fields, st.integers(0, 3))
@patient
def test_counts_among_wanted_documents_of_several_segments(field, step):
    """Of a field without positions, each segment behind the other."""
    dictionary = dictionary_of(field, positions=False, documents=2**31)
    for term, found in field.items():
        if max(found) >= 2**31:
            continue
        lists = [(dictionary.find(term), 0, 2**31), (dictionary.find(term), 2**31, 2**31)]
        wanted = array("I", sorted({*sorted(found)[:: step + 1], 77, 2**31 + min(found)}))
        documents, counts = read_among(lists, wanted)
        held_there = {*found, *(2**31 + document for document in found)}
        assert list(documents) == [each for each in wanted if each in held_there]
        assert list(counts) == [len(found[each % 2**31]) for each in documents]


def test_numbers_of_another_segment_follow():
    postings = dictionary_of({b"a": {3: [1], 5: [2, 9]}}, documents=10).find(b"a")
    assert postings.read(2**32 - 10) == (array("I", [2**32 - 7, 2**32 - 5]), array("I", [1, 2]))
    with pytest.raises(ValueError, match="no numbers"):
        postings.read(2**32 - 9)


def test_one_word_a_hundred_thousand_times_and_far_positions():
    field = {b"a": {7: list(range(100_000))}, b"b": {n: [2**32 - 1] for n in range(1000)}}
    assert held(dictionary_of(field)) == field


def test_only_blocks_with_a_wanted_document_are_unpacked():
    """A block that is not read may hold nonsense."""
    field = {b"a": {n: [n] for n in range(128 * 3)}}
    terms, postings = written([batch_of(field)])
    whole = opened(terms, postings)
    spoilt = bytearray(postings)
    spoilt[len(spoilt) - 60] ^= 0xFF
    broken = opened(terms, spoilt)
    wanted = array("I", [1, 127])
    assert positions_in(broken.find(b"a"), wanted) == positions_in(whole.find(b"a"), wanted)
    assert positions_in(broken.find(b"a")) != positions_in(whole.find(b"a"))


def test_nothing_is_read_that_was_not_verified():
    field = {b"%05d" % n: {n: [1], n + 1: [2]} for n in range(3000)}
    terms, postings = written([batch_of(field)])
    dictionary = opened(terms, postings)
    assert dictionary.find(b"01500") is not None
    seen = sum(dictionary._section.verified)
    assert 0 < seen < len(terms)
    assert sum(dictionary._lists.verified) == 0
    assert held(dictionary) == field
    assert all(dictionary._section.verified)
    assert all(dictionary._lists.verified[:-8])


@pytest.mark.parametrize("size", [1, 2, 100, 129, 2000])
@pytest.mark.parametrize("step", [1, 7])
def test_documents_and_counts_wait_for_no_checksums_of_positions(size, step):
    field = {b"a": {n * step: range(1, 2 + n % 9) for n in range(size)}}
    terms, postings = written([batch_of(field)])
    wanted = array("I", range(0, size * step, 3))

    def verified(read):
        dictionary = opened(terms, postings)
        read(dictionary.find(b"a"))
        seen = dictionary._lists.verified
        assert not any(seen[sum(seen) :])
        return sum(seen)

    blocks = verified(lambda found: found.read())
    assert verified(lambda found: read_among([(found, 0, 2**32)], wanted)) == blocks
    both = verified(lambda found: positions_in(found, wanted))
    assert both == verified(positions_in) == len(postings) - 8
    assert blocks < both or size == 1


@pytest.mark.parametrize("step", [1, 3, 40])
@pytest.mark.parametrize("every", [1, 2, 5, 50])
def test_wanted_documents_of_segments_without_the_term(step, every):
    """They come before and behind those of the segment, and many of them."""
    field = {b"a": {n * step: range(1 + n % 3) for n in range(1000)}}
    dictionary = dictionary_of(field, documents=50_000)
    wanted = array("I", range(0, 150_000, every))
    documents, counts = read_among([(dictionary.find(b"a"), 50_000, 50_000)], wanted)
    held_there = [n for n in range(1000) if (50_000 + n * step) % every == 0]
    assert list(documents) == [50_000 + n * step for n in held_there]
    assert list(counts) == [1 + n % 3 for n in held_there]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda b: b._replace(terms=[b"b", b"a"]), "ascend"),
        (lambda b: b._replace(terms=[b"a", b"a"]), "ascend"),
        (lambda b: b._replace(documents=array("I", [2, 1, 5])), "ascend"),
        (lambda b: b._replace(documents=array("I", [1, 1, 5])), "ascend"),
        (lambda b: b._replace(frequencies=array("I", [2, 2])), "frequencies"),
        (lambda b: b._replace(frequencies=array("I", [3, 0])), "without documents"),
        (lambda b: b._replace(counts=array("I", [1, 2])), "counts"),
        (lambda b: b._replace(counts=array("I", [1, 2, 0])), "positions"),
        (lambda b: b._replace(counts=array("I", [1, 2, 0]), gaps=array("I", [1] * 3)), "occurr"),
        (lambda b: b._replace(gaps=array("I", [1])), "positions"),
    ],
)
def test_a_batch_that_makes_no_sense_is_refused(change, why):
    batch = batch_of({b"a": {1: [1], 2: [2, 3]}, b"b": {5: [1]}})
    with pytest.raises(ValueError, match=why):
        written([change(batch)])


def read_everything(terms, postings):
    dictionary = opened(terms, postings, documents=5000)
    for term in sorted(FIELD):
        postings = dictionary.find(term)
        if postings is not None and dictionary.positions:
            positions_in(postings, array("I", [3, 900]))
        if postings is not None:
            read_among([(postings, 0, 5000)], array("I", [2, 133, 900]))
    cursor = dictionary.cursor()
    while cursor.active:
        postings = cursor.posting_list()
        postings.read()
        if dictionary.positions:
            positions_in(postings)
        cursor.next()
    dictionary.listing()


FIELD = {
    b"x" * n + b"%d" % n: {d: [d, d + 300] for d in range(n * 7, n * 7 + size)}
    for n, size in enumerate([1, 2, 3, 127, 128, 129, 700, 1, 1] * 5)
}


@pytest.mark.parametrize("seed", range(20))
def test_no_damage_crashes_or_is_taken_for_something_else(seed):
    """Without checksums: whatever the bytes, numbers come out or IndexDamaged, nothing else."""
    draw = random.Random(seed)
    sound = written([batch_of(FIELD)])
    assert len(FIELD) > 2 * BLOCK_TERMS
    caught = 0
    for _ in range(150):
        which = draw.randrange(2)
        sections = [bytearray(data) for data in sound]
        for _ in range(draw.randrange(1, 6)):
            sections[which][draw.randrange(len(sections[which]))] = draw.randrange(256)
        if draw.random() < 0.1:
            del sections[which][draw.randrange(len(sections[which])) :]
        try:
            read_everything(*sections)
        except IndexDamaged:
            caught += 1
    assert caught > 20


@pytest.mark.parametrize("documents", [{3: [1], 9: [2]}, {3: list(range(20))}])
def test_a_list_of_no_bytes_is_damage(documents):
    """There would be nothing to fill the arrays with that it is read into."""
    terms, postings = written([batch_of({b"a": documents})])
    empty = bytearray(terms)
    # The block: where its lists begin, two bytes of the text, frequencies, the list's length.
    length = 3 + (1 if len(documents) > 1 else 2)
    assert 0 < empty[length] == len(postings) - 8
    empty[length] = 0
    with pytest.raises(IndexDamaged):
        opened(empty, postings).find(b"a")
    with pytest.raises(IndexDamaged):
        opened(empty, postings).cursor()


def test_a_count_that_does_not_fit_is_damage():
    terms, postings = written([batch_of({b"a": {3: [1, 2]}}, positions=False)], positions=False)
    # Where the lists begin, two bytes of the text, frequencies, and how often beyond one: 1.
    assert terms[:6] == bytes([0, 1, ord("a"), 3, 1, 3])
    for often, sound in ((0xFFFFFFFE, True), (0xFFFFFFFF, False), (2**40, False)):
        beyond = bytes([often >> shift & 0x7F | 0x80 for shift in range(0, 42, 7)]) + b"\0"
        count, end, *others = TRAILER.unpack(terms[-TRAILER.size :])
        trailer = TRAILER.pack(count, end + len(beyond) - 1, *others)
        changed = terms[:4] + beyond + terms[5 : -TRAILER.size] + trailer
        if sound:
            assert opened(changed, postings).find(b"a").read()[1] == array("I", [often + 1])
            continue
        with pytest.raises(IndexDamaged):
            opened(changed, postings).find(b"a")


def test_cut_short():
    terms, postings = written([batch_of(FIELD)])
    for size in range(0, len(terms), 7):
        with pytest.raises(IndexDamaged):
            opened(terms[:size], postings)
    for size in range(0, len(postings), 97):
        with pytest.raises(IndexDamaged):
            read_everything(terms, postings[:size])
