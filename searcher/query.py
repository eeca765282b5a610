"""From what was typed to what is searched: the one door to the query language.

A query that makes no sense in part still has a meaning; :func:`understand` never raises. The rooms
behind it: :mod:`searcher.lexer`, :mod:`searcher.parser`, :mod:`searcher.compile`, and a short way
past them, :mod:`searcher.plain`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from index.analysis import Analysis, default_analysis
from searcher.compile import compile_tree
from searcher.notes import note
from searcher.parser import parse
from searcher.plain import plain_query
from searcher.results import Note


class Understood(NamedTuple):
    """A query as understood (None if nothing can be searched) and notes.

    :func:`searcher.whoosh_nodes.as_whoosh` makes a Whoosh query of it.
    """

    query: Any | None
    notes: tuple[Note, ...] = ()


def understand(
    text: str, today: date | None = None, analysis: Analysis | None = None
) -> Understood:
    """What a query string means.

    ``today`` is what ``kemarin`` counts from (WIB unless given); ``analysis`` is that of the index
    to be searched, unless given one that knows no names of its own.
    """
    analysis = analysis or default_analysis()
    plain = plain_query(text, analysis)
    if plain is not None:
        return Understood(plain)
    tree, notes = parse(text, today)
    found = compile_tree(tree, notes, analysis)
    if found is None and text.strip() and not notes:
        notes.append(note("no_words"))
    return Understood(found, tuple(dict.fromkeys(notes)))
