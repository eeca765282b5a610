"""Readers are not blocked, not misled by later commits, and may be shared by threads."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from index import ArticleIndex
from index.errors import IndexUnreadable
from index.segment.file import SMALLEST_MAPPED
from index.snapshot import open_snapshot
from index.storage import finish_removals
from tests.index.helpers import article, held, living

OPEN_FILES = Path("/proc/self/fd")


def everything(snapshot):
    """All that can be asked of a snapshot, through our doors and through Whoosh's."""
    reader = snapshot.reader
    postings = {}
    for field, term in reader.all_terms():
        postings[field, term] = list(reader.postings(field, term.decode()).all_ids())
    return (
        [(snapshot.record(n), snapshot.body(n)) for n in range(snapshot.doc_count_all)],
        postings,
        [
            reader.doc_field_length(n, field, -1)
            for n in range(snapshot.doc_count_all)
            for field in ("title", "body")
        ],
        [reader.stored_fields(n) for n in living(snapshot)],
        [
            reader.has_column(name)
            for name in ("day", "time", "source", "category", "author", "body")
        ],
        (snapshot.days, snapshot.times, snapshot.sources, snapshot.categories),
        (snapshot.lengths("title"), snapshot.lengths("body"), snapshot.deleted),
    )


def test_a_snapshot_outlives_its_files(index, monkeypatch):
    monkeypatch.setattr("index.segment.merge.FANOUT", 2)
    found = [article(str(n), body=f"kata{n} sama " * 5, source=f"S{n % 3}") for n in range(30)]
    index.update(found)
    untouched = everything(open_snapshot(index.path))
    snapshot = open_snapshot(index.path)  # nothing has been asked of it yet
    names = {name for entry in snapshot.contents.segments for name in entry.files}
    index.update([article(str(n), body="semua baru") for n in range(30)])
    finish_removals()
    assert not any((index.path / name).exists() for name in names)
    assert everything(snapshot) == untouched
    for file in index.path.iterdir():
        file.unlink()
    assert everything(snapshot) == untouched


def test_a_snapshot_does_not_see_later_deletions(index):
    index.update([article("a"), article("b")])
    snapshot = open_snapshot(index.path)
    index.remove(["a"])
    assert snapshot.docnum_of("a") is not None
    assert not snapshot.deleted
    later = open_snapshot(index.path)
    assert later.docnum_of("a") is None
    assert later.doc_count == 1


def test_days_times_and_codes(index):
    wit = timezone(timedelta(hours=9))
    index.update(
        [
            article("hari", published=date(2025, 11, 10)),
            article("saat", published=datetime(2025, 11, 10, 1, 30, tzinfo=wit)),
            article("tua", published=date(1945, 8, 17)),
            article("tiada", source="Antara", category="Ekonomi"),
        ]
    )
    s = open_snapshot(index.path)
    day = {s.record(n).id: s.days[n] for n in living(s)}
    time = {s.record(n).id: s.times[n] for n in living(s)}
    assert day == {"hari": 20251110, "saat": 20251110, "tua": 19450817, "tiada": 0}
    assert time["saat"] == int(datetime(2025, 11, 9, 16, 30, tzinfo=timezone.utc).timestamp())
    assert time["hari"] == int(datetime(2025, 11, 9, 17, 0, tzinfo=timezone.utc).timestamp())
    assert sorted(time, key=time.__getitem__) == ["tiada", "tua", "saat", "hari"]
    assert s.sources.values == ["", "Antara"]
    assert [s.sources.codes[s.docnum_of(id_)] for id_ in ("hari", "tiada")] == [0, 1]


def columns(snapshot):
    """What the columns say of every document, the names as they are shown."""
    names = [
        [column.values[code] for code in column.codes]
        for column in (snapshot.sources, snapshot.categories)
    ]
    lengths = [snapshot.lengths(field) for field in ("title", "body", "forms")]
    rows = zip(snapshot.days, snapshot.times, *names, *lengths, strict=True)
    return list(rows)


@pytest.mark.parametrize("asked", [1, 4])
@pytest.mark.parametrize("fanout", [2, 3, 8])
def test_a_snapshot_grown_from_others_is_the_one_opened_anew(index, monkeypatch, fanout, asked):
    monkeypatch.setattr("index.segment.merge.FANOUT", fanout)
    chance = random.Random(fanout)
    grown = None
    shown = set()
    for run in range(14):
        several = [
            article(
                f"{chance.randrange(40)}",
                body="kata " * chance.randrange(1, 9),
                source="Antara" if run < 3 else chance.choice(["ANTARA", "Warta Desa", None]),
                category=chance.choice(["Ekonomi", "ekonomi", f"Baru {run}"]),
                published=date(2020, 1, 1 + run),
            )
            for _ in range(chance.randrange(1, 4))
        ]
        index.update({each.id: each for each in several}.values())
        if run % 5 == 4:
            index.remove([several[0].id])
        grown = open_snapshot(index.path, grown)
        if run % asked == 1 % asked:  # some are joined by what follows, and by nothing before
            assert columns(grown) == columns(open_snapshot(index.path))
            shown |= {name for name in grown.sources.values if name.casefold() == "antara"}
    assert shown == {"Antara", "ANTARA"}, "the commonest spelling changes"


def test_names_of_sources_are_joined_when_they_are_asked_for(index):
    index.update([article("a", source="Antara"), article("b")])
    first = open_snapshot(index.path)
    assert not first._names
    assert first.sources.values == ["", "Antara"]
    assert first.sources is first.sources
    index.update([article("c", source="Warta")])
    second = open_snapshot(index.path, first)
    assert set(second._names) == {"source"}
    assert [second.sources.values[code] for code in second.sources.codes] == ["Antara", "", "Warta"]
    assert list(second.categories.codes) == [0, 0, 0]


def test_leaves_and_global_numbers_agree(index):
    for n in range(5):
        index.update([article(str(n), body=f"zq{n}")])
    s = open_snapshot(index.path)
    assert [base for _, base in s.leaves()] == list(range(5))
    for n in range(5):
        assert s.record(s.docnum_of(str(n))).id == str(n)
        assert list(s.reader.postings("body", f"zq{n}").all_ids()) == [s.docnum_of(str(n))]
    with pytest.raises(IndexError):
        s.record(-1)
    with pytest.raises(IndexError):
        s.record(5)


def test_eight_threads_share_a_snapshot(tmp_path):
    index = ArticleIndex.create(tmp_path / "i")
    for run in range(3):
        index.update(
            [
                article(f"{run}-{n}", body=f"sama zq{n % 50} isi{n} " * 20)
                for n in range(300 if run else 900)
            ]
        )
    snapshot = open_snapshot(index.path)
    assert any(
        size > SMALLEST_MAPPED for e in snapshot.contents.segments for size in e.files.values()
    )
    words = ["sama", *(f"zq{n}" for n in range(50))]

    def read(word):
        matcher = snapshot.reader.postings("body", word)
        found = []
        while matcher.is_active():
            found.append((matcher.id(), matcher.weight(), matcher.value_as("positions")[:3]))
            matcher.next()
        shown = [(snapshot.record(d).id, len(snapshot.body(d))) for d, _, _ in found[::40]]
        lengths = [snapshot.reader.doc_field_length(d, "body") for d, _, _ in found[::40]]
        return found, shown, lengths

    alone = {word: read(word) for word in words}
    start = threading.Barrier(8)

    def stress(seed):
        start.wait()
        return all(
            read(words[(seed * 7 + n) % len(words)]) == alone[words[(seed * 7 + n) % len(words)]]
            for n in range(25)
        )

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(stress, range(8)))


def test_readers_are_not_blocked_by_a_writer_and_see_whole_commits(index, many_commits):
    done = threading.Event()
    faults = []

    def read():
        while not done.is_set():
            try:
                ids = {int(id_) for id_ in held(index.path)}
                assert ids == set(range(len(ids)))
                assert len(ids) % 10 == 0
                assert len(ArticleIndex.open(index.path)) >= len(ids)
            except Exception as error:
                faults.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(2)]
    for thread in readers:
        thread.start()
    index.update(article(str(n)) for n in range(400))
    done.set()
    for thread in readers:
        thread.join()
    assert not faults
    assert len(index) == 400


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="needs /proc")
def test_many_small_segments_cost_no_file_descriptors(index, monkeypatch):
    monkeypatch.setattr("index.segment.merge.FANOUT", 100)
    for n in range(30):
        index.update([article(str(n))])
    before = len(list(OPEN_FILES.iterdir()))
    snapshots = [open_snapshot(index.path) for _ in range(20)]
    assert len(snapshots[0].segments) == 30
    assert len(list(OPEN_FILES.iterdir())) <= before + 1


def test_an_index_that_may_not_be_read(index, monkeypatch):
    index.update([article("a")])

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.listdir", refuse)
    with pytest.raises(IndexUnreadable, match="permission denied"):
        open_snapshot(index.path)
    with pytest.raises(IndexUnreadable):
        ArticleIndex.open(index.path)
    monkeypatch.undo()
    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(IndexUnreadable, match="permission denied"):
        open_snapshot(index.path)
