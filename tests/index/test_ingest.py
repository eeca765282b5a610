"""From sources to an index: what is read, what is not, and what is removed."""

import pytest

from corpus import Document
from index import ArticleIndex
from index.ingest import Progress, ingest
from index.manifest import FORMAT, Manifest, load_manifest, save_manifest
from index.names import MANIFEST_NAME
from index.snapshot import open_snapshot
from tests.index.helpers import files_in, held
from tests.index.sources import counts, ids, write, write_lines


@pytest.fixture
def nothing_is_read(monkeypatch):
    def refuse(self):
        raise AssertionError(f"{self} was read")

    def begin():
        monkeypatch.setattr(Document, "articles", refuse)

    return begin


def test_a_folder_a_file_and_the_sample_of_all_formats(home, folder, tmp_path):
    from corpus.sample import sample_path

    write_lines(tmp_path / "a.jsonl", {"x": "isi x", "y": "isi y"})
    report = ingest(home, [folder, str(tmp_path / "a.jsonl"), sample_path()])
    assert report.failed == []
    assert report.added == len(ArticleIndex.open(home)) > 65
    assert {"satu.txt", "dua.txt", "dalam/tiga.txt", "x", "y"} <= ids(home)
    assert report.seconds > 0


def test_a_second_run_reads_nothing(home, folder, nothing_is_read):
    assert counts(ingest(home, [folder])) == (3, 0, 0, 0, 0)
    before = (files_in(home), ArticleIndex.open(home).generation)
    nothing_is_read()
    for prune in (False, True):
        assert counts(ingest(home, [folder], prune=prune)) == (0, 0, 3, 0, 0)
    assert (files_in(home), ArticleIndex.open(home).generation) == before


def test_only_the_changed_file_is_read(home, folder, monkeypatch):
    ingest(home, [folder])
    write(folder / "dua.txt", "berubah")
    write(folder / "empat.txt", "empat")
    read = []
    articles = Document.articles

    def watch(self):
        read.append(self.name)
        return articles(self)

    monkeypatch.setattr(Document, "articles", watch)
    assert counts(ingest(home, [folder])) == (1, 1, 2, 0, 0)
    assert read == ["dua.txt", "empat.txt"]
    assert "berubah" in held(home)["dua.txt"][1]


def test_one_article_changed_one_added_one_removed_in_a_file(home, tmp_path):
    lines = tmp_path / "a.jsonl"
    write_lines(lines, {"a": "satu", "b": "dua", "c": "tiga"})
    ingest(home, [lines])
    write_lines(lines, {"a": "satu", "b": "lain", "d": "empat"})
    assert counts(ingest(home, [lines], prune=True)) == (1, 1, 1, 1, 0)
    assert ids(home) == {"a", "b", "d"}


def test_without_prune_nothing_is_removed_and_a_later_prune_catches_up(home, tmp_path):
    lines = tmp_path / "a.jsonl"
    write_lines(lines, {"a": "satu", "b": "dua"})
    ingest(home, [lines])
    write_lines(lines, {"a": "satu"})
    assert counts(ingest(home, [lines])) == (0, 0, 1, 0, 0)
    assert ids(home) == {"a", "b"}
    assert counts(ingest(home, [lines], prune=True)) == (0, 0, 1, 1, 0)
    assert ids(home) == {"a"}


def test_removed_articles_come_back_with_the_next_run_over_their_file(home, tmp_path):
    lines = tmp_path / "a.jsonl"
    write_lines(lines, {"a": "satu", "b": "dua"})
    ingest(home, [lines])
    assert ArticleIndex.open(home).remove(["a"]) == 1
    assert counts(ingest(home, [lines])) == (1, 0, 1, 0, 0)


# One article, one place


def test_a_file_reached_through_another_folder_is_not_doubled(home, folder):
    ingest(home, [folder])
    assert counts(ingest(home, [folder / "dalam"])) == (0, 0, 1, 0, 0)
    write(folder / "dalam" / "tiga.txt", "berubah")
    assert counts(ingest(home, [folder / "dalam" / "tiga.txt"])) == (0, 1, 0, 0, 0)
    assert ids(home) == {"satu.txt", "dua.txt", "dalam/tiga.txt"}
    assert "berubah" in held(home)["dalam/tiga.txt"][1]


def test_a_file_named_twice_is_read_once(home, folder):
    report = ingest(home, [folder, folder / "satu.txt", str(folder / "dalam") + "/../satu.txt"])
    assert counts(report) == (3, 0, 0, 0, 0)


def test_files_of_one_name_in_two_folders_are_reported_and_none_is_lost(home, tmp_path):
    write(tmp_path / "a" / "x.txt", "pertama")
    write(tmp_path / "b" / "x.txt", "kedua")
    ingest(home, [tmp_path / "a"])
    report = ingest(home, [tmp_path / "b"])
    assert counts(report) == (0, 0, 0, 0, 1)
    assert str(tmp_path / "a" / "x.txt") in report.failed[0].reason
    assert report.failed[0].source == str(tmp_path / "b" / "x.txt")
    assert "pertama" in held(home)["x.txt"][1]
    # Said again as long as it is so, ...
    assert counts(ingest(home, [tmp_path / "b"])) == (0, 0, 0, 0, 1)
    # ... and no longer once the first is gone.
    (tmp_path / "a" / "x.txt").unlink()
    ingest(home, [tmp_path / "a"], prune=True)
    assert counts(ingest(home, [tmp_path / "b"])) == (1, 0, 0, 0, 0)
    assert "kedua" in held(home)["x.txt"][1]


def test_an_article_that_moved_to_another_file_stays(home, tmp_path):
    write_lines(tmp_path / "a.jsonl", {"a": "satu", "b": "dua"})
    ingest(home, [tmp_path])
    write_lines(tmp_path / "a.jsonl", {"a": "satu"})
    write_lines(tmp_path / "b.jsonl", {"b": "dua"})
    assert counts(ingest(home, [tmp_path], prune=True)) == (0, 0, 2, 0, 0)
    (tmp_path / "a.jsonl").rename(tmp_path / "c.jsonl")
    assert counts(ingest(home, [tmp_path], prune=True)) == (0, 0, 2, 0, 0)
    assert ids(home) == {"a", "b"}


def test_a_renamed_text_file_is_another_article(home, folder):
    ingest(home, [folder])
    (folder / "satu.txt").rename(folder / "baru.txt")
    assert counts(ingest(home, [folder], prune=True)) == (1, 0, 2, 1, 0)


def test_two_files_with_one_given_id_the_other_one_stands_when_one_goes(home, tmp_path):
    """Overlapping exports: what the index shows must be in a file that is there."""
    write_lines(tmp_path / "a.jsonl", {"x": "dari a"})
    write_lines(tmp_path / "b.jsonl", {"x": "dari b"})
    assert counts(ingest(home, [tmp_path])) == (1, 0, 0, 0, 0)
    assert held(home)["x"][1] == "dari b"
    (tmp_path / "b.jsonl").unlink()
    report = ingest(home, [tmp_path], prune=True)
    assert counts(report) == (0, 1, 0, 0, 0)
    assert held(home)["x"][1] == "dari a"
    assert counts(ingest(home, [tmp_path], prune=True)) == (0, 0, 1, 0, 0)


# The manifest


def test_a_manifest_of_another_index_or_format_or_damaged_is_ignored(home, folder):
    ingest(home, [folder])
    path = home / MANIFEST_NAME
    good = path.read_bytes()
    index_id = open_snapshot(home).contents.index_id
    assert len(load_manifest(home, index_id).files) == 3
    for damaged in (b"", b"x", good[:-1], good.replace(b"satu", b"SATU"), good[1:]):
        path.write_bytes(damaged)
        assert load_manifest(home, index_id).files == {}
        assert counts(ingest(home, [folder])) == (0, 0, 3, 0, 0)
    save_manifest(home, Manifest("lain", files=load_manifest(home, index_id).files))
    assert load_manifest(home, index_id).files == {}
    save_manifest(home, Manifest(index_id, format=FORMAT + 1))
    assert load_manifest(home, index_id).files == {}


def test_the_manifest_never_runs_ahead_of_the_commits(home, tmp_path, monkeypatch, many_commits):
    """At every moment a file that counts as read has all its articles in a commit."""
    from index import ingest as module

    for n in range(30):
        write(tmp_path / "arsip" / f"{n:02}.txt", f"k{n}")
    write_lines(tmp_path / "arsip" / "banyak.jsonl", {f"b{n}": f"isi {n}" for n in range(37)})
    original = module.save_manifest

    def check(directory, manifest):
        there = ids(directory)
        for entry in manifest.files.values():
            assert set(entry.ids) <= there
        original(directory, manifest)

    monkeypatch.setattr(module, "save_manifest", check)
    ingest(home, [tmp_path / "arsip"])
    assert len(ids(home)) == 67


def test_faults_are_told_again_without_reading(home, tmp_path, nothing_is_read):
    lines = tmp_path / "a.jsonl"
    write_lines(lines, {"a": "satu"})
    lines.write_text(lines.read_text() + "{rusak\n")
    first = ingest(home, [lines])
    assert counts(first) == (1, 0, 0, 0, 1)
    nothing_is_read()
    second = ingest(home, [lines])
    assert (counts(second), second.failed) == ((0, 0, 1, 0, 1), first.failed)


# Where the index lies, and progress


def test_an_index_within_its_source_does_not_index_itself(tmp_path, folder):
    home = folder / "indeks"
    assert counts(ingest(home, [folder])) == (3, 0, 0, 0, 0)
    write(folder / "empat.txt", "empat")
    assert counts(ingest(home, [folder], prune=True)) == (1, 0, 3, 0, 0)
    link = tmp_path / "taut"
    link.symlink_to(home)
    assert counts(ingest(link, [folder], prune=True)) == (0, 0, 4, 0, 0)


def test_an_index_in_the_very_folder_of_its_source(folder):
    assert counts(ingest(folder, [folder])) == (3, 0, 0, 0, 0)
    write(folder / "empat.txt", "empat")
    assert counts(ingest(folder, [folder], prune=True)) == (1, 0, 3, 0, 0)
    assert (folder / "satu.txt").exists()
    assert ids(folder) == {"satu.txt", "dua.txt", "empat.txt", "dalam/tiga.txt"}


def test_an_empty_archive(home, tmp_path):
    (tmp_path / "kosong").mkdir()
    assert counts(ingest(home, [tmp_path / "kosong"], prune=True)) == (0, 0, 0, 0, 0)
    assert counts(ingest(home, [])) == (0, 0, 0, 0, 0)
    assert len(ArticleIndex.open(home)) == 0
    open_snapshot(home)


def test_progress_ascends_and_ends_with_everything(home, folder, monkeypatch):
    monkeypatch.setattr("index.ingest.PROGRESS_SECONDS", 0)
    told = []
    ingest(home, [folder], progress=told.append)
    assert all(isinstance(p, Progress) for p in told)
    total = sum(path.stat().st_size for path in folder.rglob("*.txt"))
    assert {(p.bytes_total, p.documents_total) for p in told} == {(total, 3)}
    for value in ("articles", "bytes_done", "documents"):
        values = [getattr(p, value) for p in told]
        assert values == sorted(values)
    assert (told[-1].articles, told[-1].bytes_done, told[-1].documents) == (3, total, 3)


def test_commits_during_a_run_are_seen_and_kept(home, tmp_path, many_commits):
    write_lines(tmp_path / "a.jsonl", {f"{n}": f"isi {n}" for n in range(95)})
    seen = []
    monitor = Document.articles

    class Stop(Exception):
        pass

    def interrupted(self):
        for number, item in enumerate(monitor(self)):
            if number == 60:
                raise Stop
            seen.append(item)
            yield item

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Document, "articles", interrupted)
        with pytest.raises(Stop):
            ingest(home, [tmp_path / "a.jsonl"])
    kept = len(ids(home))
    assert 50 <= kept <= 60
    assert counts(ingest(home, [tmp_path / "a.jsonl"])) == (95 - kept, 0, kept, 0, 0)
