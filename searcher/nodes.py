"""Query objects of our own beside the plain ones of :mod:`searcher.logic`.

Stock Whoosh can run them too, by way of :mod:`searcher.whoosh_nodes`. The scores differ: it adds up
the parts, :mod:`searcher.matching` takes title and body (and the alternatives of a word) as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal

from searcher.logic import AndNot, ConstantScoreQuery, Every, Group, Not, Query

Slot = tuple[int, tuple[str, ...]]
"""A place in a phrase (words after its first) and the terms that may stand there."""


Kind = Literal["content", "asking", "acronym", "related", "guess", "function", "question"]
"""What a word is in a query; :meth:`searcher.rank.Tuning.weight` says what each counts.

``content``: it says what is sought. ``asking``: it says what kind of answer is sought. ``acronym``:
it stands in for words that mean the same, or for a day with its year. ``related``: it stands in for
one of the same root (:mod:`searcher.related`). ``guess``: it stands in for one that no article
holds. ``function`` and ``question``: it holds the sentence together
(:mod:`searcher.function_words`).
"""
STAND_INS: frozenset[Kind] = frozenset(("acronym", "related"))
"""Words that count where the one is missing that was typed."""
LITTLE: frozenset[Kind] = frozenset(("function", "question"))
"""Words that say nothing of what is sought."""


def _distinct(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts, each once; a single one, as most words have, as it is."""
    if type(texts) is tuple and len(texts) < 2:
        return texts
    return tuple(dict.fromkeys(texts))


class Word(Query):
    """Any of ``terms`` in any of ``fields``, scored as one word.

    ``typed`` is how it was typed, ``forms`` are the words as written, normalised, that score beside
    the terms. ``share`` is the part of its weight that it counts with. A word that is ``demanded``
    (by an operator, a sign, quotation marks) is meant as it is typed; others may stand in for those
    that are not.
    """

    __slots__ = ("demanded", "fields", "forms", "kind", "share", "terms", "typed")

    def __init__(
        self,
        fields: Sequence[str],
        terms: Sequence[str],
        typed: str = "",
        forms: Sequence[str] = (),
        kind: Kind = "content",
        share: float = 1.0,
    ) -> None:
        self.fields = tuple(fields)
        self.terms = _distinct(terms)
        self.typed = typed
        self.forms = _distinct(forms)
        self.kind: Kind = kind
        self.share = share
        self.demanded = False

    def as_kind(self, kind: Kind) -> Word:
        """The same word as one of another kind."""
        return Word(self.fields, self.terms, self.typed, self.forms, kind, self.share)

    def as_demanded(self) -> Word:
        """The same word, meant as it is typed."""
        word = self.as_kind(self.kind)
        word.demanded = True
        return word

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The word as a phrase of one place."""
        return ((0, self.terms),)

    @property
    def stems_key(self) -> tuple[Any, ...]:
        """What the postings of its terms depend on, and how much they count."""
        kind = "function" if self.kind in LITTLE else self.kind
        return ("word", self.fields, self.terms, kind, self.share)

    def key(self) -> tuple[Any, ...]:
        """What makes two of them equal."""
        return (self.fields, self.terms, self.forms, self.kind, self.share)


class Starting(Word):
    """Every term that begins with ``prefix``, and the stems of the prefix itself (``terms``)."""

    __slots__ = ("prefix",)

    def __init__(
        self, fields: Sequence[str], prefix: str, stems: Sequence[str] = (), typed: str = ""
    ) -> None:
        super().__init__(fields, stems, typed)
        self.prefix = prefix

    @property
    def stems_key(self) -> tuple[Any, ...]:
        """What the postings of its terms depend on."""
        return ("starting", self.fields, self.terms, self.prefix)

    def key(self) -> tuple[Any, ...]:
        """What makes two of them equal."""
        return (self.fields, self.terms, self.prefix)


class Exact(Query):
    """Words in this order at these distances, in one field; scored as one word.

    ``forms`` are those of its words, as they are written, that score where it stands.
    """

    __slots__ = ("fields", "forms", "kind", "slots", "typed")

    share = 1.0

    def __init__(
        self,
        fields: Sequence[str],
        slots: Sequence[Slot],
        typed: str = "",
        kind: Kind = "content",
        forms: Sequence[str] = (),
    ) -> None:
        self.fields = tuple(fields)
        self.slots = tuple(slots)
        self.typed = typed
        self.forms = _distinct(forms)
        self.kind: Kind = kind

    def as_stems(self) -> Exact:
        """The same phrase without the forms of its words."""
        return Exact(self.fields, self.slots, self.typed, self.kind)

    @property
    def terms(self) -> tuple[str, ...]:
        """All terms of the phrase."""
        return tuple(dict.fromkeys(term for _, terms in self.slots for term in terms))

    @property
    def stems_key(self) -> tuple[Any, ...]:
        """What the postings of the phrase depend on."""
        return ("exact", self.fields, self.slots, self.kind)

    def key(self) -> tuple[Any, ...]:
        """What makes two of them equal."""
        return (self.fields, self.slots, self.kind, self.forms)


class InPlaceOf(Group):
    """A word, and another that stands in for it where an article lacks the first."""

    __slots__ = ("other", "word")

    def __init__(self, word: Word | Exact, other: Word | Exact) -> None:
        super().__init__([word, other])
        self.word = word
        self.other = other


class AnyOf(Group):
    """Groups side by side: one is enough.

    If it ``demands`` them all, articles that match every group come first.
    """

    __slots__ = ("demands",)

    def __init__(self, subqueries: Sequence[Any], demands: bool = True) -> None:
        super().__init__(subqueries)
        self.demands = demands

    def key(self) -> tuple[Any, ...]:
        """What makes two of them equal."""
        return (self.demands, *self.subqueries)


class OnDays(Query):
    """Articles dated from ``first`` to ``last``, both inclusive. Undated ones never match."""

    __slots__ = ("first", "last")

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.last = last

    def key(self) -> tuple[Any, ...]:
        """The days."""
        return (self.first, self.last)


def only_restricts(node: Any) -> bool:
    """Whether a part of an And adds nothing to the score: a filter, or what is excluded."""
    if isinstance(node, ConstantScoreQuery):
        return not node.score
    return isinstance(node, (Not, Every, OnDays))


def sought(node: Any) -> Iterator[Word | Exact]:
    """The words and phrases that a query looks for, without those that it excludes."""
    if isinstance(node, (Word, Exact)):
        yield node
    elif isinstance(node, AndNot):
        yield from sought(node.a)
    elif node is not None and not isinstance(node, Not):
        for child in node.children():
            yield from sought(child)
