"""Parts of a query, each with its role, put together: what must match, and what is wished for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from searcher import logic as query
from searcher.function_words import ASKING_WORDS
from searcher.nodes import LITTLE, AnyOf, Kind, Word, sought


class Role(IntEnum):
    """What a part of a query does to the articles beside it."""

    WISHED = 0
    REQUIRED = 1
    FILTER = 2
    EXCLUDED = 3


class Part(NamedTuple):
    """A piece of the query and its role in the list it stands in."""

    role: Role
    query: Any


def combine(parts: Sequence[Part], *, joined: bool = False, asked: bool = False) -> Any | None:
    """One query of the parts of a list, None if there are none.

    In a list, filters of one field are alternatives; parts ``joined`` by DAN must all match. A list
    that is ``asked`` is a question, and so is one with a question word.
    """
    of_role: tuple[list[Any], ...] = ([], [], [], [])
    for role, part in parts:
        of_role[role].append(part)
    wished, *others = of_role
    required, filters, excluded = map(_distinct, others)
    for part in required:
        if isinstance(part, Word):
            part.demanded = True
    scored = _with_wishes(_all(required), _merged(wished), asked)
    restricting: list[Any] = [
        query.ConstantScoreQuery(part, 0.0)
        for part in (filters if joined else _alternatives(filters))
    ]
    restricting += map(query.Not, excluded)
    if not restricting:
        return scored
    return query.And([query.Every() if scored is None else scored, *restricting])


def side_by_side(words: Sequence[Any], days: Sequence[Any] = ()) -> Any | None:
    """What :func:`combine` makes of words that are wished for, no question among them, and days.

    No two of the days are equal, and there is a word.
    """
    scored = _with_wishes(None, _merged(words), False)
    if not days:
        return scored
    return query.And([scored, *[query.ConstantScoreQuery(each, 0.0) for each in days]])


def _with_wishes(scored: Any | None, wished: Sequence[Any], asked: bool) -> Any | None:
    """What is required with what is wished for beside it.

    Function words only add to the score of what the other words find. A question is answered by
    the best passage, be it in other words: it does not put articles with all its words first.
    """
    content: list[Any] = []
    others: list[Any] = []
    for part in wished:
        (others if kind_of(part) in LITTLE else content).append(part)
    if scored is None and not others:
        return content[0] if len(content) == 1 else AnyOf(content, not asked) if content else None
    question = asked or any(kind_of(part) == "question" for part in others)
    for group, demands in ((content, not question), (others, False)):
        if not group:
            continue
        single = len(group) == 1 and (scored is None or demands)
        any_of = group[0] if single else AnyOf(group, demands or (scored is None and not content))
        scored = any_of if scored is None else query.AndMaybe(scored, any_of)
    return scored


def kind_of(part: Any) -> Kind:
    """What a part is to the ranking: function words and words of asking count for little."""
    return part.kind if isinstance(part, Word) else "content"


def _merged(wished: Sequence[Any]) -> list[Any]:
    """The parts, words of the same terms as one: ``penangkapan tertangkap`` is one stem."""
    if _are_unlike(wished):
        return list(wished)
    merged: dict[Any, Any] = {}
    for part in wished:
        key = part.stems_key if type(part) is Word else part
        before = merged.get(key)
        if before is not None:
            if type(part) is not Word:
                continue
            typed = dict.fromkeys((*before.typed.split(), *part.typed.split()))
            forms = (*before.forms, *part.forms)
            part = Word(part.fields, part.terms, " ".join(typed), forms, part.kind)
        merged[key] = part
    return list(merged.values())


def _are_unlike(parts: Sequence[Any]) -> bool:
    """Whether no two parts are equal, nor words of the same terms."""
    if len(parts) < 2:
        return True
    return len({part.terms if type(part) is Word else part for part in parts}) == len(parts)


def _distinct(queries: list[Any]) -> list[Any]:
    return queries if _are_unlike(queries) else list(dict.fromkeys(queries))


def all_of(words: list[Any]) -> Any | None:
    """The query of words that are demanded, as :func:`combine` makes it, if nothing else is."""
    return _all(_distinct(words))


def _all(queries: list[Any]) -> Any | None:
    if len(queries) > 1:
        return query.And(queries)
    return queries[0] if queries else None


def _alternatives(filters: Iterable[Any]) -> list[Any]:
    merged: dict[object, list[Any]] = {}
    for found in filters:
        merged.setdefault(found.field() or found, []).append(found)
    return [group[0] if len(group) == 1 else query.Or(group) for group in merged.values()]


def with_asking(parts: Sequence[Part]) -> list[Part]:
    """The parts of a question, its words that only say what is asked for as such.

    Where it has no others, they are what is sought.
    """
    asking = [_asks(part) for part in parts]
    content = [kind_of(part.query) not in LITTLE for part in parts]
    if asking == content:
        return list(parts)
    return [
        Part(part.role, part.query.as_kind("asking")) if asks else part
        for part, asks in zip(parts, asking, strict=True)
    ]


def _asks(part: Part) -> bool:
    """Whether a part is a word of asking. Written with a capital it belongs to a name."""
    word = part.query
    if part.role is not Role.WISHED or type(word) is not Word or word.kind != "content":
        return False
    return bool(word.forms) and ASKING_WORDS.issuperset(word.forms) and not word.typed[0].isupper()


def role_of_list(parts: Sequence[Part]) -> Role:
    """The role of a list that stands in another, by the strongest of its parts."""
    roles = {part.role for part in parts}
    if Role.REQUIRED in roles:
        return Role.REQUIRED
    if Role.WISHED in roles:
        return Role.WISHED
    return Role.EXCLUDED if roles == {Role.EXCLUDED} else Role.FILTER


def conjunction(parts: list[Part]) -> Part:
    """The parts that DAN joins, as one that must match; a filter if all of them are."""
    if all(part.role is Role.FILTER for part in parts):
        return Part(Role.FILTER, query.And([part.query for part in parts]))
    required = [
        part._replace(role=Role.REQUIRED) if part.role is Role.WISHED else part for part in parts
    ]
    for part in required:
        demand(part.query)
    return Part(Role.REQUIRED, combine(required, joined=True))


def disjunction(parts: list[Part]) -> Part:
    """The parts that ATAU joins, as one; a filter if all of them are."""
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


def demand(found: Any) -> None:
    """Let all words of a part be meant as they are typed: an operator or a sign asks for them."""
    for node in sought(found):
        if isinstance(node, Word):
            node.demanded = True
