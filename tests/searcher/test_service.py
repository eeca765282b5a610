"""The searcher as a program uses it."""

import copy
import pickle
import subprocess
import sys
from datetime import date, datetime

import pytest
from msgspec.structs import replace

from corpus import Article
from searcher import RequestError, Searcher, SearchRequest, answer, to_builtins


def facet(counts):
    return {count.value: count.count for count in counts}


# What is found


def test_articles_with_all_words_come_first(ids):
    assert ids("longsor banjir")[0] == "longsor"
    assert set(ids("longsor banjir")) == {"longsor", "banjir", "terbalik"}


def test_a_hit_holds_all_that_a_list_shows(little):
    (hit,) = little.search("sekjen nato").hits
    assert (hit.id, hit.url) == ("nato", "https://contoh.example/nato")
    assert hit.published == "2025-11-10T17:30:00+07:00"
    assert (hit.source, hit.category, hit.author) == ("Kabar Pagi", "Dunia", "Rina Hartati")
    assert hit.title_html.startswith("<mark>Sekjen</mark> <mark>NATO</mark> menyebut")
    assert "Jenderal <mark>NATO</mark> memuji" in hit.snippet_html
    assert hit.score > 0


def test_a_phrase_is_in_that_order(ids):
    assert ids('"ibu kota"') == ["kota"]
    assert ids('"kota ibu"') == ["terbalik"]
    assert set(ids("ibu kota")) == {"kota", "terbalik"}


def test_a_beginning_finds_words_as_they_are_written(make_index):
    articles = [
        Article(id="isi", title="Kabar", body="Penangkapan itu terjadi semalam."),
        Article(id="judul", title="Penangkaran buaya", body="Tidak ada yang lain."),
        Article(id="lain", title="Kabar", body="Polisi menangkap pelaku."),
    ]
    with Searcher(make_index(articles)) as searcher:
        found = searcher.search("penangk*", explain=True)
        assert {hit.id for hit in found.hits} == {"isi", "judul"}
        assert "<mark>Penangkapan</mark>" in "".join(hit.snippet_html for hit in found.hits)
        for hit in found.hits:
            assert hit.why.words[0].title + hit.why.words[0].body == 1


def test_ids_are_those_of_the_hits(little):
    for query in ("banjir", "banjir longsor", "tidak-ada-sama-sekali", ""):
        hits = little.search(query, limit=3).hits
        assert little.ids(query, limit=3) == tuple(hit.id for hit in hits)


def test_a_doubled_word_finds_the_single_one_after_the_doubled(make_index):
    articles = [
        Article(id="satu", title="Taman", body="Satu anak bermain dengan anak lain."),
        Article(id="dua", title="Taman", body="Banyak anak-anak bermain di sana."),
        Article(id="nol", title="Taman", body="Tidak ada yang bermain."),
    ]
    with Searcher(make_index(articles)) as searcher:
        assert [hit.id for hit in searcher.search("anak-anak").hits] == ["dua", "satu"]
        # One word, not two: the doubled word is a form of the single one.
        assert [hit.id for hit in searcher.search('"anak anak"').hits] == []
        assert [hit.id for hit in searcher.search("-anak-anak").hits] == ["nol"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("banjir -longsor", {"banjir", "terbalik"}),
        ("longsor DAN banjir", {"longsor"}),
        ("judul:banjir", {"banjir"}),
        ("judul:banjir ATAU judul:longsor", {"banjir", "longsor"}),
        ("sumber:kabar", {"nato", "banjir"}),
        ('sumber:"warta sore"', {"longsor", "kota"}),
        ("sumber:warta", {"longsor", "kota", "terbalik"}),
        ("sumber:warta.example", {"terbalik"}),
        ("sumber:WARTA banjir", {"longsor", "terbalik"}),
        ("sumber:war*", {"longsor", "kota", "terbalik"}),
        ("kategori:dunia", {"nato"}),
        ("penulis:santoso", {"banjir", "longsor"}),
        ("sumber:kabar sumber:sore kategori:daerah", {"banjir", "longsor", "kota"}),
        ("sejak:2025 warga", {"banjir"}),
        ("sampai:31/1/2024", {"longsor"}),
        ("tanggal:Feb 2024", {"kota"}),
        ("-sejak:1900", {"terbalik"}),
        ("-banjir", {"nato", "kota"}),
        ("tenta*", {"nato"}),
        ("hapus", set()),
        ("", set()),
        ("!!!", set()),
    ],
)
def test_the_query_language_finds(ids, query, expected):
    assert set(ids(query)) == expected


def test_a_removed_article_is_counted_nowhere(little):
    results = little.search("banjir")
    assert results.total == 3
    assert little.status().articles == 5
    assert little.article("hilang") is None


# Filters and facets


def test_days_are_inclusive_and_as_the_article_gives_them(ids):
    assert set(ids(since=date(2025, 11, 9), until=date(2025, 11, 9))) == {"banjir"}
    assert set(ids(since="2025-11-10")) == {"nato"}
    assert set(ids(until="Jan 2024")) == {"longsor"}
    assert set(ids(since="2024", until="2024")) == {"longsor", "kota"}
    assert set(ids(since=datetime(2025, 11, 10, 23, 0))) == {"nato"}


def test_an_empty_query_with_a_filter_lists_what_it_leaves(ids):
    assert ids(source=["Warta Sore"]) == ["kota", "longsor"]
    assert ids(source="Warta Sore") == ["kota", "longsor"]
    assert ids(source=["Warta Sore", "warta.example"]) == ["kota", "longsor", "terbalik"]
    assert ids(source=["warta sore"]) == ["kota", "longsor"]
    assert ids(source=["Warta Sore"], category=["Dunia"]) == []


def test_facets_count_the_matches(little):
    facets = little.search("warga banjir").facets
    assert facet(facets.source) == {"Kabar Pagi": 1, "Warta Sore": 1, "warta.example": 1}
    assert facet(facets.category) == {"Daerah": 2}
    assert [(month.value, month.count) for month in facets.month] == [
        ("2024-01", 1),
        ("2025-11", 1),
    ]
    assert not any(count.selected for counts in (facets.source, facets.month) for count in counts)


def test_a_facet_is_counted_without_its_own_filter(little):
    results = little.search("banjir", source=["Kabar Pagi"], since="2025-11-01")
    assert results.total == 1
    assert facet(results.facets.source) == {"Kabar Pagi": 1}
    assert facet(results.facets.category) == {"Daerah": 1}
    results = little.search("banjir", source=["Kabar Pagi"])
    assert facet(results.facets.source) == {"Kabar Pagi": 1, "Warta Sore": 1, "warta.example": 1}
    assert [count.value for count in results.facets.source if count.selected] == ["Kabar Pagi"]
    assert facet(results.facets.month) == {"2025-11": 1}
    results = little.search("banjir", since="Jan 2024", until="Jan 2024")
    assert facet(results.facets.month) == {"2024-01": 1, "2025-11": 1}
    assert [month.value for month in results.facets.month if month.selected] == ["2024-01"]


def test_a_selected_value_without_matches_stays_visible(little):
    facets = little.search("nato", source=["Warta Sore", "Tiada"]).facets
    assert facet(facets.source) == {"Kabar Pagi": 1, "Warta Sore": 0, "Tiada": 0}


# Order and pages


def test_orders(ids):
    everything = "-tiadakatabegini"
    newest = ["nato", "banjir", "kota", "longsor", "terbalik"]
    assert ids(everything, sort="newest") == newest
    assert ids(everything, sort="oldest") == ["longsor", "kota", "banjir", "nato", "terbalik"]
    assert ids(everything) == newest


@pytest.fixture(scope="module")
def many(make_index):
    """Sixty articles, half of them with two words; ten share every day, ten have none."""
    articles = [
        Article(
            id=f"n{number:02}",
            title=f"Artikel {number}",
            body="kuda laut" if number % 2 else "kuda",
            published=date(2020, 1, 1 + number % 6) if number % 6 else None,
        )
        for number in range(60)
    ]
    with Searcher(make_index(articles[::2], articles[1::2])) as searcher:
        yield searcher


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("limit", [1, 7, 60, 100])
def test_pages_partition_the_answer(many, sort, limit):
    whole = [hit.id for hit in many.search("kuda laut", sort=sort, limit=100).hits]
    paged = []
    for page in range(1, 60 // limit + 2):
        results = many.search("kuda laut", sort=sort, limit=limit, page=page)
        assert (results.total, results.page, results.pages) == (60, page, -(-60 // limit))
        paged += [hit.id for hit in results.hits]
    assert paged == whole
    assert len(set(whole)) == 60


def day_of(hit):
    return int(hit.id[1:]) % 6


def test_ties_are_settled_by_day_and_id(many):
    hits = many.search("kuda laut", limit=60).hits
    assert all(int(hit.id[1:]) % 2 for hit in hits[:30])
    for tier in (hits[:30], hits[30:]):
        assert [hit.id for hit in tier] == [
            hit.id for hit in sorted(tier, key=lambda hit: (-day_of(hit), hit.id))
        ]


def test_undated_articles_are_last_in_both_orders(many):
    newest = [day_of(hit) for hit in many.search("kuda", sort="newest", limit=60).hits]
    oldest = [day_of(hit) for hit in many.search("kuda", sort="oldest", limit=60).hits]
    assert newest == sorted(newest, reverse=True)
    assert oldest == sorted(oldest, key=lambda day: day or 99)


def test_a_page_past_the_end_is_empty(many):
    for page in (61, 10**12):
        results = many.search("kuda", limit=1, page=page)
        assert (results.hits, results.page, results.pages, results.total) == ((), page, 60, 60)


def test_nothing_found_has_no_pages(little):
    results = little.search("tiadakatabegini")
    assert (results.total, results.pages, results.hits) == (0, 0, ())


# Requests


@pytest.mark.parametrize(
    ("options", "parameter"),
    [
        ({"page": 0}, "page"),
        ({"page": "2"}, "page"),
        ({"page": True}, "page"),
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"sort": "random"}, "sort"),
        ({"since": "besok"}, "since"),
        ({"until": "31 Februari 2024"}, "until"),
        ({"since": "2025", "until": "2024"}, "since"),
        ({"since": 2025}, "since"),
    ],
)
def test_a_senseless_parameter_is_named(little, options, parameter):
    with pytest.raises(RequestError) as caught:
        little.search("banjir", **options)
    assert caught.value.parameter == parameter
    assert caught.value.message
    assert caught.value.remedy


def test_a_whole_request_is_checked_too(little):
    assert little.search(SearchRequest(query="banjir", limit=1)).limit == 1
    with pytest.raises(RequestError, match="page"):
        little.search(SearchRequest(query="banjir", page=-1))
    with pytest.raises(RequestError):
        little.search(SearchRequest(since=date(2025, 1, 2), until=date(2025, 1, 1)))


def test_empty_dates_are_no_filter(ids):
    assert ids("nato", since="", until="") == ["nato"]


def test_notes_come_with_the_results(note_codes):
    assert note_codes('"banjir') == ["quote_repaired"]
    assert note_codes("sejak:nanti banjir") == ["date_bad"]
    assert note_codes("banjir") == []


def test_results_are_plain_data(little):
    made = to_builtins(little.search("banjir"))
    assert made["hits"][0]["id"] == "banjir"
    assert made["facets"]["month"][0] == {"value": "2024-01", "count": 1, "selected": False}


# Articles and status


def test_an_article_is_shown_with_its_words_marked(little):
    view = little.article("nato", "pasukan jenderal judul:rusia")
    assert view.title_html == "Sekjen NATO menyebut tentara <mark>Rusia</mark> mundur"
    assert [text.count("<mark>") for text in view.paragraphs_html] == [1, 1]
    assert view.body.count("\n\n") == 1
    plain = little.article("nato")
    assert plain.paragraphs_html == tuple(view.body.split("\n\n"))
    assert plain.published == "2025-11-10T17:30:00+07:00"


@pytest.mark.parametrize("id_", ["", "tiada", "\ud800", "\0", "x" * 10_000])
def test_an_unknown_article_is_none(little, id_):
    assert little.article(id_) is None


def test_status_tells_what_there_is(little, little_index):
    status = little.status()
    assert status.path == str(little_index)
    assert (status.articles, status.first_day, status.last_day) == (5, "2024-01-31", "2025-11-10")
    assert facet(status.sources) == {"Kabar Pagi": 2, "Warta Sore": 2, "warta.example": 1}
    assert facet(status.categories) == {"Daerah": 3, "Dunia": 1}
    assert datetime.fromisoformat(status.committed).tzinfo is not None
    assert status.size_bytes > 1_000
    assert status.segments >= 1


def test_an_empty_index_answers(make_index):
    with Searcher(make_index()) as searcher:
        assert searcher.search("banjir ka* -x").total == 0
        assert searcher.search(since="2024").total == 0
        assert searcher.status().first_day is None
        assert searcher.article("x") is None


def test_a_closed_searcher_says_so(make_index):
    searcher = Searcher(make_index())
    searcher.close()
    with pytest.raises(ValueError, match="closed"):
        searcher.search("kuda")


def test_importing_the_searcher_loads_neither_whoosh_nor_the_index():
    code = "import searcher, sys; print([m for m in ('whoosh', 'index') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_huge_articles_share_the_reading_of_a_page(make_index, monkeypatch):
    body = "Pengisi saja. " * 400 + "Kuda di ujung."
    articles = [Article(id=str(number), title="Panjang", body=body) for number in range(10)]
    with Searcher(make_index(articles)) as searcher:
        assert all("<mark>Kuda</mark>" in hit.snippet_html for hit in searcher.search("kuda").hits)
        monkeypatch.setattr("searcher.present.MOST_MARKED_ON_A_PAGE", 10_000)
        assert all("<mark>" not in hit.snippet_html for hit in searcher.search("kuda").hits)
        (hit,) = searcher.search("kuda", limit=1).hits
        assert "<mark>Kuda</mark>" in hit.snippet_html


def test_a_search_that_is_stopped_while_it_orders_says_so(little_index, monkeypatch):
    order = answer.gains

    def too_late(found, best, matches, view, deadline):
        deadline.hit = True
        return order(found, best, matches, view, deadline)

    monkeypatch.setattr(answer, "gains", too_late)
    results = Searcher(little_index).search("banjir")
    assert [note.code for note in results.notes] == ["time_out"]


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda results: pickle.loads(pickle.dumps(results))]
)
def test_results_that_nobody_has_looked_at_can_be_copied(little, copied):
    results = little.search("warga banjir", limit=2)
    assert copied(results).facets == little.search("warga banjir").facets
    assert copied(results) == results


def test_results_compare_and_show_themselves_whole(little):
    asked = {"limit": 2, "source": "Warta Sore"}
    one, other = little.search("warga banjir", **asked), little.search("warga banjir", **asked)
    same_time = replace(other.complete(), took_ms=one.took_ms)
    assert one == same_time
    assert hash(one) == hash(same_time)
    assert repr(one) == repr(same_time)
    assert "facets=Facets(" in repr(one)
    assert one != little.search("longsor")
    assert one != "banjir"
    with pytest.raises(AttributeError):
        one.total = 3
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = one.nothing_such


def test_one_that_is_prepared_has_its_words_in_memory_and_answers_the_same(little_index):
    with Searcher(little_index) as fresh, Searcher(little_index) as prepared:
        prepared.prepare()
        view = prepared._current_view()
        assert view.vocabulary._table is not None
        assert fresh._current_view().vocabulary._table is None
        for query in ("banjir", "bnajir", "KPK", "ban*"):
            one, other = fresh.search(query), prepared.search(query)
            assert [hit.id for hit in one.hits] == [hit.id for hit in other.hits]
            assert one.suggestion == other.suggestion
