"""Completions of what is typed, and articles like one."""

from datetime import date

import pytest

from corpus import Article
from searcher import Completion, RequestError, Searcher


@pytest.fixture
def completed(little):
    return lambda typed, **options: [each.text for each in little.suggest(typed, **options)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ban", "banjir"),
        ("BAN", "banjir"),
        ("wa", "warga"),
        ("ibu ko", "ibu kota"),
        ('"ibu ko', '"ibu kota'),
        ("judul:ban", "judul:banjir"),
        ("warga -ban", "warga -banjir"),
        ("  pasukan kea", "pasukan keamanan"),
        ("tentara rus", "tentara rusia"),
    ],
)
def test_the_last_word_is_completed(completed, typed, first):
    assert completed(typed)[0].lower() == first


@pytest.mark.parametrize(
    "typed", ["", " ", "ban ", "sumber:Ka", "sejak:202", "penulis:R", "zzz", "!", '"', "a" * 300]
)
def test_there_is_nothing_to_complete(completed, typed):
    assert completed(typed) == []


def test_titles_come_last_with_their_article(little):
    assert little.suggest("longs")[-1] == Completion(
        "Longsor menutup jalan raya", "title", 1, "longsor"
    )
    assert [each.id for each in little.suggest("ibu ko") if each.kind == "title"] == ["kota"]
    assert all(each.kind != "title" for each in little.suggest("b"))


def test_a_completion_counts_the_articles_that_hold_it(little):
    banjir = little.suggest("banji")[0]
    assert banjir == Completion("banjir", "word", little._view.vocabulary.frequency("banjir"))


def test_completions_are_bounded(little):
    assert len(little.suggest("m", limit=3)) <= 3
    for limit in (0, -1, 101, True, "8"):
        with pytest.raises(RequestError):
            little.suggest("m", limit=limit)
        with pytest.raises(RequestError):
            little.similar("banjir", limit=limit)


def test_frequent_words_come_first_and_typed_ones_not_again(make_index):
    bodies = ["kasus kasih", "kasus kasur", "kasus kasih", "kas"]
    articles = [Article(id=str(n), title="Berita", body=body) for n, body in enumerate(bodies)]
    with Searcher(make_index(articles)) as searcher:
        assert [each.text for each in searcher.suggest("kas")] == ["kasus", "kasih", "kasur"]


def test_what_follows_in_titles_comes_before_what_is_frequent(make_index):
    articles = [
        *(Article(id=f"t{n}", title="Presiden Joko Widodo", body="x") for n in range(3)),
        *(Article(id=f"b{n}", title="Kabar", body="wisata wisata") for n in range(9)),
    ]
    with Searcher(make_index(articles)) as searcher:
        assert searcher.suggest("joko wi")[0].text.lower() == "joko widodo"
        assert searcher.suggest("wi")[0].text == "wisata"
        # Where titles know what follows, nothing is added that only begins so.
        assert "joko wisata" not in [each.text.lower() for each in searcher.suggest("joko wi")]
        assert searcher.suggest("kabar wi")[0].text.lower() == "kabar wisata"


ERUPTION = "Gunung Wuraka meletus dan abu vulkanik menutup bandara sehingga penerbangan ditunda."


@pytest.fixture(scope="module")
def archive(make_index):
    others = [
        Article(id=f"lain{n}", title=f"Kabar lain {n}", body=f"Harga beras nomor{n} naik di pasar.")
        for n in range(12)
    ]
    articles = [
        Article(id="asli", title="Wuraka meletus", body=ERUPTION, published=date(2025, 1, 1)),
        Article(id="salinan", title="Wuraka meletus", body=ERUPTION, published=date(2025, 1, 1)),
        Article(
            id="lanjut", title="Bandara dibuka", body="Abu vulkanik Wuraka reda, bandara buka."
        ),
        Article(
            id="lanjut2", title="Bandara dibuka", body="Abu vulkanik Wuraka reda, bandara buka."
        ),
        Article(id="jauh", title="Bandara baru", body="Bandara baru dibangun di pesisir."),
    ]
    with Searcher(make_index([*articles, *others])) as searcher:
        yield searcher


def test_articles_like_one_without_itself_and_copies_last(archive):
    found = [hit.id for hit in archive.similar("asli")]
    assert found[0] in ("lanjut", "lanjut2")
    assert set(found[-2:]) == {"salinan", *{"lanjut", "lanjut2"} - {found[0]}}
    assert "asli" not in found
    assert not any(each.startswith("lain") for each in found)
    assert [hit.id for hit in archive.similar("asli", limit=1)] == found[:1]


def test_an_article_like_no_other_has_none(archive, little):
    assert archive.similar("tidak ada") == ()
    assert archive.similar("\ud800") == ()
    assert all(hit.id != "hilang" for hit in little.similar("banjir"))


def test_names_and_acronyms_are_written_with_capitals(make_index, monkeypatch):
    articles = [
        Article(id=str(n), title="Presiden Joko Widodo di KPK", body="Kabar.") for n in range(3)
    ]
    with Searcher(make_index(articles)) as searcher:
        view = searcher._view
        monkeypatch.setattr(view.snapshot.analysis, "names", frozenset({"joko", "widodo"}))
        monkeypatch.setitem(view.__dict__, "acronyms", {"kpk": "KPK"})
        (first, *_) = searcher.suggest("joko")
        assert (first.text, first.kind) == ("Joko Widodo", "name")
        (first, *_) = searcher.suggest("di kp")
        assert (first.text, first.kind) == ("di KPK", "name")
