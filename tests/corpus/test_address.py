"""Feeds over http, from a server of our own on the loopback."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from corpus import Article, Unreadable, open_source, read

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Warta Desa</title>
<item><title>Judul</title><link>https://warta.example/1</link>
<description>JAKARTA - Isi “berita”.</description></item></channel></rss>""".encode()
PAGE = b"""<!DOCTYPE html><html><head><title>x</title>
<link rel="alternate" type="application/rss+xml" href="/umpan.xml"></head><body>Isi</body></html>"""


class Handler(BaseHTTPRequestHandler):
    seen_agents = []  # noqa: RUF012

    def do_GET(self):
        self.seen_agents.append(self.headers["User-Agent"])
        status, headers, body = {
            "/umpan.xml": (200, {}, RSS),
            "/umpan.xml?q=a%20b": (200, {}, RSS),
            "/padat.xml": (200, {"Content-Encoding": "gzip"}, gzip.compress(RSS)),
            "/pindah": (302, {"Location": "/umpan.xml"}, b""),
            "/berkas": (302, {"Location": "file:///etc/passwd"}, b""),
            "/putar": (302, {"Location": "/putar"}, b""),
            "/halaman": (200, {}, PAGE),
            "/daftar.json": (200, {}, b'[{"judul": "A", "isi": "B"}]'),
            "/kosong": (200, {}, b""),
            "/besar": (200, {}, RSS + b" " * 300_000),
            "/terpotong": (200, {"Content-Length": "999999"}, RSS[:200]),
        }.get(self.path, (404, {}, b"tidak ada"))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.mark.parametrize("path", ["/umpan.xml", "/pindah", "/padat.xml", "/umpan.xml?q=a b"])
def test_a_feed_is_read_from_its_address(server, path):
    (article,) = read(server + path)
    assert isinstance(article, Article)
    assert (article.id, article.title) == ("https://warta.example/1", "Judul")
    assert (article.source, article.place) == ("Warta Desa", "Jakarta")
    assert article.body == "Isi “berita”."
    assert article.origin == server + path
    assert "Telusur" in Handler.seen_agents[-1]


def test_an_address_has_no_size_and_no_fingerprint(server):
    (document,) = open_source(server + "/umpan.xml")
    assert document.size is None
    assert document.fingerprint() is None
    assert document.name == server.removeprefix("http://") + "/umpan.xml"


def test_a_list_in_json_is_read_too(server):
    (article,) = read(server + "/daftar.json")
    assert article.title == "A"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/tiada", "answered 404"),
        ("/halaman", "its feed is {server}/umpan.xml"),
        ("/berkas", "is not allowed; check the address"),
        ("/putar", "answered 302"),
        ("/kosong", "empty"),
        ("/terpotong", "broke off"),
    ],
)
def test_what_goes_wrong_is_one_message(server, path, reason):
    (fault,) = read(server + path)
    assert isinstance(fault, Unreadable)
    assert reason.format(server=server) in fault.reason
    assert fault.source == server + path


def test_a_server_that_is_not_there(server):
    (fault,) = read("http://127.0.0.1:9/umpan")
    assert "could not be reached" in fault.reason


@pytest.mark.parametrize(
    "address", ["http://", "http://[", "http://x:y/", "https://\0/", "http://é..é/"]
)
def test_an_odd_address_is_one_message(address):
    (fault,) = read(address)
    assert isinstance(fault, Unreadable)


def test_size_and_time_are_bounded(server, monkeypatch):
    monkeypatch.setattr("corpus.address.MAX_SIZE", 100_000)
    assert "no feed does" in list(read(server + "/besar"))[-1].reason
    monkeypatch.setattr("corpus.address.LONGEST", -1)
    assert "still sending" in list(read(server + "/umpan.xml"))[-1].reason
