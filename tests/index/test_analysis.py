"""Text to tokens: the contract of ``index.analysis``."""

import re
import unicodedata
from itertools import accumulate, islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import Token, analyze, default_analysis, fold, normalise, stem
from index.analysis.analyzer import FoldedAnalyzer, IndonesianAnalyzer
from index.analysis.pipeline import LONGEST_TERM, positions_of
from index.segment.pool import TermPool
from tests.index.helpers import WORDS, patient
from tests.index.plain_pool import one_by_one

any_text = st.one_of(
    st.text(),
    st.lists(st.sampled_from(WORDS)).map(" ".join),
    st.text(alphabet="aİıſﬁﷺ'’ʼ\u0300\u0301\u0345-_ \n0٣²𝐁😀\x00\ud800é"),
)


def words(text):
    return [(t.surface, t.term) for t in analyze(text)]


@given(any_text)
@example("İSTANBUL ﬁnal ﷺ cafe\u0301 𝐁𝐞𝐫𝐚𝐬 😀 \ud800")
@example("Ma'ruf’s ʼawal 'kutip' akhir'")
@patient
def test_offsets_cut_the_surface_from_the_text(text):
    place = 0
    begin = end = 0
    for token in analyze(text):
        assert isinstance(token, Token)
        assert text[token.start : token.end] == token.surface
        assert token.surface
        assert 1 <= len(token.term) <= LONGEST_TERM
        assert token.position >= place
        if token.start >= end:
            begin, end = token.start, token.end
        else:
            # A part of what stands before it, or the other way round.
            assert token.start >= begin
            end = max(end, token.end)
        place = token.position


@given(any_text)
@patient
def test_every_letter_and_digit_is_in_a_token(text):
    covered = {i for token in analyze(text) for i in range(token.start, token.end)}
    for i, sign in enumerate(text):
        if re.match(r"[^\W_ʼ]", sign):
            assert i in covered


@given(any_text)
@patient
def test_positions_of_is_the_same_as_collecting_tokens(text):
    collected = {}
    for token in analyze(text):
        collected.setdefault(token.term, []).append(token.position)
    assert positions_of(text) == collected


@given(st.lists(any_text, min_size=1, max_size=3))
@patient
def test_what_is_indexed_of_a_text_are_its_tokens(texts):
    pool = TermPool(default_analysis())
    expected = {}
    for docnum, text in enumerate(texts):
        tokens = analyze(text)
        assert pool.add_text("body", docnum, text) == len(tokens)
        for token in tokens:
            found = expected.setdefault(("body", token.term.encode("utf-8", "replace")), {})
            found.setdefault(docnum, []).append(token.position)
            found = expected.setdefault(("forms", token.form.encode("utf-8", "replace")), {})
            found.setdefault(docnum, []).append(None)
    held = {}
    for key, postings in one_by_one(pool):
        gaps = iter(postings.gaps)
        held[key] = {
            document: list(accumulate(islice(gaps, count))) if key[0] == "body" else [None] * count
            for document, count in zip(postings.documents, postings.counts, strict=True)
        }
    assert held == expected


@given(any_text, st.integers(0, 1000), st.integers(0, 1000))
@patient
def test_the_whoosh_analyzer_is_analyze(text, start_pos, start_char):
    options = {"positions": True, "chars": True, "keeporiginal": True}
    found = [
        (t.original, t.text, t.pos, t.startchar, t.endchar, t.boost, t.stopped)
        for t in IndonesianAnalyzer()(text, start_pos=start_pos, start_char=start_char, **options)
    ]
    assert found == [
        (t.surface, t.term, t.position + start_pos, t.start + start_char, t.end + start_char, 1, 0)
        for t in analyze(text)
    ]


@given(any_text)
@patient
def test_a_term_depends_on_the_word_alone(text):
    for token in analyze(text):
        assert default_analysis().term_of(token.form) == token.term
        if normalise(token.surface) == token.form:
            assert stem(token.surface).term == token.term


@given(any_text, any_text)
@patient
def test_a_line_means_the_same_whatever_stands_before_it(first, second):
    before = analyze(first)
    begin = len(first) + 1
    width = analyze(f"{first}\nx")[-1].position
    moved = [
        t._replace(position=t.position + width, start=t.start + begin, end=t.end + begin)
        for t in analyze(second)
    ]
    assert analyze(f"{first}\n{second}") == before + moved


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Harga beras, naik!", ["Harga", "beras", "naik"]),
        ("Ma'ruf dan Ma’ruf", ["Ma'ruf", "dan", "Ma’ruf"]),
        ("'kutipan'", ["kutipan"]),
        ("ʼkutipanʼ ʼ ʼʼ", ["kutipan"]),
        ("anak-anak", ["anak-anak"]),
        ("desa-kota", ["desa-kota", "desa", "kota"]),
        ("nama_berkas", ["nama", "berkas"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
        ("\u0301awal", ["awal"]),
        ("", []),
        (" \n\t\x00", []),
        ("😀😀", []),
    ],
)
def test_words_are_letters_digits_and_inner_apostrophes(text, surfaces):
    assert [t.surface for t in analyze(text)] == surfaces


@pytest.mark.parametrize(
    "forms",
    [
        ("Ma'ruf", "MA’RUF", "maʼruf", "Maruf"),
        ("café", "cafe\u0301", "CAFÉ"),
        ("final", "ﬁnal", "ＦＩＮＡＬ", "𝐟𝐢𝐧𝐚𝐥"),
        ("Ekonomi", "EKONOMI", "ekonomi"),
    ],
)
def test_forms_of_writing_have_one_term(forms):
    assert len({words(form)[0][1] for form in forms}) == 1


def test_short_words_and_words_with_digits_are_not_stemmed():
    assert [(t.term, t.rule) for t in analyze("KPK dan g20an 2024")] == [
        ("kpk", "short"),
        ("dan", "short"),
        ("g20an", "digits"),
        ("2024", "number"),
    ]


def test_endless_words_are_cut():
    (token,) = analyze("a" * 100_000)
    assert (token.term, token.rule, token.end) == ("a" * LONGEST_TERM, "cut", 100_000)


def test_normalise_is_nfkc_and_lower_case_without_apostrophes():
    assert normalise("ＢÉ’a'ʼ") == unicodedata.normalize("NFKC", "ｂéａ")


@given(any_text)
@patient
def test_fold_gives_the_whole_and_its_words_each_once(value):
    terms = fold(value)
    assert len(set(terms)) == len(terms)
    assert all(0 < len(term) <= LONGEST_TERM for term in terms)
    whole = " ".join(normalise(value).split())
    assert (terms[:1] == [whole[:LONGEST_TERM]]) if whole else (terms == [])
    assert [t.text for t in FoldedAnalyzer()(value)] == terms


def test_fold_examples():
    assert fold("Warta  Desa") == ["warta desa", "warta", "desa"]
    assert fold("Antara") == ["antara"]
    assert fold("  ") == []


@given(st.text(min_size=1))
@patient
def test_stemming_never_gives_nothing(word):
    assert default_analysis().stem(normalise(word) or "x").term
