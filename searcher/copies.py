"""Near copies among articles: one agency's text at two sites, a story put out again.

Two articles are near copies if their openings are made of nearly the same words. The words are
those that are written, without analysis: telling copies so takes a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from searcher.openings import Opening
from searcher.present import OPENING
from searcher.results import Copy
from searcher.view import View

LEAST_WORDS = 10
"""Different words below which an opening tells too little to be called a copy of another."""


def opening(document: int, view: View) -> Opening:
    """The words that an article begins with."""
    return Opening(view.snapshot.body(document)[:OPENING])


def is_copy(one: Opening, others: Iterable[Opening]) -> bool:
    """Whether an article that begins so is a near copy of any of the others."""
    return any(one.is_like(other) for other in others)


def copies(shown: Sequence[tuple[str, str]]) -> tuple[Copy, ...]:
    """Which of the articles shown, each an id and its opening, are near copies of one above.

    Each goes with the first that it is a copy of; a copy has no copies of its own.
    """
    firsts: list[tuple[str, Opening]] = []
    found: list[Copy] = []
    for id_, text in shown:
        words = Opening(text)
        if len(words) < LEAST_WORDS:
            continue
        above = next((first for first, others in firsts if words.is_like(others)), None)
        if above is None:
            firsts.append((id_, words))
        else:
            found.append(Copy(id=id_, of=above))
    return tuple(found)
