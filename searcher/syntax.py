"""What a query says, before any word of it is analyzed: a small tree of plain records.

``str`` of a node is a compact form for tests and for ``explain``: ``[a b]`` any of, ``(a & b)``
all of, ``(a | b)`` either, ``!a`` not, ``+a`` required, ``"a b"`` phrase, ``title:a``.
``start`` of a word or phrase is where its text stands in the query as it was read.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct


class _Record(Struct, frozen=True, eq=False):
    """A node. Where its text stands, and how it was typed, makes no difference to what it says."""

    def _said(self) -> tuple[Any, ...]:
        names = (name for name in self.__struct_fields__ if name not in ("start", "typed"))
        return tuple(getattr(self, name) for name in names)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._said()))


class Word(_Record, frozen=True, eq=False):
    """A word as typed; ``field`` is None for the text (title and body)."""

    text: str
    field: str | None = None
    start: int = -1

    def __str__(self) -> str:
        return f"{_at(self.field)}{self.text}"


class Beginning(_Record, frozen=True, eq=False):
    """``text*``: every word that begins so."""

    text: str
    field: str | None = None

    def __str__(self) -> str:
        return f"{_at(self.field)}{self.text}*"


class Phrase(_Record, frozen=True, eq=False):
    """Words in quotation marks."""

    text: str
    field: str | None = None
    start: int = -1

    def __str__(self) -> str:
        return f'{_at(self.field)}"{self.text}"'


class Days(_Record, frozen=True, eq=False):
    """Articles of days ``since`` the first, ``until`` the last, or in between (``day``)."""

    bound: str
    first: date
    last: date
    typed: str = ""

    @property
    def range(self) -> tuple[date, date]:
        """The first and the last day that qualify."""
        first = date.min if self.bound == "until" else self.first
        return first, date.max if self.bound == "since" else self.last

    def __str__(self) -> str:
        first, last = self.range
        since = "" if first == date.min else first.isoformat()
        return f"<{since}..{'' if last == date.max else last.isoformat()}>"


class Not(_Record, frozen=True, eq=False):
    """Articles that ``item`` does not match."""

    item: Node

    def __str__(self) -> str:
        return f"!{self.item}"


class Required(_Record, frozen=True, eq=False):
    """``+item``: not merely wished for."""

    item: Node

    def __str__(self) -> str:
        return f"+{self.item}"


class AllOf(_Record, frozen=True, eq=False):
    """Items joined by DAN."""

    items: tuple[Node, ...]

    def __str__(self) -> str:
        return f"({' & '.join(map(str, self.items))})"


class EitherOf(_Record, frozen=True, eq=False):
    """Items joined by ATAU."""

    items: tuple[Node, ...]

    def __str__(self) -> str:
        return f"({' | '.join(map(str, self.items))})"


class Listing(_Record, frozen=True, eq=False):
    """Items side by side without an operator: the ordinary query."""

    items: tuple[Node, ...]

    def __str__(self) -> str:
        return f"[{' '.join(map(str, self.items))}]"


Node = Word | Beginning | Phrase | Days | Not | Required | AllOf | EitherOf | Listing


def _at(field: str | None) -> str:
    return f"{field}:" if field else ""
