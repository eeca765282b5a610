"""Nothing found: which part of the search is to blame, and what would be found without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from searcher.inquiry import Inquiry
from searcher.lexer import read_text
from searcher.parser import parse
from searcher.results import Relaxation
from searcher.rewrite import as_filter, exchanged, parts_of, unparse
from searcher.syntax import Beginning, Days, Node, Not, Phrase, Required, Word

MOST_ASKED = 16
"""Searches that are tried."""
MOST_SHOWN = 5
"""Relaxations that are given."""
_NAMES = ("source", "category", "author")

Kind = Literal["word", "phrase", "quotes", "filter"]


@dataclass(frozen=True, slots=True, eq=False)
class _Change:
    """A part of the search and what comes in its place; ``parameters`` go with it."""

    kind: Kind
    dropped: str
    part: Node | None = None
    instead: Node | None = None
    parameters: tuple[str, ...] = ()


def relaxations(inquiry: Inquiry) -> tuple[Relaxation, ...]:
    """The wider searches that find something, each with one part less; with two if none does.

    What no article of the archive holds comes first: that killed the search. Then what finds most.
    """
    tree, _ = parse(read_text(inquiry.request.query))
    changes = list(_changes(tree, inquiry))
    asked = 0
    found: list[Relaxation] = []
    for together in (1, 2):
        for chosen in combinations(changes, together):
            if asked >= MOST_ASKED or inquiry.out_of_time:
                break
            asked += 1
            relaxation = _relaxed(tree, chosen, inquiry)
            if relaxation:
                found.append(relaxation)
        if found:
            break
    best = {(each.query, each.parameters): each for each in reversed(found)}.values()
    return tuple(sorted(best, key=lambda each: (not each.unknown, -each.total)))[:MOST_SHOWN]


def _changes(tree: Node | None, inquiry: Inquiry) -> Iterator[_Change]:
    yield from _lifted(inquiry)
    parts = list(parts_of(tree))
    for part in parts:
        inner = part.item if isinstance(part, Required) else part
        if isinstance(inner, Phrase) and inner.field not in _NAMES and _several_words(inner):
            bare = Word(inner.text, inner.field)
            yield _Change("quotes", unparse(inner), part, bare)
    for part in parts:
        inner = part.item if isinstance(part, Required) else part
        yield _Change(_kind(inner), unparse(part if inner is part else inner), part)


def _several_words(phrase: Phrase) -> bool:
    return len(phrase.text.split()) > 1


def _kind(part: Node) -> Kind:
    if isinstance(part, (Days, Not)):
        return "filter"
    if isinstance(part, (Word, Beginning, Phrase)) and part.field in _NAMES:
        return "filter"
    return "phrase" if isinstance(part, Phrase) else "word"


def _lifted(inquiry: Inquiry) -> Iterator[_Change]:
    """The filters that stand beside the query. Two days are one period."""
    request = inquiry.request
    days = {"since": request.since, "until": request.until}
    period = [as_filter(name, day.isoformat()) for name, day in days.items() if day]
    if period:
        names = tuple(name for name, day in days.items() if day)
        yield _Change("filter", " ".join(period), parameters=names)
    for name, values in (("source", request.source), ("category", request.category)):
        if values:
            dropped = ", ".join(as_filter(name, value) for value in values)
            yield _Change("filter", dropped, parameters=(name,))


def _relaxed(
    tree: Node | None, changes: tuple[_Change, ...], inquiry: Inquiry
) -> Relaxation | None:
    """The search with these changes, if it asks for something and finds it."""
    for change in changes:
        if change.part is not None:
            tree = exchanged(tree, change.part, change.instead)
    query = unparse(tree)
    parameters = tuple(name for change in changes for name in change.parameters)
    asks = not all(isinstance(part, Not) for part in parts_of(tree))
    total = inquiry.total(query, parameters) if asks else 0
    if not total:
        return None
    first = changes[0]
    return Relaxation(
        query=query,
        dropped=" ".join(change.dropped for change in changes),
        total=total,
        kind=first.kind,
        parameters=parameters,
        unknown=any(_is_unknown(change, inquiry) for change in changes),
    )


def _is_unknown(change: _Change, inquiry: Inquiry) -> bool:
    """Whether nothing in the whole archive has what is left out."""
    if change.kind == "quotes" or change.part is None or isinstance(change.part, (Not, Days)):
        return False
    return not inquiry.holds(unparse(change.part))
