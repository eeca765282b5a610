"""A small load generator: a bounded number of requests over loopback, as fast as they are answered.

It writes ready-made requests and looks for nothing but the length of the answer, so that most of
what is measured is the server.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

TIMEOUT = 20.0  # seconds for one answer
_LENGTH = re.compile(rb"^content-length: *(\d+)", re.I | re.M)


class LoadFailed(RuntimeError):
    """The server has not answered as it should."""


def requests_a_second(url: str, paths: Sequence[str], clients: int = 2) -> tuple[float, float]:
    """Ask for every path once, by so many clients at a time; each keeps its connection.

    Returns requests a second, and the mean bytes of a body.

    Raises:
        LoadFailed: if an answer is not ``200``.
    """
    address = urlsplit(url)
    host, port = address.hostname or "127.0.0.1", address.port or 80
    waiting = iter(paths)
    lock = threading.Lock()
    sizes: list[int] = []
    faults: list[Exception] = []

    def client() -> None:
        try:
            with socket.create_connection((host, port), timeout=TIMEOUT) as connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for path in _taken(waiting, lock):
                    sizes.append(_get(connection, host, path))
        except (OSError, LoadFailed) as fault:
            faults.append(fault)

    threads = [threading.Thread(target=client) for _client in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if faults:
        raise LoadFailed(str(faults[0])) from faults[0]
    return len(sizes) / seconds, sum(sizes) / len(sizes)


def _taken(waiting: Iterator[str], lock: threading.Lock) -> Iterator[str]:
    while True:
        with lock:
            path = next(waiting, None)
        if path is None:
            return
        yield path


def _get(connection: socket.socket, host: str, path: str) -> int:
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection, path)
    head, _, body = received.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if not head.startswith(b"HTTP/1.1 200") or length is None:
        raise LoadFailed(f"{path}: {head.splitlines()[0].decode('latin-1')}")
    size = len(body)
    while size < int(length[1]):
        size += len(_more(connection, path))
    return size


def _more(connection: socket.socket, path: str) -> bytes:
    data = connection.recv(1 << 16)
    if not data:
        raise LoadFailed(f"{path}: the server has hung up")
    return data
