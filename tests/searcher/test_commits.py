"""A searcher while the index changes under it."""

import gc
import shutil
import threading
import weakref
from datetime import date

import pytest

from corpus import Article
from index import ArticleIndex
from index.errors import IndexMissing
from searcher import Searcher, to_builtins
from tests.searcher.conftest import ARTICLES


def test_a_commit_is_seen_by_the_next_search(make_index):
    folder = make_index([Article(id="a", title="Kuda", body="Kuda satu.")])
    with Searcher(folder) as searcher:
        assert searcher.search("kuda").total == 1
        index = ArticleIndex.open(folder)
        index.update([Article(id="b", title="Kuda", body="Kuda dua.")])
        assert searcher.search("kuda").total == 2
        index.update([Article(id="b", title="Laut", body="Laut dua.")])
        assert [hit.id for hit in searcher.search("kuda").hits] == ["a"]
        assert [hit.id for hit in searcher.search("laut").hits] == ["b"]
        index.remove(["a"])
        assert searcher.search("kuda").total == 0
        assert searcher.status().articles == 1


@pytest.mark.parametrize("asked_between", [False, True])
def test_another_index_in_its_place_is_seen_though_its_commit_has_the_same_number(
    make_index, asked_between
):
    folder = make_index([Article(id="lama", title="Lama", body="Banjir di kota lama.")])
    other = make_index([Article(id="baru", title="Baru", body="Banjir di kota baru.")])
    with Searcher(folder) as searcher:
        assert searcher.ids("banjir") == ("lama",)
        generation = searcher.status().generation
        shutil.rmtree(folder)
        if asked_between:
            with pytest.raises(IndexMissing):
                searcher.ids("banjir")
        shutil.copytree(other, folder)
        assert searcher.ids("banjir") == ("baru",)
        assert searcher.ids("lama") == ()
        assert searcher.status().generation == generation


def test_threads_search_while_the_index_changes(make_index):
    def batch(number):
        return [
            Article(id=f"{number}-{place}", title=f"Kuda {place}", body='Kuda di "laut lepas" itu.')
            for place in range(5)
        ]

    folder = make_index(batch(0))
    wrong = []
    done = threading.Event()

    def search(searcher):
        least = 0
        try:
            while not done.is_set():
                results = searcher.search('kuda "laut lepas"', limit=100)
                if results.total % 5 or results.total < least or len(results.hits) != results.total:
                    wrong.append(results.total)
                least = results.total
                searcher.article("0-0", "kuda")
        except Exception as error:
            wrong.append(error)

    with Searcher(folder) as searcher:
        threads = [threading.Thread(target=search, args=(searcher,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        index = ArticleIndex.open(folder)
        for number in range(1, 8):
            index.update(batch(number))
        done.set()
        for thread in threads:
            thread.join()
        assert wrong == []
        assert searcher.search("kuda").total == 40


def test_one_more_article_leaves_the_table_of_acronyms_as_it_is(make_index):
    folder = make_index(
        [Article(id="a", title="Kuda", body="Kuda di Badan Pusat Statistik (BPS).")]
    )
    with Searcher(folder) as searcher:
        before = searcher._current_view().explained
        assert before.of_short("bps", "BPS")
        ArticleIndex.open(folder).update([Article(id="baru", title="Baru", body="kuda laut")])
        assert searcher.ids("laut") == ("baru",)
        assert searcher._current_view().explained is before
        more = Article(id="b", title="Bank", body="Komisi Pemberantasan Korupsi (KPK) bekerja.")
        ArticleIndex.open(folder).update([more])
        assert searcher._current_view().explained.of_short("kpk", "KPK")


@pytest.mark.parametrize("fanout", [3, 8])
def test_a_searcher_that_lives_through_commits_answers_as_a_new_one(
    make_index, monkeypatch, fanout
):
    monkeypatch.setattr("index.segment.merge.FANOUT", fanout)
    monkeypatch.setattr("searcher.view.LEAST_ROOM", 3)
    folder = make_index(ARTICLES)
    index = ArticleIndex.open(folder)
    with Searcher(folder) as searcher:
        for number in range(20):
            day = date(2020 + number % 7, 1 + number % 12, 1 + number)
            word = f"zq{chr(97 + number) * 3}"
            body = f"Warga {'banjir ' * (number % 3)}pasar {word} di ibu kota."
            more = Article(id=f"n{number:02}", title="Warga", body=body, published=day)
            index.update([more])
            if number % 6 == 5:
                index.remove([f"n{number - 1:02}"])
            assert searcher.ids(word) == (more.id,)
            with Searcher(folder) as anew:
                for query in ("warga banjir", '"ibu kota" pasar', "banjir -rob"):
                    found, expected = searcher.search(query), anew.search(query)
                    assert found.hits == expected.hits
                    assert (found.total, found.facets) == (expected.total, expected.facets)


def everything_asked_of(searcher):
    """Every kind of search, and every field of its answer."""
    for query in ("banjir", '"ibu kota" -rob', "penang*", "bajir warga", "sekjen", "qzx banjir"):
        results = searcher.search(query, explain=True, source="Kabar Pagi")
        to_builtins(results)
        to_builtins(searcher.search(query, sort="newest", since="2024"))
    searcher.ids("banjir")
    searcher.article("banjir", "warga")
    searcher.suggest("ban")
    searcher.similar("banjir")
    searcher.status()


@pytest.mark.parametrize("end", ["commit", "close"])
def test_an_outdated_commit_is_let_go_of_at_once(make_index, end):
    """Not when the garbage collector comes by: by then a busy server holds dozens of them."""
    folder = make_index(ARTICLES)
    with Searcher(folder) as searcher:
        everything_asked_of(searcher)
        gc.collect()
        gc.disable()
        try:
            everything_asked_of(searcher)
            view, snapshot = weakref.ref(searcher._view), weakref.ref(searcher._view.snapshot)
            if end == "close":
                searcher.close()
            else:
                ArticleIndex.open(folder).update([Article(id="n", title="Baru", body="Banjir.")])
                assert searcher.search("baru").total == 1
            assert view() is None
            assert snapshot() is None
        finally:
            gc.enable()
