"""What passes a filter is what Python's own sets give."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from searcher import flags
from tests.index.helpers import patient
from tests.searcher.drawn import SIZE, codes, days, documents, numbers, scores


def all_of(those):
    return bytearray(b"\1") * len(those)


@given(documents, documents, st.booleans())
@patient
def test_what_is_among_others(these, those, inside):
    passing = all_of(these)
    flags.flag_members(numbers(these), numbers(those), inside, passing)
    kept = these & those if inside else these - those
    assert flags.flagged_documents(numbers(these), passing) == numbers(kept)


@given(documents, st.lists(st.sampled_from([0, 1]), min_size=SIZE, max_size=SIZE), st.booleans())
@patient
def test_what_has_a_flag(these, mask, whole):
    kept = {each for each in these if mask[each]}
    passing = bytearray(mask[each] for each in sorted(these))
    full = None if whole else bytearray(each % 2 for each in sorted(these))
    expected = None if whole else bytearray(each % 2 for each in sorted(kept))
    found = flags.flagged(numbers(these), scores(these), full, passing)
    assert found == (numbers(kept), scores(kept), expected)
    assert flags.masked(numbers(these), scores(these), bytes(mask)) == found[:2]
    assert flags.flagged_documents(numbers(these), passing) == found[0]


@given(documents, days)
@patient
def test_what_is_of_some_days(these, days):
    first, last = 20200101, 20200229
    inside = {each for each in these if first <= days[each] <= last}
    expected = numbers(inside), scores(inside)
    assert flags.on_days(numbers(these), scores(these), days, first, last) == expected
    counts = array("I", [each + 7 for each in sorted(these)])
    found = flags.on_days(numbers(these), counts, days, first, last)
    assert found == (numbers(inside), array("I", [each + 7 for each in sorted(inside)]))
    passing = all_of(these)
    flags.flag_days(numbers(these), days, first, last, passing)
    assert flags.flagged_documents(numbers(these), passing) == expected[0]


@given(documents, codes)
@patient
def test_what_has_some_codes(these, codes):
    passing = all_of(these)
    flags.flag_codes(numbers(these), array("I", codes), b"\0\1\0\1", passing)
    kept = {each for each in these if codes[each] in (1, 3)}
    assert flags.flagged_documents(numbers(these), passing) == numbers(kept)
