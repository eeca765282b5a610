"""Update, remove, count: what a run reports is what it did."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Unreadable
from index import ArticleIndex
from index import session as session_module
from index.errors import IndexMissing, IndexUnwritable
from index.snapshot import latest_generation, open_snapshot
from tests.index.helpers import article, articles, expected, files_in, held, patient


def counts(report):
    return (report.added, report.updated, report.unchanged, report.removed)


def test_a_new_index_is_empty(index):
    assert len(index) == 0
    assert index.generation == 0
    assert held(index.path) == {}
    assert index.path.is_absolute()


def test_added_updated_unchanged(index):
    assert counts(index.update([article("a"), article("b"), article("c")])) == (3, 0, 0, 0)
    again = index.update([article("a"), article("b", body="lain"), article("d")])
    assert counts(again) == (1, 1, 1, 0)
    assert len(index) == 4
    assert held(index.path)["b"][1] == "lain"


def test_an_unchanged_run_writes_no_generation(index):
    index.update([article("a"), article("b")])
    before = (index.generation, files_in(index.path))
    assert counts(index.update([article("b"), article("a")])) == (0, 0, 2, 0)
    assert counts(index.update([])) == (0, 0, 0, 0)
    assert (index.generation, files_in(index.path)) == before


@pytest.mark.parametrize(
    "change",
    [
        {"title": "lain"},
        {"body": "lain"},
        {"url": "https://contoh.id/1"},
        {"source": "Antara"},
        {"category": "Ekonomi"},
        {"author": "Sari"},
        {"place": "Bogor"},
        {"made": frozenset({"title"})},
    ],
)
def test_any_change_that_a_reader_sees_is_an_update(index, change):
    index.update([article("a")])
    new = article(**{"id_": "a", **change})
    assert counts(index.update([new])) == (0, 1, 0, 0)
    assert held(index.path) == expected([new])


def test_an_article_that_moved_is_unchanged(index):
    index.update([article("a", origin="/lama.txt")])
    assert counts(index.update([article("a", origin="/baru.txt")])) == (0, 0, 1, 0)


def test_one_id_twice_in_a_batch_counts_once_and_the_last_wins(index):
    report = index.update([article("a", body="satu"), article("b"), article("a", body="dua")])
    assert counts(report) == (2, 0, 0, 0)
    assert held(index.path)["a"][1] == "dua"
    assert len(index) == 2


@pytest.mark.parametrize("batch", [1, 2, 3])
@pytest.mark.parametrize("segment", [1, 2, 100])
def test_one_id_twice_across_batches_and_commits(index, monkeypatch, batch, segment):
    monkeypatch.setattr(session_module, "BATCH_ARTICLES", batch)
    monkeypatch.setattr(session_module, "SEGMENT_ARTICLES", segment)
    index.update([article("lama", body="satu"), article("tetap")])
    report = index.update(
        [
            article("a", body="satu"),
            article("lama", body="dua"),
            article("tetap"),
            article("a", body="dua"),
            article("lama", body="tiga"),
            article("a", body="tiga"),
            article("balik"),
            article("lama", body="satu"),
        ]
    )
    # "lama" has changed and changed back: in the end it is as it was.
    assert counts(report) == (2, 0, 2, 0)
    assert {id_: values[1] for id_, values in held(index.path).items()} == {
        "a": "tiga",
        "lama": "satu",
        "tetap": article().body,
        "balik": article().body,
    }


@given(
    st.lists(st.lists(articles(st.sampled_from("abcde")), max_size=8), min_size=1, max_size=4),
    st.integers(1, 4),
    st.integers(1, 6),
)
@settings(patient, max_examples=40)
def test_reports_add_up(tmp_path_factory, runs, batch, segment):
    index = ArticleIndex.create(tmp_path_factory.mktemp("i"))
    state = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session_module, "BATCH_ARTICLES", batch)
        patch.setattr(session_module, "SEGMENT_ARTICLES", segment)
        for run in runs:
            report = index.update(run)
            new = dict(state) | {a.id: a for a in run}
            touched = {a.id for a in run}
            added = touched - state.keys()
            updated = {
                id_ for id_ in touched - added if new[id_].content_hash != state[id_].content_hash
            }
            assert counts(report) == (
                len(added),
                len(updated),
                len(touched) - len(added) - len(updated),
                0,
            )
            state = new
            assert as_seen(held(index.path)) == as_seen(expected(state.values()))


def as_seen(found):
    """What is held as a reader sees it: a field that is empty is not there."""
    return {id_: tuple(value or None for value in values) for id_, values in found.items()}


def test_an_empty_field_is_as_good_as_none(index):
    index.update([article("a", url=None, source="Antara")])
    assert counts(index.update([article("a", url="", source="Antara")])) == (0, 0, 1, 0)
    assert counts(index.update([article("a", url="", source="")])) == (0, 1, 0, 0)


def test_what_could_not_be_read_is_passed_on(index):
    fault = Unreadable("/arsip/x.txt", "line 3", "It is empty.")
    report = index.update([fault, article("a")])
    assert (report.failed, report.added) == ([fault], 1)
    assert report.seconds > 0


def test_remove(index):
    index.update([article("a"), article("b"), article("c")])
    assert index.remove(["b", "tiada", "b"]) == 1
    assert set(held(index.path)) == {"a", "c"}
    assert index.remove(iter(["b"])) == 0
    assert len(index) == 2
    assert counts(index.update([article("b")])) == (1, 0, 0, 0)
    assert len(index) == 3


def test_removing_nothing_writes_no_generation(index):
    index.update([article("a")])
    before = index.generation
    assert index.remove(["tiada"]) == 0
    assert index.remove([]) == 0
    assert index.generation == before


def test_many_look_ups_are_as_good_as_few(index):
    """Beyond some look-ups the keys are read at once; both ways must know of deletions."""
    found = [article(str(n)) for n in range(200)]
    index.update(found)
    changed = [article(str(n), body=f"isi {n}") for n in range(200)]
    assert counts(index.update(changed[:100] + found[100:])) == (0, 100, 100, 0)
    assert counts(index.update(changed + changed[:10])) == (0, 100, 100, 0)
    assert held(index.path) == expected(changed)


def test_open_and_create(tmp_path):
    with pytest.raises(IndexMissing) as missing:
        ArticleIndex.open(tmp_path / "tiada")
    assert "telusur index" in missing.value.remedy
    with pytest.raises(IndexMissing):
        ArticleIndex.open(tmp_path)
    index = ArticleIndex.create(tmp_path / "dalam" / "sini")
    index.update([article("a")])
    with pytest.raises(IndexUnwritable, match="holds an index already"):
        ArticleIndex.create(index.path)
    assert len(ArticleIndex.open_or_create(index.path)) == 1
    assert len(ArticleIndex.open_or_create(tmp_path / "baru")) == 0


def test_a_file_is_no_index(tmp_path):
    path = tmp_path / "berkas"
    path.write_text("isi")
    with pytest.raises(IndexMissing):
        ArticleIndex.open(path)
    with pytest.raises(IndexUnwritable):
        ArticleIndex.create(path)
    assert path.read_text() == "isi"


def test_an_exception_in_the_source_leaves_the_last_commit(index, many_commits):
    class Broken(Exception):
        pass

    def source():
        for n in range(57):
            yield article(str(n))
        raise Broken

    with pytest.raises(Broken):
        index.update(source())
    kept = held(index.path)
    assert 10 <= len(kept) < 57
    assert set(kept) == {str(n) for n in range(len(kept))}
    assert index.update([article(str(n)) for n in range(57)]).unchanged == len(kept)


def test_an_error_of_the_source_is_not_an_error_of_the_index(index):
    def source():
        yield article("a")
        raise ConnectionResetError(104, "Connection reset by peer")

    with pytest.raises(ConnectionResetError):
        index.update(source())
    assert len(index) == 0


def test_every_commit_is_told_and_whole(index, many_commits):
    seen = []

    def on_commit():
        snapshot = open_snapshot(index.path)
        seen.append((snapshot.generation, snapshot.doc_count))

    index.update((article(str(n)) for n in range(43)), on_commit=on_commit)
    assert seen == [(1, 10), (2, 20), (3, 30), (4, 40), (5, 43)]


def test_generations_ascend(index):
    assert latest_generation(index.path) == 0
    for n in range(1, 4):
        index.update([article(str(n))])
        assert index.generation == n
        assert [name for name in files_in(index.path) if name.endswith(".toc")] == [
            f"_MAIN_{n}.toc"
        ]


def test_an_article_is_removed_by_the_id_it_came_with(tmp_path):
    """Be there half of a sign in it that no file can hold."""
    index = ArticleIndex.create(tmp_path / "i")
    index.update([article("a\ud800"), article("b")])
    assert index.remove(["c\ud800", "a\ud800"]) == 1
    assert held(index.path) == expected([article("b")])
