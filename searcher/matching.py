"""Which documents a query matches and how well: the query tree evaluated a word at a time.

The answer is exact: every matching document is found, none that is deleted. Only an expired
deadline cuts it short. Beside our own nodes, the ordinary ones of Whoosh are understood.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import reduce
from operator import and_, itemgetter, mul
from typing import Any, NamedTuple

from whoosh import query

from searcher.days import day_number
from searcher.deadline import Deadline
from searcher.nodes import AnyOf, Exact, InPlaceOf, OnDays, Starting, Word
from searcher.notes import note
from searcher.rank import idf
from searcher.results import Note
from searcher.view import View

MOST_EXPANSIONS = 64
"""Terms that one ``kata*`` stands for at most."""
MOST_EXPANDED_POSTINGS = 300_000
"""Postings that one ``kata*`` reads at most (and those of its most frequent term in any case)."""

Scores = dict[int, float]


class Matches(NamedTuple):
    """The documents found with their scores, and those of them that match every group.

    ``full`` is None where all of them do.
    """

    scores: Scores
    full: AbstractSet[int] | None = None

    @property
    def full_documents(self) -> AbstractSet[int]:
        """The documents that match every group."""
        return self.scores.keys() if self.full is None else self.full


NOTHING = Matches({})


class Kept(NamedTuple):
    """The documents that a word is in, what it adds to the score of each, and notes on it."""

    documents: array[int]
    values: array[float]
    notes: list[Note]

    def value(self, document: int) -> float:
        """What the word adds to the score of a document."""
        try:
            return self.values[self.documents.index(document)]
        except ValueError:
            return 0.0


def match(found: Any | None, view: View, deadline: Deadline) -> tuple[Matches, list[Note]]:
    """The documents that a query matches, and notes on how it was carried out."""
    if found is None:
        return NOTHING, []
    matcher = Matching(view, deadline)
    matches = matcher.evaluate(found)
    if deadline.hit:
        matcher.notes.append(note("time_out", seconds=f"{deadline.seconds:g}"))
    return matches, matcher.notes


class Matching:
    """One evaluation; ``notes`` collects what there is to say of it."""

    def __init__(self, view: View, deadline: Deadline) -> None:
        self._view = view
        self._snapshot = view.snapshot
        self._deadline = deadline
        self.notes: list[Note] = []

    def evaluate(self, node: Any) -> Matches:
        """The matches of a node.

        Raises:
            TypeError: if the node is of a kind that is not understood.
        """
        if node is query.NullQuery:
            return NOTHING
        for kind, evaluate in _RULES:
            if isinstance(node, kind):
                matches: Matches = getattr(self, evaluate)(node)
                return matches
        raise TypeError(f"a {type(node).__name__} query is not understood")

    # Words

    def leaf(self, node: Word | Exact) -> Matches:
        """The matches of a word or phrase: the score of its stems and of its forms."""
        stems = self.stems_of(node)
        self.notes += stems.notes
        scores = dict(zip(stems.documents, stems.values, strict=True))
        for form in node.forms:
            kept = self.form_of(form, node)
            _add_to(scores, zip(kept.documents, kept.values, strict=True))
        return Matches(scores)

    def stems_of(self, node: Word | Exact) -> Kept:
        """What the terms of a word or phrase score: BM25F over its fields."""
        return self._scored(node.stems_key, self._weight(node), lambda: self._counted(node))

    def form_of(self, form: str, node: Word | Exact) -> Kept:
        """What a form of a word, as it is written, scores."""
        weight = self._view.tuning.form_weight * self._weight(node)
        key = "form", form, node.kind, node.share
        return self._scored(key, weight, lambda: self._counts([("forms", form)]))

    def _weight(self, node: Word | Exact) -> float:
        return self._view.tuning.weight(node.kind) * node.share

    def _counted(self, node: Word | Exact) -> Scores:
        if isinstance(node, Exact):
            return self._phrase_counts(node)
        if isinstance(node, Starting):
            return self._counts(self._expand(node))
        return self._counts((field, term) for field in sorted(node.fields) for term in node.terms)

    def term(self, node: query.Term) -> Matches:
        """A stock term is one of our words."""
        return self.evaluate(Word([node.fieldname], [node.text]))

    def prefix(self, node: query.Prefix) -> Matches:
        """A stock prefix is one of our beginnings."""
        return self.evaluate(Starting([node.fieldname], node.text, typed=f"{node.text}*"))

    def phrase(self, node: query.Phrase) -> Matches:
        """A stock phrase is one of ours."""
        slots = [(place, (term,)) for place, term in enumerate(node.words)]
        return self.evaluate(Exact([node.fieldname], slots))

    def _scored(self, key: tuple[Any, ...], weight: float, count: Callable[[], Scores]) -> Kept:
        """BM25 of the weighted occurrences that ``count`` finds, kept for the next search."""
        kept: Kept | None = self._view.words.get(key)
        if kept is not None:
            return kept
        already_said = len(self.notes)
        counts = count()
        for deleted in self._snapshot.deleted:
            counts.pop(deleted, None)
        k1 = self._view.tuning.k1
        weight *= (k1 + 1.0) * idf(self._snapshot.doc_count, len(counts))
        values = array("d", [weight * f / (k1 + f) for f in counts.values()])
        kept = Kept(array("I", counts), values, self.notes[already_said:])
        del self.notes[already_said:]
        if not self._deadline.hit:
            self._view.words.put(key, kept, len(values) + 1)
        return kept

    def _counts(self, places: Iterable[tuple[str, str]]) -> Scores:
        """How often each document holds any of the terms, each in a field.

        An occurrence counts by its field and the length of the field.
        """
        counts: Scores = {}
        for field, term in places:
            factors = self._factors(field)
            add = _add_to if counts else dict.update
            for documents, tallies, _ in self._view.postings.blocks(field, term, self._deadline):
                weighted = map(mul, tallies, _items(factors, documents))
                add(counts, zip(documents, weighted, strict=True))
            if self._deadline.passed():
                break
        return counts

    def _factors(self, field: str) -> Sequence[float]:
        if field in ("title", "body", "forms"):
            return self._view.factors(field)
        return array("d", [1.0]) * self._snapshot.doc_count_all

    def _expand(self, node: Starting) -> list[tuple[str, str]]:
        """The most frequent terms that begin so, within bounds, and the node's own."""
        fields: dict[str, set[str]] = defaultdict(set)
        frequencies: dict[str, int] = defaultdict(int)
        for field in node.fields:
            for term, documents in self._view.postings.beginning(field, node.prefix):
                fields[term].add(field)
                frequencies[term] += documents
                if self._deadline.passed():
                    break
        kept = self._most_frequent(frequencies)
        if len(kept) < len(frequencies):
            found = len(frequencies)
            self.notes.append(note("prefix_cut", word=node.typed, found=found, limit=len(kept)))
        for term in node.terms:
            fields[term].update(node.fields)
        return sorted((field, term) for term in {*kept, *node.terms} for field in fields[term])

    def _most_frequent(self, frequencies: dict[str, int]) -> list[str]:
        kept: list[str] = []
        postings = 0
        by_frequency = sorted(frequencies, key=lambda term: (-frequencies[term], term))
        for term in by_frequency[:MOST_EXPANSIONS]:
            postings += frequencies[term]
            if kept and postings > MOST_EXPANDED_POSTINGS:
                break
            kept.append(term)
        return kept

    # Phrases

    def _phrase_counts(self, node: Exact) -> Scores:
        counts: Scores = {}
        for field in node.fields:
            factors = self._factors(field)
            for document, times in self._phrase_in(field, node).items():
                counts[document] = counts.get(document, 0.0) + times * factors[document]
        return counts

    def _phrase_in(self, field: str, node: Exact) -> dict[int, int]:
        """How often each document has the phrase in this field; the rarest word is read first."""
        return {doc: len(found) for doc, found in self.places(field, node).items()}

    def places(
        self, field: str, node: Word | Exact, among: Iterable[int] | None = None
    ) -> dict[int, set[int]]:
        """Where in a field a word or phrase stands, in the documents ``among`` (None: all)."""
        frequency = self._view.postings.frequency
        starts: dict[int, set[int]] | None = None
        for place, terms in sorted(
            node.slots, key=lambda slot: sum(frequency(field, term) for term in slot[1])
        ):
            starts = self._starts(field, place, terms, starts, among)
            if not starts or self._deadline.passed():
                return {}
        return starts or {}

    def _starts(
        self,
        field: str,
        place: int,
        terms: Sequence[str],
        before: dict[int, set[int]] | None,
        among: Iterable[int] | None,
    ) -> dict[int, set[int]]:
        """Where the phrase may start if one of these terms stands ``place`` words further on.

        ``before`` is what the other words leave possible; None if this is the first word.
        """
        found: dict[int, set[int]] = {}
        wanted = among if before is None else before
        for term in terms:
            for document, places in self._view.postings.positions(
                field, term, wanted, self._deadline
            ):
                starts = {position - place for position in places}
                if before is not None:
                    starts &= before[document]
                if starts:
                    found.setdefault(document, set()).update(starts)
        return found

    # Everything that combines

    def any_of(self, node: AnyOf) -> Matches:
        """The matches of any group; those of all groups are full."""
        parts = [self.evaluate(group) for group in node.subqueries]
        scores = _sum([part.scores for part in parts])
        if not node.demands:
            return Matches(scores)
        return Matches(scores, _intersection([part.full_documents for part in parts]))

    def in_place_of(self, node: InPlaceOf) -> Matches:
        """The matches of a word; where it is missing, those of the other one."""
        word, other = self.evaluate(node.word).scores, self.evaluate(node.other).scores
        return Matches({**other, **word})

    def either(self, node: query.Or) -> Matches:
        """The matches of any part; full is who is full in one of them."""
        parts = [self.evaluate(part) for part in node.subqueries]
        if all(part.full is None for part in parts):
            return Matches(_sum([part.scores for part in parts]))
        full: set[int] = set()
        return Matches(
            _sum([part.scores for part in parts]),
            full.union(*(part.full_documents for part in parts)),
        )

    def all_of(self, node: query.And) -> Matches:
        """What all parts match; some parts add no score."""
        parts = list(node.subqueries)
        scored = [part for part in parts if not _only_restricts(part)]
        restricting = [part for part in parts if _only_restricts(part)]
        matches = self._together(scored) if scored else None
        for part in sorted(restricting, key=lambda part: isinstance(part, query.Not)):
            matches = self._restrict(matches, part)
        return matches or NOTHING

    def _together(self, nodes: Sequence[Any]) -> Matches:
        parts = [self.evaluate(node) for node in nodes]
        if len(parts) == 1:
            return parts[0]
        documents = _intersection([part.scores.keys() for part in parts])
        scores = {doc: sum([part.scores[doc] for part in parts]) for doc in documents}
        if all(part.full is None for part in parts):
            return Matches(scores)
        return Matches(scores, _intersection([part.full_documents for part in parts]))

    def _restrict(self, matches: Matches | None, node: Any) -> Matches:
        """The matches that ``node`` allows, their scores as they were."""
        if isinstance(node, query.Not):
            kept = matches or self.every()
            excluded = self.evaluate(node.query).scores
            return _keep(kept, lambda doc: doc not in excluded) if excluded else kept
        inner = node.child if isinstance(node, query.ConstantScoreQuery) else node
        if matches is None:
            return self.evaluate(node)
        if isinstance(inner, OnDays):
            days = self._snapshot.days
            first, last = day_number(inner.first), day_number(inner.last)
            return _keep(matches, lambda doc: first <= days[doc] <= last)
        return _keep(matches, self.evaluate(inner).scores.__contains__)

    def and_maybe(self, node: query.AndMaybe) -> Matches:
        """What the first part matches, with the score of both."""
        must, may = self.evaluate(node.a), self.evaluate(node.b)
        extra = may.scores
        scores = {doc: score + extra.get(doc, 0.0) for doc, score in must.scores.items()}
        if isinstance(node.b, AnyOf) and not node.b.demands:
            return Matches(scores, must.full)
        return Matches(scores, must.full_documents & may.full_documents)

    def and_not(self, node: query.AndNot) -> Matches:
        """What the first part matches and the second does not."""
        return self.evaluate(query.And([node.a, query.Not(node.b)]))

    def negation(self, node: query.Not) -> Matches:
        """All articles but those of a part."""
        return self._restrict(None, node)

    def constant(self, node: query.ConstantScoreQuery) -> Matches:
        """The matches of a part, all with one score."""
        return Matches(dict.fromkeys(self.evaluate(node.child).scores, node.score))

    def on_days(self, node: OnDays) -> Matches:
        """All articles of these days."""
        return self._restrict(self.every(), node)

    def every(self, node: Any = None) -> Matches:
        """All articles."""
        del node
        return Matches(dict.fromkeys(self._view.live, 0.0))


# The first kind that fits: our own nodes are Whoosh's Or by inheritance.
_RULES: tuple[tuple[Any, str], ...] = (
    (Starting, "leaf"),
    (Word, "leaf"),
    (Exact, "leaf"),
    (AnyOf, "any_of"),
    (InPlaceOf, "in_place_of"),
    (query.And, "all_of"),
    (query.Or, "either"),
    (query.AndMaybe, "and_maybe"),
    (query.AndNot, "and_not"),
    (query.Not, "negation"),
    (query.ConstantScoreQuery, "constant"),
    (OnDays, "on_days"),
    (query.Every, "every"),
    (query.Phrase, "phrase"),
    (query.Prefix, "prefix"),
    (query.Term, "term"),
)


def _only_restricts(node: Any) -> bool:
    """Whether a part of an And adds nothing to the score."""
    if isinstance(node, query.ConstantScoreQuery):
        return not node.score
    return isinstance(node, (query.Not, query.Every, OnDays))


def _items(values: Sequence[float], documents: Sequence[int]) -> Sequence[float]:
    if len(documents) == 1:
        return (values[documents[0]],)
    found: tuple[float, ...] = itemgetter(*documents)(values)
    return found


def _add_to(total: Scores, more: Iterable[tuple[int, float]]) -> None:
    get = total.get
    for document, score in more:
        total[document] = get(document, 0.0) + score


def _sum(parts: Sequence[Scores]) -> Scores:
    """The scores added up; the largest part is the one that is copied."""
    if not parts:
        return {}
    ordered = sorted(parts, key=len, reverse=True)
    total = dict(ordered[0])
    for part in ordered[1:]:
        _add_to(total, part.items())
    return total


def _intersection(parts: Sequence[AbstractSet[int]]) -> AbstractSet[int]:
    if not parts:
        return frozenset()
    smallest, *others = sorted(parts, key=len)
    return reduce(and_, others, smallest)


def _keep(matches: Matches, allowed: Callable[[int], bool]) -> Matches:
    scores = {doc: score for doc, score in matches.scores.items() if allowed(doc)}
    return Matches(scores, matches.full and (matches.full & scores.keys()))
