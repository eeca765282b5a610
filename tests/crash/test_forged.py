"""Segment files that somebody forged, checksums and all: no process that reads one may die of it.

What is compiled checks no bounds by itself: every number that comes from a file must be looked at
before it is used. ``TELUSUR_FORGED=1000`` in the environment forges so many files; 30 otherwise.
"""

import os
import random
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from corpus import Article
from index import ArticleIndex
from index.segment.file import SegmentFile
from tests.index.forging import put, segments_of, with_section

FORGED = int(os.environ.get("TELUSUR_FORGED", "30"))

pytestmark = [pytest.mark.crash, pytest.mark.timeout(600 + 3 * FORGED)]

ROOT = Path(__file__).parents[2]
WORDS = ["beras", "pasar", "menteri", "desa-desa", "kota", "hujan", "banjir", "panen", "ditanam"]
WORDS += ["Zulkiran", "Komisi Air Bersih (KAB)", "harga beras", "12/3/2021", "Rp1,5 triliun"]
FIRST_DAY = datetime(2020, 1, 1, tzinfo=timezone.utc)


def articles(draw, numbers):
    for number in numbers:
        words = draw.choices([*WORDS, f"kata{number % 40}"], k=draw.randrange(3, 150))
        yield Article(
            id=f"a{number}",
            title=" ".join(words[:4]),
            body=" ".join(words),
            published=FIRST_DAY + timedelta(hours=7 * number),
            source=f"S{number % 7}",
            category=f"K{number % 3}",
        )


@pytest.fixture(scope="module")
def draw():
    seed = int(os.environ.get("TELUSUR_CRASH_SEED", random.randrange(10**9)))
    print(f"TELUSUR_CRASH_SEED={seed}")
    return random.Random(seed)


@pytest.fixture(scope="module")
def home(tmp_path_factory, draw):
    """An index of a large segment, of which articles are deleted, and a small one."""
    index = ArticleIndex.create(tmp_path_factory.mktemp("indeks"))
    index.update(articles(draw, range(700)))
    index.update(articles(draw, range(690, 720)))
    return index.path


def forged(data, draw):
    """Other bytes: a few or many, anywhere or in a row; now and then fewer or more of them."""
    data = bytearray(data)
    kind = draw.random()
    if kind < 0.05:
        return bytes(data[: draw.randrange(len(data) + 1)])
    if kind < 0.1:
        return bytes(data + draw.randbytes(draw.randrange(1, 300)))
    start = draw.randrange(len(data)) if draw.random() < 0.3 else None
    for step in range(draw.choice((1, 1, 2, 5, 20, 200, 2000))):
        place = draw.randrange(len(data)) if start is None else (start + step) % len(data)
        data[place] = draw.choice((0, 1, 0x7F, 0x80, 0xFF, draw.randrange(256)))
    return bytes(data)


def test_no_process_dies_of_a_forged_segment(home, draw):
    reader = subprocess.Popen(
        [sys.executable, "-m", "tests.crash.reader"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    def said_of():
        reader.stdin.write(f"{home}\n")
        reader.stdin.flush()
        return reader.stdout.readline().strip()

    assert said_of() == "sound"
    refused = 0
    for number in range(FORGED):
        name = f"MAIN_{draw.choice(segments_of(home))['id']}.seg"
        original = (home / name).read_bytes()
        sections = SegmentFile(home, name).sections
        section = draw.choice([each for each in sections.values() if len(each)])
        put(home, name, with_section(home, name, section.name, forged(section.whole(), draw)))
        said = said_of()
        if said not in ("sound", "refused"):
            pytest.fail(f"it died of {section.name}, number {number}:\n{reader.communicate()[1]}")
        refused += said == "refused"
        put(home, name, original)
    assert said_of() == "sound"
    assert refused > FORGED / 10
    reader.communicate()
    assert reader.returncode == 0
