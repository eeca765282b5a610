# cython: annotation_typing=False
"""Documents as they are shown: hits and whole articles, with the words of a query marked.

Compiled where there is a C compiler; the types stand in ``present.pxd``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from corpus.paragraphs import PARAGRAPH_BREAK
from searcher.marking import MOST_MARKED, Marker, marked
from searcher.rank import idf
from searcher.results import ArticleView, Hit
from searcher.snippet import LENGTH, LONGEST_WORD, snippet
from searcher.view import View

MOST_MARKED_ON_A_PAGE = 2_000_000
"""Characters in which the snippets of one page are looked for, so that books do not hold it up."""
OPENING = 1_500
"""Characters that an article begins with, by which near copies are told."""


class Presenter:
    """Makes what is shown of articles, with the words of one query marked.

    ``openings`` are the ids of the hits made so far, and how their articles begin.
    """

    def __init__(self, view: View, found: Any | None) -> None:
        self._view = view
        self._body = Marker(found, "body", view.snapshot.analysis)
        self._title = self._body.for_field("title")
        self._weights = [self._weight(node) for node in self._body.groups]
        self.openings: list[tuple[str, str]] = []

    def _weight(self, node: Any) -> float:
        holding = self._view.holdings.get(node.stems_key)
        return 1.0 if holding is None else idf(self._view.documents, holding)

    def hits(self, documents: Sequence[int], scores: Sequence[float]) -> tuple[Hit, ...]:
        """The hits of these documents, with their scores."""
        reach = min(MOST_MARKED, MOST_MARKED_ON_A_PAGE // max(len(documents), 1))
        scored = zip(documents, scores, strict=True)
        return tuple(self._hit(document, score, reach) for document, score in scored)

    def _hit(self, document: int, score: float, reach: int) -> Hit:
        record, body = self._view.snapshot.stored(document)
        title = record.title
        self.openings.append((record.id, body[:OPENING]))
        spans = self._body.spans(body, reach, LENGTH, LONGEST_WORD)
        # By place: by name takes half as long again.
        return Hit(
            record.id,
            record.url,
            title,
            record.published,
            record.source,
            record.category,
            record.author,
            _rounded(score),
            marked(title, self._title.spans(title)),
            snippet(body, spans, self._weights),
        )

    def title_html(self, title: str) -> str:
        """A title as HTML."""
        return marked(title, self._title.spans(title))

    def paragraphs_html(self, body: str) -> tuple[str, ...]:
        """The paragraphs of a body as HTML."""
        spans = self._body.spans(body)
        starts = [span[0] for span in spans]
        paragraphs: list[str] = []
        start = 0
        for paragraph in body.split(PARAGRAPH_BREAK) if body else ():
            end = start + len(paragraph)
            inside = spans[bisect_left(starts, start) : bisect_left(starts, end)]
            paragraphs.append(marked(body, inside, start, end))
            start = end + len(PARAGRAPH_BREAK)
        return tuple(paragraphs)

    def article(self, document: int) -> ArticleView:
        """The whole of an article, for a page of its own."""
        record, body = self._view.snapshot.stored(document)
        return ArticleView(
            id=record.id,
            title=record.title,
            body=body,
            url=record.url,
            source=record.source,
            category=record.category,
            author=record.author,
            published=record.published,
            place=record.place,
            title_made=record.title_made,
            title_html=self.title_html(record.title),
            paragraphs_html=self.paragraphs_html(body),
        )


def _rounded(score: float) -> float:
    """A score to six decimals, as :func:`round` has it."""
    scaled = score * 1e6
    if 0 < scaled < 1e9:
        whole = int(scaled + 0.5)
        # Far from a half there is but one answer, and a quotient is as near to it as can be.
        if -0.499 < scaled - whole < 0.499:
            return whole / 1e6
    return round(score, 6)
