"""What a query says, before any word of it is analyzed: a small tree of plain records.

``str`` of a node is a compact form for tests and for ``explain``: ``[a b]`` any of, ``(a & b)``
all of, ``(a | b)`` either, ``!a`` not, ``+a`` required, ``"a b"`` phrase, ``title:a``.
``start`` of a word or phrase is where its text stands in the query as it was read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


def _place() -> int:
    return field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; ``field`` is None for the text (title and body)."""

    text: str
    field: str | None = None
    start: int = _place()

    def __str__(self) -> str:
        return f"{_at(self.field)}{self.text}"


@dataclass(frozen=True, slots=True)
class Beginning:
    """``text*``: every word that begins so."""

    text: str
    field: str | None = None

    def __str__(self) -> str:
        return f"{_at(self.field)}{self.text}*"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotation marks."""

    text: str
    field: str | None = None
    start: int = _place()

    def __str__(self) -> str:
        return f'{_at(self.field)}"{self.text}"'


@dataclass(frozen=True, slots=True)
class Days:
    """Articles of days ``since`` the first, ``until`` the last, or in between (``day``)."""

    bound: str
    first: date
    last: date
    typed: str = field(default="", compare=False)

    @property
    def range(self) -> tuple[date, date]:
        """The first and the last day that qualify."""
        first = date.min if self.bound == "until" else self.first
        return first, date.max if self.bound == "since" else self.last

    def __str__(self) -> str:
        first, last = self.range
        since = "" if first == date.min else first.isoformat()
        return f"<{since}..{'' if last == date.max else last.isoformat()}>"


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that ``item`` does not match."""

    item: Node

    def __str__(self) -> str:
        return f"!{self.item}"


@dataclass(frozen=True, slots=True)
class Required:
    """``+item``: not merely wished for."""

    item: Node

    def __str__(self) -> str:
        return f"+{self.item}"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Items joined by DAN."""

    items: tuple[Node, ...]

    def __str__(self) -> str:
        return f"({' & '.join(map(str, self.items))})"


@dataclass(frozen=True, slots=True)
class EitherOf:
    """Items joined by ATAU."""

    items: tuple[Node, ...]

    def __str__(self) -> str:
        return f"({' | '.join(map(str, self.items))})"


@dataclass(frozen=True, slots=True)
class Listing:
    """Items side by side without an operator: the ordinary query."""

    items: tuple[Node, ...]

    def __str__(self) -> str:
        return f"[{' '.join(map(str, self.items))}]"


Node = Word | Beginning | Phrase | Days | Not | Required | AllOf | EitherOf | Listing


def _at(field: str | None) -> str:
    return f"{field}:" if field else ""
