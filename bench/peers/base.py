"""What an engine has to do to be measured."""

from __future__ import annotations

import os
import re
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from bench.documents import Document
from bench.queries import KINDS, Query

HITS = 10
BATCH = 500  # documents
_WORD = re.compile(r"\w+")
_Item = TypeVar("_Item")
Shown = tuple[str, str]
"""A title and a snippet."""


class Engine(ABC):
    """One index of one engine, in a process of its own.

    ``kinds`` are the kinds of query that it can answer, ``grows`` says whether an article can be
    added to an index that is there.
    """

    kinds: Sequence[str] = KINDS
    grows = True

    @property
    @abstractmethod
    def version(self) -> str:
        """The engine's version, and of settings what must be known."""

    @abstractmethod
    def create(self, folder: Path) -> None:
        """A new, empty index."""

    @abstractmethod
    def index(self, documents: Sequence[Document]) -> None:
        """Put documents into it, from their finished terms."""

    @abstractmethod
    def finish(self) -> None:
        """Make it durable, all merging done."""

    @abstractmethod
    def open(self, folder: Path) -> None:
        """Open an index to be searched."""

    @abstractmethod
    def ids(self, query: Query) -> Sequence[object]:
        """The best ten: ids, or the engine's own numbers."""

    @abstractmethod
    def hits(self, query: Query) -> Sequence[Shown]:
        """The best ten with title and marked snippet."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the index."""

    def add(self, document: Document) -> None:
        """Put one more document into the open index: durable and findable when this returns."""
        raise NotImplementedError

    def stemmer(self) -> Callable[[str], str] | None:
        """The stemmer that this engine's users would take, None if it brings its own analysis.

        It only gives building its fair cost; what is indexed are the finished terms.
        """
        return snowball()

    def build(self, documents: Iterable[Document], folder: Path) -> dict[str, float]:
        """Index all the documents; the seconds of analysing and of indexing them.

        Reading them from their file is not counted.
        """
        self.create(folder)
        analyse = Analysing(self.stemmer())
        seconds = {"analysing": 0.0, "indexing": 0.0}
        for batch in batches(documents):
            seconds["analysing"] += took(partial(analyse.all, batch))
            seconds["indexing"] += took(partial(self.index, batch))
        seconds["indexing"] += took(self.finish)
        return seconds

    def ask(self, mode: str, queries: Sequence[Query]) -> tuple[list[float], list[int]]:
        """Milliseconds and number of hits of each query; ``mode`` is ``ids`` or ``hits``."""
        answer = self.ids if mode == "ids" else self.hits
        times, counts = [], []
        for query in queries:
            began = time.perf_counter_ns()
            found = answer(query)
            times.append((time.perf_counter_ns() - began) / 1e6)
            counts.append(len(found))
        return times, counts

    def warm(self, queries: Sequence[Query]) -> None:
        """Ask queries that are not measured, so that lazy parts are there."""
        for mode in ("ids", "hits"):
            self.ask(mode, queries)

    def stop(self) -> None:  # noqa: B027
        """The process is about to end."""

    def process(self) -> int:
        """The process whose memory counts."""
        return os.getpid()


class Analysing:
    """The quickest analysis in Python that deserves the name: each different word stemmed once."""

    def __init__(self, stem: Callable[[str], str] | None) -> None:
        self._stem = stem
        self._known: dict[str, str] = {}

    def all(self, documents: Iterable[Document]) -> None:
        """Analyse texts as they would have to be, were the terms not given."""
        if self._stem is not None:
            for document in documents:
                " ".join(self.terms(document.text))

    def terms(self, text: str) -> list[str]:
        """The stems of a text."""
        stem, known = self._stem, self._known
        assert stem is not None
        words = _WORD.findall(text.lower())
        for word in set(words).difference(known):
            known[word] = stem(word)
        return [known[word] for word in words]


def snowball() -> Callable[[str], str]:
    """PyStemmer's Indonesian stemmer."""
    import Stemmer

    stem: Callable[[str], str] = Stemmer.Stemmer("indonesian").stemWord
    return stem


def batches(items: Iterable[_Item], size: int = BATCH) -> Iterator[list[_Item]]:
    """The items in lists of this size, the last one shorter."""
    batch: list[_Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def took(work: Callable[[], object]) -> float:
    """The seconds that the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
