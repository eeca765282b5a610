"""Sets of documents, flags and counts are what Python's own sets give."""

from array import array
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from searcher import document_sets as sets
from tests.index.helpers import patient

SIZE = 200
documents = st.one_of(
    st.sets(st.integers(0, SIZE - 1), max_size=8),
    st.builds(range, st.integers(0, 9), st.just(SIZE), st.integers(1, 5)).map(set),
)
days = st.lists(
    st.sampled_from([0, 20191231, 20200101, 20200229, 20210105]), min_size=SIZE, max_size=SIZE
).map(lambda found: array("i", found))


def numbers(those):
    return array("I", sorted(those))


def scores(those, by=1.5):
    return array("d", [by * each for each in sorted(those)])


@given(documents, documents)
@patient
def test_what_is_in_both_and_in_either(these, those):
    assert set(sets.together(numbers(these), numbers(those))) == these & those
    assert sets.either(numbers(these), numbers(those)) == numbers(these | those)
    assert sets.count_in_both(numbers(these), numbers(those)) == len(these & those)
    joint = sets.joint(numbers(these), scores(these), numbers(those), scores(those, 2.0))
    assert joint == (numbers(these & those), scores(these & those, 3.5))
    beside = sets.beside(numbers(these), scores(these), numbers(those), scores(those, 2.0))
    expected = [(1.5 if each in these else 2.0) * each for each in sorted(these | those)]
    assert beside == (numbers(these | those), array("d", expected))
    counts = array("I", [each + 7 for each in sorted(these)])
    found = sets.picked(numbers(these), counts, numbers(those))
    assert found == (numbers(these & those), array("I", [n + 7 for n in sorted(these & those)]))
    for document in range(0, SIZE, 13):
        place = sets.place_of(numbers(these), document)
        assert place == (sorted(these).index(document) if document in these else -1)


@given(documents, documents, st.booleans())
@patient
def test_flags(these, those, inside):
    found = numbers(these)
    flags = bytearray(b"\1") * len(found)
    sets.flag_members(found, numbers(those), inside, flags)
    kept = these & those if inside else these - those
    assert sets.flagged_documents(found, flags) == numbers(kept)
    assert sets.flagged_scores(scores(these), flags) == scores(kept)
    assert bytes(sets.flagged_flags(flags, flags)) == b"\1" * len(kept)
    mask = bytes(each in those for each in range(SIZE))
    assert sets.masked(found, scores(these), mask) == (
        numbers(these & those),
        scores(these & those),
    )


@given(documents, days)
@patient
def test_days(these, days):
    first, last = 20200101, 20200229
    inside = {each for each in range(SIZE) if first <= days[each] <= last}
    assert sets.on_days(numbers(these), scores(these), days, first, last) == (
        numbers(these & inside),
        scores(these & inside),
    )
    flags = bytearray(b"\1") * len(these)
    sets.flag_days(numbers(these), days, first, last, flags)
    assert sets.flagged_documents(numbers(these), flags) == numbers(these & inside)
    months = Counter(days[each] // 100 for each in these if days[each])
    start, size = sets.span_of_months(numbers(these), days)
    counts = sets.tally_months(numbers(these), days, start, size)
    found = {start + n: count for n, count in enumerate(counts) if count}
    assert found == {month // 100 * 12 + month % 100 - 1: count for month, count in months.items()}


@given(documents, st.lists(st.integers(0, 5), min_size=SIZE, max_size=SIZE))
@patient
def test_codes(these, codes):
    codes = array("I", codes)
    counted = Counter(codes[each] for each in these)
    assert list(sets.tally(numbers(these), codes, 4)) == [counted[code] for code in range(4)]
    days = array("i", [20200101 + 100 * (each % 9) for each in range(SIZE)])
    apart = (
        sets.tally(numbers(these), codes, 4),
        sets.tally(numbers(these), codes, 3),
        sets.tally_months(numbers(these), days, 24242, 5),
    )
    assert sets.tally_all(numbers(these), codes, 4, codes, 3, days, 24242, 5) == apart
    flags = bytearray(b"\1") * len(these)
    sets.flag_codes(numbers(these), codes, b"\0\1\0\1", flags)
    kept = {each for each in these if codes[each] in (1, 3)}
    assert sets.flagged_documents(numbers(these), flags) == numbers(kept)
