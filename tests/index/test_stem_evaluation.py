"""The figures of a stemmer, worked out by hand on words few enough for it."""

import pytest

from index.analysis import Analysis
from index.analysis.evaluation import (
    Row,
    TableUnreadable,
    lemmas_of,
    measure_stems,
    plain_snowball,
    read_table,
    respelt_by,
    speed,
    stems_of,
)


def rows(*words):
    return [Row(*word) for word in words]


WORDS = rows(
    ("menulis", "tulis", 4, "VERB"),
    ("tulisan", "tulis", 2, "NOUN"),
    ("menteri", "menteri", 3, "NOUN"),
    ("bali", "bali", 1, "PROPN"),
)


def stem(word):
    return {"menulis": "ulis", "tulisan": "tulis", "menteri": "teri"}.get(word, word)


def test_shares_of_running_words_and_of_rows():
    found = measure_stems(WORDS, stem)
    assert found.token == pytest.approx(0.3)
    assert found.type == 0.5
    # "ulis" and "teri" are shorter than the lemma: too much was taken.
    assert found.over == pytest.approx(0.7)
    assert found.under == pytest.approx(0)
    assert found.names == 1.0


def test_too_little_taken_is_under():
    found = measure_stems(WORDS, lambda word: word)
    assert found.over == 0
    assert found.under == pytest.approx(0.6)


def test_pairs_are_held_against_pairs():
    # The one pair with a common lemma is not found, and no wrong one is made.
    assert measure_stems(WORDS, stem).f1 == 0
    found = measure_stems(WORDS, lambda word: "t" if "tulis" in word or word == "menulis" else "x")
    assert (found.precision, found.recall) == (0.5, 1.0)
    assert found.f1 == pytest.approx(2 / 3)
    assert found.f1_shared == 1.0


def test_frequent_words_are_content_words_seen_three_times():
    words = rows(
        ("menulis", "tulis", 3, "VERB"),
        ("tulisan", "tulis", 3, "NOUN"),
        ("penulis", "penulis", 2, "NOUN"),
        ("tulislah", "tulislah", 9, "PROPN"),
    )
    found = measure_stems(words, lambda word: "tulis")
    assert found.f1 < 1
    assert found.f1_frequent == 1.0


def test_where_nothing_is_frequent_all_words_count():
    assert measure_stems(WORDS[1:2], stem).f1_frequent == 1.0
    few = rows(("menulis", "tulis", 1, ""), ("tulisan", "tulis", 1, ""))
    assert measure_stems(few, lambda word: word).f1_frequent == 0


def test_a_form_of_several_lemmas_counts_for_the_most_frequent():
    several = rows(("beruang", "uang", 1, ""), ("beruang", "beruang", 3, "NOUN"))
    assert lemmas_of(several) == {"beruang": "beruang"}


def test_only_names_that_are_their_own_lemma_have_to_stay():
    names = rows(("bali", "bali", 1, "PROPN"), ("negaranya", "negara", 9, "PROPN"))
    assert measure_stems(names, lambda word: word[:3]).names == 0
    assert measure_stems(names[1:], stem).names == 1.0


def test_a_name_spelt_as_is_usual_today_is_told_from_one_that_is_cut():
    names = rows(
        *(("soekarno", "soekarno", 3, "PROPN"), ("jl", "jl", 2, "PROPN")),
        *(("putera", "putera", 1, "PROPN"), ("bali", "bali", 2, "PROPN")),
        ("perbankan", "perbankan", 2, "PROPN"),
    )
    analysis = Analysis()
    found = measure_stems(names, stems_of(analysis), respelt_by(analysis)).rounded()
    assert found["names"] == 0.2
    assert found["names_respelt"] == 0.8
    assert measure_stems(names, stems_of(analysis)).rounded()["names_respelt"] == 0.2


def test_a_table_has_two_to_four_columns(tmp_path):
    path = tmp_path / "words.tsv"
    path.write_text("Bali\tBALI\t2\tPROPN\n\nanak-anak\tanak\n17\t17\t5\tNUM\n", "utf-8")
    assert read_table(path) == rows(("bali", "bali", 2, "PROPN"), ("anak-anak", "anak", 1, ""))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("anak\tanak\nanak\n", "line 2"),
        ("anak\tanak\tbanyak\tNOUN\n", "line 1"),
        ("anak\tanak\t1\tNOUN\tlebih\n", "line 1"),
        ("\tanak\n", "line 1"),
        ("", "no word"),
        ("1\t1\n", "no word"),
    ],
)
def test_what_is_wrong_with_a_table_is_named(tmp_path, content, says):
    path = tmp_path / "words.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(TableUnreadable) as caught:
        read_table(path)
    assert says in caught.value.message
    assert str(path) in caught.value.message


def test_a_table_in_another_encoding_is_named(tmp_path):
    path = tmp_path / "words.tsv"
    path.write_bytes("é\té\n".encode("latin-1"))
    with pytest.raises(TableUnreadable, match=r"words\.tsv") as caught:
        read_table(path)
    assert "UTF-8" in caught.value.remedy


def test_the_chain_and_snowball_can_be_asked():
    assert plain_snowball()("menteri") == "teri"
    assert stems_of(Analysis())("MENULIS") == stems_of(Analysis())("menulis")


def test_speed_is_of_distinct_words_by_a_stemmer_that_knows_none():
    made = []

    def fresh():
        asked = []
        made.append(asked)
        return lambda word: asked.append(word) or word

    found = speed(["a", "b", "a"], fresh)
    assert found.cold > 0
    assert found.warm > 0
    assert all(asked[:2] == ["a", "b"] and len(asked) == 12 for asked in made)
