"""What a reader expects of numbers, dates, phrases and little words."""

import pytest

from corpus import Article
from searcher import Searcher

ARTICLES = [
    Article(id="u23", title="Timnas U-23 menang", body="Pelatih memuji para pemain muda."),
    Article(id="u23-rapat", title="Jadwal", body="Timnas U23 bertanding besok."),
    Article(id="u19", title="Timnas U-19", body="Ada 23 pemain dipanggil."),
    Article(id="ayat", title="Putusan", body="Hakim mengutip Pasal 27 ayat (3) undang-undang itu."),
    Article(id="ayat-lain", title="Putusan", body="Pasal 3 ayat (27) tidak ada, kata ayat itu."),
    Article(id="huruf", title="Anggaran", body="Pemerintah menambah Rp1,5 triliun tahun ini."),
    Article(id="angka", title="Anggaran", body="Kerugian Rp 1.500.000.000.000 dihitung lagi."),
    Article(id="juta", title="Anggaran", body="Bantuan Rp1,5 juta untuk tiap keluarga."),
    Article(id="miring", title="Kabar", body="Rapat itu digelar Sabtu (14/9/2019) di balai."),
    Article(id="bulan", title="Kabar", body="Pada 14 September 2019 jembatan dibuka."),
    Article(id="lain", title="Kabar", body="Pada 15 September 2019 jembatan ditutup."),
    Article(id="ibu-kota", title="Taman", body="Taman di ibu kota dibuka."),
    Article(id="ibukota", title="Taman", body="Warga ibukota senang."),
    Article(id="kota-ibu", title="Cerita", body="Kota ibu saya jauh."),
]


@pytest.fixture(scope="module")
def searcher(make_index):
    with Searcher(make_index(ARTICLES[:7], ARTICLES[7:])) as found:
        yield found


def ids(searcher, query):
    return [hit.id for hit in searcher.search(query).hits]


@pytest.mark.parametrize("query", ["U-23", "u23", "U 23", "u-23", '"timnas u-23"'])
def test_an_age_group_is_one_thing_however_it_is_written(searcher, query):
    assert set(ids(searcher, query)) == {"u23", "u23-rapat"}


@pytest.mark.parametrize(
    "query", ['"27 ayat (3)"', '"27 ayat 3"', "27 ayat (3)", "pasal 27 ayat (3)", "27 ayat 3"]
)
def test_a_paragraph_of_a_law_comes_before_its_numbers_turned_round(searcher, query):
    found = ids(searcher, query)
    assert found[0] == "ayat"
    assert "ayat-lain" not in found or not query.startswith('"')


@pytest.mark.parametrize(
    "query",
    [
        "Rp1,5 triliun",
        "Rp 1.500.000.000.000",
        "rp 1,5 triliun",
        "Rp1.500 miliar",
        '"Rp1,5 triliun"',
        "Rp1.500.000.000.000,-",
    ],
)
def test_an_amount_is_one_amount(searcher, query):
    assert set(ids(searcher, query)) == {"huruf", "angka"}


@pytest.mark.parametrize(
    "query",
    ["14/9/2019", "14 September 2019", "14-09-2019", "2019-09-14", '"14 sept 2019"', "14.9.2019"],
)
def test_a_day_is_one_day(searcher, query):
    assert set(ids(searcher, query)) == {"miring", "bulan"}


def test_the_words_of_a_phrase_stand_in_its_order(searcher):
    assert set(ids(searcher, '"ibu kota"')) == {"ibu-kota", "ibukota"}
    assert ids(searcher, '"kota ibu"') == ["kota-ibu"]
    assert set(ids(searcher, "ibu kota")) == {"ibu-kota", "ibukota", "kota-ibu"}


def test_words_written_as_one_and_apart_find_each_other(searcher):
    assert set(ids(searcher, "ibukota")) == {"ibu-kota", "ibukota"}


@pytest.fixture(scope="module")
def little(make_index):
    articles = [
        Article(id="yang", title="Siapa yang datang", body="Orang yang itu datang dari jauh."),
        Article(id="di", title="Pagi", body="Hujan turun di sini dan di sana."),
        Article(id="tanpa", title="Pagi", body="Hujan turun."),
    ]
    with Searcher(make_index(articles)) as found:
        yield found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("yang", ["yang"]),
        ("Yang", ["yang"]),
        ("siapa yang dari", ["yang"]),
        ("di dan dari", ["di", "yang"]),
        ('"di sana"', ["di"]),
        ("yang hujan", ["di", "tanpa"]),
    ],
)
def test_function_words_are_sought_where_there_are_no_others(little, query, expected):
    results = little.search(query)
    assert sorted(hit.id for hit in results.hits) == sorted(expected)
    assert "no_words" not in [note.code for note in results.notes]
