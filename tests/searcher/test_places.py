"""Where words stand: the loops over arrays are what plain dictionaries give."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher import places
from tests.index.helpers import patient

by_document = st.dictionaries(
    st.integers(0, 9), st.sets(st.integers(0, 25), min_size=1).map(sorted), max_size=8
)
wanted_documents = st.sets(st.integers(0, 10)).map(sorted)


def made(found):
    starts, flat = [0], []
    for document in sorted(found):
        flat += found[document]
        starts.append(len(flat))
    return places.Places(array("I", sorted(found)), array("I", starts), array("I", flat))


def held(found):
    return {document: list(found.of(index)) for index, document in enumerate(found.documents)}


@given(by_document, by_document, st.integers(-4, 4))
@patient
def test_what_is_followed(these, those, distance):
    expected = {
        document: kept
        for document, here in these.items()
        if (kept := [n for n in here if n + distance in those.get(document, [])])
    }
    assert held(places.followed(made(these), made(those), distance)) == expected


@given(by_document, by_document, st.integers(0, 9))
@patient
def test_what_is_joined_and_moved(these, those, distance):
    joined = places.joined(made(these), made(those))
    assert held(joined) == {
        document: sorted({*these.get(document, []), *those.get(document, [])})
        for document in {*these, *those}
    }
    moved = held(places.moved(made(these), distance))
    assert moved == {n: [max(each - distance, 0) for each in here] for n, here in these.items()}
    assert list(places.occurrences(made(these))) == [len(these[n]) for n in sorted(these)]


@given(by_document, wanted_documents)
@patient
def test_what_is_among_wanted_documents(these, wanted):
    found = places.places_among(made(these), array("I", wanted))
    assert held(found) == {n: these[n] for n in wanted if n in these}


@given(by_document, by_document, wanted_documents)
@patient
def test_what_the_first_place_gains(title, body, wanted):
    gains = array("d", [1.0]) * len(wanted)
    places.add_first(array("I", wanted), array("I", sorted(title)), made(body), 3.0, 20.0, gains)
    expected = [
        1.0 + (3.0 if n in title else 60.0 / (20.0 + body[n][0]) if n in body else 0.0)
        for n in wanted
    ]
    assert list(gains) == pytest.approx(expected)


@given(by_document, by_document, wanted_documents, st.integers(1, 30))
@patient
def test_what_pairs_gain(these, those, wanted, most):
    worths = array("d", [0.5, 1.0, 2.0, 0.0, 4.0, 8.0, 0.25])

    def worth(document):
        return sum(
            worths[there - here + 3]
            for here in these.get(document, [])[:most]
            for there in those.get(document, [])[:most]
            if abs(there - here) <= 3
        )

    values = array("d", bytes(8 * len(wanted)))
    sought = array("I", wanted)
    holding = places.add_pairs(sought, made(these), made(those), worths, most, values)
    assert list(values) == pytest.approx([worth(document) for document in wanted])
    assert holding == sum(value > 0 for value in values)
    gains = array("d", [1.0]) * len(wanted)
    lengths = bytes(range(11))
    norms = array("d", [0.5 + n / 9 for n in range(256)])
    places.add_near(values, sought, lengths, norms, 2.0, gains)
    expected = [
        1.0 + (2.0 * value / (value + norms[document]) if value else 0.0)
        for document, value in zip(wanted, values, strict=True)
    ]
    assert list(gains) == pytest.approx(expected)
