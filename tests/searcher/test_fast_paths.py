"""The short ways give what the long ways give."""

from array import array
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from searcher.accumulator import Accumulator
from searcher.lexer import MAX_CLAUSES, MAX_LENGTH, lex
from searcher.parser import _Parser, _plain, parse
from searcher.selection import NEWEST, OLDEST, RELEVANCE, first_places
from tests.index.helpers import patient

# Whatever might be taken for a plain word, and what is one.
PIECES = ("banjir", "Jakarta", "2025", "dan", "DAN", "OR", "é", "tyː", "x_y", "a*", "-b", "judul:c")
BLANKS = (" ", "  ", "\t", "\u00a0", "", '"', "(", "\x00")


def in_full(text):
    """What a query means, read the long way."""
    lexemes, notes = lex(text)
    return _Parser(lexemes, notes, None).parse(), notes


def starts(node):
    """Where each word of a tree stands."""
    return [each.start for each in getattr(node, "items", [node]) if hasattr(each, "start")]


def agrees(text):
    tree, notes = parse(text)
    whole, all_notes = in_full(text)
    assert tree == whole
    assert starts(tree) == starts(whole)
    assert notes == all_notes


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BLANKS)), max_size=6))
@patient
def test_pieces_of_queries_mean_the_same(pieces):
    agrees("".join(piece + blank for piece, blank in pieces))


@given(st.text(max_size=12))
@example("")
@example("   ")
@patient
def test_any_text_means_the_same(text):
    agrees(text)


def test_plain_words_take_the_short_way_and_long_queries_do_not():
    assert _plain(" banjir di  Jakarta 2025 ") is not None
    for text in ("", "a b\tc", "a DAN b", "a-b", "a " * (MAX_CLAUSES + 1), "a" * (MAX_LENGTH + 1)):
        assert _plain(text) is None
        agrees(text)


few = st.sampled_from([0.0, 1.0, 1.5, 2.0])


@given(st.data(), st.sampled_from([RELEVANCE, NEWEST, OLDEST]), st.integers(0, 12))
@patient
def test_the_first_places_are_those_of_a_sorted_list(data, order, count):
    scores = data.draw(st.lists(st.one_of(few, st.floats(0, 9)), max_size=150))
    size = len(scores)
    documents = array("I", range(3, size + 3))
    times = array("q", data.draw(st.lists(st.integers(0, 2), min_size=size + 3, max_size=size + 3)))
    flags = st.lists(st.sampled_from([0, 0, 0, 0, 1]), min_size=size, max_size=size)
    full = data.draw(st.one_of(st.none(), st.just([0] * size), flags))

    def key(place):
        time = times[documents[place]]
        if order == RELEVANCE:
            return (full is None or full[place] > 0, scores[place], time)
        return (time if order == NEWEST else -time, scores[place])

    best = sorted(range(size), key=key, reverse=True)
    count = min(count, size)
    expected = [place for place in best if count and key(place) >= key(best[count - 1])]
    packed = None if full is None else bytearray(full)
    places, same = first_places(documents, array("d", scores), packed, times, order, count)
    assert sorted(places) == sorted(expected)
    assert [key(place) for place in places] == [key(place) for place in expected]
    ties = [key(a) == key(b) for a, b in pairwise(expected)]
    assert list(same) == [0, *map(int, ties)][: len(expected)]


@given(
    st.lists(st.sets(st.integers(0, 20), min_size=1), min_size=1, max_size=3),
    st.booleans(),
    st.one_of(st.none(), st.lists(st.sampled_from([0, 1]), min_size=21, max_size=21)),
)
@patient
def test_what_was_found_is_gathered_once_and_forgotten(lists, required, live):
    size = 21
    accumulator = Accumulator(size, [bytes(size)] * 3, [1.0] * 768, 1.0)
    flags = live and bytes(live)
    for _ in range(2):
        for group, documents in enumerate(lists):
            found = array("I", sorted(documents))
            accumulator.put(found, array("d", [1.0]) * len(found), group, False)
        whole = set.intersection(*lists)
        kept = whole if required else set.union(*lists)
        kept = sorted(document for document in kept if not live or live[document])
        documents, scores, full = accumulator.collect(len(lists), required, flags)
        assert list(documents) == kept
        assert list(scores) == [sum(each in those for those in lists) for each in kept]
        all_of_them = required or whole.issuperset(kept)
        expected = None if all_of_them else bytes(each in whole for each in kept)
        assert (full and bytes(full)) == expected
