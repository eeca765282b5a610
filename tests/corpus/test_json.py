"""JSON and JSON Lines: shapes, field names, and what strict parsers refuse."""

import json
from datetime import date

import pytest

from corpus import Article, Unreadable, read
from corpus.fields import draft_from

ONE = {"judul": "Harga Naik", "isi": "Satu.\n\nDua.", "tanggal": "10 November 2025", "id": 17}
TWO = {
    "title": "Harga Turun",
    "body": ["Tiga.", "Empat."],
    "date": "2025-11-11",
    "url": "https://x.example/2",
}


def lines(*records):
    return "\n".join(json.dumps(record) for record in records)


@pytest.mark.parametrize(
    "shape",
    [
        [ONE, TWO],
        {"artikel": [ONE, TWO]},
        {"articles": [ONE, TWO], "total": 2},
        {"status": "ok", "data": {"items": [ONE, TWO]}},
        {"title": "Umpan", "items": [ONE, TWO]},
        {"hits": {"hits": [{"_id": "a", "_source": ONE}, {"_id": "b", "_source": TWO}]}},
        {"apa saja": [ONE, TWO], "tags": ["a", "b"]},
    ],
)
def test_a_list_of_articles_is_found_in_any_shape(desk, shape):
    first, second = desk.articles("a.json", json.dumps(shape))
    assert (first.title, first.paragraphs) == ("Harga Naik", ("Satu.", "Dua."))
    assert first.published == date(2025, 11, 10)
    assert (second.title, second.paragraphs) == ("Harga Turun", ("Tiga.", "Empat."))


def test_one_article_takes_the_name_of_its_file(desk):
    article = desk.article("a.json", json.dumps({"judul": "J", "isi": "Isi."}, indent=2))
    assert article.id == "a.json"


def test_json_lines_give_an_article_a_line(desk):
    first, second = desk.articles("a.jsonl", lines(ONE, TWO) + "\n\n")
    assert (first.id, second.id) == ("17", "https://x.example/2")
    assert first.source is None
    assert second.source == "x.example"


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.dat", "a", "a.jsonl", "a.bak"])
def test_the_content_tells_what_the_name_does_not(desk, name):
    assert len(desk.articles(name, lines(ONE, TWO))) == 2
    assert len(desk.articles(name, json.dumps([ONE, TWO], indent=1))) == 2
    desk.put_gzip(name, lines(ONE, TWO))
    assert len(list(read(desk.folder / name))) == 2


def test_a_broken_line_is_reported_and_the_rest_read(desk):
    found = desk.read("a.jsonl", lines(ONE) + '\n{"judul": \n42\n"teks"\n{"x": 1}\n' + lines(TWO))
    assert [type(item) for item in found] == [Article] + [Unreadable] * 4 + [Article]
    assert [item.place for item in found[1:5]] == ["line 2", "line 3", "line 4", "line 5"]
    assert "judul" in found[4].reason
    assert found[1].source == str(desk.folder / "a.jsonl")


def test_what_strict_parsers_refuse_is_read(desk):
    text = '{"judul": "J", "isi": "baris\nkedua \\ud800", "nilai": NaN, "penulis": null}'
    assert desk.article("a.json", text).paragraphs == ("baris", "kedua")
    data = '{"judul": "Caf\xe9", "isi": "\x93Siap\x94"}'.encode("latin-1")
    article = desk.article("b.jsonl", data + b"\n")
    assert (article.title, article.body) == ("Café", "“Siap”")


def test_unknown_keys_are_ignored(desk):
    article = desk.article("a.jsonl", lines({**ONE, "repo": "x", "kind": "y", "near_dup_of": None}))
    assert article.title == "Harga Naik"


def test_markup_in_a_body_becomes_paragraphs(desk):
    record = {"judul": "A &amp; <b>B</b>", "isi": "<p>JAKARTA - Satu</p><p>Dua<br/>Tiga</p>"}
    article = desk.article("a.json", json.dumps(record))
    assert (article.title, article.paragraphs) == ("A & B", ("Satu", "Dua", "Tiga"))
    plain = desk.article("b.json", json.dumps({"isi": "Nilai x < 3 dan y > 2 <3"}))
    assert plain.body == "Nilai x < 3 dan y > 2 <3"


def test_the_notation_of_python_lists_is_undone(desk):
    article = desk.article(
        "a.json", json.dumps({"judul": "J", "isi": "['JAKARTA - Satu.', \"Dua's.\"]"})
    )
    assert article.paragraphs == ("Satu.", "Dua's.")
    kept = desk.article("b.json", json.dumps({"judul": "J", "isi": "['rusak', ']"}))
    assert kept.body == "['rusak', ']"


@pytest.mark.parametrize(
    ("field", "keys"),
    [
        ("title", ["judul", "Title", "HEADLINE", "Judul Berita"]),
        ("body", ["isi", "body", "content", "konten", "teks", "text", "articleBody", "full_text"]),
        ("url", ["tautan", "url", "link", "Permalink"]),
        ("source", ["sumber", "source", "penerbit", "publisher", "media"]),
        ("category", ["kategori", "kanal", "category", "rubrik", "articleSection"]),
        ("author", ["penulis", "author", "author_name", "Wartawan", "dc:creator"]),
        ("published", ["tanggal", "date", "published", "publish_date", "waktu", "pubDate"]),
        ("published", ["Tanggal Terbit", "datePublished", "created_at"]),
    ],
)  # fmt: skip
def test_field_names_are_known_in_both_languages(field, keys):
    for key in keys:
        assert getattr(draft_from({key: "nilai"}, ""), field) == "nilai", key


def test_the_surest_name_wins_and_empty_values_do_not():
    record = {"description": "ringkas", "content": "", "isi": "  ", "body": "penuh", "text": "lain"}
    assert draft_from({**record, "isi": ""}, "").body == "penuh"
    assert draft_from({"date": "null", "created_at": "2025-01-02"}, "").published == "2025-01-02"


def test_values_may_be_objects_and_lists():
    record = {
        "title": {"rendered": "Judul"},
        "author": [{"name": "Sri"}, {"name": "Budi"}, "Tono"],
        "publisher": {"@type": "Organization", "name": "Warta"},
        "category": ["Daerah", "Hukum"],
        "content": [{"text": "Satu."}, "Dua.", ["tiga"], None],
        "id": 12.0,
    }
    draft = draft_from(record, "")
    assert (draft.title, draft.author, draft.source) == ("Judul", "Sri, Budi, Tono", "Warta")
    assert (draft.category, draft.body, draft.id) == ("Daerah", "Satu.\n\nDua.", "12")


def test_a_title_without_text_is_kept_and_nothing_at_all_is_not(desk):
    (title,) = desk.articles("a.jsonl", lines({"judul": "Hanya judul", "isi": ""}))
    assert (title.title, title.body) == ("Hanya judul", "")
    assert "neither" in desk.fault("b.jsonl", lines({"judul": "", "isi": " \u200b"})).reason


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "/berita/1", "http://", "http://[", "x" * 3000],
)
def test_an_address_that_is_none_is_left_out(desk, url):
    assert desk.article("a.json", json.dumps({"judul": "J", "url": url})).url is None


def test_addresses_are_completed(desk):
    for given in ("//x.example/a", "www.x.example/a", " https://x.example/a\n"):
        article = desk.article("a.json", json.dumps({"judul": "J", "url": given}))
        assert article.url in ("https://x.example/a", "https://www.x.example/a")
