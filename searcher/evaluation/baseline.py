"""What the figures are held against: textbook BM25 over plain words, written without the product.

Nothing of the product's analysis, index or ranking is used here, so a fault in those cannot move
the baseline along with what is measured. Title and body are one text. BM25 is that of Robertson
and Zaragoza (2009) with k1 1.2 and b .75, the idf that cannot become negative, and each distinct
word of the query once. Equal scores stand in the order of the articles.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from heapq import nsmallest
from math import log

import Stemmer

from corpus import Article

Stem = Callable[[str], str]

K1, B = 1.2, 0.75
SHORTEST_STEMMED = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case: letters and digits, apostrophes within."""
    return [word.lower() for word in _WORD.findall(text)]


def text_of(article: Article) -> str:
    """Title and body; a title that the reader made of the body is left out."""
    return article.body if "title" in article.made else f"{article.title}\n{article.body}"


def snowball_stem() -> Stem:
    """PyStemmer's Indonesian stemmer (Tala 2003) on words of four letters and more."""
    stemmer = Stemmer.Stemmer("indonesian", 0)

    @cache
    def stem(word: str) -> str:
        stemmed = len(word) >= SHORTEST_STEMMED and word.isalpha()
        return str(stemmer.stemWord(word)) if stemmed else word

    return stem


def no_stem() -> Stem:
    """Every word as it stands."""
    return str


STEMS: dict[str, Callable[[], Stem]] = {"snowball": snowball_stem, "none": no_stem}
"""The baselines by name."""


class PlainBM25:
    """The articles, to be asked."""

    def __init__(self, articles: Sequence[Article], stem: Stem) -> None:
        self._ids = [article.id for article in articles]
        self._stem = stem
        counts = [Counter(map(stem, words_of(text_of(article)))) for article in articles]
        lengths = [sum(count.values()) for count in counts]
        average = sum(lengths) / len(lengths)
        # For each word the articles and what its occurrences are worth there, idf and all.
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for document, (count, length) in enumerate(zip(counts, lengths, strict=True)):
            norm = K1 * (1 - B + B * length / average)
            for term, tf in count.items():
                self._postings[term].append((document, tf * (K1 + 1) / (tf + norm)))
        for term, postings in self._postings.items():
            rarity = _idf(len(self._ids), len(postings))
            self._postings[term] = [(document, rarity * worth) for document, worth in postings]

    def ids(self, query: str, limit: int) -> list[str]:
        """The ids of the best articles for a query."""
        scores: dict[int, float] = defaultdict(float)
        for term in dict.fromkeys(map(self._stem, words_of(query))):
            for document, worth in self._postings.get(term, ()):
                scores[document] += worth
        best = nsmallest(limit, scores.items(), key=lambda item: (-item[1], item[0]))
        return [self._ids[document] for document, _score in best]


def _idf(documents: int, holding: int) -> float:
    return log(1 + (documents - holding + 0.5) / (holding + 0.5))
