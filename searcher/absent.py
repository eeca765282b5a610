"""Which word of a query is in none of the articles that its filters let through.

``banjir Jakarta sejak:2024`` lists what has *Jakarta* where no article of that time has *banjir*,
although older ones do. The reader should be told why there is no flood in the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from searcher import logic as query
from searcher.deadline import Deadline
from searcher.matches import Matches
from searcher.nodes import LITTLE, AnyOf, Exact, Word, only_restricts, sought
from searcher.notes import note
from searcher.occurrences import Occurrences
from searcher.results import Note
from searcher.view import View

FEW = 200
"""Matches that are looked at before all are: most words are soon met."""


def absent_words(
    found: Any | None, matches: Matches, filtered: bool, view: View, deadline: Deadline
) -> list[Note]:
    """A note on each word wished for that is in the archive, and in none of the matches.

    There is nothing to tell where nothing restricts the search (no part of it, nor is it
    ``filtered``) and where an article has all of the words. What nothing was found for, the
    relaxations of a search tell. Nothing is told once the deadline has passed.
    """
    documents = matches.documents
    if not documents or (matches.full and 1 in matches.full):
        return []
    if not (filtered or _is_restricted(found)):
        return []
    occurrences, few = Occurrences(view, deadline), documents[:FEW]
    absent = [
        note("word_absent", word=_name(nodes[0]))
        for nodes in map(list, map(sought, _wished(found)))
        if not all(node.kind in LITTLE for node in nodes)
        and any(map(occurrences.holding, nodes))
        and not any(occurrences.is_in_any(n, among) for among in (few, documents) for n in nodes)
    ]
    # No word is in a list that there was no time to read.
    return [] if deadline.hit else absent


def _is_restricted(node: Any | None) -> bool:
    return type(node) is query.And and any(map(only_restricts, node.subqueries))


def _wished(node: Any | None) -> Iterator[Any]:
    """What an article may lack and be found."""
    if isinstance(node, AnyOf):
        yield from node.subqueries
    elif isinstance(node, query.AndMaybe):
        yield from _wished(node.a)
        yield from _wished(node.b) if isinstance(node.b, AnyOf) else (node.b,)
    elif isinstance(node, query.And):
        for part in node.subqueries:
            yield from _wished(part)


def _name(node: Word | Exact) -> str:
    """What the reader calls a word: as it was typed, or as it was guessed."""
    return node.forms[0] if node.kind == "guess" else node.typed
