"""What is measured of Telusur's own front ends: the command from a cold shell, and the server."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote_plus

from bench.load import requests_a_second
from bench.measure import Figures, say, took_ms
from bench.queries import Query
from bench.workers import ROOT

REQUESTS = 600
"""Requests to each of the two servers, at most."""
_ADDRESS = re.compile(r"http://[^\s?]+")


def shell_figures(index: Path, queries: Sequence[Query], runs: int) -> Figures:
    """Milliseconds of ``telusur search`` and of ``python -c pass``, in turn."""
    script = Path(sys.executable).with_name("telusur")
    telusur = [str(script)] if script.exists() else [sys.executable, "-m", "telusur"]
    figures: Figures = {"telusur": [], "python": []}
    say("searching from a cold shell")
    for number in range(runs):
        query = queries[number % len(queries)].text
        commands = {
            "telusur": [*telusur, "search", "--index", str(index), "--", query],
            "python": [sys.executable, "-c", "pass"],
        }
        for name, command in commands.items():
            figures[name].append(took_ms(partial(_run, command)))
    return figures


def _run(command: Sequence[str]) -> None:
    # 1 is no hit.
    if subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode > 1:
        raise RuntimeError(f"{' '.join(command)} has failed")


def web_figures(index: Path, queries: Sequence[Query], rounds: int) -> Figures:
    """Requests a second of ``/api/search`` and of a view that returns as many bytes every time.

    Each query is asked once. The two servers run in processes of their own and are asked in turn.
    """
    say("asking the server")
    paths = [f"/api/search?q={quote_plus(query.text)}" for query in queries[:REQUESTS]]
    parts = [part for at in range(rounds) if (part := paths[at::rounds])]
    figures: Figures = {"search": [], "constant": []}
    telusur = [sys.executable, "-m", "telusur", "serve", "--index", str(index), "--port", "0"]
    with _served(telusur) as search:
        _rate, size = requests_a_second(search, ["/api/search?q=warta"])
        sizes = [size]
        for part in parts:
            rate, size = requests_a_second(search, part)
            sizes.append(size)
            figures["search"].append(round(rate, 1))
            constant = [sys.executable, "-m", "bench.constant", str(round(size))]
            with _served(constant) as plain:
                requests_a_second(plain, part[:5])
                rate, _size = requests_a_second(plain, part)
            figures["constant"].append(round(rate, 1))
    return {**figures, "bytes": round(sum(sizes[1:]) / len(parts))}


@contextlib.contextmanager
def _served(command: Sequence[str]) -> Iterator[str]:
    """The address of a server that runs as long as the block."""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as server:
        try:
            assert server.stdout is not None
            found = next((m for line in server.stdout if (m := _ADDRESS.search(line))), None)
            if found is None:
                raise RuntimeError(f"{' '.join(command)} has not said where it listens")
            yield found[0].rstrip("/")
        finally:
            server.terminate()
