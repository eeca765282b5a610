"""What words and phrases score: their posting lists, of title, body and forms, made scores.

Scores are those of :mod:`searcher.rank` but for what the best articles gain afterwards
(:mod:`searcher.rerank`). What is on other days than those that are asked for is left out before it
is scored, where that is cheaper.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from searcher.deadline import Deadline
from searcher.document_sets import joint, zeros
from searcher.flags import masked, on_days
from searcher.matches import NOTHING, Kept
from searcher.nodes import Exact, Starting, Word
from searcher.occurrences import Listed, Occurrences
from searcher.rank import idf
from searcher.scoring import FLAT, FORMS, scale
from searcher.view import View

ANY_DAY = (0, 99_991_231)
"""The first and the last day of all documents; 0 is that of undated ones."""
NO_LIST = Listed(NOTHING.documents, NOTHING.documents, FLAT)
NO_FORM = (NOTHING.documents, NOTHING.documents, 0.0)
"""Nothing to be merged with."""


class WordScores:
    """Scores of words in one view. ``days`` are the first and the last day of what need be found.

    ``occurrences`` tells where words are.
    """

    def __init__(self, view: View, deadline: Deadline) -> None:
        self.occurrences = Occurrences(view, deadline)
        self.days = ANY_DAY
        self._view = view
        self._deadline = deadline
        # A flag for each document that may be found; None: all.
        self._live = view.live_flags

    def found(self, node: Word | Exact) -> tuple[array[int], array[float]]:
        """The documents that a word or phrase finds, and its score in each."""
        return self._allowed(*self.scored(node))

    def stems_of(self, node: Word | Exact) -> Kept:
        """What the terms of a word or phrase score: BM25F over its fields."""
        return Kept(*self._allowed(*self.scored(node, None, ())))

    def form_of(self, form: str, node: Word | Exact) -> Kept:
        """What a form of a word, as it is written, scores."""
        documents, counts, weight = self._form(form, node, None)
        values = self._view.scorer.values(documents, counts, FORMS)
        return Kept(*self._allowed(documents, scale(values, weight)))

    def _allowed(
        self, documents: array[int], scores: array[float]
    ) -> tuple[array[int], array[float]]:
        """Those of the documents that may be found."""
        if self._live is not None:
            documents, scores = masked(documents, scores, self._live)
        if self.days != ANY_DAY:
            documents, scores = self._on_days(documents, scores)
        return documents, scores

    def _on_days(self, documents: array[int], beside: array[Any]) -> tuple[array[int], Any]:
        """What is of the days that are asked for, of a list and what stands beside it."""
        return on_days(documents, beside, self._view.snapshot.days, *self.days)

    def scored(
        self,
        node: Word | Exact,
        among: array[int] | None = None,
        forms: Sequence[str] | None = None,
    ) -> tuple[array[int], array[float]]:
        """The documents (``among`` others) that hold a word or phrase, and its score in each.

        With what its ``forms`` add, or those that are given.
        """
        forms = node.forms if forms is None else forms
        if isinstance(node, (Exact, Starting)):
            documents, scores = self._counted(node, among)
        elif len(node.fields) * len(node.terms) > 2:
            documents, scores = self._summed(self.occurrences.lists(node, among))
            scores = scale(scores, self._weight_of(node, self.occurrences.holding(node)))
        else:
            documents, scores = self._merged_lists(node, among, forms[:1])
            forms = forms[1:]
        # The words of a phrase find nothing by themselves.
        optional = isinstance(node, Exact)
        for form in forms:
            formed = self._form(form, node, documents if optional else among)
            if formed[0]:
                scorer = self._view.scorer
                documents, scores = scorer.with_form(documents, scores, *formed, optional)
        return documents, scores

    def _merged_lists(
        self, node: Word, among: array[int] | None, forms: Sequence[str]
    ) -> tuple[array[int], array[float]]:
        """The same of a word with two lists at most, and one form at most."""
        lists = self.occurrences.lists(node, among)
        formed = self._form(forms[0], node, among) if forms else NO_FORM
        if self.days != ANY_DAY and among is None:
            # No other need be scored.
            lists = [Listed(*self._on_days(*each[:2]), each.field) for each in lists]
            formed = (*self._on_days(*formed[:2]), formed[2])
        few, many = _two(lists)
        weight = self._weight_of(node, self.occurrences.holding(node))
        return self._view.scorer.scored(*few, *many, weight, *formed)

    def _counted(
        self, node: Exact | Starting, among: array[int] | None
    ) -> tuple[array[int], array[float]]:
        """The same of what has to be found to be counted, without its forms."""
        lists = self.occurrences.lists(node)
        if len(lists) > 2 or isinstance(node, Starting):
            documents, scores = self._summed(lists)
        else:
            few, many = _two(lists)
            documents, scores = self._view.scorer.scored(*few, *many, 1.0, *NO_FORM)
        holding = self.occurrences.keep_holding(node, len(documents))
        if among is not None:
            documents, scores = joint(among, zeros(len(among)), documents, scores)
        return documents, scale(scores, self._weight_of(node, holding))

    def _summed(self, lists: Sequence[Listed]) -> tuple[array[int], array[float]]:
        """The documents of many lists, and what all occurrences in each count together."""
        scorer = self._view.scorer
        with self._view.accumulator() as accumulator:
            for each in lists:
                scorer.add_to(accumulator, *each)
            documents, sums, _ = accumulator.collect(0, None)
        return documents, scorer.saturated(sums)

    def _form(
        self, form: str, node: Word | Exact, among: array[int] | None
    ) -> tuple[array[int], array[int], float]:
        """The documents (``among`` others) that hold a form, how often, and what it weighs."""
        postings, tuning = self._view.postings, self._view.tuning
        weight = tuning.form_weight * self._weight(node) * (tuning.k1 + 1.0)
        weight *= idf(self._view.documents, postings.frequency("forms", form))
        documents, counts = postings.arrays("forms", form, self._deadline, among)
        return documents, counts, weight

    def _weight_of(self, node: Word | Exact, holding: int) -> float:
        """The weight of a word that so many documents hold."""
        scale = self._weight(node) * (self._view.tuning.k1 + 1.0)
        return scale * idf(self._view.documents, holding)

    def _weight(self, node: Word | Exact) -> float:
        return self._view.tuning.weight(node.kind) * node.share


def _two(lists: Sequence[Listed]) -> tuple[Listed, Listed]:
    """Two lists at most as two, the shorter one first."""
    few, many = [*lists, NO_LIST, NO_LIST][:2]
    return (few, many) if len(few.documents) <= len(many.documents) else (many, few)
