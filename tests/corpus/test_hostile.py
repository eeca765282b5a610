"""Sources that mean harm, or came to it: each ends in a message, soon, in little memory."""

import gzip
import json
import sys
import time
import tracemalloc
import zlib

import pytest

from corpus import Article, Unreadable, open_source, read

GOOD = json.dumps({"judul": "Harga Naik", "isi": "Satu."})


def test_a_gzip_bomb_is_refused_soon(desk):
    packer = zlib.compressobj(9, wbits=31)
    block = b"\0" * (1 << 20)
    bomb = b"".join(packer.compress(block) for _ in range(600)) + packer.flush()
    started = time.perf_counter()
    for name in ("a.jsonl.gz", "a.txt.gz", "a.json"):
        fault = desk.fault(name, bomb)
        assert "expands" in fault.reason or "empty" in fault.reason
    assert time.perf_counter() - started < 5


def test_a_gzip_bomb_behind_good_lines_is_refused_after_them(desk):
    packer = zlib.compressobj(9, wbits=31)
    bomb = packer.compress((GOOD + "\n").encode())
    bomb += b"".join(packer.compress(b" " * (1 << 20)) for _ in range(200)) + packer.flush()
    found = desk.read("a.jsonl", bomb)
    assert isinstance(found[0], Article)
    assert "expands" in found[-1].reason


def test_a_large_honest_archive_is_read(desk):
    records = "".join(
        json.dumps({"id": n, "judul": f"J {n}", "isi": "sama " * 100}) + "\n" for n in range(20_000)
    )
    path = desk.put_gzip("a.jsonl.gz", records)
    assert sum(isinstance(item, Article) for item in read(path)) == 20_000


def test_a_truncated_gzip_gives_what_came_before(desk):
    lines = "".join(
        json.dumps({"id": n, "judul": f"J {n}", "isi": str(n**9)}) + "\n" for n in range(20_000)
    )
    data = gzip.compress(lines.encode())
    found = desk.read("a.jsonl.gz", data[: len(data) // 2])
    assert sum(isinstance(item, Article) for item in found) > 1000
    assert isinstance(found[-1], Unreadable)
    assert "incomplete" in found[-1].reason
    assert sum(isinstance(item, Unreadable) for item in found) <= 2  # the cut line may be one


def test_damaged_gzip_is_reported(desk):
    data = bytearray(gzip.compress((GOOD + "\n").encode() * 5000))
    data[len(data) // 2 :] = b"\xff" * (len(data) - len(data) // 2)
    reason = desk.read("a.jsonl.gz", bytes(data))[-1].reason
    assert "damaged" in reason or "incomplete" in reason
    assert "damaged" in desk.fault("b.txt", b"\x1f\x8b" + b"\xff" * 50).reason
    assert isinstance(desk.fault("c.gz", b"\x1f\x8b"), Unreadable)


def test_several_gzip_members_are_one_text(desk):
    member = gzip.compress((GOOD + "\n").encode())
    assert len(desk.articles("a.jsonl.gz", member + member)) == 2
    assert len(desk.articles("a.jsonl.gz", member + b"\0" * 512)) == 1


def test_a_line_of_200_megabytes_is_one_fault(desk):
    path = desk.folder / "a.jsonl"
    with path.open("wb") as stream:
        stream.write(GOOD.encode() + b"\n" + b'{"judul": "')
        for _ in range(200):
            stream.write(b"x" * (1 << 20))
        stream.write(b'"}\n' + GOOD.encode() + b"\n")
    tracemalloc.start()
    first, fault, last = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (fault.place, "longer than 16 MiB" in fault.reason) == ("line 2", True)
    assert peak < 64 << 20


def test_deep_nesting_is_a_fault(desk):
    for opening, closing in ("[]", "{}"):
        deep = (opening if opening == "[" else '{"a":') * 100_000 + closing * 100_000
        (fault,) = desk.read("a.json", deep)
        assert isinstance(fault, Unreadable)
        found = desk.read("a.jsonl", GOOD + "\n" + '{"isi":' + deep + "}\n" + GOOD)
        assert [type(item) for item in found] == [Article, Unreadable, Article]


@pytest.mark.parametrize("name", ["a.json", "a.html", "a.txt", "a.md"])
def test_a_file_that_must_fit_in_memory_is_bounded(desk, name, monkeypatch):
    start = {"a.json": "[", "a.html": "<html>", "a.txt": "x", "a.md": "x"}[name]
    path = desk.folder / name
    with path.open("wb") as stream:
        stream.write(start.encode())
        stream.truncate(300 << 20)  # a hole: NULs that take no room
    # Holes are NULs; what matters is that no more than the bound is taken in.
    tracemalloc.start()
    (fault,) = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(fault, Unreadable)
    assert peak < 300 << 20


def test_a_huge_json_document_is_told_to_become_lines(desk, monkeypatch):
    monkeypatch.setattr("corpus.readers.json_file.MAX_FILE", 2 << 20)
    fault = desk.fault("a.json", '[{"judul": "' + "x" * (3 << 20) + '"}]')
    assert "JSON Lines" in fault.reason


def test_a_body_beyond_all_measure_is_a_fault(desk):
    found = desk.read(
        "a.jsonl", GOOD + "\n" + json.dumps({"judul": "B", "isi": "x" * 5_000_001}) + "\n" + GOOD
    )
    assert [type(item) for item in found] == [Article, Unreadable, Article]
    assert "5,000,001" in found[1].reason


def test_a_million_broken_lines_are_not_a_million_faults(desk):
    vain = desk.read("a.jsonl", '{"a": 1}\n' * 100_000)
    assert len(vain) == 101
    assert "rest was not tried" in vain[-1].reason
    mixed = desk.read("b.jsonl", GOOD + "\n" + "{x\n" * 5000 + GOOD)
    assert len(mixed) == 1003
    assert "4,000 more" in mixed[-1].reason


def test_an_error_in_a_reader_is_a_fault_of_that_document(desk, monkeypatch):
    def fail(_content):
        raise ZeroDivisionError("kesalahan")
        yield

    desk.put("a.txt", "Isi berita.")
    desk.put("b.md", "# Judul\n\nIsi.")
    monkeypatch.setattr("corpus.readers.text.read", fail)
    fault, article = read(desk.folder)
    assert "ZeroDivisionError: kesalahan" in fault.reason
    assert isinstance(article, Article)


def test_walking_imports_no_heavy_library():
    import subprocess

    script = (
        "import sys, corpus; list(corpus.open_source(sys.argv[1]));"
        "heavy = {'trafilatura', 'dateparser', 'ftfy', 'feedparser', 'lxml', 'yaml', 'msgspec'};"
        "sys.exit(','.join(heavy & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", script, "."], check=True, timeout=60)


def test_markdown_and_html_of_repeated_openings_end_soon(desk):
    started = time.perf_counter()
    for piece in ("[", "*a_", "`", "<", "<a ", "![](", "> ", "- ", "<!--", "&", "\\", "|a", "1. "):
        desk.read("a.md", "x\n\n" + piece * 20_000)
        desk.read("a.html", "<html>" + piece * 20_000)
    assert time.perf_counter() - started < 60


def test_documents_can_be_read_again(desk):
    path = desk.put("a.jsonl", GOOD)
    (document,) = open_source(path)
    assert list(document.articles()) == list(document.articles())
