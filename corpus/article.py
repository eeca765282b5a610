"""What an article is: one frozen record, the same for every reader and every stage after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from corpus.paragraphs import PARAGRAPH_BREAK


@dataclass(frozen=True, slots=True)
class Article:
    """One article of an archive.

    ``body`` holds the paragraphs separated by one blank line. ``published`` is an aware
    ``datetime`` where the source gave a time, a plain ``date`` where it gave only the day, and
    None where it gave nothing readable. ``made`` names the fields that the reader made up because
    the source did not give them: ``"title"`` (made from the text), ``"id"`` (made from the place).
    ``origin`` is where the article was read: an absolute path or an address.
    """

    id: str
    title: str
    body: str
    url: str | None = None
    source: str | None = None
    category: str | None = None
    author: str | None = None
    published: date | datetime | None = None
    place: str | None = None
    origin: str = ""
    made: frozenset[str] = frozenset()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs, in order."""
        return tuple(self.body.split(PARAGRAPH_BREAK)) if self.body else ()

    @property
    def content_hash(self) -> str:
        """A digest (32 hexadecimal digits) of all that a reader of the article sees.

        Two articles with the same id and the same digest need not be indexed twice. The origin is
        left out: an article that moved from one file to another has not changed.
        """
        import hashlib  # loads OpenSSL, which no search needs

        shown = (
            self.title,
            self.body,
            self.url,
            self.source,
            self.category,
            self.author,
            format_published(self.published),
            self.place,
            " ".join(sorted(self.made)),
        )
        parts: list[bytes] = []
        for value in shown:
            if value:
                data = value.encode("utf-8", "surrogatepass")
                parts += (b"%d:" % len(data), data)
            else:
                parts.append(b"0:")
        return hashlib.blake2b(b"".join(parts), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that should have been an article and could not be read.

    ``source`` is the path or address, ``place`` says where within it (``"line 12"``, ``""`` for
    the whole of it), and ``reason`` tells what is wrong and what would mend it.
    """

    source: str
    place: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.source}, {self.place}" if self.place else self.source
        return f"{where}: {self.reason}"


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    """The body text made of these paragraphs; empty ones are left out."""
    return PARAGRAPH_BREAK.join(text for part in paragraphs if (text := part.strip()))


def format_published(published: date | datetime | None) -> str | None:
    """ISO 8601: ``2025-11-10`` or ``2025-11-10T17:30:00+07:00``; None stays None."""
    return None if published is None else published.isoformat()


def parse_published(text: str | None) -> date | datetime | None:
    """The inverse of :func:`format_published`.

    Raises:
        ValueError: if the text is not what :func:`format_published` writes.
    """
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
