"""What an index keeps of an article beside its postings."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

if TYPE_CHECKING:
    from corpus import Article

# The sorting time of an article without a date: older than any other.
UNDATED = -(2**63)

# The longest body that is indexed, in characters.
MOST_TEXT = 64 * 2**20


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
        from corpus.article import format_published

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


def storable(article: Article) -> Article:
    """The article with lone surrogates, which no file can hold, replaced by U+FFFD."""
    for value in _texts_of(article):
        # Seen at a glance of nearly all but bodies.
        if value and not value.isascii() and storable_text(value) is not value:
            break
    else:
        return article
    from dataclasses import replace  # large, and seldom needed

    changed: dict[str, Any] = {
        name: storable_text(value)
        for name, value in zip(_TEXTS, _texts_of(article), strict=True)
        if value
    }
    return replace(article, **changed)


_TEXTS = ("id", "title", "body", "url", "source", "category", "author", "place", "origin")
_texts_of = attrgetter(*_TEXTS)


def storable_text(text: str) -> str:
    """A text likewise."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return text
