"""Names and acronyms that an index learns from its own articles."""

import pytest

from corpus import Article
from index import ArticleIndex, session
from index.errors import IndexDamaged
from index.learned import NOTHING, Acronym, Lessons
from index.snapshot import open_snapshot

ABOUT = (
    "Warga desa Zulkiran datang ke rumah. Komisi Air Bersih (KAB) hadir, tetapi air bersih langka."
)


def article(number, body=ABOUT):
    return Article(id=f"a{number}", title=f"Kabar {number}", body=body)


def made(path, count=30, **options):
    index = ArticleIndex.create(path / "index")
    index.update([article(n, **options) for n in range(count)])
    return index


def test_the_first_articles_teach_names_before_they_are_analysed(tmp_path):
    index = made(tmp_path)
    snapshot = open_snapshot(index.path)
    assert snapshot.learned.names == {"zulkiran"}
    assert snapshot.learned.articles == 30
    assert snapshot.analysis.names == {"zulkiran"}
    assert snapshot.analysis.stem("ZULKIRAN") == ("zulkiran", "name")
    assert snapshot.reader.doc_frequency("body", "zulkiran") == 30


@pytest.mark.parametrize("word", ["jokowi", "Jokowi", "JOKOWI"])
def test_capitals_make_no_difference(tmp_path, word):
    assert open_snapshot(made(tmp_path).path).analysis.stem(word).term == "jokowi"


def test_acronyms_are_counted_and_name_an_article_that_defines_them(tmp_path):
    index = made(tmp_path, 3)
    index.update([article(9)])
    (acronym,) = open_snapshot(index.path).learned.acronyms
    assert acronym == Acronym("KAB", "Komisi Air Bersih", 4, "a0")


def test_names_stay_until_the_index_is_rebuilt(tmp_path):
    index = made(tmp_path)
    other = ABOUT.replace("Zulkiran", "Bermanja")
    index.update([article(n, other) for n in range(100, 140)])
    assert open_snapshot(index.path).learned.names == {"zulkiran"}
    index.update([article(n, other) for n in range(100, 140)], rebuild=True)
    snapshot = open_snapshot(index.path)
    assert snapshot.learned.names == {"bermanja"}
    assert snapshot.learned.articles == 40
    assert snapshot.learned.acronyms[0].count == 40


def test_the_last_article_of_an_id_is_the_one_that_is_held(tmp_path, monkeypatch):
    monkeypatch.setattr(session, "BATCH_ARTICLES", 2)
    monkeypatch.setattr(session, "HELD_ARTICLES", 5)
    index = ArticleIndex.create(tmp_path / "index")
    articles = [article(n % 4, f"isi nomor {n}") for n in range(20)]
    report = index.update(articles)
    assert (report.added, len(index)) == (4, 4)
    snapshot = open_snapshot(index.path)
    bodies = {snapshot.record(n).id: snapshot.body(n) for n in range(snapshot.doc_count_all)}
    kept = {id_: body for id_, body in bodies.items() if "isi" in body}
    assert sorted(kept) == ["a0", "a1", "a2", "a3"]
    assert {snapshot.body(snapshot.docnum_of(f"a{n}")) for n in range(4)} == {
        f"isi nomor {n}" for n in range(16, 20)
    }


def test_an_article_held_can_be_removed(tmp_path):
    index = ArticleIndex.create(tmp_path / "index")
    with index.session() as writing:
        writing.take(article(1))
        writing.take(article(2))
        writing.remove(["a1"])
        writing.finish(0.0, [])
    assert len(index) == 1


def the_file(index):
    (found,) = index.path.glob("*.learned")
    return found


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data.replace(b"zulkiran", b"zulkiram"),
        lambda data: b"",
        lambda data: b"x" + data,
    ],
)
def test_a_damaged_file_is_named(tmp_path, spoil):
    index = made(tmp_path)
    path = the_file(index)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(IndexDamaged, match=path.name):
        open_snapshot(index.path)
    with pytest.raises(IndexDamaged, match=path.name):
        index.update([article(99)])


def test_a_missing_file_is_named(tmp_path):
    index = made(tmp_path)
    path = the_file(index)
    path.unlink()
    for use in (lambda: open_snapshot(index.path), lambda: ArticleIndex.open(index.path)):
        with pytest.raises(IndexDamaged, match="is missing"):
            use()


def test_only_the_newest_file_is_kept(tmp_path):
    index = made(tmp_path, 2)
    before = the_file(index)
    index.update([article(50)])
    assert the_file(index) != before
    after = the_file(index)
    index.update([article(51, "Tidak ada singkatan di sini.")])
    assert the_file(index) == after


def test_an_empty_index_has_learned_nothing(tmp_path):
    index = ArticleIndex.create(tmp_path / "index")
    assert open_snapshot(index.path).learned == NOTHING
    index.update([])
    assert open_snapshot(index.path).learned == NOTHING


def test_lessons_are_bounded_and_small_ones_wait_in_a_large_archive(monkeypatch):
    monkeypatch.setattr("index.learned.MOST_ACRONYMS", 2)
    lessons = Lessons()
    for text in ("Jawa Barat (Jabar)", "Jawa Timur (Jatim)", "Jawa Tengah (Jateng)"):
        lessons.read("x", text)
    lessons.read("y", "di Jawa Timur (Jatim) dan jawa timur (Jatim)")
    learned = lessons.added_to(NOTHING)
    assert [found.short for found in learned.acronyms] == ["Jatim", "Jabar"]
    monkeypatch.setattr("index.learned.FEW_ACRONYMS", 1)
    assert lessons.added_to(learned) is learned
