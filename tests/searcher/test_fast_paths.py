"""The short ways give what the long ways give."""

import re
from array import array
from itertools import pairwise
from string import ascii_lowercase

from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.analysis import Analysis
from searcher import plain
from searcher.accumulator import Accumulator
from searcher.compile import compile_tree
from searcher.lexer import MAX_CLAUSES, MAX_LENGTH, lex
from searcher.nodes import Exact, Word
from searcher.parser import _Parser, _plain, parse
from searcher.plain import plain_query, plain_words
from searcher.query import understand
from searcher.selection import NEWEST, OLDEST, RELEVANCE, first_places
from searcher.suggest import _texts
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


# Words of every kind that a query may have: what asks, holds together, is glued, lost a blank, has
# the stem of another, has a sense with digits beside it.
WORDS = (
    *("tulis", "menulis", "Tulisan", "gempa", "GEMPA", "ibukota", "antikorupsi", "denganlagu"),
    *("siapa", "Siapa", "kapan", "nama", "Nama", "jumlah", "yang", "di", "dan", "Dan", "dengan"),
    *("ayat", "rp", "U", "covid", "http", "juta", "yg", "karna", "djalan", "x", "x" * 70),
)
NAMES = Analysis(frozenset(("gempa", "sangiran")))


def said(node):
    """All that a query says, and how it was typed."""
    if isinstance(node, (Word, Exact)):
        return type(node), node.key(), node.typed, getattr(node, "demanded", None)
    return type(node), node.key(), [said(child) for child in node.children()]


def is_understood_alike(text, analysis):
    """Whether a query is plain; it then means what the long way makes of it, without a note."""
    tree, notes = in_full(text)
    whole = compile_tree(tree, notes, analysis)
    for _ in range(2):  # worked out, and remembered
        plain = plain_query(text, analysis)
        if plain is not None:
            assert said(plain) == said(whole)
            assert not notes
        assert understand(text, None, analysis).query == whole
    return plain is not None


@given(st.lists(st.sampled_from(WORDS), max_size=7), st.sampled_from([NAMES, Analysis()]))
@example(["yang", "di"], NAMES)
@example(["siapa"], NAMES)
@example(["siapa", "nama"], NAMES)
@example(["tulis", "ibukota", "menulis", "siapa", "Tulisan"], NAMES)
@settings(patient, max_examples=400)
def test_plain_words_are_understood_as_any_query(words, analysis):
    says_something = not {*words} <= {
        "siapa",
        "Siapa",
        "kapan",
        "yang",
        "di",
        "dan",
        "Dan",
        "dengan",
    }
    assert is_understood_alike(" ".join(words), analysis) == says_something


PLAIN_PIECES = (
    *(
        '"harga beras"',
        '"yang di"',
        '"Siapa  dia siapa"',
        '"ibukota baru"',
        '"baru denganlagu"',
        '"a"',
    ),
    *("ban*", "b*", "MENUL*", "ibukota*", "ban**", "sejak:2019-03-01", "sampai:2024-12-31"),
    *("sejak:2024-02-30", "sejak:0999-01-01", "sampai:9999-12-31", "sampai:2018-01-01"),
    *(
        "sejak:2020",
        "Sejak:2020-01-01",
        "tanggal:2020-01-01",
        "sejak:2020-01-01T",
        '"harga beras"x',
    ),
)


@given(st.lists(st.sampled_from((*WORDS, *PLAIN_PIECES, *PLAIN_PIECES)), max_size=7))
@example(["sejak:2019-03-01", "sampai:2018-01-01", "gempa"])
@example(["sejak:2019-03-01", "sejak:2019-03-01", "gempa"])
@example(["siapa", '"harga beras"'])
@example(["siapa", "ban*", "nama", "sejak:2019-03-01"])
@settings(patient, max_examples=400)
def test_plain_pieces_are_understood_as_any_query(pieces):
    is_understood_alike(" ".join(pieces), NAMES)


NUMBERS = (
    *("2024", "17", "14", "9", "007", "u23", "U", "G", "19", "covid19", "d2", "anak2", "2x", "3g"),
    *("September", "juta", "rp", "USD", "ayat", "pasal", "Covid", "jam", "miliar", "T", "mei"),
)


@given(st.lists(st.sampled_from((*NUMBERS, *NUMBERS, *WORDS)), max_size=6), st.sampled_from(" ?"))
@example(["14", "September", "2019"], "?")
@example(["27", "ayat", "3"], " ")
@settings(patient, max_examples=400)
def test_words_among_numbers_and_questions_are_understood_as_any_query(words, end):
    is_understood_alike(" ".join(words) + end, NAMES)


@given(st.text(alphabet="aU 0129?DAN", max_size=14))
@settings(patient, max_examples=400)
def test_letters_and_digits_are_understood_as_any_query(text):
    is_understood_alike(text, NAMES)


@given(st.lists(st.sampled_from((*WORDS, "DAN", "AND")), min_size=2, max_size=5), st.booleans())
@example(["yang", "di"], True)
@example(["gempa", "gempa"], True)
@example(["gempa", "DAN", "laut", "DAN"], False)
@settings(patient, max_examples=400)
def test_words_that_are_all_demanded_are_understood_as_any_query(words, joined):
    is_understood_alike((" DAN " if joined else " ").join(words), NAMES)


@given(st.lists(st.tuples(st.sampled_from((*PIECES, *WORDS)), st.sampled_from(BLANKS)), max_size=6))
@patient
def test_what_is_not_plain_goes_the_long_way(pieces):
    is_understood_alike("".join(piece + blank for piece, blank in pieces), NAMES)


NOT_PLAIN = (
    *(
        "",
        " ",
        "?",
        "a-b",
        "é",
        "siapa?",
        "14 mei 2024",
        "rp 5",
        "a DAN b?",
        "a b ?",
        "a DAN",
        "a DAN b c",
        "DAN DAN a",
        "sejak:2019-03-01",
    ),
    *("kata " * (MAX_CLAUSES + 1), "k" * (MAX_LENGTH + 1)),
)
ARE_PLAIN = (
    *("-laut gempa", "  gempa  di Aceh ", "gempa AND laut DAN yang", '"harga beras"', "ban*"),
    *("gempa sejak:2019-03-01 sampai:2020-03-01", "kapan pemilu 2024?", "nama presiden?"),
)


def test_what_is_plain():
    assert not any(is_understood_alike(text, NAMES) for text in NOT_PLAIN)
    assert all(is_understood_alike(text, NAMES) for text in ARE_PLAIN)


def test_words_that_are_remembered_are_bounded(monkeypatch):
    monkeypatch.setattr(plain, "WORDS_KEPT", 10)
    analysis = Analysis()
    for one in ascii_lowercase:
        plain_query(f"gempa {one}gempa {'x' * 99}", analysis)
    assert 0 < len(plain._known_words(analysis)._words) <= 10


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
    st.one_of(st.none(), st.lists(st.sampled_from([0, 1]), min_size=21, max_size=21)),
)
@patient
def test_what_was_found_is_gathered_once_and_forgotten(lists, live):
    accumulator = Accumulator(1_000)
    flags = live and bytes(live)
    for _ in range(2):
        for group, documents in enumerate(lists):
            found = array("I", sorted(documents))
            accumulator.put(found, array("d", [1.0]) * len(found), group)
        whole = set.intersection(*lists)
        kept = sorted(each for each in set.union(*lists) if not live or live[each])
        documents, scores, full = accumulator.collect(len(lists), flags)
        assert list(documents) == kept
        assert list(scores) == [sum(each in those for those in lists) for each in kept]
        expected = None if whole.issuperset(kept) else bytes(each in whole for each in kept)
        assert (full and bytes(full)) == expected


PLAIN_PIECES = (
    *("banjir", "di", "Kota", "DAN", "AND", "ATAU", "BUKAN", "-kota", "-DAN", "banj*", "b*"),
    *('"ibu kota"', '"kota  DAN desa"', '"kota"', "sejak:2024-05-01", "sampai:2024-99-01", "ke-2"),
    *("", "kota?", "judul:kota", "tahun 2024"),
)


@given(st.lists(st.sampled_from(PLAIN_PIECES), max_size=6), st.sampled_from([" ", "  "]))
@example(["banjir", "DAN", "Kota", "AND", "desa"], " ")
@example(["kata"] * (MAX_CLAUSES + 1), " ")
def test_words_of_plain_pieces_are_those_of_the_long_way(pieces, gap):
    text = gap.join(pieces)
    plain = plain_words(text)
    if plain is not None:
        tree, _notes = in_full(text)
        texts = [(start, typed) for start, typed in _texts(tree) if typed]
        words = [
            (start + word.start(), word[0])
            for start, typed in texts
            for word in re.finditer("[A-Za-z]+", typed)
        ]
        assert plain == words
        assert all(text[start:].startswith(word) for start, word in plain)


def test_plain_pieces_need_no_parser_to_be_looked_at():
    assert plain_words('banjir -kota banj* "ibu kota" sejak:2024-05-01') == [
        (0, "banjir"),
        (20, "ibu"),
        (24, "kota"),
    ]
    assert plain_words("banjir DAN kota") == [(0, "banjir"), (11, "kota")]
    for text in ("banjir ATAU kota", "banjir DAN", "ke-2", "kota?", "é", "a" * (MAX_LENGTH + 1)):
        assert plain_words(text) is None
