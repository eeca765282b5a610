"""Queries of every type, drawn from the articles that are searched; the same in every run."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

from corpus import Article

QUERIES = 40  # of each type
_WORD = re.compile(r"[a-z]+")
SHORTEST = 4  # letters of a word that is searched by itself


def draw_queries(articles: Sequence[Article], seed: int = 1) -> dict[str, list[str]]:
    """``QUERIES`` queries of each type: words by how common they are, several words, a phrase, a
    beginning, and words with a range of days."""
    draw = random.Random(seed)
    texts = [_WORD.findall(article.body.lower()) for article in articles]
    bodies = [[word for word in text if len(word) >= SHORTEST] for text in texts]
    ranked = [word for word, _count in Counter(w for b in bodies for w in set(b)).most_common()]
    several = [draw.sample(body, 3) for body in _some(draw, bodies) if len(body) > 3]
    years = [str(a.published)[:4] for a in articles if a.published] or ["2024"]
    return {
        "common word": draw.choices(ranked[:50], k=QUERIES),
        "middling word": draw.choices(ranked[50 : max(51, len(ranked) // 10)], k=QUERIES),
        "rare word": draw.choices(ranked[len(ranked) // 2 :], k=QUERIES),
        "three words": [" ".join(words) for words in several],
        "all of three words": [" DAN ".join(words) for words in several],
        "phrase": [_phrase(draw, text) for text in _some(draw, texts)],
        "beginning": [f"{word[:4]}*" for word in draw.choices(ranked, k=QUERIES)],
        "word and year": [
            f"{word} sejak:{year} sampai:{year}"
            for word, year in zip(
                draw.choices(ranked[:1000], k=QUERIES), draw.choices(years, k=QUERIES), strict=True
            )
        ],
    }


def _some(draw: random.Random, bodies: list[list[str]]) -> list[list[str]]:
    return draw.choices([body for body in bodies if len(body) > 3], k=QUERIES)


def _phrase(draw: random.Random, text: list[str]) -> str:
    at = draw.randrange(len(text) - 1)
    return f'"{text[at]} {text[at + 1]}"'
