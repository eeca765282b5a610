"""What is typed, and what is understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher import logic
from searcher.lexer import MAX_CLAUSES, MAX_DEPTH, MAX_LENGTH, clean
from searcher.notes import CODES, note
from searcher.parser import parse
from searcher.query import understand

TODAY = date(2025, 11, 10)


def tree(text):
    found, _ = parse(text, TODAY)
    return None if found is None else str(found)


def codes(text):
    return [note.code for note in understand(text, TODAY).notes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("   ", None),
        ("banjir", "banjir"),
        ("banjir jakarta", "[banjir jakarta]"),
        ('"ibu kota" jakarta', '["ibu kota" jakarta]'),
        ("“ibu kota”", '"ibu kota"'),
        ("„ibu kota“", '"ibu kota"'),
        ("«ibu kota»", '"ibu kota"'),
        ('""', None),
        ("banjir -jakarta", "[banjir !jakarta]"),
        ("banjir - jakarta", "[banjir jakarta]"),
        ("covid-19", "covid-19"),
        ('banjir -"ibu kota"', '[banjir !"ibu kota"]'),
        ("-judul:banjir", "!title:banjir"),
        ("--banjir", "!banjir"),
        ("+banjir jakarta", "[+banjir jakarta]"),
        ("banjir DAN jakarta", "(banjir & jakarta)"),
        ("banjir AND jakarta", "(banjir & jakarta)"),
        ("banjir ATAU longsor", "(banjir | longsor)"),
        ("banjir OR longsor", "(banjir | longsor)"),
        ("banjir BUKAN jakarta", "[banjir !jakarta]"),
        ("banjir NOT jakarta", "[banjir !jakarta]"),
        ("banjir DAN BUKAN jakarta", "(banjir & !jakarta)"),
        ("BUKAN BUKAN banjir", "+banjir"),
        ("banjir dan jakarta", "[banjir dan jakarta]"),
        ("banjir atau jakarta", "[banjir atau jakarta]"),
        ("Dan banjir", "[Dan banjir]"),
        ("a DAN b ATAU c", "((a & b) | c)"),
        ("a ATAU b DAN c", "(a | (b & c))"),
        ("jakarta banjir ATAU longsor", "[jakarta (banjir | longsor)]"),
        ("(banjir ATAU longsor) DAN jakarta", "((banjir | longsor) & jakarta)"),
        ("(a b) c", "[[a b] c]"),
        ("()", None),
        ("(a)", "a"),
        ("f(x)", "[f x]"),
        ("judul:banjir", "title:banjir"),
        ("Judul:banjir", "title:banjir"),
        ("title:banjir", "title:banjir"),
        ("judul: banjir", "title:banjir"),
        ('judul:"ibu kota"', 'title:"ibu kota"'),
        ("judul:(ibu kota) taman", "[[title:ibu title:kota] taman]"),
        ("sumber:kompas.com", "source:kompas.com"),
        ('source:"Kabar Pagi"', 'source:"Kabar Pagi"'),
        ("kategori:dunia category:daerah", "[category:dunia category:daerah]"),
        ("penulis:rina author:budi", "[author:rina author:budi]"),
        ("judul:DAN", "title:DAN"),
        ("sejak:2025-11-10", "<2025-11-10..>"),
        ("since:2025", "<2025-01-01..>"),
        ("after:2025", "<2025-01-01..>"),
        ("sampai:2025", "<..2025-12-31>"),
        ("until:Nov 2025", "<..2025-11-30>"),
        ("before:2025-11-10", "<..2025-11-10>"),
        ("tanggal:2024-02", "<2024-02-01..2024-02-29>"),
        ("sejak:10 November 2025 banjir", "[<2025-11-10..> banjir]"),
        ('sejak:"10 November 2025" banjir', "[<2025-11-10..> banjir]"),
        ("sejak:hari ini banjir", "[<2025-11-10..> banjir]"),
        ("sejak:2025 2024", "[<2025-01-01..> 2024]"),
        ("sejak:((2024)) a", "[<2024-01-01..> a]"),
        ("-sejak:2025", "!<2025-01-01..>"),
        ("sejak:2025 sampai:2024", "[<2024-01-01..> <..2025-12-31>]"),
        ("tangk*", "tangk*"),
        ("judul:tangk*", "title:tangk*"),
        ("https://contoh.example/a", "https://contoh.example/a"),
        ("17:30", "17:30"),
        ("Jokowi: Indonesia", "[Jokowi: Indonesia]"),
        ("a\u0000b\ud800c", "[a b c]"),
    ],
)
def test_a_query_has_this_structure(text, expected):
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "code"),
    [
        ('banjir "ibu kota', '[banjir "ibu kota"]', "quote_repaired"),
        ('banjir"', "banjir", "quote_ignored"),
        ("(banjir", "banjir", "bracket_repaired"),
        ("((a b) c", "[[a b] c]", "bracket_repaired"),
        ("banjir) jakarta", "[banjir jakarta]", "bracket_repaired"),
        ("DAN banjir", "banjir", "operator_ignored"),
        ("banjir DAN", "banjir", "operator_ignored"),
        ("banjir ATAU ATAU longsor", "(banjir | longsor)", "operator_ignored"),
        ("banjir BUKAN", "banjir", "operator_ignored"),
        ("(banjir DAN) longsor", "[banjir longsor]", "operator_ignored"),
        ("judul:", None, "field_empty"),
        ("judul: -banjir kota", "[!banjir kota]", "field_empty"),
        ("warna:merah", "warna:merah", "field_unknown"),
        ("sejak:besok banjir", "banjir", "date_bad"),
        ("sampai:31-02-2024", None, "date_bad"),
        ("sejak:2025 sampai:2024", "[<2024-01-01..> <..2025-12-31>]", "dates_swapped"),
        ("b*", None, "prefix_short"),
        ("*", None, "prefix_short"),
        ("ban*jir", "banjir", "prefix_inside"),
        ("*jir", "jir", "prefix_inside"),
        ("-banjir", "!banjir", "only_negative"),
        ("!!!", None, "no_words"),
    ],
)
def test_what_is_repaired_or_ignored_is_said(text, expected, code):
    assert tree(text) == expected
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    ["banjir", '"ibu kota" -taman', "(a ATAU b) DAN c", "covid-19", "https://x.example/y", "a - b"],
)
def test_a_sound_query_has_no_notes(text):
    assert codes(text) == []


def test_a_long_query_is_cut_at_a_word():
    text = "kata " * (MAX_LENGTH // 5) + "akhir"
    assert codes(text) == ["query_cut", "clauses_cut"]
    assert codes("x" * (MAX_LENGTH + 1)) == ["query_cut"]


def test_clauses_are_bounded():
    found, _ = parse(" ".join(f"k{number}" for number in range(MAX_CLAUSES + 1)))
    assert len(found.items) == MAX_CLAUSES
    assert codes(",".join(f"k{number}" for number in range(200))) == ["clauses_cut"]


def test_a_long_phrase_is_bounded():
    assert codes('"' + "a " * 100 + '"') == ["phrase_cut"]


def test_brackets_deeper_than_the_limit_are_ignored():
    deep = MAX_DEPTH + 5
    text = "a (" * deep + "b" + ")" * deep
    assert codes(text) == ["depth_cut"]
    assert tree(text).count("[") == MAX_DEPTH + 1


def shape(text):
    return repr(understand(text, TODAY).query)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("banjir", "BANJIR"),
        ("banjir banjir", "banjir"),
        ("banjir,longsor", "banjir longsor"),
        ("banjir/longsor", "banjir longsor"),
        ("14/9/2019", "14 September 2019"),
        ("+covid-19", '"covid 19"'),
        ('"banjir"', "+banjir"),
        ("banjir!", "banjir"),
        ("sumber:a sumber:b", "sumber:a ATAU sumber:b"),
    ],
)
def test_these_mean_the_same(one, other):
    assert shape(one) == shape(other)


def test_names_filter_and_words_score():
    found = understand("banjir sumber:kabar").query
    assert isinstance(found, logic.And)
    word, source = found.subqueries
    assert word.terms == ("banjir",)
    assert isinstance(source, logic.ConstantScoreQuery)
    assert source.score == 0


def test_every_note_speaks_both_languages():
    class Anything(dict):
        def __missing__(self, key):
            return f"<{key}>"

    for code in CODES:
        fields = (
            "limit",
            "operator",
            "field",
            "value",
            "word",
            "least",
            "found",
            "seconds",
            "guess",
        )
        made = note(code, **dict.fromkeys(fields, "x"))
        assert made.code == code
        assert made.message
        assert made.message_en
        assert made.message != made.message_en
        assert "{" not in made.message + made.message_en


def test_long_values_in_notes_are_shortened():
    assert len(note("field_unknown", field="x" * 500).message) < 150


QUERY_PIECES = st.sampled_from(
    [
        *('"', "“", "(", ")", "-", "+", "*", ":", " ", "  ", "DAN", "ATAU", "BUKAN", "AND", "NOT"),
        *("judul:", "sumber:", "sejak:", "sampai:", "tanggal:", "2024", "10 November", "kemarin"),
        *("banjir", "anak-anak", "Ma'ruf", "ka*", "14/9/2019", "\u0000", "\ud800", "é", "İ", "😀"),
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(QUERY_PIECES, max_size=40).map("".join)))
def test_no_text_raises_and_notes_are_known(text):
    understood = understand(text, TODAY)
    assert {note.code for note in understood.notes} <= CODES
    assert understood.query is None or repr(understood.query)


@given(st.lists(QUERY_PIECES, max_size=40).map(" ".join))
def test_pieces_in_any_order_do_not_raise(text):
    understand(text, TODAY)


def test_clean_leaves_nothing_that_cannot_be_encoded():
    assert clean("a\ud800b\x00c\ufeff") == "a b c "
