"""The server: it takes a port, answers, stops when asked, and says why where it cannot start."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from flask import Flask

from tests.web.fakes import HOSTILE, FakeSearcher
from web import create_app
from web.server import PortTaken, Server, ServerFault, serve


@contextmanager
def running(server: Server) -> Iterator[None]:
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield
    finally:
        server.stop()
        thread.join(20)
    assert not thread.is_alive()


def get(address: str) -> tuple[int, str, str]:
    with urllib.request.urlopen(address, timeout=20) as response:
        return response.status, response.headers.get("Server", ""), response.read().decode()


def test_it_answers_on_a_free_port_and_stops(app: Flask) -> None:
    server = Server(app, port=0)
    assert server.url == f"http://127.0.0.1:{server.port}/"
    with running(server):
        status, name, text = get(f"{server.url}?q=menata")
        assert status == 200
        assert name == ""
        assert "42 artikel" in text
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", server.port), timeout=5)


def test_an_id_that_is_an_address_arrives_whole() -> None:
    searcher = FakeSearcher(HOSTILE)
    server = Server(create_app("nowhere", searcher=searcher), port=0)
    with running(server):
        for id in ("https://situs.example/a?b=1&c=2#d", "a//b/", "baris\nbaru %2F ?"):
            assert get(f"{server.url}api/articles/{quote(id)}")[0] == 200


def test_it_answers_many_at_once(app: Flask) -> None:
    server = Server(app, port=0, threads=4)
    answers: list[int] = []
    with running(server):
        askers = [
            threading.Thread(target=lambda: answers.append(get(f"{server.url}?q=menata")[0]))
            for _ in range(16)
        ]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join(30)
    assert answers == [200] * 16


def test_a_port_that_is_taken_is_told_with_a_remedy(app: Flask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as caught:
            serve(app, port=port)
    assert str(port) in caught.value.message
    assert "--port" in caught.value.remedy


@pytest.mark.parametrize("host", ["203.0.113.1", "tidak ada", "x" * 300])
def test_a_host_that_is_not_ours_is_told_with_a_remedy(app: Flask, host: str) -> None:
    with pytest.raises(ServerFault) as caught:
        serve(app, host=host, port=0)
    assert "--host" in caught.value.remedy


def test_a_port_out_of_range_is_told(app: Flask) -> None:
    with pytest.raises(ServerFault):
        serve(app, port=70_000)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_it_ends_quietly_when_told_to(name: str) -> None:
    program = (
        "from flask import Flask\n"
        "from web.server import serve\n"
        "serve(Flask('x'), port=0, on_ready=lambda url: print(url, flush=True))\n"
        "print('done')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.send_signal(getattr(signal, name))
        try:
            out, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (0, "done\n", "")
