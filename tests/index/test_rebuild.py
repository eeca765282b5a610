"""Building an index anew: the old commit stands until the new one is whole."""

import pytest

from index import ArticleIndex, toc
from index.errors import IndexDamaged, IndexOutdated
from index.ingest import ingest
from index.snapshot import open_snapshot
from tests.index.helpers import article, files_in, held


def write(folder, *names):
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(f"Judul {name}\n\nIsi berita {name} yang panjang.\n")


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "arsip", "a", "b", "c")
    return tmp_path / "arsip"


def damage_contents(home):
    path = next(home.glob("*.toc"))
    path.write_bytes(path.read_bytes()[:-3])


def damage_segment(home):
    path = next(home.glob("*.seg"))
    path.write_bytes(path.read_bytes()[:-1])


def lose_segment(home):
    next(home.glob("*.seg")).unlink()


def outdate(home):
    contents = toc.read_contents(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toc, "FORMAT", 1)
        toc.write_contents(home, toc.msgspec.structs.replace(contents, format=1))


DAMAGES = [damage_contents, damage_segment, lose_segment, outdate]


def test_a_rebuilt_index_holds_these_sources_and_no_others(tmp_path, folder):
    home = tmp_path / "i"
    ArticleIndex.create(home).update([article("lama")])
    before = open_snapshot(home)
    report = ingest(home, [folder], rebuild=True)
    assert (report.added, report.updated, report.unchanged, report.removed) == (3, 0, 0, 0)
    assert set(held(home)) == {"a.txt", "b.txt", "c.txt"}
    after = open_snapshot(home)
    assert after.generation > before.generation
    assert after.contents.index_id != before.contents.index_id
    again = ingest(home, [folder])
    assert (again.added, again.unchanged) == (0, 3)


def test_the_old_commit_is_seen_until_the_end(tmp_path, many_commits):
    home = tmp_path / "i"
    index = ArticleIndex.create(home)
    index.update([article("lama")])
    files = files_in(home)

    def source():
        for n in range(45):
            yield article(str(n))
            assert set(held(home)) == {"lama"}
            assert set(files) <= set(files_in(home))

    assert index.update(source(), rebuild=True).added == 45
    assert set(held(home)) == {str(n) for n in range(45)}


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_an_interrupted_rebuild_leaves_the_old_index_and_no_files(tmp_path, many_commits, stop):
    home = tmp_path / "i"
    index = ArticleIndex.create(home)
    index.update([article("lama")])
    files = files_in(home)

    def source():
        yield from (article(str(n)) for n in range(45))
        raise stop

    with pytest.raises(stop):
        index.update(source(), rebuild=True)
    assert set(held(home)) == {"lama"}
    assert files_in(home) == files
    assert index.update([article("baru")]).added == 1


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_outdated_index_can_be_rebuilt(tmp_path, folder, damage):
    home = tmp_path / "i"
    ingest(home, [folder])
    damage(home)
    expected = IndexOutdated if damage is outdate else IndexDamaged
    for use in (open_snapshot, ArticleIndex.open, lambda home: ingest(home, [folder])):
        with pytest.raises(expected, match="--rebuild"):
            use(home)
    assert ingest(home, [folder], rebuild=True).added == 3
    assert set(held(home)) == {"a.txt", "b.txt", "c.txt"}
    assert sum(name.endswith((".toc", ".seg")) for name in files_in(home)) == 2
    assert ingest(home, [folder]).unchanged == 3


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_interrupted_rebuild_of_a_damaged_index_changes_nothing(tmp_path, folder, damage):
    home = tmp_path / "i"
    ingest(home, [folder])
    damage(home)
    files = {path.name: path.read_bytes() for path in home.iterdir()}

    def interrupt(progress):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(home, [folder], rebuild=True, progress=interrupt)
    assert {path.name: path.read_bytes() for path in home.iterdir()} == files


def test_rebuild_makes_an_index_where_there_is_none(tmp_path, folder):
    assert ingest(tmp_path / "i", [folder], rebuild=True).added == 3


def test_rebuild_from_nothing_is_an_empty_index(tmp_path):
    home = tmp_path / "i"
    ArticleIndex.create(home).update([article("lama")])
    ingest(home, [], rebuild=True)
    assert held(home) == {}
    assert len(ArticleIndex.open(home)) == 0
