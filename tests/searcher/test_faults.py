"""An index that is missing, goes away or is damaged is a clear error, and no wrong answer."""

import random
import shutil

import pytest

from corpus import Article
from index import IndexFault
from index.errors import IndexMissing
from searcher import Searcher


def test_a_missing_index_is_a_clear_error(tmp_path):
    with pytest.raises(IndexMissing):
        Searcher(tmp_path / "tiada")


def test_an_index_that_goes_away_is_a_clear_error(make_index):
    folder = make_index([Article(id="a", title="Kuda", body="Kuda.")])
    searcher = Searcher(folder)
    for path in folder.iterdir():
        # A commit removes what it replaced in its own time, maybe just now.
        path.unlink(missing_ok=True)
    with pytest.raises(IndexFault):
        searcher.search("kuda")


def test_damaged_postings_are_a_clear_error(make_index):
    articles = [Article(id=f"{n}", title="Kuda", body=f"Kuda laut {n}") for n in range(300)]
    folder = make_index(articles)
    (segment,) = folder.glob("*.seg")
    data = bytearray(segment.read_bytes())
    for place in range(100, len(data) - 3000):
        data[place] ^= 0x55
    segment.write_bytes(data)
    with pytest.raises(IndexFault, match="damaged"), Searcher(folder) as searcher:
        searcher.search('kuda "kuda laut" 299')


def test_flipped_bytes_end_in_the_right_answer_or_a_clear_error(make_index, tmp_path):
    chance = random.Random(7)
    words = ["api", "batu", "kuda", "laut", "pasir", "ibu", "kota"]
    articles = [
        Article(id=f"{n}", title="Kuda", body=" ".join(chance.choices(words, k=40)), source="A")
        for n in range(300)
    ]
    folder = make_index(articles)
    queries = ('kuda laut "ibu kota" -api', "ba* sumber:a judul:kuda")
    with Searcher(folder) as searcher:
        right = [[hit.title_html for hit in searcher.search(q).hits] for q in queries]
    faults = 0
    for trial in range(80):
        copy = tmp_path / str(trial)
        shutil.copytree(folder, copy)
        (path,) = copy.glob("*.seg")
        data = bytearray(path.read_bytes())
        for _ in range(chance.choice([1, 3, 30])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            with Searcher(copy) as searcher:
                found = [[hit.title_html for hit in searcher.search(q).hits] for q in queries]
        except IndexFault:
            faults += 1
        else:
            assert found == right
    assert faults > 40
