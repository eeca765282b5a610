"""Walking: what is read, in which order, what is left out, and what is reported."""

import os
import sys
from pathlib import Path

import pytest

from corpus import Article, Document, Unreadable, open_source, read

BODY = "Harga beras naik lagi di pasar induk sejak pekan lalu."


def names(source):
    return [item.name if isinstance(item, Document) else item for item in open_source(source)]


def test_a_folder_is_walked_in_the_order_of_names(desk):
    for name in ("b/z.txt", "b/a.txt", "a.txt", "c.txt", "b/d/e.txt"):
        desk.put(name, BODY)
    assert names(desk.folder) == ["a.txt", "b/a.txt", "b/d/e.txt", "b/z.txt", "c.txt"]
    assert names(str(desk.folder)) == names(desk.folder)


def test_a_document_knows_its_origin_name_and_size(desk):
    path = desk.put("b/a.txt", BODY)
    (document,) = open_source(desk.folder)
    assert (document.origin, document.name, document.size) == (str(path), "b/a.txt", len(BODY))
    (article,) = document.articles()
    assert (article.id, article.origin) == ("b/a.txt", str(path))
    assert document.bytes_read == len(BODY)
    (single,) = open_source(path)
    assert single.name == "a.txt"


def test_a_relative_path_has_an_absolute_origin(desk, monkeypatch):
    path = desk.put("a.txt", BODY)
    monkeypatch.chdir(desk.folder)
    (document,) = open_source("a.txt")
    assert document.origin == str(path)


def test_companions_are_left_out_without_a_word(desk):
    for name in (
        ".git/x.txt", ".rahasia.txt", "LICENSE", "LICENSE.txt", "readme.md", "README", "Thumbs.db",
        "desktop.ini", ".DS_Store", "gaya.css", "skrip.js", "foto.JPG", "__pycache__/x.pyc",
        "__init__.py", "__MACOSX/x.txt", "NOTICE", "peta.svg",
    ):  # fmt: skip
        desk.put(name, BODY)
    desk.put("readme-tentang-banjir.txt", BODY)
    desk.put("license-plate.html", f"<p>{BODY}</p>")
    assert names(desk.folder) == ["license-plate.html", "readme-tentang-banjir.txt"]


def test_a_companion_that_is_named_itself_is_tried(desk):
    (article,) = read(desk.put("README.md", f"# Judul\n\n{BODY}"))
    assert article.title == "Judul"
    (fault,) = read(desk.put("foto.jpg", b"\xff\xd8\xff\xe0"))
    assert "JPEG" in fault.reason


def test_an_unreadable_file_is_reported_and_the_rest_read(desk):
    desk.put("a.txt", BODY)
    desk.put("b.pdf", b"%PDF-1.7")
    desk.put("c.txt", BODY)
    found = list(read(desk.folder))
    assert [type(item) for item in found] == [Article, Unreadable, Article]
    assert found[1].source == str(desk.folder / "b.pdf")
    assert str(found[1]).startswith(f"{desk.folder / 'b.pdf'}: It looks like a PDF")


def test_a_missing_source_is_reported(desk):
    (fault,) = read(desk.folder / "tiada.txt")
    assert isinstance(fault, Unreadable)
    assert "no such file" in fault.reason
    for odd in ("", "\0", "x" * 5000):
        assert all(not isinstance(item, Article) for item in read(odd) if odd)


def test_other_addresses_are_refused():
    (fault,) = read("ftp://x.example/umpan")
    assert "http" in fault.reason


def test_a_loop_of_links_is_reported_once(desk):
    desk.put("a/b/c.txt", BODY)
    (desk.folder / "a/b/naik").symlink_to(desk.folder / "a")
    (desk.folder / "akar").symlink_to(desk.folder)
    (desk.folder / "diri").symlink_to(desk.folder / "diri")
    found = list(read(desk.folder))
    assert len([item for item in found if isinstance(item, Article)]) == 1
    faults = {Path(item.source).name: item.reason for item in found if isinstance(item, Unreadable)}
    assert set(faults) == {"naik", "akar", "diri"}
    assert "leads back" in faults["naik"]


def test_links_are_followed_once(desk, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("lain")
    (elsewhere / "x.txt").write_text(BODY)
    desk.put("a/b.txt", BODY)
    (desk.folder / "z-dalam").symlink_to(desk.folder / "a")
    (desk.folder / "z-luar").symlink_to(elsewhere)
    (desk.folder / "z-luar-lagi").symlink_to(elsewhere)
    (desk.folder / "z-berkas.txt").symlink_to(desk.folder / "a/b.txt")
    assert names(desk.folder) == ["a/b.txt", "z-luar/x.txt"]


def test_a_dangling_link_is_reported(desk):
    (desk.folder / "putus.txt").symlink_to(desk.folder / "tiada.txt")
    (fault,) = read(desk.folder)
    assert "leads to nothing" in fault.reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_does_not_block(desk):
    os.mkfifo(desk.folder / "pipa.txt")
    (fault,) = read(desk.folder)
    assert "regular file" in fault.reason
    (fault,) = read(desk.folder / "pipa.txt")
    assert "regular file" in fault.reason


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read anything"
)
def test_a_forbidden_file_and_folder_are_reported(desk):
    desk.put("a.txt", BODY).chmod(0)
    desk.put("b/c.txt", BODY)
    (desk.folder / "b").chmod(0)
    try:
        found = list(read(desk.folder))
    finally:
        (desk.folder / "b").chmod(0o700)
    assert all("not permitted" in item.reason for item in found)
    assert len(found) == 2


def test_a_refused_file_is_reported(desk, monkeypatch):
    path = desk.put("a.txt", BODY)

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (document,) = open_source(path)
    assert document.fingerprint() is None
    (fault,) = document.articles()
    assert "not permitted" in fault.reason


def test_a_file_that_goes_during_the_walk_is_reported(desk):
    desk.put("a.txt", BODY)
    gone = desk.put("b.txt", BODY)
    walk = open_source(desk.folder)
    first = next(walk)
    second = next(walk)
    gone.unlink()
    assert second.fingerprint() is None
    assert "no such file" in next(second.articles()).reason
    assert isinstance(next(first.articles()), Article)


def test_a_file_that_goes_before_its_turn_is_not_there(desk):
    desk.put("a/x.txt", BODY)
    gone = desk.put("b/y.txt", BODY)
    walk = open_source(desk.folder)
    next(walk)
    gone.unlink()
    gone.parent.rmdir()
    rest = list(walk)
    assert all(isinstance(item, Unreadable) for item in rest)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_utf_8_can_be_stored(desk):
    path = os.fsencode(desk.folder) + b"/caf\xe9.txt"
    with open(path, "wb") as stream:  # noqa: PTH123 - a name in bytes
        stream.write(BODY.encode())
    (article,) = read(desk.folder)
    assert article.id == "caf\ufffd.txt"
    article.origin.encode()


def test_a_very_deep_folder_is_walked(desk):
    folder = desk.folder
    here = os.getcwd()  # noqa: PTH109
    try:
        os.chdir(folder)
        for _ in range(300):
            os.mkdir("d")  # noqa: PTH102
            os.chdir("d")
        Path("x.txt").write_text(BODY)
    finally:
        os.chdir(here)
    (article,) = read(folder)
    assert article.id == "d/" * 300 + "x.txt" or article.id.startswith("d/d/")


def test_the_fingerprint_follows_the_bytes(desk, monkeypatch):
    path = desk.put("a.txt", BODY)

    def fingerprint():
        (document,) = open_source(path)
        return document.fingerprint()

    first = fingerprint()
    os.utime(path, (1, 1))
    assert fingerprint() == first
    path.write_text(BODY + "!")
    second = fingerprint()
    assert second != first
    monkeypatch.setattr("corpus.documents.READER_VERSION", 10**6)
    assert fingerprint() != second
