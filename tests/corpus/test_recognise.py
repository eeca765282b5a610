"""What a document is: by content first, by name where the content leaves it open."""

import gzip
import io
import sqlite3
import tarfile
import zipfile

import pytest

from corpus.draft import UnreadableDocument
from corpus.recognise import Kind, recognise

TEXT = b"Harga beras naik lagi di pasar induk.\n\nPedagang mengeluh."


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", TEXT, Kind.TEXT),
        ("a", TEXT, Kind.TEXT),
        ("a.md", TEXT, Kind.MARKDOWN),
        ("a.md.gz", TEXT, Kind.MARKDOWN),
        ("a.dat", b"---\njudul: x\n---\nIsi.", Kind.MARKDOWN),
        ("a.txt", b"+++\ntitle = 'x'\n+++\nIsi.", Kind.MARKDOWN),
        ("a", b"# Judul\n\nIsi.", Kind.MARKDOWN),
        ("a.txt", b"---\n\nGaris pemisah saja", Kind.TEXT),
        ("a.txt", b"<!DOCTYPE html><html>", Kind.HTML),
        (
            "a.php",
            b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='z'>",
            Kind.HTML,
        ),
        ("a", b"<div>Isi</div>", Kind.HTML),
        ("a.html", TEXT, Kind.HTML),
        ("a.txt", b"<3 untuk Indonesia", Kind.TEXT),
        ("a.md", b"<div>Isi</div>", Kind.MARKDOWN),
        ("a.txt", b'{"judul": "x"}\n{"judul": "y"}\n', Kind.JSON_LINES),
        ("a.jsonl", b'{"judul": "x"}', Kind.JSON_LINES),
        ("a.txt", b'{\n "judul": "x"\n}', Kind.JSON),
        ("a.jsonl", b'[\n{"judul": "x"}\n]', Kind.JSON),
        ("a.txt", b"[Foto: Antara] Harga beras naik", Kind.TEXT),
        ("a.txt", b"{catatan} Harga beras naik", Kind.TEXT),
        ("a.csv", b"apa,saja\n1,2", Kind.CSV),
        ("a.bak", b"id;judul;isi\n1;x;y", Kind.CSV),
        ("a", b"title\tbody\nx\ty", Kind.CSV),
        ("a.txt", b"Judul, isi, dan tanggal berita wajib dicantumkan.\n", Kind.TEXT),
        ("a", b"Jakarta, Bandung, Semarang\n", Kind.TEXT),
        ("a.xml", b"<?xml version='1.0'?><!-- x --><rss version='2.0'><channel>", Kind.FEED),
        ("a.txt", b"<feed xmlns='http://www.w3.org/2005/Atom'>", Kind.FEED),
        ("a", b"\n<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", Kind.FEED),
        (
            "a.txt",
            b"<?xml version='1.0'?>\n<!-- a -->\n<!-- b -->\n<rss xmlns:wp='http://wordpress.org/export/1.2/'>",
            Kind.WORDPRESS,
        ),
    ],
)
def test_a_format_is_recognised(name, head, kind):
    assert recognise(name, head) is kind


def zip_of(name):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


def tar():
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("berita.txt"))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a", "GIF"),
        (b"RIFF\x00\x00\x00\x00WEBP", "WebP"),
        (zip_of("berita.txt"), "ZIP"),
        (zip_of("word/document.xml"), "Word"),
        (zip_of("xl/workbook.xml"), "Excel"),
        (tar(), "tar"),
        (gzip.compress(b"x"), "gzip data within"),
        (b"WARC/1.0\r\n", "WARC"),
        (b"{\\rtf1\\ansi", "RTF"),
        (bytes(range(256)) * 8, "binary"),
        (b"\0" * 100, "empty"),
        (b"", "empty"),
        (b" \n\t", "empty"),
    ],
)
def test_what_has_no_reader_is_named_with_a_remedy(content, named):
    with pytest.raises(UnreadableDocument, match=named) as caught:
        recognise("a.txt", content)
    assert ";" in caught.value.reason
    assert caught.value.reason.endswith(".")


def test_a_database_is_named(desk, tmp_path):
    path = tmp_path / "berita.db"
    with sqlite3.connect(path) as database:
        database.execute("create table berita (judul text)")
    database.close()
    assert "SQLite" in desk.fault("b.db", path.read_bytes()).reason
