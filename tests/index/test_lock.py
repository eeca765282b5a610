"""One writer at a time, and whoever waits is told who writes."""

import os
import subprocess
import sys
import time

import pytest

from index import ArticleIndex, article_index
from index.errors import IndexLocked, IndexUnwritable
from index.ingest import ingest
from index.lock import WriterLock
from index.names import LOCK_NAME
from tests.index.helpers import article, held

HOLDER = """
import sys, time
from corpus import Article
from index import ArticleIndex
index = ArticleIndex.open_or_create(sys.argv[1])
def articles():
    yield Article(id="pertama", title="x", body="y")
    print("writing", flush=True)
    sys.stdin.read()
index.update(articles())
"""


@pytest.fixture
def holder(index):
    """Another process that writes to the index until its input is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(index.path), "kata kunci"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "writing\n"
        yield process
    finally:
        process.stdin.close()
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_second_writer_waits_then_names_the_holder(index, holder, monkeypatch):
    monkeypatch.setattr(article_index, "LOCK_WAIT_SECONDS", 0.5)
    start = time.monotonic()
    for write in (
        lambda: index.update([article("a")]),
        lambda: index.remove(["a"]),
        lambda: ingest(index.path, []),
    ):
        with pytest.raises(IndexLocked) as locked:
            write()
        assert f"process {holder.pid} " in locked.value.message
        assert "kata kunci" in locked.value.holder
        assert "Wait" in locked.value.remedy
    assert time.monotonic() - start >= 1.5
    assert held(index.path) == {}, "readers are not blocked"


def test_a_second_writer_goes_on_when_the_first_has_finished(index, holder):
    holder.stdin.close()
    assert index.update([article("kedua")]).added == 1
    assert set(held(index.path)) == {"pertama", "kedua"}


def test_the_lock_of_a_killed_process_is_free(index, holder):
    holder.kill()
    holder.wait()
    assert index.update([article("kedua")]).added == 1
    assert set(held(index.path)) == {"kedua"}


def test_the_lock_is_free_after_any_end(index):
    def broken():
        yield article("a")
        raise RuntimeError

    for _ in range(2):
        with pytest.raises(RuntimeError) as kept:
            index.update(broken())
        assert WriterLock(index.path).acquire()
    assert kept, "not even while the exception is held"


def test_two_threads_do_not_both_write(index, monkeypatch):
    monkeypatch.setattr(article_index, "LOCK_WAIT_SECONDS", 0.1)
    with index.session(), pytest.raises(IndexLocked, match=f"process {os.getpid()} "):
        index.update([article("a")])


def test_the_text_is_one_short_line_whatever_was_typed(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["/usr/bin/telusur", "a\nb", "\udcff\udcfe", "x" * 1000])
    lock = WriterLock(tmp_path)
    assert lock.acquire()
    text = WriterLock(tmp_path).holder()
    assert "\n" not in text
    assert len(text) <= 300
    assert "(telusur a b" in text
    assert not WriterLock(tmp_path).acquire()
    lock.release()
    assert WriterLock(tmp_path).holder() == "another process"


@pytest.mark.parametrize("argv", [[], [""], ["-c"]])
def test_a_program_without_a_name(tmp_path, monkeypatch, argv):
    monkeypatch.setattr(sys, "argv", argv)
    lock = WriterLock(tmp_path)
    assert lock.acquire()
    assert f"process {os.getpid()}" in lock.holder()
    lock.release()


def test_a_full_disk_does_not_stand_in_the_way_of_the_lock(tmp_path, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    lock = WriterLock(tmp_path)
    monkeypatch.setattr(os, "write", full)
    monkeypatch.setattr(os, "ftruncate", full)
    assert lock.acquire()
    lock.release()
    assert WriterLock(tmp_path).acquire()


def test_a_lock_file_of_somebody_else(index, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("index.lock.FileLock.acquire", refuse)
    with pytest.raises(IndexUnwritable, match="permission denied"):
        index.update([article("a")])


def test_two_processes_may_make_the_index_at_the_same_moment(tmp_path):
    code = (
        "import sys; from index import ArticleIndex; from corpus import Article\n"
        "ArticleIndex.open_or_create(sys.argv[1])"
        ".update([Article(id=sys.argv[2], title='x', body='y')])"
    )
    home = tmp_path / "i"
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(home), str(n)]) for n in range(4)
    ]
    assert [process.wait() for process in processes] == [0] * 4
    assert set(held(home)) == set("0123")
    assert (home / LOCK_NAME).exists()
    assert len(ArticleIndex.open(home)) == 4
