"""What an index keeps of an article beside its postings."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from corpus.article import Article, format_published

# The sorting time of an article without a date: older than any other.
UNDATED = -(2**63)

_SEPARATOR = "\x1f"


class ArticleRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """All of an article but its body, as it is shown. ``published`` is ISO 8601 text."""

    id: str
    title: str
    url: str | None = None
    source: str | None = None
    category: str | None = None
    author: str | None = None
    published: str | None = None
    place: str | None = None
    title_made: bool = False

    @classmethod
    def of(cls, article: Article) -> ArticleRecord:
        """The record of an article."""
        return cls(
            id=article.id,
            title=article.title,
            url=article.url,
            source=article.source,
            category=article.category,
            author=article.author,
            published=format_published(article.published),
            place=article.place,
            title_made="title" in article.made,
        )


class Key(NamedTuple):
    """What the indexer asks of an article it has seen: which, with what content, from where."""

    id: str
    content_hash: str
    origin: str

    def pack(self) -> bytes:
        """The key as bytes."""
        origin = self.origin.replace(_SEPARATOR, "?")
        key = _SEPARATOR.join((self.id, self.content_hash, origin))
        return key.encode("utf-8", "surrogatepass")

    @classmethod
    def unpack(cls, data: bytes) -> Key:
        """The key that :meth:`pack` made; only the id may hold the separator."""
        text = data.decode("utf-8", "surrogatepass")
        id_, content_hash, origin = text.rsplit(_SEPARATOR, 2)
        return cls(id_, content_hash, origin)
