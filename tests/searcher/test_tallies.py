"""Counts by code and by month are what a Counter gives."""

from collections import Counter

from hypothesis import given

from searcher.tallies import span_of_months, tally, tally_all, tally_months
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
