"""How parts of a query go together, and the plainest of them.

The names and what they mean are Whoosh's (``whoosh.query``), but these are records and nothing
more: loading Whoosh takes longer than a search. :mod:`searcher.whoosh_nodes` turns a query into
Whoosh's own kinds and back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Query:
    """A part of a query; two of one kind that hold the same are equal."""

    __slots__ = ()

    def children(self) -> Sequence[Any]:
        """The parts within."""
        return ()

    def field(self) -> str | None:
        """The one field that is searched; None where there is none, or not one alone."""
        return None

    def key(self) -> tuple[Any, ...]:
        """What makes two of one kind equal."""
        return tuple(self.children())

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.key() == other.key()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.key()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.key()))})"


class Every(Query):
    """All articles."""

    __slots__ = ()


class Nothing(Query):
    """No article."""

    __slots__ = ()


NullQuery = Nothing()


class Group(Query):
    """Parts side by side."""

    __slots__ = ("subqueries",)

    def __init__(self, subqueries: Sequence[Any]) -> None:
        self.subqueries = list(subqueries)

    def children(self) -> Sequence[Any]:
        """The parts."""
        return self.subqueries

    def field(self) -> str | None:
        """The field of all parts."""
        fields = {part.field() for part in self.subqueries}
        return fields.pop() if len(fields) == 1 else None


class And(Group):
    """What all parts match."""

    __slots__ = ()


class Or(Group):
    """What any part matches."""

    __slots__ = ()


class _Pair(Query):
    __slots__ = ("a", "b")

    def __init__(self, a: Any, b: Any) -> None:
        self.a = a
        self.b = b

    def children(self) -> Sequence[Any]:
        """Both parts."""
        return (self.a, self.b)


class AndMaybe(_Pair):
    """What the first part matches; the second adds to the score."""

    __slots__ = ()


class AndNot(_Pair):
    """What the first part matches and the second does not."""

    __slots__ = ()


class Not(Query):
    """All articles but those that a part matches."""

    __slots__ = ("query",)

    def __init__(self, query: Any) -> None:
        self.query = query

    def children(self) -> Sequence[Any]:
        """The part."""
        return (self.query,)

    def field(self) -> str | None:
        """The field of the part."""
        field: str | None = self.query.field()
        return field


class ConstantScoreQuery(Query):
    """What a part matches, all with one score."""

    __slots__ = ("child", "score")

    def __init__(self, child: Any, score: float = 1.0) -> None:
        self.child = child
        self.score = score

    def children(self) -> Sequence[Any]:
        """The part."""
        return (self.child,)

    def key(self) -> tuple[Any, ...]:
        """The part and the score."""
        return (self.child, self.score)


class _InField(Query):
    __slots__ = ("fieldname", "text")

    def __init__(self, fieldname: str, text: str) -> None:
        self.fieldname = fieldname
        self.text = text

    def field(self) -> str | None:
        """The field."""
        return self.fieldname

    def key(self) -> tuple[Any, ...]:
        """The field and the text."""
        return (self.fieldname, self.text)


class Term(_InField):
    """What holds a term in a field."""

    __slots__ = ()


class Prefix(_InField):
    """What holds a term that begins so in a field."""

    __slots__ = ()
