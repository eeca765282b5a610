"""What stands in for a word: an acronym, its long form, a related word, a guess at a slip."""

from datetime import date

import msgspec
import pytest

from corpus import Article
from index.acronyms import Acronym, WrittenAcronyms
from index.analysis import default_analysis
from searcher import Searcher
from searcher.acronyms import Acronyms
from searcher.related import RELATED

LONG = "Komisi Pemberantasan Korupsi"
ARTICLES = [
    Article(id="jelas", title="Kabar", body=f"Ketua {LONG} (KPK) hadir di kantor gubernur."),
    Article(id="panjang", title="Kabar", body=f"Gedung {LONG} dijaga ketat oleh petugas."),
    Article(id="pendek", title="Kabar", body="Penyidik KPK datang lagi."),
    Article(id="api", title="Kabar", body="Kata American Petroleum Institute (API) begitu."),
    Article(id="kebakaran", title="Kabar", body="Si jago merah dan api melahap pasar."),
    Article(id="minyak", title="Kabar", body="Laporan American Petroleum Institute terbit."),
    Article(id="komisi", title="Kabar", body="Komisi penyiaran menegur stasiun televisi."),
    *(Article(id=f"gubernur{n}", title="Kabar", body="Gubernur tiba di balai.") for n in range(4)),
]


@pytest.fixture(scope="module")
def searcher(make_index):
    with Searcher(make_index(ARTICLES)) as found:
        yield found


def ids(searcher, query):
    return [hit.id for hit in searcher.search(query).hits]


@pytest.mark.parametrize("query", ["KPK", "kpk", "apa KPK"])
def test_a_short_form_finds_who_writes_it_out_and_after_who_writes_it(searcher, query):
    found = ids(searcher, query)
    assert set(found) == {"jelas", "pendek", "panjang"}
    assert found[-1] == "panjang"


def test_the_long_form_finds_the_short_one_after_itself(searcher):
    found = ids(searcher, LONG.lower())
    assert found[:3] in (["jelas", "panjang", "pendek"], ["panjang", "jelas", "pendek"])
    assert found[3:] == ["komisi"], "all words, be it as KPK, come before some"
    assert ids(searcher, f"petugas {LONG}")[0] == "panjang"


def test_what_an_acronym_stands_for_is_marked_whole_and_no_word_of_it_alone(make_index):
    alone = Article(id="alone", title="Komisi", body="KPK dan komisi lain bicara soal korupsi.")
    with Searcher(make_index([*ARTICLES, alone])) as searcher:
        marked = {hit.id: hit.snippet_html for hit in searcher.search("KPK").hits}
        title = next(hit.title_html for hit in searcher.search("KPK").hits if hit.id == "alone")
    whole = " ".join(f"<mark>{word}</mark>" for word in LONG.split())
    assert marked["panjang"] == f"Gedung {whole} dijaga ketat oleh petugas."
    assert marked["alone"] == "<mark>KPK</mark> dan komisi lain bicara soal korupsi."
    assert title == "Komisi"


def test_it_is_told_which_article_explains_it(searcher):
    hits = {hit.id: hit.why for hit in searcher.search("KPK", explain=True).hits}
    typed, meant = hits["panjang"].words
    assert (typed.typed, typed.title, typed.body, typed.stems_score) == ("KPK", 0, 0, 0.0)
    assert (meant.kind, meant.typed, meant.body) == ("acronym", LONG, 1)
    assert meant.defined_in == "jelas"
    assert hits["panjang"].all_words
    assert [word.kind for word in hits["jelas"].words] == ["content"]

    (why,) = [h.why for h in searcher.search(LONG, explain=True).hits if h.id == "pendek"]
    (acronym,) = [word for word in why.words if word.kind == "acronym"]
    assert (acronym.kind, acronym.typed, acronym.defined_in) == ("acronym", "KPK", "jelas")
    assert why.all_words
    for query in ("KPK", LONG, f"ketua {LONG} petugas"):
        for hit in searcher.search(query, explain=True).hits:
            parts = hit.why.parts
            total = parts.stems + parts.forms + parts.first + parts.near + parts.recency
            assert total == pytest.approx(hit.score, abs=1e-6)


def test_an_article_that_is_gone_explains_nothing(make_index):
    with Searcher(make_index(ARTICLES, remove=["jelas"])) as searcher:
        (why,) = [h.why for h in searcher.search("KPK", explain=True).hits if h.id == "panjang"]
        assert why.words[-1].kind == "acronym"
        assert why.words[-1].defined_in is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("+KPK", {"jelas", "pendek"}),
        ('"KPK"', {"jelas", "pendek"}),
        ("KPK DAN ketua", {"jelas"}),
        (f'"{LONG}"', {"jelas", "panjang"}),
        ("gubernur -KPK", {f"gubernur{n}" for n in range(4)}),
        ("judul:KPK", set()),
    ],
)
def test_what_is_demanded_is_taken_as_typed(searcher, query, expected):
    assert set(ids(searcher, query)) == expected


def test_an_ordinary_word_is_an_acronym_only_in_capitals(searcher):
    assert set(ids(searcher, "api")) == {"api", "kebakaran"}
    assert set(ids(searcher, "API")) == {"api", "kebakaran", "minyak"}


def test_an_acronym_that_means_several_things_is_not_followed():
    known = Acronyms(
        [
            Acronym("PBB", "Perserikatan Bangsa-Bangsa", 5, "a"),
            Acronym("PBB", "Pajak Bumi dan Bangunan", 4, "b"),
            Acronym("PBB", "Partai Bulan Bintang", 4, "c"),
            Acronym("BNPP", "Badan Nasional Pencarian dan Pertolongan", 2, "d"),
            Acronym("BNPP", "Badan Nasional Pengelola Perbatasan", 1, "e"),
        ]
    )
    assert known.of_short("pbb", "PBB") is None
    assert known.of_long(["pajak", "bumi", "bangunan"]) is None
    assert known.of_short("bnpp", "bnpp").article_id == "d"
    assert known.of_long(["badan", "nasional", "pencarian", "pertolongan"]).short == "BNPP"
    assert known.of_long(["badan", "nasional", "pengelola", "perbatasan"]) is None
    assert known.of_text("Badan Nasional Pencarian dan Pertolongan").article_id == "d"


def test_a_word_that_no_article_holds_is_searched_as_it_was_probably_meant(searcher):
    results = searcher.search("gubenur")
    assert {hit.id for hit in results.hits} == {"jelas", *(f"gubernur{n}" for n in range(4))}
    assert [note.code for note in results.notes] == ["guessed"]
    assert "gubernur" in results.notes[0].message
    assert results.suggestion == "gubernur"
    exact = {hit.id: hit.score for hit in searcher.search("gubernur").hits}
    assert all(hit.score < exact[hit.id] for hit in results.hits)


def test_a_guess_is_told_as_one(searcher):
    hit = searcher.search("gubenur balai", explain=True).hits[0]
    guess, _ = hit.why.words
    assert (guess.typed, guess.kind, guess.stem) == ("gubenur", "guess", "gubernur")
    assert guess.stems_score > 0


def test_a_word_that_some_article_holds_is_never_guessed_at(searcher, make_index):
    slip = Article(id="salah", title="Kabar", body="Gubenur tiba.")
    with Searcher(make_index([*ARTICLES, slip])) as other:
        results = other.search("gubenur")
        assert [hit.id for hit in results.hits] == ["salah"]
        assert "guessed" not in [note.code for note in results.notes]


@pytest.mark.parametrize("query", ["+gubenur", '"gubenur"', "gubenur DAN balai", "judul:gubenur"])
def test_what_is_demanded_is_not_guessed_at(searcher, query):
    results = searcher.search(query)
    assert results.total == 0
    assert "guessed" not in [note.code for note in results.notes]


def test_few_words_are_guessed_at(searcher):
    typed = "gubenur gubernr gubrnur gubernurr gubernu guberur"
    notes = [note.code for note in searcher.search(typed).notes]
    assert notes == ["guessed"] * 4


DATED = [
    Article(id="lama", title="Kabar", body=f"Gedung {LONG} dijaga.", published=date(2017, 5, 1)),
    Article(id="baru", title="Kabar", body="Penyidik KPK datang lagi.", published=date(2020, 5, 1)),
    Article(
        id="jelas",
        title="Kabar",
        body=f"Ketua {LONG} (KPK) hadir di balai gubernur.",
        source="Warta",
        published=date(2020, 5, 2),
    ),
    Article(id="dua", title="Kabar", body=f"Kata {LONG} (KPK).", published=date(2021, 5, 2)),
]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kpk sampai:2018", {"lama"}),
        ("kpk -penyidik", {"lama", "jelas", "dua"}),
        (f"{LONG} -gedung sejak:2020", {"baru", "jelas", "dua"}),
        ("gubenur sumber:warta", {"jelas"}),
        ("gubenur -gedung", {"jelas"}),
        ("+datang gubenur sejak:2020", {"baru"}),
        # What is demanded stays as it is typed beside a filter, too.
        ("+kpk sampai:2018", set()),
        ("+(kpk gedung) -penyidik", {"lama", "jelas", "dua"}),
        ("+(kpk penyidik) sampai:2018", set()),
        ("kpk DAN sampai:2018", set()),
        ("(kpk penyidik) DAN sampai:2018", set()),
        ("+gubenur sejak:2020", set()),
        # What is excluded, too.
        ("datang -kpk", set()),
        ("gedung -kpk", {"lama"}),
    ],
)
def test_words_are_widened_beside_what_only_restricts(make_index, query, expected):
    with Searcher(make_index(DATED)) as searcher:
        assert set(ids(searcher, query)) == expected


def test_a_guess_beside_a_filter_is_told(make_index):
    with Searcher(make_index(DATED)) as searcher:
        (note,) = searcher.search("gubenur sumber:warta").notes
        assert note.code == "guessed"
        found = searcher.search("gubenur sumber:warta", explain=True).hits[0].why.words
        assert [word.kind for word in found] == ["guess"]


DAYS = [
    Article(id="penuh", title="Kabar", body="Sidang digelar pada 17 Desember 2019 di kota itu."),
    Article(id="pekan", title="Kabar", body="Sidang digelar Selasa (17/12) di kota itu, katanya."),
    Article(id="lain", title="Kabar", body="Sidang digelar Rabu (18/12) di kota itu, katanya."),
    Article(id="kota", title="Kabar", body="Kota itu sepi."),
]


@pytest.mark.parametrize("day", ["17 Desember 2019", "17/12/2019", "17-12-2019"])
def test_a_day_is_also_sought_as_the_articles_of_its_week_write_it(make_index, day):
    with Searcher(make_index(DAYS)) as searcher:
        assert ids(searcher, f"sidang {day}") == ["penuh", "pekan", "lain"]
        results = searcher.search(f"sidang {day}", explain=True)
        assert [hit.why.all_words for hit in results.hits] == [True, True, False]
        (stand_in,) = [word for word in results.hits[1].why.words if word.kind == "acronym"]
        assert (stand_in.typed, stand_in.body) == ("17/12", 1)
        assert ids(searcher, "+17/12/2019") == ["penuh"]


def test_neither_a_day_nor_a_number_nor_a_word_well_built_is_guessed_at(make_index):
    articles = [
        *DAYS,
        Article(id="tambah", title="Kabar", body="Harga menambah 2019-08-30 beban 4500 orang."),
    ]
    with Searcher(make_index(articles)) as searcher:
        for query in ("sidang 16 Agustus 2019", "sidang 4501", "sidang merambat", "sidang u-32"):
            assert [note.code for note in searcher.search(query).notes] == []
        assert [note.code for note in searcher.search("menamba").notes] == ["guessed"]


def test_the_words_of_an_acronym_may_be_compounds(make_index):
    articles = [
        Article(id="jelas", title="Kabar", body="Menteri Ketenagakerjaan (Menaker) hadir."),
        Article(id="pendek", title="Kabar", body="Kata Menaker kemarin."),
        Article(id="dua", title="Kabar", body="Kantor Menteri Ketenagakerjaan (Menaker) sepi."),
    ]
    with Searcher(make_index(articles)) as searcher:
        assert set(ids(searcher, "menteri ketenagakerjaan")) == {"jelas", "pendek", "dua"}
        assert set(ids(searcher, "menaker")) == {"jelas", "pendek", "dua"}


def test_a_misspelt_compound_is_guessed_at(make_index):
    articles = [
        Article(id="satu", title="Kabar", body="Urusan ketenagakerjaan dibahas lagi."),
        Article(id="dua", title="Kabar", body="Soal tenaga kerja dibahas lagi."),
        Article(id="lain", title="Kabar", body="Tenaga listrik dan kerja keras."),
    ]
    with Searcher(make_index(articles)) as searcher:
        results = searcher.search("ketenagakerjan", explain=True)
        assert [hit.id for hit in results.hits] == ["satu", "dua"]
        assert [note.code for note in results.notes] == ["guessed"]
        (why,) = results.hits[0].why.words
        assert (why.typed, why.kind) == ("ketenagakerjan", "guess")
        filtered = searcher.search("ketenagakerjan listrik -urusan -soal")
        assert [note.code for note in filtered.notes] == ["guessed", "word_absent"]
        assert "“ketenagakerjaan”" in filtered.notes[1].message


def test_acronyms_as_written_are_followed_like_any(monkeypatch):
    learned = [
        Acronym("PBB", "Perserikatan Bangsa-Bangsa", 5, "a"),
        Acronym("BNPP", "Badan Nasional Pencarian dan Pertolongan", 2, "d"),
        Acronym("BNPP", "Badan Nasional Pengelola Perbatasan", 1, "e"),
    ]
    written = WrittenAcronyms(msgspec.json.encode(learned))
    badan = ("badan", "nasional", "pencarian", "pertolongan")
    for few in (0, 1, 100):
        monkeypatch.setattr("index.acronyms.FEW", few)
        of_file, of_list = Acronyms(written), Acronyms(learned)
        for _time in range(3):
            for short in ("pbb", "bnpp", "kpk"):
                assert of_file.of_short(short, short) == of_list.of_short(short, short)
            assert of_file.of_long(badan) == of_list.of_long(badan) == learned[1]
            assert of_file.of_long(("badan", "pangan")) is None
            assert of_file.of_long(("pangan",)) is None


ISLANDS = [
    Article(id="pulau", title="Kabar", body="Luas pulau Riau diukur lagi."),
    Article(id="kepulauan", title="Kabar", body="Luas Kepulauan Riau diukur lagi."),
    Article(id="lain", title="Kabar", body="Luas Riau belum diukur."),
]


def test_a_related_word_is_found_too(make_index):
    with Searcher(make_index(ISLANDS)) as searcher:
        for typed, other in (("pulau", "kepulauan"), ("kepulauan", "pulau")):
            assert ids(searcher, typed) == [typed, other]
            assert ids(searcher, f"luas {typed} Riau") == [typed, other, "lain"]
            assert ids(searcher, f"+{typed}") == ids(searcher, f'"{typed} Riau"') == [typed]


def test_a_related_word_is_explained_and_marked_where_it_stands_in(make_index):
    with Searcher(make_index(ISLANDS)) as searcher:
        first, second = searcher.search("pulau", explain=True).hits
    assert [word.kind for word in first.why.words] == ["content"]
    typed, stand_in = second.why.words
    assert (typed.kind, typed.body, typed.stems_score) == ("content", 0, 0.0)
    assert (stand_in.kind, stand_in.typed, stand_in.stem) == ("related", "pulau", "kepulauan")
    assert stand_in.body == 1
    assert stand_in.stems_score > 0.0
    assert second.why.all_words
    assert "<mark>Kepulauan</mark>" in second.snippet_html


def test_a_related_word_is_not_taken_for_a_slip(make_index):
    alike = [Article(id=f"{n}", title="Kabar", body=f"Rencana kepulangan {n}.") for n in range(9)]
    with Searcher(make_index([ISLANDS[0], *alike])) as searcher:
        results = searcher.search("kepulauan Riau")
    assert [hit.id for hit in results.hits] == ["pulau"]
    assert not results.notes
    assert results.suggestion is None


def test_a_related_word_stands_in_for_several_forms_and_for_none_that_is_sought(make_index):
    with Searcher(make_index(ISLANDS)) as searcher:
        assert ids(searcher, "pulau pulaunya") == ["pulau", "kepulauan"]
        both = searcher.search("pulau kepulauan", explain=True).hits
    assert {word.kind for hit in both for word in hit.why.words} == {"content"}


def test_related_words_are_terms_each_of_its_own():
    for word, related in RELATED.items():
        assert default_analysis().term_of(word) == word != related
        assert RELATED[related] == word
