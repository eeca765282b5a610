"""A file that is not what its writer left: said in words, never taken for whole, never run."""

import contextlib
import copyreg
import os
import pickle
import sys
from pathlib import Path

import pytest
import whoosh
from whoosh.reading import TermNotFound

from index import ArticleIndex, learned, toc
from index.errors import IndexDamaged, IndexFault, IndexMissing, IndexOutdated
from index.segment.file import SegmentFile
from index.snapshot import open_snapshot
from tests.index.forging import contents_path, put, reseal, segments_of, with_section
from tests.index.helpers import article, expected, held, held_postings

FOUND = [article(str(n), body=f"isi kata{n} sama " * 20, source=f"S{n % 7}") for n in range(40)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The files of a sound index of two segments, by name."""
    home = tmp_path_factory.mktemp("whole")
    index = ArticleIndex.create(home)
    index.update(FOUND[:20])
    index.update(FOUND[20:])
    return {path.name: path.read_bytes() for path in home.iterdir()}


@pytest.fixture
def home(whole, tmp_path):
    for name, data in whole.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_the_index_is_sound_to_begin_with(home):
    assert held(home) == expected(FOUND)


def test_missing(tmp_path):
    for place in (tmp_path, tmp_path / "tiada"):
        for use in (open_snapshot, ArticleIndex.open, lambda p: len(ArticleIndex(p))):
            with pytest.raises(IndexMissing) as error:
                use(place)
            assert str(place) in error.value.message
            assert error.value.remedy


@pytest.mark.parametrize("change", ["missing", "truncated", "extended", "empty"])
def test_every_file_of_a_commit_is_looked_at(home, whole, change):
    for name, data in whole.items():
        if not name.startswith("MAIN_"):
            continue
        path = home / name
        if change == "missing":
            path.unlink()
        else:
            path.write_bytes(
                {"truncated": data[:-1], "extended": data + b"x", "empty": b""}[change]
            )
        for use in (open_snapshot, ArticleIndex.open, lambda h: ArticleIndex(h).update([])):
            with pytest.raises(IndexDamaged) as error:
                use(home)
            assert name in error.value.message
            assert "--rebuild" in error.value.remedy
        path.write_bytes(data)
    open_snapshot(home)


def test_any_bit_flip_in_the_table_of_contents(home):
    path = contents_path(home)
    data = path.read_bytes()
    for place in range(len(data)):
        damaged = bytearray(data)
        damaged[place] ^= 1 << place % 8
        path.write_bytes(damaged)
        with pytest.raises(IndexDamaged):
            toc.read_contents(home)
    path.write_bytes(data)
    open_snapshot(home)


@pytest.mark.parametrize("length", [0, 1, 20, 60, 200, -1])
def test_a_table_of_contents_cut_short(home, length):
    path = contents_path(home)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(IndexDamaged):
        open_snapshot(home)


@pytest.mark.parametrize(
    "changes", [{"format": 1}, {"format": 99}, {"schema": 0}, {"format": None}]
)
def test_another_format_is_outdated_not_damaged(home, changes):
    reseal(home, **changes)
    for use in (open_snapshot, ArticleIndex.open):
        with pytest.raises(IndexOutdated, match="format") as error:
            use(home)
        assert "--rebuild" in error.value.remedy


def test_a_format_is_recognised_as_old_after_it_was_raised(home, monkeypatch):
    monkeypatch.setattr(toc, "FORMAT", toc.FORMAT + 1)
    with pytest.raises(IndexOutdated):
        open_snapshot(home)


def test_a_table_of_contents_that_lies(home):
    first, second = segments_of(home)
    for lie in (
        {"generation": 7},
        {"segments": [{**first, "id": "../../etc/passwd"}]},
        {"segments": [{**first, "id": "x"}]},
        {"segments": [{**first, "deleted": [20]}]},
        {"segments": [{**first, "deleted": [-1]}]},
        {"segments": [{**first, "documents": 10**9}, second]},
        {"segments": [{**first, "documents": 19}, second]},
        {"segments": [{**first, "documents": -1}, second]},
        {"segments": "x"},
    ):
        original = contents_path(home).read_bytes()
        reseal(home, **lie)
        with pytest.raises(IndexDamaged):
            use_everything(home)
        contents_path(home).write_bytes(original)


def test_a_file_of_another_kind_with_a_name_like_a_table_of_contents(home):
    (home / "_MAIN_99.toc").write_text("catatan")
    with pytest.raises(IndexDamaged, match=r"_MAIN_99\.toc"):
        open_snapshot(home)


def test_any_damage_of_any_file_ends_in_words(home, whole):
    """Where a flip goes unnoticed, wrong text may be shown; nothing but IndexFault is raised."""
    caught = 0
    for name, data in whole.items():
        if not name.startswith("MAIN_"):
            continue
        for place in range(0, len(data), max(1, len(data) // 12)):
            for flip in (0xFF, 0x01):
                damaged = bytearray(data)
                damaged[place] ^= flip
                (home / name).write_bytes(damaged)
                try:
                    use_everything(home)
                except IndexFault:
                    caught += 1
        (home / name).write_bytes(data)
    assert caught > 50
    assert held(home) == expected(FOUND)


def use_everything(home):
    snapshot = open_snapshot(home)
    for column in (snapshot.sources, snapshot.categories):
        assert max(column.codes, default=0) < len(column.values)
    for n in range(snapshot.doc_count_all):
        snapshot.record(n)
        snapshot.body(n)
    for leaf, _ in snapshot.leaves():
        for field, term in leaf.all_terms():
            # A term that is no UTF-8 or not where it should be.
            with contextlib.suppress(TermNotFound, UnicodeDecodeError):
                matcher = leaf.postings(field, term)
                while matcher.is_active():
                    matcher.value_as("positions") if field in ("title", "body") else matcher.value()
                    matcher.next()
        cursor = leaf.cursor("body")
        while cursor.is_valid():
            assert cursor.term_info().doc_frequency() >= 0
            cursor.next()
    with ArticleIndex(home).session() as session:
        list(session.known)


# Attacks: files that would run code if anything in them were taken for a pickle.


class Evil:
    def __reduce__(self):
        return os.system, ("touch EXECUTED",)


class Built:
    """Its state is set while it is read."""

    def __setstate__(self, state):
        Path("EXECUTED").touch()


def attacks():
    command = b"touch EXECUTED"
    yield "reduce", pickle.dumps(Evil(), 0)
    yield "stack global", pickle.dumps(Evil(), 4)
    yield "global", b"cos\nsystem\n(S'touch EXECUTED'\ntR."
    yield "inst", b"(S'touch EXECUTED'\nios\nsystem\n."
    yield "obj", b"(cos\nsystem\nS'touch EXECUTED'\no."
    yield "build", pickle.dumps(Built(), 2)[:-1] + b"}b."
    yield "persistent id", b"Pos.system\n."
    yield "binary persistent id", b"U\x09os.system" + b"Q."
    yield "newobj", b"\x80\x02cos\nsystem\nU\x0e" + command + b"\x85\x81."
    yield "extension", b"\x80\x02\x82\xf0U\x0e" + command + b"\x85R."
    yield "nested", pickle.dumps({"fieldmap": Evil(), "indextype": "I", "indexlen": 1}, 2)


@pytest.fixture(params=list(attacks()), ids=lambda attack: attack[0])
def attack(request, tmp_path, monkeypatch):
    """A pickle that would make a file, and the certainty that it was not made."""
    work = tmp_path / "kerja"
    work.mkdir()
    monkeypatch.chdir(work)
    # The extension registry: known to the process, and remembered from an earlier use.
    copyreg.add_extension("os", "system", 0xF0)
    try:
        pickle.loads(b"\x80\x02\x82\xf0.")
        yield request.param[1]
    finally:
        copyreg.remove_extension("os", "system", 0xF0)
        copyreg.clear_extension_cache()
    assert not (work / "EXECUTED").exists()


def test_the_attacks_are_real(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("reduce", "stack global", "global", "inst", "obj"):
        pickle.loads(dict(attacks())[name])
        assert (tmp_path / "EXECUTED").exists()
        (tmp_path / "EXECUTED").unlink()


def refused(home):
    with pytest.raises(IndexFault) as error:
        use_everything(home)
    assert error.value.remedy


def test_a_pickle_in_place_of_the_table_of_contents(home, attack):
    contents_path(home).write_bytes(attack)
    refused(home)
    head = b"telusur-toc 1 "
    contents_path(home).write_bytes(head + b"0" * 32 + b"\n" + attack)
    refused(home)
    contents_path(home).write_bytes(toc._seal(attack) + b"\n" + attack)
    refused(home)


def test_a_pickle_in_place_of_any_file_of_a_commit(home, whole, attack):
    for name, data in whole.items():
        # What was read from this file before, under this name, is remembered.
        learned._read.cache_clear()
        if name.startswith("MAIN_"):
            put(home, name, attack * 50)
            refused(home)
            put(home, name, data)


def test_a_pickle_in_place_of_any_section_under_right_checksums(home, whole, attack):
    name = f"MAIN_{segments_of(home)[0]['id']}.seg"
    refusals = 0
    sections = list(SegmentFile(home, name).sections)
    assert len(sections) > 20
    for section in sections:
        original = bytes(SegmentFile(home, name)[section].whole())
        fitting = (attack * (len(original) // len(attack) + 1))[: len(original)]
        for data in (attack, attack * 50, fitting, original + attack, attack + original):
            put(home, name, with_section(home, name, section, data))
            try:
                use_everything(home)
            except IndexFault:
                refusals += 1
            put(home, name, whole[name])
    # Numbers, and the bytes of a digest, may be any.
    assert refusals > 3 * len(sections)


def test_no_pickle_is_read_or_written_by_anything_we_do(tmp_path, monkeypatch):
    """Every function of every Whoosh module that could unpickle is booby-trapped."""
    trapped = 0

    def trap(*args, **kwargs):
        raise AssertionError("a pickle was used")

    names = ("load", "loads", "dump", "dumps", "load_pickle", "dump_pickle")
    for module_name, module in list(sys.modules.items()):
        if module_name.partition(".")[0] in ("whoosh", "pickle", "_pickle"):
            for name in names:
                found = getattr(module, name, None)
                if getattr(found, "__module__", None) in ("pickle", "_pickle"):
                    monkeypatch.setattr(module, name, trap)
                    trapped += 1
            for name in ("Unpickler", "Pickler"):
                if hasattr(module, name):
                    monkeypatch.setattr(module, name, trap)
    assert trapped >= 8
    monkeypatch.setattr("index.segment.merge.FANOUT", 2)
    index = ArticleIndex.create(tmp_path / "i")
    index.update(FOUND[:30])
    index.update(FOUND[10:])
    index.remove(["3"])
    rest = [a for a in FOUND if a.id != "3"]
    assert held(index.path) == expected(rest)
    assert held_postings(index.path)
    use_everything(index.path)


def test_whoosh_is_left_as_it_is():
    """A program may keep a Whoosh index of its own beside ours."""
    from whoosh import columns
    from whoosh.codec import whoosh3
    from whoosh.filedb import structfile

    assert whoosh3.loads is columns.loads is pickle.loads
    assert structfile.load_pickle is pickle.load
    assert whoosh.__version__ == (2, 7, 4)
