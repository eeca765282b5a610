"""The index directory: any name, a link, a relative path, and files that are not ours."""

import pytest

from index import ArticleIndex
from index.ingest import ingest
from index.names import comes_and_goes, generation_of, is_own
from index.snapshot import open_snapshot
from tests.index.helpers import article, files_in, held

FOREIGN = [
    "MAIN_notes.txt",
    "MAIN_0123456789abcdef.txt",
    "MAIN_0123456789abcdef.trm.bak",
    "MAIN_0123456789ABCDEF.trm",
    "MAIN_catatan.col",
    "MAIN_catatan.learned",
    "MAIN_0123456789abcdef.learned.bak",
    "MAIN.tmp",
    "_MAIN_notes.toc",
    "_MAIN_1.toc.bak",
    "_MAIN_.toc",
    "MAIN",
    "manifest.json",
    "catatan.txt",
    ".rahasia",
]


@pytest.mark.parametrize("name", FOREIGN)
def test_names_that_are_not_ours(name):
    assert not is_own(name)


@pytest.mark.parametrize(
    "name",
    [
        "MAIN_0123456789abcdef.trm",
        "MAIN_0123456789abcdef.pst",
        "MAIN_0123456789abcdef.record.col",
        "MAIN_0123456789abcdef._body_len.col",
        "MAIN_0123456789abcdef.learned",
        "_MAIN_12.toc",
        "_MAIN_12.toc.new",
        "manifest.new",
    ],
)
def test_names_that_come_and_go(name):
    assert comes_and_goes(name)
    assert is_own(name)


def test_names_that_stay():
    for name in ("manifest", "WRITELOCK"):
        assert is_own(name)
        assert not comes_and_goes(name)


def test_generations_by_name():
    assert generation_of("_MAIN_12.toc") == 12
    assert generation_of("_MAIN_12.toc.new") is None
    assert generation_of("_MAIN_12.toc\n") is None


def test_an_index_makes_only_files_of_its_own(index, many_commits):
    index.update(article(str(n)) for n in range(35))
    assert all(is_own(name) for name in files_in(index.path))


def test_foreign_files_and_folders_are_never_removed(index, many_commits):
    for name in FOREIGN:
        (index.path / name).write_text("milik orang")
    folder = index.path / "MAIN_fedcba9876543210.trm"
    folder.mkdir()
    (folder / "isi.txt").write_text("milik orang")
    index.update(article(str(n)) for n in range(35))
    index.remove(["1"])
    index.update([article("x")], rebuild=True)
    with pytest.raises(RuntimeError):
        index.update(broken())
    for name in FOREIGN:
        assert (index.path / name).read_text() == "milik orang"
    assert (folder / "isi.txt").read_text() == "milik orang"


def broken():
    yield article("y")
    raise RuntimeError


def test_left_overs_of_a_killed_run_go_with_the_next(index):
    index.update([article("a")])
    before = files_in(index.path)
    for name in (
        "MAIN_aaaaaaaaaaaaaaaa.pst",
        "MAIN_aaaaaaaaaaaaaaaa.text.col",
        "MAIN_aaaaaaaaaaaaaaaa.learned",
        "_MAIN_2.toc.new",
        "manifest.new",
    ):
        (index.path / name).write_bytes(b"half")
    index.update([article("a")])
    assert files_in(index.path) == before


@pytest.mark.parametrize("name", ["dengan spasi", "indeks-écrit-漢字-😀", "a'b\"c%s{}", "-i"])
def test_any_name(tmp_path, name):
    home = tmp_path / name
    index = ArticleIndex.create(home)
    index.update([article("a")])
    index.update([article("b")])
    assert set(held(home)) == {"a", "b"}
    assert index.path == home


def test_a_link_to_a_directory(tmp_path):
    (tmp_path / "asli").mkdir()
    link = tmp_path / "taut"
    link.symlink_to(tmp_path / "asli")
    index = ArticleIndex.create(link)
    index.update([article("a")])
    assert set(held(link)) == set(held(tmp_path / "asli")) == {"a"}
    assert link.is_symlink()
    (tmp_path / "b.txt").write_text("Judul\n\nIsi berita yang cukup panjang.\n")
    assert ingest(link, [tmp_path / "b.txt"]).added == 1
    assert set(held(tmp_path / "asli")) == {"a", "b.txt"}


def test_a_relative_path_means_the_place_where_it_was_opened(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    index = ArticleIndex.create("i")
    snapshot = open_snapshot("i")
    (tmp_path / "lain").mkdir()
    monkeypatch.chdir(tmp_path / "lain")
    index.update([article("a")])
    assert set(held(tmp_path / "i")) == {"a"}
    assert snapshot.path == tmp_path / "i"
    assert files_in(tmp_path / "lain") == []
