"""The server: waitress on one socket; it stops when asked and says why where it cannot start."""

from __future__ import annotations

import errno
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from flask import Flask
from waitress import create_server, wasyncore

THREADS = 8
MAX_HEADER = 64 * 1024  # bytes of a request's line and headers
MAX_BODY = 64 * 1024  # bytes; nothing here takes a body


class ServerFault(Exception):
    """The server cannot start. ``message`` says why, ``remedy`` what to do about it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class PortTaken(ServerFault):
    """Another program listens on the port."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Port {port} on {host} is in use by another program.",
            f"Stop it, or choose another port with --port {port + 1 if port < 65535 else 8000}.",
        )


class Server:
    """A server that already holds its port: :meth:`run` answers requests until :meth:`stop`."""

    def __init__(
        self, app: Flask, host: str = "127.0.0.1", port: int = 8000, threads: int = THREADS
    ) -> None:
        """Take the port (0: any free one).

        Raises:
            PortTaken: if another program has it.
            ServerFault: if the host is not one of this machine, or the port needs more rights.
        """
        listening = _bind(host, port)
        self._sockets: dict[int, Any] = {}
        self._server = create_server(
            app,
            map=self._sockets,
            sockets=[listening],
            threads=threads,
            ident=None,
            max_request_header_size=MAX_HEADER,
            max_request_body_size=MAX_BODY,
        )
        self.port: int = listening.getsockname()[1]
        self.url = f"http://{_in_address(host)}:{self.port}/"

    def run(self) -> None:
        """Answer requests until :meth:`stop`, or Ctrl-C in the main thread."""
        try:
            self._server.run()
        finally:
            self._server.task_dispatcher.shutdown()
            wasyncore.close_all(self._sockets, ignore_all=True)

    def stop(self) -> None:
        """Make :meth:`run` return soon. May be called from any thread."""
        self._server.trigger.pull_trigger(
            lambda: wasyncore.close_all(self._sockets, ignore_all=True)
        )


def serve(
    app: Flask,
    host: str = "127.0.0.1",
    port: int = 8000,
    threads: int = THREADS,
    *,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve until interrupted. ``on_ready`` is told the address once the port is held.

    Raises:
        ServerFault: as :class:`Server` does.
    """
    server = Server(app, host, port, threads)
    # The signal may come as soon as the address is known, before the first request is answered.
    with _ends_on_sigterm(), suppress(KeyboardInterrupt, SystemExit):
        if on_ready:
            on_ready(server.url)
        server.run()


def _bind(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise ServerFault(f"There is no port {port}.", "Choose one from 1 to 65535 with --port.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise _no_such_host(host) from error
    # One socket: of a name with several addresses, the IPv4 one, which every client reaches.
    family, kind, protocol, _name, address = min(found, key=lambda f: f[0] != socket.AF_INET)
    listening = socket.socket(family, kind, protocol)
    try:
        if not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # on Windows it would share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        raise _fault(error, host, port) from error
    return listening


def _fault(error: OSError, host: str, port: int) -> ServerFault:
    number = error.errno
    if number == errno.EADDRINUSE:
        return PortTaken(host, port)
    if number in (errno.EACCES, errno.EPERM):
        return ServerFault(
            f"Port {port} needs more rights than this user has.",
            "Choose a port above 1023, for example --port 8000.",
        )
    if number == errno.EADDRNOTAVAIL:
        return _no_such_host(host)
    return ServerFault(f"Cannot listen on {host}:{port}: {error}.", "Choose another --port.")


def _no_such_host(host: str) -> ServerFault:
    return ServerFault(
        f"{host} is not an address of this machine.",
        "Use --host 127.0.0.1 (this machine only) or --host 0.0.0.0 (the whole network).",
    )


def _in_address(host: str) -> str:
    """The host as an address that a browser on this machine can open."""
    local = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"[{local}]" if ":" in local else local


@contextmanager
def _ends_on_sigterm() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(_signal: int, _frame: object) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
