"""Posting lists merged and scored are what a dictionary of documents gives."""

from array import array
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.accumulator import Accumulator
from searcher.document_sets import united
from searcher.scoring import FLAT, Scorer, scale
from tests.index.helpers import patient

SIZE = 300
K1 = 0.6
LENGTHS = [bytes(n * step % 256 for n in range(SIZE)) for step in (3, 5, 7)]
FACTORS = [(n % 17) / 7 for n in range(3 * 256)]
SCORER = Scorer(SIZE, LENGTHS, FACTORS, K1)

counts_by_document = st.one_of(
    st.dictionaries(st.integers(0, SIZE - 1), st.sampled_from([1, 2, 7, 8, 9, 40]), max_size=8),
    st.builds(
        lambda start, step: {n: 1 + n % 11 for n in range(start, SIZE, step)},
        st.integers(0, 20),
        st.integers(1, 4),
    ),
)
fields = st.integers(0, FLAT)


def listed(counts):
    return array("I", sorted(counts)), array("I", [counts[each] for each in sorted(counts)])


def occurrences(counts, field):
    """What each document's occurrences count before they saturate."""
    found = {}
    for document, count in counts.items():
        factor = 1.0
        if field != FLAT:
            factor = max(FACTORS[256 * field + LENGTHS[field][document]], 1e-300)
        found[document] = count * factor
    return found


def saturated(*counted):
    every = sorted({document for each in counted for document in each})
    sums = {document: sum(each.get(document, 0.0) for each in counted) for document in every}
    return {document: f / (K1 + f) for document, f in sums.items()}


def same(documents, values, expected):
    assert documents.typecode == "I"
    assert list(documents) == sorted(expected)
    assert list(values) == pytest.approx([expected[each] for each in sorted(expected)], abs=1e-12)


@given(counts_by_document, fields)
@patient
def test_the_values_of_one_list(counts, field):
    documents, numbers = listed(counts)
    values = SCORER.values(documents, numbers, field)
    same(documents, values, saturated(occurrences(counts, field)))
    expected = [3.0 * value for value in values]
    assert list(scale(values, 3.0)) == pytest.approx(expected)


@given(counts_by_document, fields, counts_by_document, fields, counts_by_document)
@patient
def test_two_lists_of_a_word_and_a_form(one, one_field, two, two_field, form):
    found = SCORER.scored(*listed(one), one_field, *listed(two), two_field, 3.0, *listed(form), 2.5)
    stems = saturated(occurrences(one, one_field), occurrences(two, two_field))
    forms = saturated(occurrences(form, 2))
    every = {*stems, *forms}
    same(*found, {n: 3.0 * stems.get(n, 0.0) + 2.5 * forms.get(n, 0.0) for n in every})


@given(counts_by_document, counts_by_document, st.booleans())
@patient
def test_a_form_beside_a_word(scored, counts, optional):
    added = saturated(occurrences(counts, 2))
    every = scored if optional else {*scored, *counts}
    expected = {each: scored.get(each, 0.0) + 2.5 * added.get(each, 0.0) for each in every}
    mine = array("d", [float(scored[each]) for each in sorted(scored)])
    found = SCORER.with_form(listed(scored)[0], mine, *listed(counts), 2.5, optional)
    same(*found, expected)


@given(st.lists(st.tuples(counts_by_document, fields), min_size=1, max_size=6))
@patient
def test_many_lists_of_a_word_in_any_order(lists):
    accumulator = Accumulator(SIZE)
    for counts, field in lists:
        documents, numbers = listed(counts)
        documents, numbers = array("I", reversed(documents)), array("I", reversed(numbers))
        SCORER.add_to(accumulator, documents, numbers, field)
    documents, sums, _ = accumulator.collect(0, None)
    same(documents, SCORER.saturated(sums), saturated(*(occurrences(*each) for each in lists)))


@given(st.lists(counts_by_document, min_size=1, max_size=4))
@patient
def test_parts_are_united(parts):
    made = []
    for counts in parts:
        documents, _ = listed(counts)
        scores = array("d", [float(counts[each]) for each in documents])
        made.append((documents, scores, bytearray(b"\1") * len(documents)))
    documents, scores, had = reduce(united, made)
    every = {document for counts in parts for document in counts}
    same(documents, scores, {n: sum(counts.get(n, 0) for counts in parts) for n in every})
    assert list(had) == [sum(n in counts for counts in parts) for n in sorted(every)]


def test_a_scorer_wants_to_know_all_fields():
    with pytest.raises(ValueError, match="length"):
        Scorer(SIZE, LENGTHS[:2], FACTORS, K1)
    with pytest.raises(ValueError, match="length"):
        Scorer(SIZE + 1, LENGTHS, FACTORS, K1)
    with pytest.raises(ValueError, match="factor"):
        Scorer(SIZE, LENGTHS, FACTORS[:-1], K1)
    nothing = Scorer(0, [b""] * 3, FACTORS, K1)
    assert list(nothing.values(array("I"), array("I"), 1)) == []
