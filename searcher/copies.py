"""Near copies among articles: one agency's text at two sites, a story put out again.

Two articles are near copies if their openings are made of nearly the same words. The words are
those that are written, without analysis: telling copies so takes a tenth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from searcher.results import Copy
from searcher.view import View

OPENING = 1_500
"""Characters of two articles that are compared."""
SAME = 0.8
"""Two articles are near copies if so much of the words of either are in both."""
LEAST_WORDS = 10
"""Different words below which an opening tells too little to be called a copy of another."""

Opening = frozenset[str]
_WORDS = re.compile(r"\w+")


def opening(document: int, view: View) -> Opening:
    """The words that an article begins with."""
    return frozenset(_WORDS.findall(view.snapshot.body(document)[:OPENING].lower()))


def is_copy(one: Opening, others: Iterable[Opening]) -> bool:
    """Whether an article that begins so is a near copy of any of the others."""
    return any(_same(one, other) for other in others)


def _same(one: Opening, other: Opening) -> bool:
    least = SAME * max(len(one), len(other))
    return min(len(one), len(other)) >= least and len(one & other) >= least


def copies(shown: Sequence[int], view: View) -> tuple[Copy, ...]:
    """Which of the articles shown are near copies of one that stands above.

    Each goes with the first that it is a copy of; a copy has no copies of its own.
    """
    firsts: list[tuple[int, Opening]] = []
    found: list[Copy] = []
    for document in shown:
        words = opening(document, view)
        if len(words) < LEAST_WORDS:
            continue
        above = next((first for first, others in firsts if _same(words, others)), None)
        if above is None:
            firsts.append((document, words))
        else:
            found.append(Copy(id=view.id_of(document), of=view.id_of(above)))
    return tuple(found)
