"""Queries of ours as Whoosh's, and Whoosh's as ours.

Stock Whoosh finds the same articles with them; its scores are its own. Nothing that answers a
search loads this module, for it loads Whoosh.
"""

from __future__ import annotations

from typing import Any

from whoosh import matching, query

from searcher import logic
from searcher.days import day_number
from searcher.nodes import Exact, OnDays, Starting, Word


def as_whoosh(node: Any | None) -> query.Query:
    """The Whoosh query that finds what a query of ours finds; one of Whoosh's as it is.

    Raises:
        TypeError: if it is neither.
    """
    if node is None or isinstance(node, logic.Nothing):
        return query.NullQuery
    if isinstance(node, query.Query):
        return node
    if isinstance(node, (Word, Exact)):
        return query.Or(_alternatives(node))
    if isinstance(node, OnDays):
        return DayRange(node)
    if isinstance(node, logic.Every):
        return query.Every()
    if isinstance(node, logic.ConstantScoreQuery):
        return query.ConstantScoreQuery(as_whoosh(node.child), node.score)
    if isinstance(node, (logic.Term, logic.Prefix)):
        kind = query.Term if isinstance(node, logic.Term) else query.Prefix
        return kind(node.fieldname, node.text)
    return _compound(node)


def _alternatives(node: Word | Exact) -> list[Any]:
    """What a word or phrase is any of."""
    if isinstance(node, Exact):
        return [_sequence(field, node) for field in node.fields]
    found = [query.Term(field, term) for field in node.fields for term in node.terms]
    if isinstance(node, Starting):
        found += [query.Prefix(field, node.prefix) for field in node.fields]
    return found


def _sequence(field: str, node: Exact) -> Any:
    places = []
    for _, terms in node.slots:
        found = [query.Term(field, term) for term in terms]
        places.append(query.Or(found) if len(found) > 1 else found[0])
    return query.Sequence(places)


def _compound(node: Any) -> Any:
    parts = [as_whoosh(part) for part in node.children()] if isinstance(node, logic.Query) else []
    if isinstance(node, logic.And):
        return query.And(parts)
    if isinstance(node, logic.Group):  # Or, and what is one to Whoosh
        return query.Or(parts)
    for kind in (logic.AndMaybe, logic.AndNot, logic.Not):
        if isinstance(node, kind):
            return getattr(query, kind.__name__)(*parts)
    raise _unknown(node)


def from_whoosh(node: Any) -> Any:
    """A Whoosh query of an ordinary kind as one of ours; one of ours as it is.

    Raises:
        TypeError: if it is of another kind.
    """
    if isinstance(node, logic.Query):
        return node
    if node is query.NullQuery:
        return logic.NullQuery
    if isinstance(node, DayRange):
        return node.days
    if isinstance(node, query.Every):
        return logic.Every()
    if isinstance(node, query.Phrase):
        return Exact([node.fieldname], [(at, (term,)) for at, term in enumerate(node.words)])
    if isinstance(node, query.ConstantScoreQuery):
        return logic.ConstantScoreQuery(from_whoosh(node.child), node.score)
    if isinstance(node, query.Not):
        return logic.Not(from_whoosh(node.query))
    for kind in (logic.Term, logic.Prefix):
        if isinstance(node, getattr(query, kind.__name__)):
            return kind(node.fieldname, node.text)
    return _from_compound(node)


def _from_compound(node: Any) -> Any:
    for pair in (logic.AndMaybe, logic.AndNot):
        if isinstance(node, getattr(query, pair.__name__)):
            return pair(from_whoosh(node.a), from_whoosh(node.b))
    for group in (logic.And, logic.Or):
        if isinstance(node, getattr(query, group.__name__)):
            return group([from_whoosh(part) for part in node.subqueries])
    raise _unknown(node)


def _unknown(node: Any) -> TypeError:
    return TypeError(f"a {type(node).__name__} query is not understood")


class DayRange(query.Query):  # type: ignore[misc]
    """The articles of a range of days, for Whoosh."""

    def __init__(self, days: OnDays) -> None:
        self.days = days

    def __repr__(self) -> str:
        return f"DayRange({self.days})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DayRange) and self.days == other.days

    def __hash__(self) -> int:
        return hash(self.days)

    def field(self) -> None:
        """None: days are in a column, not in a field of terms."""

    def estimate_size(self, ixreader: Any) -> int:
        """At most how many documents match."""
        return int(ixreader.doc_count_all())

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Whoosh's way to the matching documents of one segment."""
        del context
        reader = searcher.reader()
        days = reader.column_reader("day")
        first, last = day_number(self.days.first), day_number(self.days.last)
        found = [doc for doc in range(reader.doc_count_all()) if first <= days[doc] <= last]
        return matching.ListMatcher(found) if found else matching.NullMatcher()
