"""The errors that plain Snowball makes on news, as DESIGN.md names them."""

import pytest

from index.analysis.stemming import Chain

SAME = [
    ("menteri", "kementerian"),
    ("ekonomi", "perekonomian"),
    ("menulis", "tulisan"),
    ("mengirim", "kiriman"),
    ("memiliki", "pemilik"),
    ("penerbangan", "terbang"),
    ("anak-anak", "anak"),
    ("berita", "pemberitaan"),
    ("masalah", "permasalahan"),
]
DIFFERENT = [
    ("menteri", "teri"),
    ("media", "dia"),
    ("masalah", "masa"),
    ("kepada", "pada"),
    ("ketua", "tua"),
    ("maluku", "malu"),
    ("ekonomi", "ekonom"),
]
WHOLE = [
    "menteri",
    "berita",
    "media",
    "masalah",
    "kepada",
    "ketua",
    "ekonomi",
    "pasukan",
    "jokowi",
    "kalimantan",
    "pertamina",
    "maluku",
    "bali",
    "bekasi",
    "selasa",
    "susi",
    "saudi",
]
STEMS = [
    ("menulis", "tulis"),
    ("tulisan", "tulis"),
    ("mengirim", "kirim"),
    ("memiliki", "milik"),
    ("penerbangan", "terbang"),
    ("kementerian", "menteri"),
    ("perekonomian", "ekonomi"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_stem(chain: Chain, one: str, other: str) -> None:
    assert chain(one).term == chain(other).term


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_stems(chain: Chain, one: str, other: str) -> None:
    assert chain(one).term != chain(other).term


@pytest.mark.parametrize("word", WHOLE)
def test_stays_whole_even_where_no_names_were_learned(word: str) -> None:
    assert Chain()(word).term == word


@pytest.mark.parametrize(("word", "stem"), STEMS)
def test_stem(chain: Chain, word: str, stem: str) -> None:
    assert chain(word).term == stem
