"""A flipped bit is found and named; what is stored is mended, what is lost is read again."""

from contextlib import suppress
from datetime import date, datetime, timezone

import pytest

from corpus import Article
from index import ArticleIndex, learned
from index.acronyms import FEW, WrittenAcronyms
from index.check import Damage, check_index
from index.errors import IndexDamaged, IndexLocked, IndexMissing
from index.ingest import ingest
from index.lock import WriterLock
from index.manifest import load_manifest
from index.repair import repair_index
from index.segment import documents
from index.segment.file import SegmentFile
from index.snapshot import open_snapshot
from tests.index.forging import put, with_section
from tests.index.helpers import article, expected, held, held_postings

FOUND = [
    article(
        str(n),
        body=f"Komisi Air Bersih (KAB) membahas kata{n} di Desa Zulkiran. " * 20,
        source=f"S{n % 7}",
        category="Desa",
        published=[None, date(2025, 1, 2), datetime(2025, 1, 2, 3, tzinfo=timezone.utc)][n % 3],
        made=frozenset([{"title"}, {"id"}, set(), {"id", "title"}][n % 4]),
    )
    for n in range(30)
]


@pytest.fixture
def home(tmp_path):
    """An index of two segments; of the first an article is deleted."""
    index = ArticleIndex.create(tmp_path / "i")
    index.update(FOUND[:20])
    index.update(FOUND[20:])
    index.remove(["3"])
    return index.path


LEFT = [a for a in FOUND if a.id != "3"]


def segments(home):
    return sorted(home.glob("*.seg"), key=lambda path: -path.stat().st_size)


def flip(path, place):
    data = bytearray(path.read_bytes())
    data[place] ^= 0x10
    path.write_bytes(data)


def test_a_sound_index(home):
    findings = check_index(home)
    assert findings.sound
    assert findings.articles == 29
    assert findings.files == 4


def test_no_index(tmp_path):
    with pytest.raises(IndexMissing):
        check_index(tmp_path)


def sections(path):
    file = SegmentFile(path.parent, path.name)
    return {
        name: section.start + len(section) // 2
        for name, section in file.sections.items()
        if len(section)
    }


def read_everything(home):
    held(home)
    held_postings(home)
    ArticleIndex(home).update([])
    with ArticleIndex(home).session() as session:
        list(session.known)


def test_a_flip_in_each_section_is_found_refused_and_mended(home, tmp_path):
    whole = {path.name: path.read_bytes() for path in home.iterdir()}
    path = segments(home)[0]
    expected_terms = held_postings(home)
    tried = 0
    for section, place in sections(path).items():
        flip(path, place)
        findings = check_index(home)
        assert (path.name, section) in {(one.file, one.section) for one in findings.damage}
        assert findings.damaged_files() == {path.name}
        with pytest.raises(IndexDamaged) as error:
            read_everything(home)
        assert path.name in error.value.message
        assert "telusur check" in error.value.remedy
        repaired = repair_index(home, findings)
        assert repaired.possible
        assert check_index(home).sound
        lost = {a.id for a in LEFT} - held(home).keys()
        assert len(lost) == repaired.lost
        assert held(home) == expected(a for a in LEFT if a.id not in lost)
        if not repaired.lost:
            assert held_postings(home) == expected_terms
        for old in home.iterdir():
            old.unlink()
        for name, data in whole.items():
            (home / name).write_bytes(data)
        tried += 1
    assert tried > 20


def test_ids_in_another_order_are_found_and_mended(tmp_path, monkeypatch):
    """What no checksum tells: the writer itself was wrong."""
    right = documents._places_in_order
    monkeypatch.setattr(documents, "_places_in_order", lambda ids: right(ids)[::-1])
    index = ArticleIndex.create(tmp_path / "i")
    index.update(FOUND[:20])
    monkeypatch.undo()
    findings = check_index(index.path)
    assert [(d.section, d.what) for d in findings.damage] == [
        ("id.order", "article 0 has another id")
    ]
    repair_index(index.path, findings)
    assert check_index(index.path).sound
    assert held(index.path) == expected(FOUND[:20])


def test_ids_that_are_no_text_are_found_and_mended(home):
    """Under checksums that are right."""
    name = segments(home)[0].name
    ids = bytes(SegmentFile(home, name)["id.terms"].whole())
    put(home, name, with_section(home, name, "id.terms", ids.replace(b"1", b"\xff")))
    snapshot = open_snapshot(home)
    with pytest.raises(IndexDamaged):
        list(map(snapshot.id_of, range(20)))
    findings = check_index(home)
    assert [damage.section for damage in findings.damage] == ["id.terms"]
    repair_index(home, findings)
    assert check_index(home).sound
    assert held(home) == expected(LEFT)


def test_ids_are_found_without_their_records(home):
    """Where they are written as by an earlier version, in the records."""
    snapshot = open_snapshot(home)
    living = [n for n in range(snapshot.doc_count_all) if n not in snapshot.deleted]
    assert sorted(map(snapshot.id_of, living)) == sorted(a.id for a in LEFT)
    assert all(snapshot.id_of(n) == snapshot.record(n).id for n in living)
    for segment in snapshot.segments:
        found = segment.opened.documents
        without = documents.Documents(segment.opened.file, len(found))
        del segment.opened.file.sections["id.order"]
        assert [without.id(n) for n in range(len(found))] == [
            found.id(n) for n in range(len(found))
        ]
        with pytest.raises(IndexError):
            found.id(len(found))


def test_terms_alone_that_are_damaged_cost_no_article(home):
    path = segments(home)[0]
    before = open_snapshot(home).learned
    for section in [name for name in sections(path) if name.startswith("body.")]:
        flip(segments(home)[0], sections(segments(home)[0])[section])
        repaired = repair_index(home, check_index(home))
        assert repaired.lost == 0
        assert held(home) == expected(LEFT)
        assert open_snapshot(home).learned == before, "no acronym is counted twice"


@pytest.mark.parametrize("place", [3, 9, -3, -30, -50])
def test_a_segment_that_cannot_be_opened_loses_its_articles(home, place):
    small = segments(home)[1]
    flip(small, place)
    findings = check_index(home)
    assert findings.damaged_files() == {small.name}
    repaired = repair_index(home, findings)
    assert (repaired.reindexed, repaired.lost) == (0, 10)
    assert check_index(home).sound
    assert len(held(home)) == 19
    report = ArticleIndex(home).update(LEFT)
    assert (report.added, report.unchanged) == (10, 19)


def test_a_segment_that_is_missing_or_of_another_size(home):
    small = segments(home)[1]
    small.write_bytes(small.read_bytes() + b"x")
    assert check_index(home).damaged_files() == {small.name}
    small.unlink()
    findings = check_index(home)
    assert findings.damage == [Damage(small.name, "", "it is missing")]
    assert repair_index(home, findings).lost == 10
    assert check_index(home).sound


def test_what_was_learned_is_damaged(home):
    path = next(home.glob("*.learned"))
    flip(path, 100)
    # What was read from this file before, under this name, is remembered.
    learned._read.cache_clear()
    with pytest.raises(IndexDamaged, match=path.name):
        open_snapshot(home)
    findings = check_index(home)
    assert findings.damaged_files() == {path.name}
    repaired = repair_index(home, findings)
    assert (repaired.reindexed, repaired.lost) == (29, 0)
    assert held(home) == expected(LEFT)
    assert {a.short for a in open_snapshot(home).learned.acronyms} == {"KAB"}
    assert check_index(home).sound


@pytest.mark.parametrize(
    "acronyms",
    [
        b"5",
        b"null",
        b'[{"short":"KAB"}]',
        b'[{"short":"KAB","long":"Komisi \xff","count":1,"article_id":"1"}]',
        b'[ {"long":"Komisi Air","short":"KAB","count":1,"article_id":"1"} ]',
    ],
)
def test_acronyms_that_make_no_sense_are_found_and_mended(home, acronyms):
    """Under a checksum that is right."""
    path = next(home.glob("*.learned"))
    body = path.read_bytes().partition(b"\n")[2]
    start, end = body.index(b'"acronyms":') + len(b'"acronyms":'), body.rindex(b',"articles"')
    body = body[:start] + acronyms + body[end:]
    put(home, path.name, learned._seal(body) + b"\n" + body)
    learned._read.cache_clear()
    known = open_snapshot(home).learned.acronyms
    assert isinstance(known, WrittenAcronyms)
    for _ in range(FEW):
        with suppress(IndexDamaged):
            known.by_short("kab"), known.by_first("komisi")
    with pytest.raises(IndexDamaged):
        known.by_short("kab")
    with pytest.raises(IndexDamaged):
        ArticleIndex.open(home).update([article("baru", body=FOUND[0].body)])
    findings = check_index(home)
    assert [damage.file for damage in findings.damage] == [path.name]
    repair_index(home, findings)
    assert check_index(home).sound
    assert held(home) == expected(LEFT)
    assert [each.short for each in open_snapshot(home).learned.acronyms] == ["KAB"]


def test_a_damaged_table_of_contents_is_not_guessed_at(home):
    path = next(home.glob("*.toc"))
    flip(path, 200)
    findings = check_index(home)
    assert findings.damaged_files() == {path.name}
    before = {file.name: file.read_bytes() for file in home.iterdir()}
    assert not repair_index(home, findings).possible
    assert before == {file.name: file.read_bytes() for file in home.iterdir()}


def test_articles_that_are_lost_are_read_again(tmp_path):
    folder = tmp_path / "arsip"
    folder.mkdir()
    for n in range(12):
        (folder / f"{n:02}.txt").write_text(f"Judul {n}\n\nIsi berita nomor {n} yang panjang.\n")
    home = tmp_path / "i"
    ingest(home, [folder])
    (folder / "baru.txt").write_text("Judul baru\n\nIsi berita baru yang cukup panjang.\n")
    ingest(home, [folder])
    (large, _) = segments(home)
    flip(large, sections(large)["bodies"])
    repaired = repair_index(home, check_index(home))
    assert repaired.lost > 0
    report = ingest(home, [folder])
    assert report.added == repaired.lost
    assert report.unchanged == 13 - repaired.lost
    assert len(held(home)) == 13


def test_a_damaged_manifest_is_found_and_dropped(tmp_path):
    (tmp_path / "a.txt").write_text("Judul\n\nIsi berita yang cukup panjang.\n")
    home = tmp_path / "i"
    ingest(home, [tmp_path / "a.txt"])
    flip(home / "manifest", 80)
    findings = check_index(home)
    assert findings.damage == [Damage("manifest", "", "it does not match its checksum")]
    repair_index(home, findings)
    assert check_index(home).sound
    assert load_manifest(home, "").files == {}
    assert ingest(home, [tmp_path / "a.txt"]).unchanged == 1


def test_a_repair_waits_for_no_writer(home, monkeypatch):
    monkeypatch.setattr("index.article_index.LOCK_WAIT_SECONDS", 0)
    flip(segments(home)[0], 100)
    findings = check_index(home)
    lock = WriterLock(home)
    assert lock.acquire()
    try:
        with pytest.raises(IndexLocked):
            repair_index(home, findings)
    finally:
        lock.release()


def test_a_commit_in_between_is_not_undone(home):
    flip(segments(home)[0], 100)
    findings = check_index(home)
    ArticleIndex(home).update([Article(id="baru", title="Baru", body="Isi.")], rebuild=True)
    repair_index(home, findings)
    assert set(held(home)) == {"baru"}
