"""A syntax tree to a Whoosh query: words are analyzed, and it is settled what must match.

Side by side, plain words are wished for: one is enough. Required are quoted phrases, words in
``judul:``, what stands behind ``+`` and what DAN joins. ``sumber:``, ``kategori:``, ``penulis:``
and days only filter; several values of one of these fields are alternatives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from whoosh import query

from index.analysis import Token, analyze, fold, normalise
from searcher import syntax
from searcher.lexer import MAX_CLAUSES
from searcher.nodes import AnyOf, Exact, OnDays, Slot, Starting, Word
from searcher.notes import note
from searcher.results import Note

MAX_PHRASE = 64
"""Words of one phrase that are used."""
TEXT = ("title", "body")
_NAMES = ("source", "category", "author")
_JOINERS = frozenset("-‐‑'’ʼ.@&_+#")
_NUMBER_JOINERS = frozenset(",:/")


class Role(IntEnum):
    """What a part of a query does to the articles beside it."""

    WISHED = 0
    REQUIRED = 1
    FILTER = 2
    EXCLUDED = 3


class Part(NamedTuple):
    """A piece of the Whoosh query and its role in the list it stands in."""

    role: Role
    query: Any


def compile_tree(tree: syntax.Node | None, notes: list[Note]) -> Any | None:
    """The Whoosh query of a tree, None if no word of it can be searched."""
    compiler = _Compiler(notes)
    parts = compiler.listed(tree) if tree is not None else []
    if parts and all(part.role is Role.EXCLUDED for part in parts):
        notes.append(note("only_negative"))
    return combine(parts)


def combine(parts: Sequence[Part], *, joined: bool = False) -> Any | None:
    """One query of the parts of a list, None if there are none.

    In a list, filters of one field are alternatives; parts ``joined`` by DAN must all match.
    """
    required = _of(parts, Role.REQUIRED)
    wished = _of(parts, Role.WISHED)
    filters = _of(parts, Role.FILTER) if joined else _alternatives(_of(parts, Role.FILTER))
    filters = [query.ConstantScoreQuery(part, 0.0) for part in filters]
    excluded = [query.Not(part) for part in _of(parts, Role.EXCLUDED)]
    scored = _all(required)
    if wished:
        any_of = wished[0] if len(wished) == 1 else AnyOf(wished)
        scored = query.AndMaybe(scored, any_of) if scored is not None else any_of
    if scored is None and not filters and not excluded:
        return None
    return _all([query.Every() if scored is None else scored, *filters, *excluded])


def _of(parts: Iterable[Part], role: Role) -> list[Any]:
    return list(dict.fromkeys(part.query for part in parts if part.role is role))


def _all(queries: list[Any]) -> Any | None:
    if len(queries) > 1:
        return query.And(queries)
    return queries[0] if queries else None


def _alternatives(filters: Iterable[Any]) -> list[Any]:
    merged: dict[object, list[Any]] = {}
    for found in filters:
        merged.setdefault(found.field() or found, []).append(found)
    return [group[0] if len(group) == 1 else query.Or(group) for group in merged.values()]


class _Compiler:
    def __init__(self, notes: list[Note]) -> None:
        self._notes = notes
        self._clauses = 0

    def listed(self, node: syntax.Node) -> list[Part]:
        """The parts of a node that stands in a list; a list within is taken apart by the caller."""
        if isinstance(node, syntax.Listing):
            return [part for item in node.items for part in self._parts(item)]
        return self._parts(node)

    def _parts(self, node: syntax.Node) -> list[Part]:
        if isinstance(node, (syntax.Word, syntax.Beginning, syntax.Phrase)):
            return self._text(node)
        if isinstance(node, syntax.Days):
            return [Part(Role.FILTER, OnDays(*node.range))]
        part = self._compound(node)
        return [part] if part else []

    def _one(self, node: syntax.Node) -> Part | None:
        """A node as a single part: what it holds side by side is combined."""
        parts = self.listed(node)
        if len(parts) < 2:
            return parts[0] if parts else None
        return Part(_role_of_list(parts), combine(parts))

    def _compound(self, node: Any) -> Part | None:
        if isinstance(node, syntax.Not):
            return self._negated(self._one(node.item))
        if isinstance(node, syntax.Required):
            part = self._one(node.item)
            return part and part._replace(role=max(part.role, Role.REQUIRED))
        if isinstance(node, syntax.Listing):
            return self._one(node)
        parts = [part for item in node.items if (part := self._one(item))]
        if len(parts) < 2:
            return parts[0] if parts else None
        if isinstance(node, syntax.AllOf):
            return _conjunction(parts)
        return _disjunction(parts)

    def _negated(self, part: Part | None) -> Part | None:
        if part and part.role is Role.EXCLUDED:
            return Part(Role.REQUIRED, part.query)
        return part and Part(Role.EXCLUDED, part.query)

    def _text(self, node: syntax.Word | syntax.Beginning | syntax.Phrase) -> list[Part]:
        if node.field in _NAMES:
            found = self._name(node)
            return [Part(Role.FILTER, found)] if found is not None else []
        fields = (node.field,) if node.field else TEXT
        if isinstance(node, syntax.Phrase):
            role, make, runs = Role.REQUIRED, _run, [self._phrase(node.text)]
        else:
            role = Role.REQUIRED if node.field else Role.WISHED
            make, runs = _word, runs_of(node.text)
        starts = isinstance(node, syntax.Beginning)
        queries = [
            (_starting if starts and run is runs[-1] else make)(fields, run)
            for run in runs
            if run and self._may_add_clause()
        ]
        return [Part(role, found) for found in queries]

    def _phrase(self, text: str) -> list[Token]:
        tokens = analyze(text)
        if tokens and tokens[-1].position - tokens[0].position >= MAX_PHRASE:
            self._notes.append(note("phrase_cut", limit=MAX_PHRASE))
            end = tokens[0].position + MAX_PHRASE
            tokens = [token for token in tokens if token.position < end]
        return tokens

    def _name(self, node: syntax.Word | syntax.Beginning | syntax.Phrase) -> Any | None:
        """A name matches whole or by all of its words."""
        field, terms = node.field, fold(node.text)
        if not terms or not self._may_add_clause():
            return None
        if isinstance(node, syntax.Beginning):
            return query.Prefix(field, terms[0])
        whole, *words = (query.Term(field, term) for term in terms)
        return query.Or([whole, query.And(words)]) if words else whole

    def _may_add_clause(self) -> bool:
        self._clauses += 1
        if self._clauses == MAX_CLAUSES + 1 and not any(
            known.code == "clauses_cut" for known in self._notes
        ):
            self._notes.append(note("clauses_cut", limit=MAX_CLAUSES))
        return self._clauses <= MAX_CLAUSES


def _role_of_list(parts: Sequence[Part]) -> Role:
    roles = {part.role for part in parts}
    if Role.REQUIRED in roles:
        return Role.REQUIRED
    if Role.WISHED in roles:
        return Role.WISHED
    return Role.EXCLUDED if roles == {Role.EXCLUDED} else Role.FILTER


def _conjunction(parts: list[Part]) -> Part:
    if all(part.role is Role.FILTER for part in parts):
        return Part(Role.FILTER, query.And([part.query for part in parts]))
    required = [
        part._replace(role=Role.REQUIRED) if part.role is Role.WISHED else part for part in parts
    ]
    return Part(Role.REQUIRED, combine(required, joined=True))


def _disjunction(parts: list[Part]) -> Part:
    only_filters = all(part.role is Role.FILTER for part in parts)
    queries = [
        query.Not(part.query)
        if part.role is Role.EXCLUDED
        else query.ConstantScoreQuery(part.query, 0.0)
        if part.role is Role.FILTER and not only_filters
        else part.query
        for part in parts
    ]
    return Part(Role.FILTER if only_filters else Role.WISHED, query.Or(queries))


def runs_of(text: str) -> list[list[Token]]:
    """The words of a typed word, each as its tokens.

    A hyphen, an apostrophe or a point binds (``Ma'ruf``, ``covid-19``, ``kompas.com``: tokens
    that must stand together); other signs part (``banjir,longsor``), but not between digits.
    """
    runs: list[list[Token]] = []
    end = 0
    for token in analyze(text):
        joined = runs and (
            token.position == runs[-1][-1].position or _joins(text, end, token.start)
        )
        if joined:
            runs[-1].append(token)
        else:
            runs.append([token])
        end = max(end, token.end)
    return runs


def _joins(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    if gap and _NUMBER_JOINERS.issuperset(gap):
        return text[end - 1].isdigit() and text[start].isdigit()
    return _JOINERS.issuperset(gap)


def slots_of(tokens: Iterable[Token]) -> Iterator[Slot]:
    """The places that tokens take, counted from the first, each with its terms."""
    places: dict[int, list[str]] = {}
    for token in tokens:
        places.setdefault(token.position, []).append(token.term)
    first = min(places, default=0)
    for position, terms in sorted(places.items()):
        yield position - first, tuple(dict.fromkeys(terms))


def _run(fields: Sequence[str], tokens: Sequence[Token]) -> Any:
    slots = list(slots_of(tokens))
    typed = " ".join(dict.fromkeys(token.surface for token in tokens))
    return Exact(fields, slots, typed) if len(slots) > 1 else Word(fields, slots[0][1], typed)


def _word(fields: Sequence[str], tokens: Sequence[Token]) -> Any:
    """A word as typed. One said twice, ``anak-anak``, finds ``anak`` too, after the doubled."""
    found = _run(fields, tokens)
    terms = [terms for _, terms in found.slots] if isinstance(found, Exact) else []
    if len(terms) == 2 and terms[0] == terms[1]:
        return query.Or([Word(fields, terms[0], found.typed), found])
    return found


def _starting(fields: Sequence[str], tokens: Sequence[Token]) -> Any:
    last = [token for token in tokens if token.position == tokens[-1].position]
    surface = last[-1].surface
    return Starting(fields, normalise(surface), [token.term for token in last], f"{surface}*")
