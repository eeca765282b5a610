"""A power cut may come at any moment: what is flushed to disk, and in what order."""

import os
import stat
from pathlib import Path

import pytest

from index import ArticleIndex
from index.names import MANIFEST_NAME
from index.snapshot import open_snapshot
from index.storage import finish_removals, write_durably
from tests.index.helpers import article, files_in

pytestmark = pytest.mark.skipif(os.name == "nt", reason="directories cannot be flushed there")


@pytest.fixture
def log(monkeypatch):
    """What is done to the disk: ("sync", name, size), ("rename", name, None), ("remove", ...)."""
    done = []
    fsync, replace, unlink = os.fsync, Path.replace, Path.unlink

    def record_fsync(handle):
        path = Path(f"/proc/self/fd/{handle}").readlink()
        status = os.fstat(handle)
        is_folder = stat.S_ISDIR(status.st_mode)
        done.append(
            ("sync", "." if is_folder else path.name, None if is_folder else status.st_size)
        )
        fsync(handle)

    def record_replace(self, target):
        done.append(("rename", Path(target).name, None))
        return replace(self, target)

    def record_unlink(self, missing_ok=False):
        done.append(("remove", self.name, None))
        return unlink(self, missing_ok=missing_ok)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs /proc to name open files")
    monkeypatch.setattr(os, "fsync", record_fsync)
    monkeypatch.setattr(Path, "replace", record_replace)
    monkeypatch.setattr(Path, "unlink", record_unlink)
    return done


def test_files_then_contents_then_rename_then_folder(tmp_path, log, monkeypatch):
    monkeypatch.setattr("index.segment.merge.FANOUT", 2)
    index = ArticleIndex.create(tmp_path / "i")
    index.update([article("a")])
    old = files_in(index.path)
    log.clear()
    # What is learned of an acronym is written with the article that defines it.
    index.update([article("b", body="Komisi Air Bersih (KAB) hadir.")])
    finish_removals()
    contents = open_snapshot(index.path).contents
    toc = f"_MAIN_{contents.generation}.toc"
    files = {name: size for entry in contents.segments for name, size in entry.files.items()}
    assert contents.learned
    files[contents.learned] = contents.learned_size
    steps = [(kind, name) for kind, name, _ in log]
    # The contents may be flushed at the same time as the files, and are renamed after both.
    files[f"{toc}.new"] = (index.path / toc).stat().st_size
    written = len(files)
    assert sorted(log[:written]) == sorted(("sync", name, size) for name, size in files.items())
    assert steps[written : written + 2] == [("rename", toc), ("sync", ".")]
    rest = steps[written + 2 :]
    assert {kind for kind, _ in rest} == {"remove"}
    assert {name for _, name in rest} == {name for name in old if "MAIN_" in name}


def test_a_new_index_is_durable(tmp_path, log):
    ArticleIndex.create(tmp_path / "i")
    assert [(kind, name) for kind, name, _ in log] == [
        ("sync", "_MAIN_0.toc.new"),
        ("rename", "_MAIN_0.toc"),
        ("sync", "."),
    ]


def test_a_removal_is_durable_and_writes_no_segment(tmp_path, log):
    index = ArticleIndex.create(tmp_path / "i")
    index.update([article("a"), article("b")])
    log.clear()
    index.remove(["a"])
    finish_removals()
    assert [(kind, name) for kind, name, _ in log] == [
        ("sync", "_MAIN_2.toc.new"),
        ("rename", "_MAIN_2.toc"),
        ("sync", "."),
        ("remove", "_MAIN_1.toc"),
    ]


def test_nothing_is_written_where_nothing_changed(tmp_path, log):
    index = ArticleIndex.create(tmp_path / "i")
    index.update([article("a")])
    log.clear()
    index.update([article("a")])
    assert log == []


def test_the_manifest_follows_the_commit(tmp_path, log):
    from index.ingest import ingest

    (tmp_path / "a.txt").write_text("Judul\n\nIsi berita yang cukup panjang.\n")
    ingest(tmp_path / "i", [tmp_path / "a.txt"])
    renames = [name for kind, name, _ in log if kind == "rename"]
    assert renames[:3] == ["_MAIN_0.toc", "_MAIN_1.toc", MANIFEST_NAME]


@pytest.mark.parametrize("fault", [OSError(5, "I/O error"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_write_durably_leaves_the_old_content(tmp_path, monkeypatch, fault, step):
    path = tmp_path / "x"
    write_durably(path, b"lama")

    def fail(*args):
        raise fault

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(type(fault)):
        write_durably(path, b"baru")
    assert files_in(tmp_path) == ["x"]
    assert path.read_bytes() == b"lama"
