"""``--prune``, in all its cases: what is removed, and what stays for want of evidence."""

import shutil

import pytest

from corpus import Document
from index import ArticleIndex
from index.ingest import ingest
from index.names import MANIFEST_NAME
from tests.index.sources import counts, ids, write, write_lines


def test_prune_a_file_that_is_gone(home, folder):
    ingest(home, [folder])
    (folder / "satu.txt").unlink()
    assert counts(ingest(home, [folder])) == (0, 0, 2, 0, 0)
    assert counts(ingest(home, [folder], prune=True)) == (0, 0, 2, 1, 0)
    assert ids(home) == {"dua.txt", "dalam/tiga.txt"}
    assert counts(ingest(home, [folder], prune=True)) == (0, 0, 2, 0, 0)


def test_prune_also_what_is_gone_from_folders_of_other_runs(home, folder, tmp_path):
    write(tmp_path / "lain" / "x.txt", "x")
    write(tmp_path / "lain" / "y.txt", "y")
    ingest(home, [tmp_path / "lain"])
    ingest(home, [folder])
    (tmp_path / "lain" / "x.txt").unlink()
    assert ingest(home, [folder], prune=True).removed == 1
    assert "y.txt" in ids(home)
    assert "x.txt" not in ids(home)


def test_prune_a_folder_removed_under_a_root_that_is_there(home, folder):
    ingest(home, [folder])
    shutil.rmtree(folder / "dalam")
    assert ingest(home, [folder], prune=True).removed == 1
    assert ids(home) == {"satu.txt", "dua.txt"}


@pytest.mark.parametrize("spelling", ["arsip/dalam/..", "./arsip", "arsip/"])
def test_prune_however_the_folder_is_spelled(home, folder, monkeypatch, spelling):
    monkeypatch.chdir(folder.parent)
    (folder / "lagi").mkdir()
    write(folder / "lagi" / "x.txt", "x")
    ingest(home, [spelling])
    shutil.rmtree(folder / "lagi")
    assert counts(ingest(home, [spelling], prune=True)) == (0, 0, 3, 1, 0)


def test_prune_keeps_what_may_lie_on_a_disk_that_is_not_mounted(home, folder, tmp_path):
    write(tmp_path / "lain.txt", "lain")
    ingest(home, [folder, tmp_path / "lain.txt"])
    folder.rename(tmp_path / "dicabut")
    report = ingest(home, [folder, tmp_path / "lain.txt"], prune=True)
    assert counts(report) == (0, 0, 1, 0, 1)
    assert "no such file" in report.failed[0].reason.lower()
    assert len(ids(home)) == 4
    (tmp_path / "dicabut").rename(folder)
    assert counts(ingest(home, [folder], prune=True)) == (0, 0, 3, 0, 0)


def test_prune_keeps_articles_of_a_file_that_cannot_be_read(home, folder, monkeypatch):
    ingest(home, [folder])
    from corpus.documents import FileDocument

    original = FileDocument._chunks

    def chunks(self):
        if self.name == "satu.txt":
            raise PermissionError(13, "Permission denied")
        return original(self)

    monkeypatch.setattr(FileDocument, "fingerprint", lambda self: None)
    monkeypatch.setattr(FileDocument, "_chunks", chunks)
    report = ingest(home, [folder], prune=True)
    assert (report.removed, len(report.failed)) == (0, 1)
    assert "satu.txt" in ids(home)


def test_prune_keeps_articles_of_a_file_that_has_become_partly_unreadable(home, tmp_path):
    lines = tmp_path / "a.jsonl"
    write_lines(lines, {"a": "satu", "b": "dua"})
    ingest(home, [lines])
    good = lines.read_text().splitlines()
    lines.write_text(good[0] + "\n{rusak\n")
    report = ingest(home, [lines], prune=True)
    assert (report.removed, len(report.failed)) == (0, 1)
    assert ids(home) == {"a", "b"}


def test_prune_keeps_what_lies_in_a_folder_that_may_not_be_looked_into(home, folder, monkeypatch):
    from pathlib import Path

    ingest(home, [folder / "dalam"])
    exists = Path.exists

    def refuse(self, **options):
        if "dalam" in self.parts:
            raise PermissionError(13, "Permission denied")
        return exists(self, **options)

    monkeypatch.setattr(Path, "exists", refuse)
    assert ingest(home, [folder / "satu.txt"], prune=True).removed == 0
    assert "tiga.txt" in ids(home)


def test_prune_keeps_articles_of_feeds_and_of_no_origin(home, folder):
    from tests.index.helpers import article

    index = ArticleIndex.create(home)
    index.update([article("feed", origin="https://contoh.id/feed"), article("tangan", origin="")])
    assert counts(ingest(home, [folder], prune=True)) == (3, 0, 0, 0, 0)
    assert {"feed", "tangan"} <= ids(home)


def test_prune_of_a_feed_keeps_what_has_scrolled_off(home, monkeypatch):
    from tests.index.helpers import article

    class Feed(Document):
        origin = name = "https://contoh.id/feed"
        size = None
        held = ("a", "b")

        def fingerprint(self):
            return None

        def _chunks(self):
            return iter(())

        def articles(self):
            return iter([article(id_, origin=self.origin) for id_ in self.held])

    monkeypatch.setattr("index.ingest.open_source", lambda source: [Feed()])
    assert ingest(home, [Feed.origin], prune=True).added == 2
    Feed.held = ("b", "c")
    assert counts(ingest(home, [Feed.origin], prune=True)) == (1, 0, 1, 0, 0)
    assert ids(home) == {"a", "b", "c"}


def test_prune_after_the_manifest_was_lost(home, folder):
    ingest(home, [folder])
    (home / MANIFEST_NAME).unlink()
    (folder / "satu.txt").unlink()
    assert counts(ingest(home, [folder], prune=True)) == (0, 0, 2, 1, 0)


def test_prune_an_emptied_file(home, tmp_path):
    lines = tmp_path / "a.jsonl"
    write_lines(lines, {"a": "satu", "b": "dua"})
    ingest(home, [lines])
    write_lines(lines, {"c": "tiga"})
    assert counts(ingest(home, [lines], prune=True)) == (1, 0, 0, 2, 0)
