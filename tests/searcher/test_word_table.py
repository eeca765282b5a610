"""The words of a later commit, made of those of an earlier one."""

import random

import pytest

from corpus import Article
from index import ArticleIndex
from index.snapshot import open_snapshot
from searcher import Searcher, word_table
from searcher.postings import PostingLists
from searcher.word_table import read

WORDS = [f"{a}{b}qa" for a in "bdgk" for b in "aiueo"]


def everything(table):
    """All that a table says; whether rare words pass its sieve is told of those that are."""
    groups = {key: set(forms) for key, forms in table.groups.items() if forms}
    return table.frequencies, table.beginning(""), groups


def drawn(chance, number):
    body = " ".join(chance.choices(WORDS, k=chance.randrange(1, 6)))
    return Article(id=str(number), title=chance.choice(WORDS), body=body)


@pytest.mark.parametrize("seed", range(4))
def test_a_table_grown_from_another_is_the_one_read_anew(make_index, monkeypatch, seed):
    chance = random.Random(seed)
    monkeypatch.setattr("index.segment.merge.FANOUT", chance.choice([2, 3, 8]))
    folder = make_index([drawn(chance, number) for number in range(30)])
    index = ArticleIndex.open(folder)

    snapshot = open_snapshot(folder)
    least, common = 3, 6
    table = read(PostingLists(snapshot, folder), least, common)
    for run in range(25):
        index.update([drawn(chance, number) for number in {chance.randrange(60) for _ in "ab"}])
        if chance.random() < 0.3:
            index.remove([str(chance.randrange(60))])
        if chance.random() < 0.3:
            continue  # commits that nobody asked about
        snapshot = open_snapshot(folder, snapshot)
        postings, before = PostingLists(snapshot, folder), everything(table)
        grown, anew = table.grown(postings), read(postings, least, common)
        assert everything(grown) == everything(anew), run
        assert everything(table) == before, "the earlier table is what it was"
        rare = {form for form, _ in postings.frequencies("forms")} - grown.frequencies.keys()
        assert all(map(grown.rare.passes, rare))
        table = grown


def test_the_vocabulary_of_a_later_commit_is_not_read_anew(make_index, monkeypatch):
    folder = make_index([Article(id=f"a{n}", title="Kabar", body="Warga datang.") for n in "123"])
    with Searcher(folder) as searcher:
        assert searcher.suggest("war")
        read_anew = []
        monkeypatch.setattr("searcher.vocabulary.read", lambda *any: read_anew.append(any))
        for number in range(10):
            more = Article(id=f"b{number}", title="Warung", body="Warung kopi.")
            ArticleIndex.open(folder).update([more])
            if number % 3 == 2:
                completed = [each.text for each in searcher.suggest("war")]
                assert "warung" in completed
                assert searcher._view.vocabulary.frequency("warung") == number + 1
        assert not read_anew


def test_a_table_of_long_ago_is_let_go_of(make_index, monkeypatch):
    monkeypatch.setattr(word_table, "MOST_CHANGED", 2)
    folder = make_index([Article(id="a", title="Kabar", body="Warga datang.")])
    with Searcher(folder) as searcher:
        assert searcher.suggest("war")
        for number in range(3):
            more = Article(id=f"b{number}", title="Warung", body="Warung kopi.")
            ArticleIndex.open(folder).update([more])
            assert not searcher.search("x").total
            assert (searcher._view.vocabulary._earlier is None) == (number == 2)
        assert "warung" in [each.text for each in searcher.suggest("war")]
