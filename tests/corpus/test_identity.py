"""Ids: given ones kept, made ones the same in every run."""

import json

from corpus import read
from corpus.finish import MAX_ID


def test_a_given_id_is_kept_as_text(desk):
    records = [{"id": 7, "judul": "A"}, {"id": " a b\n", "judul": "B"}, {"_id": "x", "judul": "C"}]
    assert [a.id for a in desk.articles("a.json", json.dumps(records))] == ["7", "a b", "x"]


def test_a_given_id_that_comes_twice_stays(desk):
    records = [{"id": "x", "judul": "A"}, {"id": "x", "judul": "B"}]
    assert [a.id for a in desk.articles("a.json", json.dumps(records))] == ["x", "x"]


def test_the_address_comes_next(desk):
    article = desk.article("a.json", json.dumps({"judul": "A", "url": "https://x.example/a"}))
    assert article.id == "https://x.example/a"
    assert not article.made


def test_articles_of_one_file_are_told_apart_by_title_and_day(desk):
    records = [
        {"judul": "A", "isi": "1", "tanggal": "2024-01-01"},
        {"judul": "A", "isi": "2", "tanggal": "2024-01-02"},
        {"judul": "A", "isi": "3", "tanggal": "2024-01-01"},
    ]
    first = [a.id for a in desk.articles("a.json", json.dumps(records))]
    assert len(set(first)) == 3
    assert first[2] == first[0] + "-2"
    assert all(identity.startswith("a.json#") for identity in first)
    assert [a.id for a in desk.articles("a.json", json.dumps(records))] == first
    assert all(a.made == {"id"} for a in desk.articles("a.json", json.dumps(records)))


def test_a_made_id_does_not_depend_on_its_neighbours(desk):
    one, two = {"judul": "A", "isi": "1"}, {"judul": "B", "isi": "2"}
    (_, before) = desk.articles("a.json", json.dumps([one, two]))
    (after, _) = desk.articles("a.json", json.dumps([two, one]))
    assert before.id == after.id


def test_the_id_of_a_file_is_its_path_in_the_source(desk):
    desk.put("b/a.txt", "Isi berita.")
    (article,) = read(desk.folder)
    assert (article.id, article.made) == ("b/a.txt", {"id", "title"})


def test_a_very_long_id_is_bounded_and_unique(desk):
    records = [{"id": "x" * 9000 + tail, "judul": "A"} for tail in "ab"]
    first, second = desk.articles("a.json", json.dumps(records))
    assert len(first.id) <= MAX_ID
    assert first.id != second.id
