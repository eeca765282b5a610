"""What is indexed: articles with their terms worked out, one JSON object a line.

The terms are Telusur's own, so that every peer that takes finished terms searches the same stems.
They are worked out once, before anything is timed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Article
    from index.analysis import Analysis

BREAK = "\n\n"
LONGEST = 60  # letters of a term; some peers take no longer ones


@dataclass(frozen=True, slots=True)
class Document:
    """One article for all engines.

    ``number`` counts from 1. ``day`` is YYYYMMDD, 0 where none is known. ``terms`` are the stems of
    title and body in order, separated by a blank; ``starts`` and ``ends`` say where each stands in
    :attr:`text`.
    """

    number: int
    id: str
    title: str
    body: str
    day: int
    source: str
    category: str
    terms: str
    starts: list[int]
    ends: list[int]

    @property
    def text(self) -> str:
        """Title and body as one text."""
        return self.title + BREAK + self.body


def prepare(articles: Iterable[Article], analysis: Analysis) -> Iterator[Document]:
    """The documents of some articles."""
    for number, article in enumerate(articles, 1):
        tokens = list(analysis.query_tokens(article.title + BREAK + article.body))
        day = article.published
        yield Document(
            number=number,
            id=article.id,
            title=article.title,
            body=article.body,
            day=day.year * 10_000 + day.month * 100 + day.day if day else 0,
            source=article.source or "",
            category=article.category or "",
            terms=" ".join(token.term.replace(" ", "_")[:LONGEST] for token in tokens),
            starts=[token.start for token in tokens],
            ends=[token.end for token in tokens],
        )


def write_documents(path: Path, documents: Iterable[Document]) -> tuple[int, int]:
    """Write documents; returns how many there are, and the bytes of their titles and bodies."""
    count = size = 0
    with path.open("w", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps(asdict(document), ensure_ascii=False) + "\n")
            count += 1
            size += len(document.title.encode()) + len(document.body.encode())
    return count, size


def read_documents(path: str | Path) -> Iterator[Document]:
    """The documents of a file that :func:`write_documents` has written."""
    with Path(path).open(encoding="utf-8") as file:
        for line in file:
            yield Document(**json.loads(line))
