"""Old spelling, short and informal forms, words glued together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import Analysis, analyze, default_analysis, stem, variants
from index.analysis.stemming.lexicon import default_lexicon
from index.analysis.variants import COMPOUNDS, GLUED, INFORMAL_FORMS, SHORT_FORMS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("djalan", "jalan"),
        ("tjinta", "cinta"),
        ("oentoek", "untuk"),
        ("mentjari", "mencari"),
        ("poetoesan", "putusan"),
        ("doeloe", "dulu"),
        ("chusus", "khusus"),
        ("Soekarno", "Sukarno"),
        ("Soeharto", "Suharto"),
    ],
)
def test_old_spelling_is_read_as_todays(old, new):
    assert stem(old) == (stem(new).term, "old spelling")


@pytest.mark.parametrize("word", ["jalan", "coach", "project", "shoes", "wajah", "hujan", "match"])
def test_what_only_looks_old_stays(word):
    assert stem(word).rule != "old spelling"


@pytest.mark.parametrize("name", ["Hariandja", "Sirenja", "Zizandja"])
def test_a_name_is_not_known_by_what_looks_like_a_possessive_in_todays_spelling(name):
    assert stem(name).term == name.lower()


def test_a_name_of_the_archive_counts_as_known():
    assert Analysis(frozenset({"gunadi"})).stem("Goenadi") == ("gunadi", "old spelling")
    assert Analysis().stem("Goenadi").term == "goenadi"


@pytest.mark.parametrize(
    ("typed", "meant", "rule"),
    [
        ("yg", "yang", "short form"),
        ("dgn", "dengan", "short form"),
        ("tdk", "tidak", "short form"),
        ("utk", "untuk", "short form"),
        ("krn", "karena", "short form"),
        ("thn", "tahun", "short form"),
        ("LPG", "elpiji", "short form"),
        ("gak", "tidak", "informal"),
        ("nggak", "tidak", "informal"),
        ("ga", "tidak", "informal"),
        ("udah", "sudah", "informal"),
    ],
)
def test_short_and_informal_forms(typed, meant, rule):
    assert stem(typed) == (stem(meant).term, rule)


def test_names_with_a_number_are_not_said_twice():
    learned = Analysis(frozenset(("m", "kpk", "sma")))
    for name in ("M2", "KPK2", "SMA2", "Moto2"):
        assert learned.stem(name).term == name.lower()
    for said in ("orang", "gedung", "kawasan", "cuma"):
        assert learned.stem(f"{said}2") == (stem(said).term, "reduplication")


@pytest.mark.parametrize(
    "acronym", ["DPT", "SPT", "HRS", "PD", "JD", "LG", "RB", "JT", "TH", "dpt"]
)
def test_what_the_news_has_acronyms_for_is_no_short_form(acronym):
    assert stem(acronym).term == acronym.lower()


def test_the_tables_are_of_single_forms_and_lead_to_words_that_are_known():
    assert not SHORT_FORMS.keys() & INFORMAL_FORMS.keys()
    for form, word in (SHORT_FORMS | INFORMAL_FORMS).items():
        assert form == form.strip().lower()
        assert " " not in form + word
        assert stem(word).rule not in ("plain", "rest"), word
    for form, parts in COMPOUNDS.items():
        assert form == "".join(parts)
        assert len(parts) > 1
    for root in COMPOUNDS.keys() - GLUED.keys():
        assert stem(root) == (root, "root")


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("ibukota", "ibu kota"),
        ("Ibukota", "Ibu Kota"),
        ("antikorupsi", "anti korupsi"),
        ("pascabanjir", "pasca banjir"),
        ("antarnegara", "antar negara"),
    ],
)
def test_glued_words_are_found_apart(glued, apart):
    analysis = default_analysis()
    wanted = [(t.term, t.position) for t in analysis.query_tokens(apart)]
    assert [(t.term, t.position) for t in analysis.query_tokens(glued)] == wanted
    assert set(wanted) < {(t.term, t.position) for t in analyze(glued)}


@pytest.mark.parametrize("word", ["antara", "nonton", "antarkan", "antipati", "antre", "nona"])
def test_what_only_looks_glued_stays(word):
    assert len(analyze(word)) == 1


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_any_word_has_a_stem(word):
    term, rule = stem(word)
    assert term
    assert rule


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("walikota", "wali kota"),
        ("perempatfinal", "perempat final"),
        ("bekerjasama", "bekerja sama"),
        ("tandatangani", "tanda tangani"),
        ("siapapun", "siapa pun"),
    ],
)
def test_what_many_write_together_has_the_terms_of_the_words_apart(glued, apart):
    terms = [token.term for token in default_analysis().query_tokens(apart)]
    assert [token.term for token in default_analysis().query_tokens(glued)] == terms
    assert {*terms} < {token.term for token in default_analysis().tokens(glued)}


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("menandatangani", "tanda tangan"),
        ("ditandatanganinya", "tanda tangan"),
        ("penandatanganan", "tanda tangan"),
        ("pertanggungjawaban", "tanggung jawab"),
        ("bertanggungjawab", "bertanggung jawab"),
        ("memberitahukan", "memberi tahu"),
        ("pemberitahuan", "memberitahu"),
        ("ketenagakerjaan", "tenaga kerja"),
        ("perkeretaapian", "kereta api"),
        ("kewarganegaraan", "warga negara"),
        ("pengambilalihan", "ambil alih"),
        ("ditindaklanjuti", "tindak lanjut"),
        ("berkembangbiak", "berkembang biak"),
        ("dianaktirikan", "anak tiri"),
        ("ibukotanya", "ibu kota"),
        ("orangtuanya", "orang tua"),
        ("Walikotanya", "wali kota"),
        ("pesepakbola", "sepak bola"),
        ("jualbeli", "jual beli"),
    ],
)
def test_compounds_are_found_apart_whatever_their_affixes(glued, apart):
    analysis = default_analysis()
    wanted = [(t.term, t.position) for t in analysis.query_tokens(apart)]
    assert [(t.term, t.position) for t in analysis.query_tokens(glued)] == wanted
    assert {t.form for t in analyze(glued)} >= {glued.lower()}


@pytest.mark.parametrize("word", ["olahraga", "padahal", "semifinal", "penyalahgunaan", "budidaya"])
def test_compounds_that_are_written_as_one_are_one(word):
    assert len(analyze(word)) == 1


def test_a_compound_is_marked_whole_where_its_words_are_sought():
    analysis = default_analysis()
    wanted = {t.term: [0] for t in analysis.query_tokens("tanda tangan")}
    text = "Keduanya menandatangani perjanjian, lalu membubuhkan tanda tangan."
    found = analysis.finder(wanted).find(text)
    assert [text[each.start : each.end] for each in found] == [
        *["menandatangani"] * 2,
        "tanda",
        "tangan",
    ]
    assert found[1].position == found[0].position + 1


words = st.one_of(
    st.sampled_from([*sorted(default_lexicon().roots)[::7], "dan", "di", "menulis", "ditangkap"]),
    st.text("abdeginkr", min_size=1, max_size=6),
)


@given(st.lists(words, min_size=1, max_size=3).map("".join))
def test_a_lost_blank_is_found_by_marks_where_it_is_by_every_cut(form):
    with pytest.MonkeyPatch.context() as patch:
        found = []
        for worth_marking in (10**9, 0):
            patch.setattr(variants, "WORTH_MARKING", worth_marking)
            found.append(Analysis().run_together(form))
    assert found[0] == found[1]
