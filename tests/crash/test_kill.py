"""Indexing is killed at random moments: the index is the last commit, the next run completes it.

``TELUSUR_CRASHES=30`` in the environment kills it so many times; three times otherwise.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import ArticleIndex
from index.lock import WriterLock
from index.names import LOCK_NAME, MANIFEST_NAME, comes_and_goes
from index.snapshot import open_snapshot
from index.toc import check_files, read_contents
from tests.crash.indexer import digest, state_of

KILLS = int(os.environ.get("TELUSUR_CRASHES", "3"))

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(os.name == "nt", reason="signals are another thing there"),
    # Minutes for a machine that has other work, and some seconds for each kill.
    pytest.mark.timeout(600 + 20 * KILLS),
]

ROOT = Path(__file__).parents[2]
ARTICLES = 900
WORDS = ["beras", "pasar", "menteri", "desa", "kota", "hujan", "banjir", "panen", "jalan", "warga"]
# What the archive teaches: a name, and what an acronym stands for.
WORDS += ["Zulkiran", "Komisi Air Bersih (KAB)"]


class Archive:
    """A folder of articles that changes from run to run: text files and one file of JSON Lines."""

    def __init__(self, folder, draw):
        self.folder = folder
        self.draw = draw
        self.texts = {}
        (folder / "berkas").mkdir(parents=True)
        for number in range(ARTICLES):
            self.texts[f"a{number:04}"] = self.text()

    def text(self):
        return " ".join(self.draw.choices(WORDS, k=self.draw.randrange(5, 60)))

    def change(self):
        """Some articles are replaced, some are removed, some are new."""
        for id_ in self.draw.sample(sorted(self.texts), 450):
            self.texts[id_] = self.text()
        for id_ in self.draw.sample(sorted(self.texts), 20):
            del self.texts[id_]
        for _ in range(30):
            self.texts[f"b{self.draw.randrange(10**9):09}"] = self.text()

    def write(self):
        lines = []
        for number, (id_, text) in enumerate(sorted(self.texts.items())):
            file = self.folder / "berkas" / f"{id_}.txt"
            if number % 9:
                lines.append(json.dumps({"id": id_, "title": f"Judul {id_}", "body": text}))
                file.unlink(missing_ok=True)
            else:
                file.write_text(f"Judul {id_}\n\nKabar {id_}: {text}.\n")
        for file in (self.folder / "berkas").iterdir():
            if file.stem not in self.texts:
                file.unlink()
        (self.folder / "semua.jsonl").write_text("\n".join(lines) + "\n")


@pytest.fixture
def draw(request):
    seed = int(os.environ.get("TELUSUR_CRASH_SEED", random.randrange(10**9)))
    print(f"TELUSUR_CRASH_SEED={seed}")
    return random.Random(seed)


@pytest.fixture
def archive(tmp_path, draw):
    archive = Archive(tmp_path / "arsip", draw)
    archive.write()
    return archive


def start(home, archive, log, *mode):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crash.indexer", home, archive.folder, log, *mode],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def stop_at(process, log, draw, number):
    """Send a signal some time after some commit; returns what the process said."""
    commits = draw.randrange(0, 10)
    while process.poll() is None and logged(log).count("publishing") < commits:
        time.sleep(0.001)
    time.sleep(draw.random() * 0.05)
    process.send_signal(number)
    return process.communicate()


def logged(log):
    return log.read_text() if log.exists() else ""


def assert_last_commit(home, log, before):
    """The index holds exactly the last commit that was logged, or the one being published."""
    contents = read_contents(home)
    check_files(home, contents)
    ArticleIndex.open(home)
    generation, articles = state_of(home)
    assert_learned(home, articles)
    lines = logged(log).splitlines()
    published = [line.partition(" ")[2] for line in lines if line.startswith("published")]
    publishing = [line.partition(" ")[2] for line in lines if line.startswith("publishing")]
    possible = {published[-1] if published else before}
    if publishing:
        possible.add(publishing[-1])
    assert f"{generation} {digest(articles)}" in possible
    lock = WriterLock(home)
    assert lock.acquire(), "the lock is free"
    lock.release()
    return f"{generation} {digest(articles)}"


def assert_learned(home, articles):
    """What was learned from the articles is committed with the first of them."""
    learned = open_snapshot(home).learned
    assert ("zulkiran" in learned.names) == bool(articles)
    assert ("KAB" in {acronym.short for acronym in learned.acronyms}) == bool(articles)


def names_of(contents):
    """The files of a commit."""
    segments = {name for entry in contents.segments for name in entry.files}
    return segments | ({contents.learned} if contents.learned else set())


def assert_complete(home, archive, process):
    output, faults = process.communicate()
    assert process.returncode == 0, faults
    assert output.split()[-1] == "0"
    bodies = {}
    snapshot = open_snapshot(home)
    for docnum in set(range(snapshot.doc_count_all)) - snapshot.deleted:
        title = snapshot.record(docnum).title
        bodies[title.removeprefix("Judul ")] = snapshot.body(docnum)
    assert bodies.keys() == archive.texts.keys()
    assert len(bodies) == snapshot.doc_count
    assert all(archive.texts[id_] in body for id_, body in bodies.items())
    own = {path.name for path in home.iterdir()}
    assert own - names_of(snapshot.contents) == {
        f"_MAIN_{snapshot.generation}.toc",
        LOCK_NAME,
        MANIFEST_NAME,
    }


def test_killed_at_random_moments(tmp_path, archive, draw):
    home = tmp_path / "i"
    ArticleIndex.create(home)
    state = f"0 {digest({})}"
    midway = 0
    for trial in range(KILLS):
        log = tmp_path / f"log{trial}"
        process = start(home, archive, log)
        stop_at(process, log, draw, signal.SIGKILL)
        midway += process.returncode == -signal.SIGKILL
        state = assert_last_commit(home, log, state)
        if trial % 4 == 3:
            assert_complete(home, archive, start(home, archive, log))
            state = assert_last_commit(home, log, state)
        archive.change()
        archive.write()
    assert midway >= KILLS / 2, "most runs are killed before their end"
    assert_complete(home, archive, start(home, archive, tmp_path / "log"))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_rebuild_that_is_stopped_leaves_the_old_index(tmp_path, archive, draw, number):
    home = tmp_path / "i"
    assert_complete(home, archive, start(home, archive, tmp_path / "first"))
    state = assert_last_commit(home, tmp_path / "first", "")
    archive.change()
    archive.write()
    for trial in range(max(1, KILLS // 6)):
        log = tmp_path / f"log{trial}"
        process = start(home, archive, log, "rebuild")
        time.sleep(draw.uniform(0.2, 1.2))
        process.send_signal(number)
        process.communicate()
        # A rebuild publishes once, at its end.
        assert logged(log).count("publishing") <= 1
        state = assert_last_commit(home, log, state)
    assert_complete(home, archive, start(home, archive, tmp_path / "last", "rebuild"))


def test_interrupted_from_the_keyboard(tmp_path, archive, draw):
    home = tmp_path / "i"
    ArticleIndex.create(home)
    state = f"0 {digest({})}"
    for trial in range(max(2, KILLS // 3)):
        log = tmp_path / f"log{trial}"
        process = start(home, archive, log)
        while not log.exists() and process.poll() is None:
            time.sleep(0.001)
        _, faults = stop_at(process, log, draw, signal.SIGINT)
        # No other error takes the place of the interruption.
        assert process.returncode == 0 or faults.split()[-1] == "KeyboardInterrupt", faults
        state = assert_last_commit(home, log, state)
        contents = read_contents(home)
        left = {p.name for p in home.iterdir() if comes_and_goes(p.name)} - names_of(contents)
        assert left == {f"_MAIN_{contents.generation}.toc"}, "nothing half-written stays"
        archive.change()
        archive.write()
    assert_complete(home, archive, start(home, archive, tmp_path / "log"))
