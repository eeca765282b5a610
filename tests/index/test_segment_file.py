"""The file of a segment: what was written is read, and a flipped bit is never taken for it."""

import contextlib
import struct
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexDamaged, IndexOutdated
from index.segment.file import SegmentFile, SegmentFileWriter
from index.segment.pages import PAGE
from index.storage import NewFile
from tests.index.helpers import patient

NAME = "MAIN_0123456789abcdef.seg"
SECTIONS = {
    "empty": b"",
    "short": b"abc",
    "long": bytes(range(256)) * 300,
    "body.terms": b"x" * (PAGE * 2),
}


def write(home, sections):
    writer = SegmentFileWriter(NewFile(home / NAME), home)
    for name, data in sections.items():
        writer.section(name, data)
    assert writer.finish() == (home / NAME).stat().st_size
    return SegmentFile(home, NAME)


@patient
@given(st.dictionaries(st.text(max_size=6), st.binary(max_size=300), max_size=6), st.integers(0, 9))
def test_sections_come_back_as_they_were_written(tmp_path_factory, sections, factor):
    sections = {name: data * 37**factor if factor < 3 else data for name, data in sections.items()}
    file = write(tmp_path_factory.mktemp("f"), sections)
    assert {name: bytes(file[name].whole()) for name in file.sections} == sections
    assert all(section.start % 8 == 0 for section in file.sections.values())


def test_parts_of_a_section(tmp_path):
    file = write(tmp_path, SECTIONS)
    assert bytes(file["long"].read(256, 4)) == b"\x00\x01\x02\x03"
    for start, length in ((0, 4), (-1, 2), (4, 0), (1, -1)):
        with pytest.raises(IndexDamaged, match="section short"):
            file["short"].read(start, length)
    with pytest.raises(IndexDamaged, match=f"{NAME}: section none: it is missing"):
        file["none"]


def test_sections_that_are_written_in_pieces_and_by_way_of_a_spool(tmp_path, monkeypatch):
    monkeypatch.setattr("index.segment.file._SPOOL_SIZE", 1000)
    writer = SegmentFileWriter(NewFile(tmp_path / NAME), tmp_path)
    spool = writer.spool()
    writer.begin("one")
    for n in range(3000):
        writer.write(b"%04d" % n)
        assert writer.position == 4 * (n + 1)
        spool.write(b"%03d" % (n % 1000))
    writer.copy("two", spool)
    with pytest.raises(ValueError, match="one already"):
        writer.begin("one")
    writer.finish()
    file = SegmentFile(tmp_path, NAME)
    assert bytes(file["one"].whole()) == b"".join(b"%04d" % n for n in range(3000))
    assert bytes(file["two"].whole()) == b"".join(b"%03d" % (n % 1000) for n in range(3000))
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def read_all(home):
    file = SegmentFile(home, NAME)
    for section in file.sections.values():
        section.whole()
    file.verify_pages(0, file._end)


def test_any_flipped_bit_is_found(tmp_path):
    whole = write(tmp_path, SECTIONS)
    data = (tmp_path / NAME).read_bytes()
    end = whole._end
    places = [*range(40), *range(40, end, 997), *range(end - 20, len(data))]
    for place in places:
        damaged = bytearray(data)
        damaged[place] ^= 1 << place % 8
        (tmp_path / NAME).write_bytes(damaged)
        with pytest.raises(IndexDamaged, match=NAME):
            read_all(tmp_path)


def test_damage_names_its_section_and_lets_the_others_be(tmp_path):
    write(tmp_path, SECTIONS)
    data = bytearray((tmp_path / NAME).read_bytes())
    data[data.index(b"x" * PAGE) + PAGE] ^= 4
    (tmp_path / NAME).write_bytes(data)
    file = SegmentFile(tmp_path, NAME)
    assert bytes(file["short"].whole()) == b"abc"
    file["body.terms"].read(0, 1)
    for _ in range(2):
        with pytest.raises(IndexDamaged, match=rf"{NAME}: section body\.terms: page \d"):
            file["body.terms"].whole()


@pytest.mark.parametrize("length", [0, 1, 15, 16, 55, 56, 57, 5000, -1])
def test_cut_short(tmp_path, length):
    write(tmp_path, SECTIONS)
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(IndexDamaged, match=NAME):
        SegmentFile(tmp_path, NAME)


def seal(data, end):
    """Give a file whose table begins at ``end`` the checksum that fits what is in it."""
    start = len(data) - 40
    checksum = zlib.crc32(data[end : start + 28], zlib.crc32(data[:16]))
    struct.pack_into("<I", data, start + 28, checksum)


def test_another_version_is_outdated(tmp_path):
    end = write(tmp_path, SECTIONS)._end
    path = tmp_path / NAME
    data = bytearray(path.read_bytes())
    data[8] = 99
    path.write_bytes(data)
    with pytest.raises(IndexDamaged):
        SegmentFile(tmp_path, NAME)
    seal(data, end)
    path.write_bytes(data)
    with pytest.raises(IndexOutdated):
        SegmentFile(tmp_path, NAME)


@patient
@given(st.data())
def test_a_table_that_lies_under_a_right_checksum(tmp_path_factory, data):
    """Whoever makes a file on purpose gets an error in words, too."""
    home = tmp_path_factory.mktemp("f")
    end = write(home, {"a": b"12345678", "b": b"1"})._end
    path = home / NAME
    found = bytearray(path.read_bytes())
    start = len(found) - 40
    for _ in range(data.draw(st.integers(1, 4))):
        found[data.draw(st.integers(end, start + 27))] = data.draw(st.integers(0, 255))
    seal(found, end)
    path.write_bytes(found)
    with contextlib.suppress(IndexDamaged):
        read_all(home)


def test_pages_are_verified_once_whatever_thread_reads_them(tmp_path):
    file = write(tmp_path, {"long": bytes(PAGE * 200)})
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: file["long"].read(n * 102, 3200), range(8001)))
    with (tmp_path / NAME).open("r+b") as changed:
        changed.seek(PAGE)
        changed.write(b"\1")
    assert file["long"].whole()[PAGE - 16] == 1
    with pytest.raises(IndexDamaged):
        SegmentFile(tmp_path, NAME)["long"].whole()


def test_a_large_file_opens_at_once(tmp_path):
    write(tmp_path, {"long": bytes(64 * 2**20)})
    best = 1.0
    for _ in range(20):
        start = time.perf_counter()
        SegmentFile(tmp_path, NAME)
        best = min(best, time.perf_counter() - start)
    assert best < 0.001
