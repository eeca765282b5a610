"""Work beside the program's own: done once, waited for, by threads that stay."""

import os
import shutil
import subprocess
import sys
import threading
import time

import pytest

from index import ArticleIndex, beside
from index.storage import finish_removals, is_going, remove_in_time
from tests.index.forging import contents_path
from tests.index.helpers import article


@pytest.fixture(autouse=True)
def _all_done():
    yield
    beside.finish()


def test_work_is_done_and_waited_for():
    done = []
    work = [beside.begin(lambda number=number: done.append(number)) for number in range(20)]
    for each in work:
        each.wait()
        each.wait()
    assert sorted(done) == list(range(20))


def test_what_fails_is_raised_by_whoever_waits():
    def fail():
        raise OSError("full")

    work = beside.begin(fail)
    for _time in range(2):
        with pytest.raises(OSError, match="full"):
            work.wait()
    beside.finish()
    beside.begin(lambda: None).wait()


def test_several_pieces_go_on_at_the_same_time():
    meet = threading.Barrier(3, timeout=10)
    work = [beside.begin(meet.wait) for _ in range(3)]
    for each in work:
        each.wait()


def test_threads_stay_but_not_many():
    release = threading.Event()
    before = threading.active_count()
    work = [beside.begin(release.wait) for _ in range(6)]
    release.set()
    for each in work:
        each.wait()
    deadline = time.monotonic() + 10
    while threading.active_count() > before + beside.MOST_IDLE and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() <= before + beside.MOST_IDLE
    names = []
    for _ in range(5):
        beside.begin(lambda: names.append(threading.get_ident())).wait()
        time.sleep(0.01)
    assert len(set(names)) <= beside.MOST_IDLE


def test_where_no_thread_can_be_had_it_is_done_at_once(monkeypatch):
    def none_left():
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(beside, "_free_thread", none_left)
    done = []
    beside.begin(lambda: done.append(1))
    assert done == [1]


def test_an_interruption_leaves_nothing_to_wait_for(monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(beside, "_free_thread", interrupted)
    with pytest.raises(KeyboardInterrupt):
        beside.begin(lambda: None)
    beside.finish()


def test_a_program_ends_no_sooner_than_the_work(tmp_path):
    code = (
        "import time; from pathlib import Path; from index.beside import begin\n"
        f"begin(lambda: (time.sleep(.3), Path({str(tmp_path / 'done')!r}).touch()))\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert (tmp_path / "done").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks there")
def test_a_forked_process_has_threads_of_its_own():
    code = (
        "import os, sys; from index.beside import begin\n"
        "begin(lambda: None).wait()\n"
        "child = os.fork()\n"
        "begin(lambda: None).wait()\n"
        "if child: sys.exit(os.waitpid(child, 0)[1] != 0)\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, timeout=60)


def test_what_is_about_to_be_removed_is_known(tmp_path, monkeypatch):
    monkeypatch.setattr("index.storage.REMOVE_LATER", True)
    hold = threading.Event()
    files = [tmp_path / name for name in "ab"]
    for file in files:
        file.touch()
    begin = beside.begin
    monkeypatch.setattr(beside, "begin", lambda work: begin(lambda: (hold.wait(), work())))
    remove_in_time(files)
    assert all(map(is_going, files))
    hold.set()
    finish_removals()
    assert not any(map(is_going, files))
    assert not any(file.exists() for file in files)


def test_what_is_about_to_be_removed_is_gone_before_a_new_index_stands_in_its_place(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("index.storage.REMOVE_LATER", True)
    hold = threading.Event()
    begin = beside.begin
    index = ArticleIndex.create(tmp_path / "i")
    monkeypatch.setattr(beside, "begin", lambda work: begin(lambda: (hold.wait(), work())))
    remove_in_time([contents_path(index.path)])
    monkeypatch.setattr(beside, "begin", begin)
    shutil.rmtree(index.path)
    threading.Timer(0.3, hold.set).start()
    ArticleIndex.create(index.path)
    finish_removals()
    assert contents_path(index.path).exists()
    assert ArticleIndex.open(index.path).update([article("a")]).added == 1
