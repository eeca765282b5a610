"""Did you mean: whole queries set right, each with hits, and no noise."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article
from searcher import Searcher, SearchRequest
from searcher.slips import BloomFilter
from searcher.suggest import FAR_COMMONER
from searcher.vocabulary import LOOKUPS_BEFORE_LOADING


@pytest.fixture(scope="module")
def suggested(little):
    return lambda query, **options: little.search(query, **options).suggestion


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("banjr", "banjir"),
        ("bnajir", "banjir"),
        ("Banjr", "Banjir"),
        ("BANJR", "BANJIR"),
        ("banjr wrga", "banjir warga"),
        ("banjr warga", "banjir warga"),
        ('"ibu kta"', '"ibu kota"'),
        ('  "ibu  kta" ', '"ibu  kota"'),
        ("judul:bnjir", "judul:banjir"),
        ("title:(bnjir  melnda)", "title:(banjir  melanda)"),
        ("+banjr -tetapi", "+banjir -tetapi"),
        ("banjr AND wrga", "banjir AND warga"),
        ("longsr ATAU bnajir", "longsor ATAU banjir"),
        ("banjr sejak:10 November 2020", "banjir sejak:10 November 2020"),
        ('banjr sumber:"Warta Sore"', 'banjir sumber:"Warta Sore"'),
        ("banjr, wrga!", "banjir, warga!"),
        ("tentara ukraian", "tentara ukraina"),
        ("sekretari", "sekretaris"),
        ("\x00banjr", "banjir"),
    ],
)
def test_a_query_is_set_right(suggested, typed, meant):
    assert suggested(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "banjir", "banjir warga", "xyzzyx", "ba", "banjr*", "-banjr", "banjir -wrga"),
        *("sumber:kabr", "penulis:Rna", "sejak:kemarn", "12345", "ban3jr", "a@banjr", "٢٠٢٥"),
        *("banjir sampai:2O24", "()", '""', "((((", "DAN", "b@njr.com"),
    ],
)
def test_there_is_nothing_to_set_right(suggested, typed):
    assert suggested(typed) is None


def test_a_suggestion_has_hits_within_the_filters_too(suggested):
    assert suggested("banjr", source="Kabar Pagi") == "banjir"
    assert suggested("banjr", source="Warta Tidak Ada") is None
    assert suggested("banjr", since="2026") is None
    assert suggested("banjr sumber:Tidakada") is None
    assert suggested("judul:wrga") == "judul:warga"


def test_what_only_a_removed_article_holds_is_not_suggested(suggested):
    assert suggested("dihapsu") is None


@pytest.fixture(scope="module")
def beside_an_error(make_index):
    """A searcher over so many articles on a minister, and one with errors and rare words."""

    @contextmanager
    def open_searcher(common):
        body = "Mentrei datang, kata menteqi. Mantari dan mentari: nama dan matahari."
        articles = [
            Article(id=f"a{n}", title="Kabar", body="Menteri pergi.") for n in range(common)
        ]
        with Searcher(
            make_index([*articles, Article(id="typo", title="Kabar", body=body)])
        ) as searcher:
            yield searcher

    return open_searcher


def test_a_word_with_hits_is_left_unless_another_is_far_commoner(beside_an_error):
    with beside_an_error(FAR_COMMONER - 1) as searcher:
        assert searcher.search("mentrei").suggestion is None
    with beside_an_error(2 * FAR_COMMONER) as searcher:
        found = searcher.search("mentrei")
        assert found.suggestion == "menteri"
        assert found.hits[0].id == "typo"
        assert searcher.search("menteri").suggestion is None
        # A letter replaced is rarer than two swapped, and the other has to be commoner still.
        assert searcher.search("menteqi").suggestion is None


def test_a_rare_word_that_is_known_is_never_taken_for_an_error(beside_an_error):
    with beside_an_error(300) as searcher:
        assert searcher.search("mentari").suggestion is None


def test_a_rare_word_that_goes_with_the_one_beside_it_is_meant(make_index):
    def archive(body):
        articles = [Article(id=f"a{n}", title="Kabar", body=body) for n in range(60)]
        other = [Article(id=f"b{n}", title="Kabar", body="Hujan turun.") for n in range(300)]
        rare = Article(id="rare", title="Kabar", body="Embun penotnon turun di kebun.")
        return make_index([*articles, *other, rare])

    with Searcher(archive("Penonton merasa puas.")) as searcher:
        assert searcher.search("penotnon").suggestion == "penonton"
        assert searcher.search("penotnon puas").suggestion == "penonton puas"
        assert searcher.search("embun penotnon").suggestion is None
    # Where the other word goes with the one beside it too, the rare one is an error of the archive.
    with Searcher(archive("Penonton di bawah embun.")) as searcher:
        assert searcher.search("embun penotnon").suggestion == "embun penonton"


def test_the_word_next_to_it_tells_an_error_in_a_name(make_index):
    """By itself *andiras* is a name like *andirus*, in a third of its articles."""
    body = "Pemain Andirus Wibaksana menang."
    named = [Article(id=f"n{n}", title="Kabar", body=body) for n in range(30)]
    other = [Article(id=f"o{n}", title="Kabar", body="Andiras pergi.") for n in range(10)]
    rest = [Article(id=f"r{n}", title="Kabar", body="Hujan turun.") for n in range(1_200)]
    with Searcher(make_index([*named, *other, *rest])) as searcher:
        assert searcher.search("andiras").suggestion is None
        assert searcher.search("andiras wibaksana").suggestion == "andirus wibaksana"
        assert searcher.search("andiras hujan wibaksana").suggestion is None
        assert searcher.search("andiras wibaksana andirus").suggestion is None
        assert searcher.search("andiras wibaksana").total == 40


def test_a_capital_within_a_query_stands_for_a_name(make_index):
    articles = [Article(id=f"a{n}", title="Kabar", body="Penonton merasa puas.") for n in range(40)]
    rare = Article(id="rare", title="Kabar", body="Penotnon.")
    with Searcher(make_index([*articles, rare])) as searcher:
        assert searcher.search("bersama penotnon").suggestion == "bersama penonton"
        assert searcher.search("Penotnon bersama").suggestion == "Penonton bersama"
        assert searcher.search("bersama Penotnon").suggestion is None


def test_what_has_a_hyphen_and_is_one_word_without_it_is_no_error(make_index):
    articles = [
        Article(id=f"a{n}", title="Kabar", body="Pembuatan e-KTP dibuka.") for n in range(5)
    ]
    with Searcher(make_index(articles)) as searcher:
        assert searcher.search("e-KTP").total == 5
        assert searcher.search("e-KTP").suggestion is None


def test_the_words_beside_decide_between_corrections(make_index):
    articles = [
        Article(id=f"{name}{n}", title="Kabar", body=body)
        for name, body in (("a", "Gunung meletus, lahar."), ("b", "Bayi lahir."))
        for n in range(5)
    ]
    with Searcher(make_index(articles)) as searcher:
        assert searcher.search("gunung lahor").suggestion == "gunung lahar"
        assert searcher.search("bayi lahor").suggestion == "bayi lahir"


def test_a_name_is_likelier_to_be_meant(make_index):
    """Names are asked for more than they are written."""
    name = "Kemarin Tuan Bukasi datang, dan kata Bukasi lagi, lalu Bukasi pergi."
    articles = [Article(id=f"n{n}", title="Kabar", body=name) for n in range(30)]
    words = [Article(id=f"w{n}", title="Kabar", body="Sebuah bukawi ada.") for n in range(60)]
    with Searcher(make_index([*articles, *words])) as searcher:
        assert "bukasi" in searcher._view.snapshot.analysis.names
        assert searcher.search("bukapi").suggestion == "bukasi"


def test_two_words_written_as_one_are_parted(make_index):
    article = Article(id="a", title="Kabar", body="Zulkifli Hasan bertemu Zulkifli.")
    with Searcher(make_index([article])) as searcher:
        assert searcher.search("zulkiflihasan").suggestion == "zulkifli hasan"
        assert searcher.search("hasanzulkifli").suggestion is None


def test_words_with_hyphens_are_looked_at_whole_and_in_parts(make_index):
    body = "Taman kanak-kanak dan anak-anak di bandara Soekarno-Hatta. Anak itu pergi."
    articles = [Article(id=str(number), title="Kabar", body=body) for number in range(3)]
    with Searcher(make_index(articles)) as searcher:
        for typed, meant in [
            *(("kanak-kanak", None), ("anak-anak", None), ("Soekarno-Hatta", None)),
            *(("kanak-kanka", "kanak-kanak"), ("taman kank-kanak", "taman kanak-kanak")),
            *(
                ("Soekarno-Hata", "Soekarno-Hatta"),
                ("Sokarno-Hata", "Soekarno-Hatta"),
                ("bandra-tmaan", None),
            ),
        ]:
            assert searcher.search(typed).suggestion == meant


def test_an_empty_archive_suggests_nothing(make_index):
    with Searcher(make_index([])) as searcher:
        assert searcher.search("banjir").suggestion is None
        assert searcher.suggest("ban") == ()
        assert searcher.search("banjir").relaxations == ()


def test_a_search_whose_words_have_hits_reads_no_vocabulary(little_index):
    with Searcher(little_index) as searcher:
        for query in ("banjir warga", "banjr", '"ibu kota"'):
            searcher.search(query)
        assert searcher._view.vocabulary._table is None
        for number in range(LOOKUPS_BEFORE_LOADING // 100):
            searcher.search(f"banjr judul:{'x' * number}")
        assert searcher._view.vocabulary._table.frequencies["banjir"] == 4


def test_what_stands_in_one_article_of_a_thousand_is_found_and_not_kept_in_memory(make_index):
    articles = [Article(id=f"a{n}", title="Kabar", body="Kabar biasa.") for n in range(1_000)]
    rare = Article(id="rare", title="Zulkiflimansyah datang", body="Ia datang ke kota.")
    with Searcher(make_index(articles, [rare])) as searcher:
        vocabulary = searcher._view.vocabulary
        for loaded in (False, True):
            assert (vocabulary._table is not None) == loaded
            assert vocabulary.frequency("zulkiflimansyah") == 1
            assert vocabulary.frequency("zulkiflimansya") == 0
            assert vocabulary.held({"zulkiflimansyah", "kabar", "x"}) == {"kabar": 1_000}
            assert vocabulary.held_near("kabr") == {"kabar": 1_000}
            assert vocabulary.rare_near("zulkiflimansyh") == {"zulkiflimansyah": 1}
            assert vocabulary.held_near("zulkiflimansyh") == vocabulary.rare_near("kabr") == {}
            assert dict(vocabulary.sound) == {"kabar": 1_000, "biasa": 1_000}
        assert searcher.search("zulkiflimansyh").suggestion == "zulkiflimansyah"
        completed = [each.text for each in searcher.suggest("zulkifl")]
        assert completed == ["zulkiflimansyah", "Zulkiflimansyah datang"]


@given(st.sets(st.text(max_size=5)), st.text(max_size=5))
def test_a_bloom_filter_lets_all_of_its_texts_pass(texts, other):
    held = BloomFilter({text.encode() for text in texts})
    assert all(map(held.passes, texts))
    assert texts or not held.passes(other)


def test_a_bloom_filter_lets_few_others_pass():
    held = BloomFilter([b"kata%d" % n for n in range(1_000)])
    assert sum(held.passes(f"lain{n}") for n in range(1_000)) < 150


def test_many_threads_read_one_vocabulary(little_index):
    with Searcher(little_index) as searcher, ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: searcher._view.vocabulary.sound, range(32)))
        assert all(words is found[0] for words in found)


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("banjr", "wrga", "banjir", "ibu", "kta", "taman", "xyz", " ", '"', "(", ")", "-"),
                *("+", " DAN ", " ATAU ", "judul:", "sumber:", "sejak:", "2024 ", "*", "kata "),
            ]
        ),
        st.text(max_size=4),
    ),
    max_size=10,
).map("".join)


@settings(deadline=None)
@given(PIECES, st.sampled_from([(), ("Kabar Pagi",), ("Tidak ada",)]))
def test_every_suggestion_and_relaxation_has_the_hits_it_promises(little, query, source):
    results = little.search(SearchRequest(query, source=source))
    if results.suggestion is not None:
        assert results.suggestion != query
        assert little.search(results.suggestion, source=source).total > 0
    assert not (results.relaxations and results.total)
    for relaxation in results.relaxations:
        kept = () if "source" in relaxation.parameters else source
        assert little.search(relaxation.query, source=kept).total == relaxation.total > 0


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=2_000))
def test_no_text_raises(little, text):
    little.search(text)
    assert len(little.suggest(text)) <= 8
