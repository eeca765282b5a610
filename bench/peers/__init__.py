"""The engines that are measured, and which of them are on this machine.

Each stands in a module of its own with one class, an :class:`bench.peers.base.Engine`; it is
imported by the worker process that runs it and by nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

OTHER_PYTHON = "/usr/bin/python3"
TELUSUR = "telusur"
WITH_BENCH = "pip install -c constraints.txt -e '.[bench]'"


@dataclass(frozen=True, slots=True)
class Peer:
    """An engine: the ``module`` and ``engine`` class that drive it, what it ``needs`` to be
    imported, how that is installed, and what it marks in a snippet: the ``original`` text as it
    was written, its ``stems``, or ``nothing``."""

    name: str
    module: str
    engine: str
    needs: tuple[str, ...]
    install: str
    marks: str = "original"


PEERS = (
    Peer(TELUSUR, "telusur", "Telusur", (), "make lint"),
    Peer("tantivy", "tantivy", "Tantivy", ("tantivy",), WITH_BENCH, "stems"),
    Peer("tantivy-original", "tantivy", "TantivyMarked", ("tantivy",), WITH_BENCH),
    Peer("fts5", "fts5", "Fts5", ("sqlite3",), "a Python with SQLite's FTS5"),
    Peer("bm25s", "bm25s", "Bm25s", ("bm25s", "numba"), WITH_BENCH),
    Peer("xapian", "xapian", "Xapian", ("xapian",), "apt-get install python3-xapian"),
    Peer(
        "lucene",
        "lucene",
        "Lucene",
        (),
        "apt-get install default-jdk-headless liblucene8-java, "
        "or the jars' folder in $BENCH_LUCENE",
    ),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A peer that is here, and the interpreter that runs it."""

    peer: Peer
    python: str


def look_for(peers: Iterable[Peer] = PEERS) -> tuple[list[Found], list[Peer]]:
    """The peers that are here, and those that are not."""
    found, missing = [], []
    for peer in peers:
        python = _python_for(peer)
        if python:
            found.append(Found(peer, python))
        else:
            missing.append(peer)
    return found, missing


def _python_for(peer: Peer) -> str | None:
    """An interpreter that has what the peer needs; ours if it can be."""
    if peer.name == "lucene":
        has_java = shutil.which("javac") and shutil.which("java")
        return sys.executable if has_java and lucene_jars() else None
    return next((p for p in (sys.executable, OTHER_PYTHON) if _can_import(p, peer.needs)), None)


def _can_import(python: str, modules: tuple[str, ...]) -> bool:
    program = "".join(f"import {module}\n" for module in modules)
    if "sqlite3" in modules:
        program += "sqlite3.connect(':memory:').execute('CREATE VIRTUAL TABLE t USING fts5(x)')"
    try:
        done = subprocess.run([python, "-c", program], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def lucene_jars() -> list[Path]:
    """Lucene's jars that are needed, each the newest there is; none if one is missing."""
    folder = Path(os.environ.get("BENCH_LUCENE", "/usr/share/java"))
    found = []
    # Lucene 9 calls its analyzers "analysis".
    for name in ("core-", "anal*-common-", "highlighter-", "memory-", "queries-"):
        jars = sorted(folder.glob(f"lucene-{name}[0-9]*.jar"))
        if not jars:
            return []
        found.append(jars[-1])
    return found
