"""A disk that fills up at any moment or may not be written: the last commit stays, no rubbish."""

import errno
import gc
import os
import subprocess
from pathlib import Path

import pytest

from corpus import Article
from index import ArticleIndex
from index.errors import IndexUnwritable
from index.ingest import ingest
from index.lock import WriterLock
from index.names import LOCK_NAME, MANIFEST_NAME
from index.segment.file import Spool
from index.snapshot import open_snapshot
from index.storage import DurableStorage, NewFile
from tests.index.helpers import article, expected, files_in, held


class Disk:
    """A disk that is full from the n-th operation on, or at that one alone."""

    def __init__(self, patch):
        self.operations = 0
        self.full_at = None
        self.stays_full = True
        for owner, name in (
            (NewFile, "write"),
            (NewFile, "close"),
            (Spool, "write"),
            (DurableStorage, "create_file"),
            (os, "fsync"),
            (Path, "replace"),
            (Path, "open"),
        ):
            self._watch(patch, owner, name)

    def _watch(self, patch, owner, name):
        original = getattr(owner, name)

        def watched(*args, **options):
            if name == "open" and args[1:2] != ("wb",):
                return original(*args, **options)
            self._operate()
            # What reaches the disk is not the matter of these tests.
            return None if name == "fsync" else original(*args, **options)

        patch.setattr(owner, name, watched)

    def _operate(self):
        if self.full_at is None:
            return
        self.operations += 1
        if self.operations == self.full_at or (self.stays_full and self.operations > self.full_at):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def fill_at(self, operation, stays_full):
        self.operations, self.full_at, self.stays_full = 0, operation, stays_full

    def empty(self):
        self.full_at = None


@pytest.fixture
def disk(monkeypatch):
    monkeypatch.setattr("index.segment.merge.FANOUT", 2)
    return Disk(monkeypatch)


OLD = [article("a", body="satu"), article("b", body="dua"), article("c", body="tiga")]
NEW = [article("a", body="empat"), article("d", body="lima")]
AFTER = [NEW[0], *OLD[1:], NEW[1]]


def assert_told(error):
    assert "the disk is full" in error.message
    assert "last commit is intact" in error.remedy


def assert_sound(home, *states):
    """The index opens in one of these states, its lock is free, and no file is left over."""
    assert held(home) in [expected(state) for state in states]
    lock = WriterLock(home)
    assert lock.acquire()
    lock.release()
    contents = open_snapshot(home).contents
    named = {f"_MAIN_{contents.generation}.toc", LOCK_NAME, MANIFEST_NAME, contents.learned}
    named |= {name for entry in contents.segments for name in entry.files}
    return set(files_in(home)) - named


def trial(tmp_path_factory, disk, operation, stays_full):
    """Let the disk be full at this operation of a run; False when the run had fewer of them."""
    home = tmp_path_factory.mktemp("penuh") / "i"
    index = ArticleIndex.create(home)
    index.update(OLD[:2])
    index.update(OLD[2:])
    disk.fill_at(operation, stays_full)
    try:
        index.update(NEW)
    except IndexUnwritable as error:
        assert_told(error)
    else:
        return False
    finally:
        disk.empty()
    left_over = assert_sound(home, OLD, AFTER)
    if held(home) == expected(OLD):
        assert not left_over
    report = index.update(NEW)
    assert report.added + report.updated + report.unchanged == 2
    assert held(home) == expected(AFTER)
    index.update([article("e")])
    assert not assert_sound(home, [*AFTER, article("e")])
    return True


@pytest.mark.parametrize("stays_full", [True, False])
def test_full_at_any_operation(tmp_path_factory, disk, stays_full):
    operation = 1
    while trial(tmp_path_factory, disk, operation, stays_full):
        operation += 1
    assert operation > 15
    gc.collect()


def test_full_while_sources_are_read_and_the_manifest_is_written(tmp_path, disk, many_commits):
    folder = tmp_path / "arsip"
    folder.mkdir()
    for n in range(30):
        (folder / f"{n:02}.txt").write_text(f"Judul {n}\n\nIsi berita nomor {n} yang panjang.\n")
    completed = 0
    for operation in [*range(1, 30), *range(30, 8000, 11)]:
        home = tmp_path / f"i{operation}"
        disk.fill_at(operation, stays_full=operation % 2 == 0)
        try:
            ingest(home, [folder])
            completed += 1
        except IndexUnwritable as error:
            assert_told(error)
        disk.empty()
        there = len(ArticleIndex.open_or_create(home))
        report = ingest(home, [folder])
        assert (report.added, report.unchanged) == (30 - there, there)
        assert len(held(home)) == 30
        if completed:
            break
    assert completed


def test_full_during_a_rebuild_and_again_and_again(tmp_path, disk, many_commits):
    home = tmp_path / "i"
    index = ArticleIndex.create(home)
    index.update(OLD)
    before = files_in(home)
    for operation in range(5, 60, 4):
        disk.fill_at(operation, stays_full=True)
        with pytest.raises(IndexUnwritable):
            index.update((article(str(n)) for n in range(40)), rebuild=True)
        disk.empty()
        assert files_in(home) == before
        assert held(home) == expected(OLD)


def test_full_during_a_removal(tmp_path_factory, disk):
    for operation in range(1, 9):
        home = tmp_path_factory.mktemp("buang") / "i"
        index = ArticleIndex.create(home)
        index.update(OLD)
        disk.fill_at(operation, stays_full=True)
        try:
            index.remove(["a"])
        except IndexUnwritable:
            disk.empty()
            assert_sound(home, OLD, OLD[1:])
            index.remove(["a"])
        disk.empty()
        assert held(home) == expected(OLD[1:])


# Real file systems


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 1 MiB, where mounting one is permitted."""
    path = tmp_path / "kecil"
    path.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command")
    if done.returncode:
        pytest.skip(f"mounting a small file system is not permitted: {done.stderr.strip()}")
    yield path
    gc.collect()
    subprocess.run(["umount", "-l", str(path)], check=True)


def test_a_really_full_disk(small_disk, many_commits):
    home = small_disk / "i"
    index = ArticleIndex.create(home)
    found = [
        Article(id=str(n), title="x", body=" ".join(f"kata{n}x{k}" for k in range(1500)))
        for n in range(200)
    ]
    with pytest.raises(IndexUnwritable, match="the disk is full"):
        index.update(found)
    kept = len(ArticleIndex.open(home))
    assert 10 <= kept < 200
    assert not assert_sound(home, found[:kept])
    with pytest.raises(IndexUnwritable, match="the disk is full"):
        index.update(found)
    kept = len(ArticleIndex.open(home))
    assert not assert_sound(home, found[:kept])
    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    report = index.update(found)
    assert (report.added, report.unchanged) == (200 - kept, kept)
    assert held(home) == expected(found)


def test_a_disk_that_may_only_be_read(small_disk):
    home = small_disk / "i"
    index = ArticleIndex.create(home)
    index.update(OLD)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert held(home) == expected(OLD)
    assert len(ArticleIndex.open(home)) == 3
    for write in (
        lambda: index.update(NEW),
        lambda: index.remove(["a"]),
        lambda: ArticleIndex.create(small_disk / "baru"),
        lambda: ArticleIndex.open_or_create(small_disk / "baru"),
        lambda: ingest(home, [], rebuild=True),
    ):
        with pytest.raises(IndexUnwritable, match="permission denied"):
            write()
    assert held(home) == expected(OLD)


def test_a_directory_without_permission(tmp_path, monkeypatch):
    def refuse(self, *args, **options):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(IndexUnwritable, match="permission denied") as error:
        ArticleIndex.create(tmp_path / "i")
    assert "--index" in error.value.remedy
