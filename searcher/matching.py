"""Which documents a query matches and how well: the query tree evaluated over arrays.

The answer is exact: every matching document is found, none that is deleted. Only an expired
deadline cuts it short. Beside our own nodes, the ordinary ones of Whoosh are understood
(:func:`searcher.whoosh_nodes.from_whoosh`).

What stands side by side is added up in one accumulator, a posting list at a time; parts that are
more than words are evaluated first and added as they come out.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

from searcher import logic as query
from searcher.days import day_number
from searcher.deadline import Deadline
from searcher.kernels import (
    FLAT,
    MOST_GROUPS,
    Accumulator,
    count_in_both,
    either,
    flag_days,
    flag_members,
    flagged_documents,
    flagged_flags,
    flagged_scores,
    place_of,
    together,
    zeros,
)
from searcher.nodes import AnyOf, Exact, InPlaceOf, OnDays, Starting, Word, only_restricts
from searcher.notes import note
from searcher.places import NO_PLACES, Places, followed, joined, moved, occurrences
from searcher.postings import Found
from searcher.rank import idf
from searcher.results import Note
from searcher.view import View

MOST_EXPANSIONS = 64
"""Terms that one ``kata*`` stands for at most."""
MOST_EXPANDED_POSTINGS = 300_000
"""Postings that one ``kata*`` reads at most (and those of its most frequent term in any case)."""

_FIELDS = {"title": 0, "body": 1, "forms": 2}


class Matches(NamedTuple):
    """The documents found, ascending, with their scores and flags of those with every group.

    ``full`` is None where all of them have.
    """

    documents: array[int]
    scores: array[float]
    full: bytearray | None = None

    @staticmethod
    def of(scores: Mapping[int, float]) -> Matches:
        """The matches with these scores by document."""
        documents = sorted(scores)
        return Matches(array("I", documents), array("d", map(scores.__getitem__, documents)))

    @property
    def full_documents(self) -> array[int]:
        """The documents that match every group."""
        return self.documents if self.full is None else flagged_documents(self.documents, self.full)

    @property
    def by_document(self) -> dict[int, float]:
        """The scores by document."""
        return dict(zip(self.documents, self.scores, strict=True))

    def where(self, flags: bytearray) -> Matches:
        """The matches with a flag."""
        if 0 not in flags:
            return self
        full = self.full and flagged_flags(self.full, flags)
        documents = flagged_documents(self.documents, flags)
        return Matches(documents, flagged_scores(self.scores, flags), full)


NOTHING = Matches(array("I"), array("d"))


class Kept(NamedTuple):
    """The documents that a word is in, and what it adds to the score of each."""

    documents: array[int]
    values: array[float]

    def value(self, document: int) -> float:
        """What the word adds to the score of a document."""
        place = place_of(self.documents, document)
        return self.values[place] if place >= 0 else 0.0


class Listed(NamedTuple):
    """A posting list: documents, how often each holds the term, the number of the field."""

    documents: array[int]
    counts: array[int]
    field: int


class Step(NamedTuple):
    """Something to be added up: a word or phrase, or what was evaluated before.

    ``group`` is the number of its group (-1: none). What is ``optional`` finds no document.
    """

    part: Word | Exact | Matches
    group: int
    optional: bool


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

    reads_lists = True
    """Whether words are read from their posting lists; else :meth:`leaf` is asked for each."""

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
        rule = _RULES.get(type(node)) or _inherited(node)
        if rule is None:
            # Whoosh is loaded where there is a query of its own, and nowhere else.
            from searcher.whoosh_nodes import from_whoosh

            return self.evaluate(from_whoosh(node))
        matches: Matches = getattr(self, rule)(node)
        return matches

    # Words

    def leaf(self, node: Word | Exact) -> Matches:
        """The matches of a word or phrase: the score of its stems and of its forms."""
        return self._added([Step(node, -1, False)])

    def stems_of(self, node: Word | Exact) -> Kept:
        """What the terms of a word or phrase score: BM25F over its fields."""
        with self._view.accumulator() as accumulator:
            self._add_stems(accumulator, Step(node, -1, False), node)
            return Kept(*accumulator.collect(0, False, self._view.live_flags)[:2])

    def form_of(self, form: str, node: Word | Exact) -> Kept:
        """What a form of a word, as it is written, scores."""
        with self._view.accumulator() as accumulator:
            self._add_form(accumulator, Step(node, -1, False), node, form)
            return Kept(*accumulator.collect(0, False, self._view.live_flags)[:2])

    def holding(self, node: Word | Exact) -> int:
        """How many documents of the segments hold a word or phrase in any of its fields."""
        known = self._view.holdings.get(node.stems_key)
        if known is not None:
            return known
        lists = self._lists(node)
        documents: array[int] = array("I")
        for each in lists:
            documents = either(documents, each.documents)
        return self._holding(node, len(documents))

    def _weight(self, node: Word | Exact) -> float:
        return self._view.tuning.weight(node.kind) * node.share

    def _added(self, steps: Sequence[Step], groups: int = 0, *, required: bool = False) -> Matches:
        """All steps added up; of the documents that have all ``groups``, or flags of them."""
        with self._view.accumulator() as accumulator:
            for step in steps:
                self._add(accumulator, step)
            return Matches(*accumulator.collect(groups, required, self._view.live_flags))

    def _add(self, accumulator: Accumulator, step: Step) -> None:
        part = step.part
        if isinstance(part, Matches):
            documents, scores, full = part
            accumulator.put(documents, scores, step.group if full is None else -1, step.optional)
            if full is not None and step.group >= 0:
                whole = part.full_documents
                accumulator.put(whole, zeros(len(whole)), step.group, step.optional)
            return
        self._add_stems(accumulator, step, part)
        if isinstance(part, Exact):
            # The words of a phrase find nothing by themselves.
            step = step._replace(group=-1, optional=True)
        for form in part.forms:
            self._add_form(accumulator, step, part, form)

    def _add_stems(self, accumulator: Accumulator, step: Step, node: Word | Exact) -> None:
        lists = sorted(self._lists(node), key=lambda each: len(each.documents))
        _, group, optional = step
        if len(lists) == 1:
            ((documents, counts, field),) = lists
            weight = self._scaled(node, len(documents))
            accumulator.add(documents, counts, field, weight, group, optional)
        elif len(lists) == 2:
            (few, few_counts, few_field), (many, many_counts, many_field) = lists
            weight = self._scaled(node, len(few) + len(many) - count_in_both(few, many))
            accumulator.hold(few, few_counts, few_field)
            accumulator.add(many, many_counts, many_field, weight, group, optional)
            accumulator.settle(few, weight, group, optional)
        elif lists:
            weight = self._scaled(node, sum(accumulator.hold(*each) for each in lists))
            for each in lists:
                accumulator.settle(each.documents, weight, group, optional)

    def _add_form(
        self, accumulator: Accumulator, step: Step, node: Word | Exact, form: str
    ) -> None:
        documents, counts = self._view.postings.arrays("forms", form, self._deadline)
        if documents:
            tuning = self._view.tuning
            weight = tuning.form_weight * self._weight(node) * (tuning.k1 + 1.0)
            weight *= idf(self._view.documents, len(documents))
            accumulator.add(documents, counts, 2, weight, step.group, step.optional)

    def _scaled(self, node: Word | Exact, holding: int) -> float:
        """The weight of a word that so many documents hold."""
        self._holding(node, holding)
        scale = self._weight(node) * (self._view.tuning.k1 + 1.0)
        return scale * idf(self._view.documents, holding)

    def _holding(self, node: Word | Exact, holding: int) -> int:
        if not self._deadline.hit:
            self._view.holdings.put(node.stems_key, holding)
        return holding

    # Posting lists

    def _lists(self, node: Word | Exact) -> list[Listed]:
        """The posting lists of a word or phrase that hold something."""
        if isinstance(node, Exact):
            return self._phrase_lists(node)
        postings = self._view.postings
        begun: dict[tuple[str, str], Sequence[Found]] = {}
        if isinstance(node, Starting):
            places = self._expand(node, begun)
        else:
            places = [(field, term) for field in node.fields for term in node.terms]
        lists: list[Listed] = []
        for place in places:
            field, term = place
            found = begun.get(place)
            if found is None:
                documents, counts = postings.arrays(field, term, self._deadline)
            else:
                documents, counts = postings.read(found, self._deadline)
            if documents:
                lists.append(Listed(documents, counts, _FIELDS.get(field, FLAT)))
            if self._deadline.passed():
                break
        return lists

    def term(self, node: query.Term) -> Matches:
        """A term is a word."""
        return self.evaluate(Word([node.fieldname], [node.text]))

    def prefix(self, node: query.Prefix) -> Matches:
        """A prefix is a beginning."""
        return self.evaluate(Starting([node.fieldname], node.text, typed=f"{node.text}*"))

    def _expand(
        self, node: Starting, begun: dict[tuple[str, str], Sequence[Found]]
    ) -> list[tuple[str, str]]:
        """The most frequent terms that begin so, within bounds, and the node's own.

        ``begun`` takes the posting lists of those that are found.
        """
        fields: dict[str, set[str]] = defaultdict(set)
        frequencies: dict[str, int] = defaultdict(int)
        for field in node.fields:
            lists = self._view.postings.lists_beginning(field, node.prefix)
            for term, found in lists.items():
                fields[term].add(field)
                begun[field, term] = found
                frequencies[term] += sum([postings.frequency for postings, _, _ in found])
                if self._deadline.passed():
                    break
        kept = self._most_frequent(frequencies)
        if len(kept) < len(frequencies):
            terms = len(frequencies)
            self.notes.append(note("prefix_cut", word=node.typed, found=terms, limit=len(kept)))
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

    def _phrase_lists(self, node: Exact) -> list[Listed]:
        """The documents that have the phrase, a list a field, as if it were a word."""
        lists: list[Listed] = []
        for field in node.fields:
            key = field, node.slots
            kept: Listed | None = self._view.phrases.get(key)
            if kept is None:
                places = self.places(field, node)
                kept = Listed(places.documents, occurrences(places), _FIELDS.get(field, FLAT))
                if not self._deadline.hit:
                    self._view.phrases.put(key, kept, len(kept.documents) + 1)
            if kept.documents:
                lists.append(kept)
        return lists

    def places(self, field: str, node: Word | Exact, among: array[int] | None = None) -> Places:
        """Where in a field a word or phrase begins, in the documents ``among`` (None: all)."""
        slots = node.slots
        if not slots:
            return NO_PLACES
        if len(slots) == 1:
            return self._places_of(field, slots[0][1], among)
        frequency = self._view.postings.frequency
        slots = tuple(
            sorted(slots, key=lambda slot: sum(frequency(field, term) for term in slot[1]))
        )
        (first, rarest), (second, terms), *others = slots
        # No list but the shortest is read whole, and places only where they may be needed.
        wanted = self._holding_any(field, rarest) if among is None else among
        ahead = self._places_of(field, terms, wanted)
        found = self._places_of(field, rarest, ahead.documents)
        found = followed(found, ahead, second - first)
        for place, terms in others:
            if not found.documents or self._deadline.passed():
                break
            found = followed(found, self._places_of(field, terms, found.documents), place - first)
        if not found.documents or self._deadline.passed():
            return NO_PLACES
        return moved(found, first - min(place for place, _ in slots))

    def holders(self, node: Word | Exact, among: array[int]) -> array[int]:
        """Which of the documents have a word or phrase in any of its fields."""
        if isinstance(node, Starting):
            lists = [each.documents for each in self._lists(node)]
        else:
            lists = [self.places(field, node, among).documents for field in node.fields]
        return together(among, reduce(either, lists, array("I")))

    def is_in_any(self, node: Word | Exact, among: array[int]) -> bool:
        """Whether one of the documents has a word or phrase in any of its fields."""
        for each in self._lists(node):
            fewer, more = sorted((each.documents, among), key=len)
            if count_in_both(fewer, more):
                return True
        return False

    def _holding_any(self, field: str, terms: Sequence[str]) -> array[int]:
        """The documents that hold one of the terms."""
        documents: array[int] = array("I")
        for term in terms:
            more, _ = self._view.postings.arrays(field, term, self._deadline)
            documents = either(documents, more) if documents else more
        return documents

    def _places_of(self, field: str, terms: Sequence[str], among: array[int] | None) -> Places:
        """Where one of the terms stands."""
        read = self._view.postings.places
        return reduce(joined, [read(field, term, among, self._deadline) for term in terms])

    # Everything that combines

    def any_of(self, node: AnyOf) -> Matches:
        """The matches of any group; those of all groups are full."""
        return self._combined(node)

    def and_maybe(self, node: query.AndMaybe) -> Matches:
        """What the first part matches, with the score of both."""
        return self._combined(node)

    def _combined(self, node: AnyOf | query.AndMaybe) -> Matches:
        steps = list(self._steps(node, 0, optional=False))
        return self._added(steps, max((step.group for step in steps), default=-1) + 1)

    def _steps(self, node: Any, group: int, *, optional: bool) -> Iterator[Step]:
        """What has to be added up for a node, groups numbered from ``group`` on."""
        if isinstance(node, query.AndMaybe) and not optional:
            for step in self._steps(node.a, group, optional=False):
                yield step
                group = max(group, step.group + 1)
            yield from self._steps(node.b, group, optional=True)
        elif isinstance(node, AnyOf) and len(node.subqueries) < MOST_GROUPS - group:
            for number, part in enumerate(node.subqueries, group):
                yield Step(self._part(part), number if node.demands else -1, optional)
        else:
            yield Step(self._part(node), group, optional)

    def _part(self, node: Any) -> Word | Exact | Matches:
        """A word as it is, anything else evaluated."""
        if self.reads_lists and isinstance(node, (Word, Exact)):
            return node
        return self.evaluate(node)

    def in_place_of(self, node: InPlaceOf) -> Matches:
        """The matches of a word; where it is missing, those of the other one."""
        word, other = self.evaluate(node.word), self.evaluate(node.other)
        return self._total([word, _without(other, word.documents)])

    def either(self, node: query.Or) -> Matches:
        """The matches of any part; full is who is full in one of them."""
        parts = [self.evaluate(part) for part in node.subqueries]
        matches = self._total(parts)
        if all(part.full is None for part in parts):
            return matches
        full = reduce(either, [part.full_documents for part in parts])
        return matches._replace(full=_flags(matches.documents, full))

    def all_of(self, node: query.And) -> Matches:
        """What all parts match; some parts add no score."""
        parts = list(node.subqueries)
        scored = [part for part in parts if not only_restricts(part)]
        restricting = [part for part in parts if only_restricts(part)]
        matches = self._together(scored) if scored else None
        for part in sorted(restricting, key=lambda part: isinstance(part, query.Not)):
            matches = self._restrict(matches, part)
        return matches or NOTHING

    def _together(self, nodes: Sequence[Any]) -> Matches:
        parts = [self._part(node) for node in nodes]
        if len(parts) >= MOST_GROUPS:
            halves = parts[: MOST_GROUPS // 2], parts[MOST_GROUPS // 2 :]
            parts = [self._all_parts(half) for half in halves]
        return self._all_parts(parts)

    def _all_parts(self, parts: Sequence[Word | Exact | Matches]) -> Matches:
        """What all of the parts match."""
        evaluated = [part for part in parts if isinstance(part, Matches)]
        bare = [part._replace(full=None) if isinstance(part, Matches) else part for part in parts]
        steps = [Step(part, number, number > 0) for number, part in enumerate(bare)]
        matches = self._added(steps, len(steps), required=True)
        partial = [part.full_documents for part in evaluated if part.full is not None]
        if not partial:
            return matches
        return matches._replace(full=_flags(matches.documents, reduce(together, partial)))

    def _total(self, parts: Sequence[Matches]) -> Matches:
        """What any of the parts matches; of those that are full in them nothing is said."""
        return self._added([Step(part._replace(full=None), -1, False) for part in parts])

    def _restrict(self, matches: Matches | None, node: Any) -> Matches:
        """The matches that ``node`` allows, their scores as they were."""
        if isinstance(node, query.Not):
            kept = matches or self.every()
            return _without(kept, self.evaluate(node.query).documents)
        inner = node.child if isinstance(node, query.ConstantScoreQuery) else node
        if matches is None:
            return self.evaluate(node)
        flags = _all_flags(matches)
        if isinstance(inner, OnDays):
            first, last = day_number(inner.first), day_number(inner.last)
            flag_days(matches.documents, self._snapshot.days, first, last, flags)
        else:
            flag_members(matches.documents, self.evaluate(inner).documents, True, flags)
        return matches.where(flags)

    def and_not(self, node: query.AndNot) -> Matches:
        """What the first part matches and the second does not."""
        return self.evaluate(query.And([node.a, query.Not(node.b)]))

    def negation(self, node: query.Not) -> Matches:
        """All articles but those of a part."""
        return self._restrict(None, node)

    def constant(self, node: query.ConstantScoreQuery) -> Matches:
        """The matches of a part, all with one score."""
        documents = self.evaluate(node.child).documents
        return Matches(documents, array("d", [node.score]) * len(documents))

    def on_days(self, node: OnDays) -> Matches:
        """All articles of these days."""
        return self._restrict(self.every(), node)

    def every(self, node: Any = None) -> Matches:
        """All articles."""
        del node
        return Matches(self._view.live, zeros(len(self._view.live)))


# The first kind that fits.
_RULES: dict[Any, str] = {
    Starting: "leaf",
    Word: "leaf",
    Exact: "leaf",
    AnyOf: "any_of",
    InPlaceOf: "in_place_of",
    query.And: "all_of",
    query.Or: "either",
    query.AndMaybe: "and_maybe",
    query.AndNot: "and_not",
    query.Not: "negation",
    query.ConstantScoreQuery: "constant",
    OnDays: "on_days",
    query.Every: "every",
    query.Prefix: "prefix",
    query.Term: "term",
}


def _inherited(node: Any) -> str | None:
    """The rule of a node of a class that is made of another; None if it is none of ours."""
    return next((rule for kind, rule in _RULES.items() if isinstance(node, kind)), None)


def _all_flags(matches: Matches) -> bytearray:
    """A flag for each of the matches."""
    return bytearray(b"\1") * len(matches.documents)


def _flags(documents: array[int], chosen: array[int]) -> bytearray:
    """Flags of the documents that are among the chosen."""
    flags = bytearray(b"\1") * len(documents)
    flag_members(documents, chosen, True, flags)
    return flags


def _without(matches: Matches, documents: array[int]) -> Matches:
    """The matches that are none of the documents."""
    if not documents:
        return matches
    flags = _all_flags(matches)
    flag_members(matches.documents, documents, False, flags)
    return matches.where(flags)
