"""Articles like one: found by its own most telling words.

The words that are frequent in the article and rare in the archive are searched for like any other
query. The article itself is left out. Copies of it, and copies of an article that is given already,
are like it but tell nothing new: they come last.
"""

from __future__ import annotations

from collections import Counter
from heapq import nlargest
from math import log

from searcher.copies import is_copy, opening
from searcher.deadline import Deadline
from searcher.matching import match
from searcher.nodes import AnyOf, Word
from searcher.present import Presenter
from searcher.rank import idf
from searcher.results import Hit
from searcher.runs import TEXT
from searcher.view import View

MOST_WORDS = 20
"""Words of the article that are searched for."""
MOST_READ = 10_000
"""Characters of an article from which its words are taken."""
_TITLE_WEIGHT = 3
_LEAST_LETTERS = 3
_CANDIDATES = 3
"""Articles looked at for every one that is given."""
_COMMON = 0.2
"""Words that this part of all articles hold tell nothing, if that is more than a few."""
_FEW = 20


def similar(document: int, limit: int, view: View, deadline: Deadline) -> tuple[Hit, ...]:
    """The articles most like this one, the likest first, copies last."""
    words = [Word(TEXT, [term]) for term in telling_terms(document, view)]
    if not words:
        return ()
    matches, _ = match(AnyOf(words) if len(words) > 1 else words[0], view, deadline)
    scores = matches.by_document
    scores.pop(document, None)
    count = _CANDIDATES * limit
    found = nlargest(count, scores, key=lambda other: (scores[other], -other))
    ordered = _copies_last(document, found, view)[:limit]
    return Presenter(view, None).hits(ordered, [scores[other] for other in ordered])


def telling_terms(document: int, view: View) -> list[str]:
    """The terms with the highest tf-idf, the best first; none that stands in this article alone."""
    counts = _counts(document, view)
    frequency = view.postings.frequency
    documents = view.snapshot.doc_count
    weights: dict[str, float] = {}
    for term, times in counts.items():
        holding = max(frequency(field, term) for field in TEXT)
        if len(term) >= _LEAST_LETTERS and 1 < holding <= max(_COMMON * documents, _FEW):
            weights[term] = (1 + log(times)) * idf(documents, holding)
    return nlargest(MOST_WORDS, weights, key=lambda term: (weights[term], term))


def _counts(document: int, view: View) -> Counter[str]:
    snapshot = view.snapshot
    tokens = snapshot.analysis.tokens
    counts = Counter(token.term for token in tokens(snapshot.body(document)[:MOST_READ]))
    for token in tokens(snapshot.record(document).title):
        counts[token.term] += _TITLE_WEIGHT
    return counts


def _copies_last(document: int, found: list[int], view: View) -> list[int]:
    """The articles with those behind that are copies of this one or of one before."""
    known = [opening(document, view)]
    others: list[int] = []
    copies: list[int] = []
    for other in found:
        words = opening(other, view)
        if is_copy(words, known):
            copies.append(other)
            continue
        known.append(words)
        others.append(other)
    return others + copies
