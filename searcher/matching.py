"""Which documents a query matches and how well: the query tree evaluated over arrays.

The answer is exact: every matching document is found, none that is deleted. Only an expired
deadline cuts it short. Beside our own nodes, the ordinary ones of Whoosh are understood
(:func:`searcher.whoosh_nodes.from_whoosh`).

The lists of a word are merged, and so are a few words that stand side by side; many are added up in
one accumulator. Parts that are more than words are evaluated first and added as they come out.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from typing import Any, NamedTuple

from searcher import logic as query
from searcher.accumulator import MOST_GROUPS, Accumulator
from searcher.days import day_number
from searcher.deadline import Deadline
from searcher.document_sets import (
    Part,
    add_where,
    beside,
    either,
    joint,
    together,
    united,
    zeros,
)
from searcher.flags import flag_days, flag_members
from searcher.matches import NOTHING, Matches, all_flags, flags_of, without
from searcher.nodes import AnyOf, Exact, InPlaceOf, OnDays, Starting, Word, only_restricts
from searcher.notes import note
from searcher.results import Note
from searcher.view import View
from searcher.word_scores import WordScores

MOST_MERGED = 4
"""Words side by side that are merged; more are added up in an accumulator."""
# A table for :meth:`bytes.translate` that makes flags of those that had so many groups.
_ONLY = [bytes(had == groups for had in range(256)) for groups in range(MOST_MERGED + 1)]


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
    return matches, [*matcher.notes, *out_of_time(deadline)]


def out_of_time(deadline: Deadline) -> list[Note]:
    """A note that the answer may not be complete, where the time was not enough."""
    return [note("time_out", seconds=f"{deadline.seconds:g}")] if deadline.hit else []


class Matching:
    """One evaluation of a query."""

    reads_lists = True
    """Whether words are read from their posting lists; else :meth:`leaf` is asked for each."""

    def __init__(self, view: View, deadline: Deadline) -> None:
        self._view = view
        self._snapshot = view.snapshot
        self._words = WordScores(view, deadline)

    @property
    def notes(self) -> list[Note]:
        """Notes on how the query was carried out."""
        return self._words.occurrences.notes

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

    def leaf(self, node: Word | Exact) -> Matches:
        """The matches of a word or phrase: the score of its stems and of its forms."""
        return Matches(*self._words.found(node))

    def _added(self, steps: Sequence[Step], groups: int = 0) -> Matches:
        """All steps added up, with flags of the documents that have all ``groups``."""
        wishes = [step for step in steps if step.optional]
        if wishes:
            wanted = [step for step in steps if not step.optional]
            groups = max((step.group for step in wanted), default=-1) + 1
            return self._wished(self._added(wanted, groups), wishes)
        if not steps:
            return NOTHING
        if len(steps) == 1:
            part = steps[0].part
            return part if isinstance(part, Matches) else self.leaf(part)
        if len(steps) <= MOST_MERGED:
            return self._merged(steps, groups)
        with self._view.accumulator() as accumulator:
            for step in steps:
                self._add(accumulator, step)
            return Matches(*accumulator.collect(groups, self._view.live_flags))

    def _wished(self, matches: Matches, wishes: Sequence[Step]) -> Matches:
        """The same documents with what optional steps add; words are read where those are."""
        documents, scores, full = matches
        for part, group, _ in wishes:
            if not isinstance(part, Matches):
                part = Matches(*self._words.scored(part, documents))
            add_where(documents, scores, part.documents, part.scores)
            if group >= 0:
                full = full or all_flags(matches)
                flag_members(documents, part.full_documents, True, full)
        return Matches(documents, scores, full if full and 0 in full else None)

    def _merged(self, steps: Sequence[Step], groups: int) -> Matches:
        """The same of few steps, none of them optional."""
        parts: list[Part] = []
        for part, group, _ in steps:
            if isinstance(part, Matches):
                documents, scores, full = part
            else:
                documents, scores = self._words.found(part)
                full = None
            had = full if full is not None else bytearray(b"\1") * len(documents)
            parts.append((documents, scores, had if group >= 0 else bytearray(len(documents))))
        parts.sort(key=lambda part: len(part[0]))
        documents, scores, had = reduce(united, parts)
        if not groups:
            return Matches(documents, scores)
        flags = had.translate(_ONLY[groups])
        return Matches(documents, scores, flags if 0 in flags else None)

    def _add(self, accumulator: Accumulator, step: Step) -> None:
        part, group, _ = step
        if not isinstance(part, Matches):
            accumulator.put(*self._words.scored(part), group)
            return
        documents, scores, full = part
        accumulator.put(documents, scores, group if full is None else -1)
        if full is not None and group >= 0:
            whole = part.full_documents
            accumulator.put(whole, zeros(len(whole)), group)

    def term(self, node: query.Term) -> Matches:
        """A term is a word."""
        return self.evaluate(Word([node.fieldname], [node.text]))

    def prefix(self, node: query.Prefix) -> Matches:
        """A prefix is a beginning."""
        return self.evaluate(Starting([node.fieldname], node.text, typed=f"{node.text}*"))

    # Everything that combines

    def any_of(self, node: AnyOf) -> Matches:
        """The matches of any group; those of all groups are full."""
        return self._combined(node)

    def and_maybe(self, node: query.AndMaybe) -> Matches:
        """What the first part matches, with the score of both."""
        return self._combined(node)

    def _combined(self, node: AnyOf | query.AndMaybe) -> Matches:
        steps = list(self._steps(node, 0, optional=False))
        groups = max((step.group for step in steps), default=-1) + 1
        if groups > MOST_GROUPS and isinstance(node, query.AndMaybe):
            # So many are not told apart: all groups of the first part are one.
            first = Step(self.evaluate(node.a), 0, False)
            steps = [first, *self._steps(node.b, 1, optional=True)]
            groups = max(step.group for step in steps) + 1
        return self._added(steps, groups)

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
        elif isinstance(node, AnyOf) and len(node.subqueries) >= MOST_GROUPS:
            yield from self._steps(_in_parts(node), group, optional=optional)
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
        return Matches(*beside(word.documents, word.scores, other.documents, other.scores))

    def either(self, node: query.Or) -> Matches:
        """The matches of any part; full is who is full in one of them."""
        parts = [self.evaluate(part) for part in node.subqueries]
        matches = self._total(parts)
        if all(part.full is None for part in parts):
            return matches
        full = reduce(either, [part.full_documents for part in parts])
        return matches._replace(full=flags_of(matches.documents, full))

    def all_of(self, node: query.And) -> Matches:
        """What all parts match; some parts add no score."""
        parts = list(node.subqueries)
        scored = [part for part in parts if not only_restricts(part)]
        restricting = [part for part in parts if only_restricts(part)]
        with self._days_alone(restricting):
            matches = self._together(scored) if scored else None
        for part in sorted(restricting, key=lambda part: isinstance(part, query.Not)):
            matches = self._restrict(matches, part)
        return matches or NOTHING

    @contextmanager
    def _days_alone(self, restricting: Sequence[Any]) -> Iterator[None]:
        """Let nothing be found, for a while, that days among these parts would leave out."""
        before = self._words.days
        days = [part for part in map(_bare, restricting) if isinstance(part, OnDays)]
        if days:
            first = max(before[0], *(day_number(part.first) for part in days))
            last = min(before[1], *(day_number(part.last) for part in days))
            self._words.days = first, last
        try:
            yield
        finally:
            self._words.days = before

    def _together(self, nodes: Sequence[Any]) -> Matches:
        """What all of the nodes match. The rarest word is read first, others where it stands."""
        parts = [self._part(node) for node in nodes]
        words = [part for part in parts if not isinstance(part, Matches)]
        evaluated = [part for part in parts if isinstance(part, Matches)]
        documents: array[int] | None = None
        scores = zeros(0)
        for part in sorted(evaluated, key=lambda part: len(part.documents)):
            if documents is None:
                documents, scores = part.documents, part.scores
            else:
                documents, scores = joint(documents, scores, part.documents, part.scores)
        for word in sorted(words, key=self._words.occurrences.most_holding):
            if documents is None:
                documents, scores = self._words.found(word)
            else:
                documents, scores = joint(*self._words.scored(word, documents), documents, scores)
        assert documents is not None
        partial = [part.full_documents for part in evaluated if part.full is not None]
        full = flags_of(documents, reduce(together, partial)) if partial else None
        return Matches(documents, scores, full)

    def _total(self, parts: Sequence[Matches]) -> Matches:
        """What any of the parts matches; of those that are full in them nothing is said."""
        return self._added([Step(part._replace(full=None), -1, False) for part in parts])

    def _restrict(self, matches: Matches | None, node: Any) -> Matches:
        """The matches that ``node`` allows, their scores as they were."""
        if isinstance(node, query.Not):
            kept = matches or self.every()
            return without(kept, self.evaluate(node.query).documents)
        inner = _bare(node)
        if matches is None:
            return self.evaluate(node)
        flags = all_flags(matches)
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


def _in_parts(node: AnyOf) -> AnyOf:
    """The same as groups of groups: fewer than can be told apart, or not as many as before."""
    parts, size = node.subqueries, MOST_GROUPS // 2
    return AnyOf(
        [AnyOf(parts[at : at + size], node.demands) for at in range(0, len(parts), size)],
        node.demands,
    )


def _bare(node: Any) -> Any:
    """A part of an And without the score that all its matches have."""
    return node.child if isinstance(node, query.ConstantScoreQuery) else node
