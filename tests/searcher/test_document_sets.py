"""Documents in both lists and in either are what Python's own sets give."""

from array import array

from hypothesis import given

from searcher import document_sets as sets
from tests.index.helpers import patient
from tests.searcher.drawn import SIZE, documents, numbers, scores


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
    sums = scores(these)
    sets.add_where(numbers(these), sums, numbers(those), scores(those, 2.0))
    added = [each * (3.5 if each in those else 1.5) for each in sorted(these)]
    assert sums == array("d", added)
    members = array("I", range(len(these)))
    sets.count_members(numbers(these), numbers(those), members)
    assert list(members) == [n + (each in those) for n, each in enumerate(sorted(these))]
    places = array("I", range(0, len(these), 2))
    sets.add_at(sums, places, array("d", [1.0] * len(places)))
    assert sums == array("d", [each + (n % 2 == 0) for n, each in enumerate(added)])
    assert sets.taken(numbers(these), places) == array("I", sorted(these)[::2])
    for document in range(0, SIZE, 13):
        place = sets.place_of(numbers(these), document)
        assert place == (sorted(these).index(document) if document in these else -1)
