"""A larger archive out of a smaller one: new articles from paragraphs of articles of their time.

Every new article takes one real article as its measure: its day, source, category and length. Its
paragraphs are drawn from articles whose days lie near, and a paragraph that is too long for what is
still missing is cut between sentences. So words keep company with words of their time, lengths are
those of the source, and so is, nearly, the share of articles that a word stands in. What does not
grow is the number of different words: what one article in the source has, several have here.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import Article

PARAGRAPH = "\n\n"
NEAR = 200
"""Paragraphs come from so many articles before and after, in order of day."""
TRIES = 400
"""So many paragraphs are drawn for one article before it is left as short as it is."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")


def recombine(articles: Sequence[Article], count: int, seed: int = 1) -> Iterator[Article]:
    """``count`` new articles, the same for the same articles and seed; made one at a time."""
    draw = random.Random(seed)
    ordered = sorted((a for a in articles if a.body), key=lambda a: (str(a.published or ""), a.id))
    if not ordered:
        return
    for number in range(1, count + 1):
        at = draw.randrange(len(ordered))
        neighbours = ordered[max(0, at - NEAR) : at + NEAR + 1]
        yield _new_article(number, ordered[at], neighbours, draw)


def _new_article(
    number: int, measure: Article, neighbours: Sequence[Article], draw: random.Random
) -> Article:
    return replace(
        measure,
        id=f"r{number:07}",
        title=draw.choice(neighbours).title,
        body=PARAGRAPH.join(_paragraphs(len(measure.body), neighbours, draw)),
        url=None,
    )


def _paragraphs(length: int, neighbours: Sequence[Article], draw: random.Random) -> list[str]:
    """Different paragraphs that together are about as long as they should be."""
    found: dict[str, None] = {}
    missing = length
    for _try in range(TRIES):
        paragraph = draw.choice(draw.choice(neighbours).paragraphs)
        fitting = _cut(paragraph, missing)
        if fitting and fitting not in found:
            found[fitting] = None
            missing -= len(fitting) + len(PARAGRAPH)
            if missing <= length // 20:
                break
    return list(found) or [neighbours[0].body[:length]]


def _cut(paragraph: str, most: int) -> str:
    """The first sentences of a paragraph, as many as fit."""
    if len(paragraph) <= most:
        return paragraph
    fitting = ""
    for sentence in _SENTENCE_END.split(paragraph):
        longer = f"{fitting} {sentence}".lstrip()
        if len(longer) > most:
            break
        fitting = longer
    return fitting
