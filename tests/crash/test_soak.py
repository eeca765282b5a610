"""A writer adds an article every tenth of a second while four readers search.

``TELUSUR_SOAK=300`` in the environment goes on for five minutes; five seconds otherwise.
"""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from index import ArticleIndex
from searcher import Searcher

pytestmark = [pytest.mark.crash, pytest.mark.timeout(1200)]

SECONDS = float(os.environ.get("TELUSUR_SOAK", "5"))
EVERY = 0.1
READERS = 4
# An article must be found so long after the call that added it has returned.
LATEST = 1.0
MOST_SEGMENTS = 40
# What the readers' process may grow by while the archive grows, beyond the first tenth of the time.
MOST_GROWTH = 24 * 2**20
ROOT = Path(__file__).parents[2]


class Committed:
    """What the writer has said: the moments at which articles were durable, by number."""

    def __init__(self):
        self.moments = []

    def listen(self, stream):
        for line in stream:
            number, moment = line.split()
            assert int(number) == len(self.moments)
            self.moments.append(float(moment))

    def due(self, now):
        """The last article that every search must find."""
        for number in range(len(self.moments) - 1, -1, -1):
            if self.moments[number] <= now - LATEST:
                return number
        return None


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def read(searcher, committed, done, faults, counts, seed):
    asked = 0
    while not done.is_set():
        number = committed.due(time.monotonic())
        if number is None:
            time.sleep(0.01)
            continue
        try:
            found = searcher.search(f"zq{number}")
            assert [hit.id for hit in found.hits] == [f"a{number}"], f"a{number} is not found"
            older = (number * 31 + seed) % (number + 1)
            assert searcher.search(f"zq{older}").total == 1, f"a{older} is not found"
            assert searcher.search("banjir di desa").total > number
        except Exception as error:
            faults.append(error)
            return
        asked += 3
        counts[seed] = asked
        time.sleep(0.02)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_a_writer_and_four_readers(tmp_path):
    home = tmp_path / "i"
    ArticleIndex.create(home).update([])
    committed, done, faults, counts = Committed(), threading.Event(), [], {}
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.crash.soak_writer", home, str(SECONDS), str(EVERY)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    listener = threading.Thread(target=committed.listen, args=(writer.stdout,))
    listener.start()
    with Searcher(home) as searcher:
        readers = [
            threading.Thread(target=read, args=(searcher, committed, done, faults, counts, seed))
            for seed in range(READERS)
        ]
        for thread in readers:
            thread.start()
        most_segments, early, late = watch(searcher, writer, faults)
        time.sleep(LATEST)
        done.set()
        for thread in readers:
            thread.join()
        listener.join()
        complaints = writer.stderr.read()
        writer.stdout.close()
        writer.stderr.close()
        assert not faults
        assert writer.returncode == 0, complaints
        assert searcher.search("banjir").total == len(committed.moments)
    assert len(committed.moments) >= 0.7 * SECONDS / EVERY, "the writer keeps its pace"
    assert sorted(counts) == list(range(READERS))
    assert most_segments <= MOST_SEGMENTS
    assert late - early < MOST_GROWTH, f"grown by {(late - early) / 2**20:.1f} MiB"


def watch(searcher, writer, faults):
    """Look on until the writer ends: the most segments, and memory after a tenth and at the end."""
    began = time.monotonic()
    most, early = 0, None
    while writer.poll() is None and not faults:
        most = max(most, searcher.status().segments)
        if early is None and time.monotonic() - began > max(2.0, SECONDS / 10):
            early = resident()
        time.sleep(0.1)
    if faults:
        writer.kill()
        writer.wait()
    return most, early or resident(), resident()
