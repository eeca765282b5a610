"""Counts by code and by month are what a Counter gives."""

from array import array
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from searcher.tallies import most_frequent, span_of_months, tally, tally_all, tally_months
from tests.index.helpers import patient
from tests.searcher.drawn import codes, days, documents, numbers


@given(documents, codes)
@patient
def test_codes(these, codes):
    counted = Counter(codes[each] for each in these)
    assert list(tally(numbers(these), codes, 4)) == [counted[code] for code in range(4)]


@given(documents, days)
@patient
def test_months(these, days):
    counted = Counter(days[each] // 100 for each in these if days[each])
    first, size = span_of_months(numbers(these), days)
    counts = tally_months(numbers(these), days, first, size)
    found = {first + number: count for number, count in enumerate(counts) if count}
    expected = {month // 100 * 12 + month % 100 - 1: count for month, count in counted.items()}
    assert found == expected


@given(documents, codes, days)
@patient
def test_all_in_one_pass(these, codes, days):
    found = numbers(these)
    apart = tally(found, codes, 4), tally(found, codes, 3), tally_months(found, days, 24242, 5)
    assert tally_all(found, codes, 4, codes, 3, days, 24242, 5) == apart


@given(st.data(), st.lists(st.integers(0, 5), min_size=1, max_size=12), st.integers(1, 12))
@patient
def test_the_most_frequent_codes_come_first_and_equal_ones_in_order(data, counts, most):
    order = data.draw(st.permutations(range(len(counts))))
    held = [code for code in order if code and counts[code]]
    expected = sorted(held, key=lambda code: -counts[code])[:most]
    assert most_frequent(array("I", counts), array("I", order), most) == expected
