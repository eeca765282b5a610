"""Queries made of queries: a syntax tree back to text, and with a part of it left out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from searcher.syntax import (
    AllOf,
    Beginning,
    Days,
    EitherOf,
    Listing,
    Node,
    Not,
    Phrase,
    Required,
    Word,
)

FIELD_NAMES = {
    "title": "judul",
    "source": "sumber",
    "category": "kategori",
    "author": "penulis",
    "since": "sejak",
    "until": "sampai",
    "day": "tanggal",
}
"""The fields as they are written in a query."""
Leaf = Word | Beginning | Phrase | Days


def unparse(node: Node | None) -> str:
    """The query that means this tree; an empty one for None."""
    if node is None:
        return ""
    if isinstance(node, Listing):
        return " ".join(map(unparse, node.items))
    return _unparse(node)


def _unparse(node: Node) -> str:
    if isinstance(node, Not):
        return f"-{_bound(node.item)}"
    if isinstance(node, Required):
        return f"+{_bound(node.item)}"
    if isinstance(node, AllOf):
        return " DAN ".join(map(_bound, node.items))
    if isinstance(node, EitherOf):
        return " ATAU ".join(map(_bound, node.items))
    if isinstance(node, Listing):
        return f"({unparse(node)})"
    return _leaf(node)


def _bound(node: Node) -> str:
    """A node as an operand: what holds several is put in brackets."""
    several = isinstance(node, (AllOf, EitherOf))
    return f"({_unparse(node)})" if several else _unparse(node)


def _leaf(node: Leaf) -> str:
    if isinstance(node, Days):
        day = node.last if node.bound == "until" else node.first
        return as_filter(node.bound, node.typed or day.isoformat())
    text = f"{node.text}*" if isinstance(node, Beginning) else node.text
    if isinstance(node, Phrase):
        text = f'"{text}"'
    return f"{FIELD_NAMES[node.field]}:{text}" if node.field else text


def as_filter(field: str, value: str) -> str:
    """A field and its value as they are written in a query."""
    quoted = f'"{value}"' if any(map(str.isspace, value)) else value
    return f"{FIELD_NAMES[field]}:{quoted}"


def parts_of(node: Node | None) -> Iterator[Node]:
    """What can be left out of a tree to find more: items that stand side by side or are joined.

    A sign goes with what it stands before; of alternatives, none is left out.
    """
    if isinstance(node, (Listing, AllOf)):
        for item in node.items:
            yield from parts_of(item)
    elif node is not None:
        yield node


def exchanged(tree: Node | None, old: Node, new: Node | None) -> Node | None:
    """The tree with ``new`` (None: nothing) in place of ``old``, which is one of its parts."""
    if tree is old:
        return new
    if not isinstance(tree, (Listing, AllOf)):
        return tree
    items = tuple(item for part in tree.items if (item := exchanged(part, old, new)) is not None)
    if len(items) < 2:
        return items[0] if items else None
    return replace(tree, items=items)
