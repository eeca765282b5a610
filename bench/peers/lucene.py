"""Lucene, driven by a small Java program that takes its own times: ``LuceneRunner.java``.

Lucene gets finished terms with their offsets in the original text, and marks that text with its
UnifiedHighlighter. What analysis costs it is measured with its own IndonesianAnalyzer.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path

from bench.documents import Document
from bench.peers import lucene_jars
from bench.peers.base import Engine, Shown, batches
from bench.queries import Query

PROGRAM = Path(__file__).with_name("LuceneRunner.java")
WARM_ROUNDS = 60  # a JVM compiles what has run often
SCALE = {"s": 1e9, "ms": 1e6}


class Lucene(Engine):
    """One JVM, spoken to in lines of fields with tabs between them."""

    def __init__(self) -> None:
        jars = lucene_jars()
        self._classes = tempfile.TemporaryDirectory()
        path = os.pathsep.join(map(str, jars))
        subprocess.run(["javac", "-cp", path, "-d", self._classes.name, PROGRAM], check=True)
        path = os.pathsep.join((self._classes.name, path))
        command = ["java", "-Xmx2g", "-Xss4m", "-cp", path, "LuceneRunner"]
        self._java = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self._say("ready")
        self._warmed: set[str] = set()
        found = re.search(r"-([\d.]+)\.jar$", str(jars[0]))
        self._version = found[1] if found else "?"

    @property
    def version(self) -> str:
        """The version in the name of the jar."""
        return f"{self._version}, UnifiedHighlighter"

    def build(self, documents: Iterable[Document], folder: Path) -> dict[str, float]:
        """Documents are handed over in batches; the JVM counts its own time."""
        self.create(folder)
        analysing = indexing = 0.0
        for batch in batches(documents):
            self.index(batch)
            first, second = self._say("flush")
            analysing, indexing = analysing + float(first), indexing + float(second)
        indexing += float(self._say("finish")[0])
        return {"analysing": analysing / SCALE["s"], "indexing": indexing / SCALE["s"]}

    def create(self, folder: Path) -> None:
        """A new index."""
        self._say("create", str(folder))

    def index(self, documents: Sequence[Document]) -> None:
        """Hand documents over."""
        for document in documents:
            self._tell("doc", *_fields(document))

    def finish(self) -> None:
        """Commit."""
        self._say("finish")

    def open(self, folder: Path) -> None:
        """Open for searching."""
        self._say("open", str(folder))

    def ids(self, query: Query) -> Sequence[object]:
        """The numbers of the best."""
        return self._ask("ids", query)[1]

    def hits(self, query: Query) -> Sequence[Shown]:
        """Titles, each with a snippet."""
        found = self._ask("hits", query)[1]
        return list(zip(found[::2], found[1::2], strict=True))

    def ask(self, mode: str, queries: Sequence[Query]) -> tuple[list[float], list[int]]:
        """As the JVM counts it: the way to it and back is left out."""
        times, counts = [], []
        for query in queries:
            taken, found = self._ask(mode, query)
            times.append(taken)
            counts.append(len(found) // (1 if mode == "ids" else 2))
        return times, counts

    def warm(self, queries: Sequence[Query]) -> None:
        """At the first time of a kind often enough that the JVM has compiled what it will."""
        kinds = {query.kind for query in queries}
        for _round in range(1 if kinds <= self._warmed else WARM_ROUNDS):
            super().warm(queries)
        self._warmed |= kinds

    def add(self, document: Document) -> None:
        """Add, commit, refresh."""
        self._say("add", *_fields(document))

    def close(self) -> None:
        """Close the index; the JVM stays."""
        self._say("close")

    def stop(self) -> None:
        """End the JVM."""
        assert self._java.stdin is not None
        self._java.stdin.close()
        self._java.wait()
        self._classes.cleanup()

    def process(self) -> int:
        """The JVM's."""
        return self._java.pid

    def _ask(self, mode: str, query: Query) -> tuple[float, list[str]]:
        answer = self._say(
            "ask", mode, query.kind, str(query.since), str(query.until), " ".join(query.stems)
        )
        return float(answer[0]) / SCALE["ms"], answer[1:]

    def _tell(self, *fields: str) -> None:
        assert self._java.stdin is not None
        self._java.stdin.write("\t".join(map(_escaped, fields)) + "\n")

    def _say(self, *fields: str) -> list[str]:
        assert self._java.stdin is not None
        assert self._java.stdout is not None
        self._tell(*fields)
        self._java.stdin.flush()
        answer = self._java.stdout.readline()
        if not answer:
            raise RuntimeError(f"the Lucene program ended at {fields[0]!r}")
        return answer.rstrip("\n").split("\t")


def _fields(document: Document) -> tuple[str, ...]:
    # Lucene wants them in order; ours are in order of the words' places in the index.
    starts = list(accumulate(document.starts, max))
    ends = map(max, document.ends, starts)
    number, day = str(document.number), str(document.day)
    return (
        number,
        day,
        document.title,
        document.text,
        document.terms,
        *(" ".join(map(str, offsets)) for offsets in (starts, ends)),
    )


def _escaped(field: str) -> str:
    """Without tabs and line ends; a text may be one sign longer or shorter nowhere."""
    return re.sub(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", " ", field)
