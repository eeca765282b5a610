"""Which documents hold a word or phrase, how often, and where? Posting lists put together."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from searcher.deadline import Deadline
from searcher.document_sets import count_in_both, either, together
from searcher.nodes import Exact, Slot, Starting, Word
from searcher.notes import note
from searcher.places import NO_PLACES, Places, followed, joined, moved, occurrences, places_among
from searcher.results import Note
from searcher.scoring import FLAT, FORMS
from searcher.view import PHRASE_OVERHEAD, View

MOST_EXPANSIONS = 64
"""Terms that one ``kata*`` stands for at most."""
MOST_EXPANDED_POSTINGS = 300_000
"""Postings that one ``kata*`` reads at most (and those of its most frequent term in any case)."""

_FIELDS = {"title": 0, "body": 1, "forms": FORMS}


class Listed(NamedTuple):
    """A posting list: documents, how often each holds the term, the number of the field."""

    documents: array[int]
    counts: array[int]
    field: int


class Occurrences:
    """What the postings of one view tell of words; ``notes`` collects what there is to say of it.

    Once the deadline has passed nothing more is read.
    """

    def __init__(self, view: View, deadline: Deadline) -> None:
        self._view = view
        self._deadline = deadline
        self.notes: list[Note] = []

    def holding(self, node: Word | Exact) -> int:
        """How many documents of the segments hold a word or phrase, as its rarity counts them.

        Those of a word are as many as hold it in the field in which most do: that stands in the
        dictionaries, and no list is read. Phrases and beginnings are counted where they are.
        """
        known = self._view.holdings.get(node.stems_key)
        if known is not None:
            return known
        if isinstance(node, (Exact, Starting)):
            return self.keep_holding(node, len(_ascending(node, self.lists(node))))
        frequency = self._view.postings.frequency
        most = max(
            [sum([frequency(field, term) for term in node.terms]) for field in node.fields],
            default=0,
        )
        return self.keep_holding(node, min(most, self._view.documents))

    def keep_holding(self, node: Word | Exact, holding: int) -> int:
        """Remember how many documents hold a word or phrase, and give it."""
        if not self._deadline.hit:
            self._view.holdings.put(node.stems_key, holding, max(len(node.slots), 1))
        return holding

    def most_holding(self, node: Word | Exact) -> int:
        """In how many documents a word or phrase may be, of which no list is read."""
        if isinstance(node, Starting):
            return self._view.documents
        frequency = self._view.postings.frequency
        places = node.slots if isinstance(node, Exact) else ((0, node.terms),)
        return min(
            (sum(frequency(f, t) for f in node.fields for t in terms) for _, terms in places),
            default=0,
        )

    # Posting lists

    def lists(self, node: Word | Exact, among: array[int] | None = None) -> list[Listed]:
        """The posting lists of a word (``among`` some documents) or phrase that hold something.

        Those of a beginning (:class:`searcher.nodes.Starting`) are one a field, in no order, with a
        document as often as it holds one of the terms.
        """
        if isinstance(node, Exact):
            return self._phrase_lists(node)
        if isinstance(node, Starting):
            return self._beginning_lists(node)
        lists: list[Listed] = []
        for field in node.fields:
            number = _FIELDS.get(field, FLAT)
            for term in node.terms:
                documents, counts = self._view.postings.arrays(field, term, self._deadline, among)
                if documents:
                    lists.append(Listed(documents, counts, number))
                if self._deadline.passed():
                    return lists
        return lists

    # Beginnings

    def _beginning_lists(self, node: Starting) -> list[Listed]:
        postings = self._view.postings
        terms = self._expand(node)
        others = [term for term in node.terms if term.encode("utf-8") not in terms]
        lists: list[Listed] = []
        for field in node.fields:
            found = postings.lists_beginning(field, node.prefix, terms)
            for term in others:
                found += postings.lists(field, term)
            documents, counts = postings.read(found, self._deadline)
            if documents:
                lists.append(Listed(documents, counts, _FIELDS.get(field, FLAT)))
        return lists

    def _expand(self, node: Starting) -> set[bytes]:
        """The most frequent terms that begin so, within bounds, in UTF-8."""
        frequencies: dict[bytes, int] = {}
        for field in node.fields:
            beginning = self._view.postings.frequencies_beginning(field, node.prefix)
            for term, frequency in beginning:
                frequencies[term] = frequencies.get(term, 0) + frequency
            if self._deadline.passed():
                break
        kept = _most_frequent(frequencies)
        if len(kept) < len(frequencies):
            terms = len(frequencies)
            self.notes.append(note("prefix_cut", word=node.typed, found=terms, limit=len(kept)))
        return kept

    # Phrases

    def _phrase_lists(self, node: Exact) -> list[Listed]:
        """The documents that have the phrase, a list a field, as if it were a word."""
        lists: list[Listed] = []
        for field in node.fields:
            found = self._phrase(field, node)
            if found.documents:
                number = _FIELDS.get(field, FLAT)
                lists.append(Listed(found.documents, occurrences(found), number))
        return lists

    def _phrase(self, field: str, node: Exact) -> Places:
        """Where a phrase begins in a field, remembered."""
        key = field, node.slots
        kept: Places | None = self._view.phrases.get(key)
        if kept is None:
            kept = self._places_in(field, node.slots, None)
            if not self._deadline.hit:
                size = len(kept.documents) + len(kept.places) + PHRASE_OVERHEAD * len(node.slots)
                self._view.phrases.put(key, kept, size)
        return kept

    def places(self, field: str, node: Word | Exact, among: array[int] | None = None) -> Places:
        """Where in a field a word or phrase begins, in the documents ``among`` (None: all)."""
        if type(node) is Word and len(node.terms) == 1:
            return self._view.postings.places(field, node.terms[0], among, self._deadline)
        if isinstance(node, Exact) and among is not None:
            kept: Places | None = self._view.phrases.get((field, node.slots))
            if kept is not None:
                return places_among(kept, among)
        return self._places_in(field, node.slots, among)

    def _places_in(self, field: str, slots: tuple[Slot, ...], among: array[int] | None) -> Places:
        if not slots:
            return NO_PLACES
        if len(slots) == 1:
            return self._places_of(field, slots[0][1], among)
        frequency = self._view.postings.frequency
        (first, rarest), (second, terms), *others = sorted(
            slots, key=lambda slot: sum(frequency(field, term) for term in slot[1])
        )
        # No list but the shortest is read whole, and places only where they may be needed.
        wanted = self._holding_any(field, rarest) if among is None else among
        ahead = self._places_of(field, terms, wanted)
        found = self._places_of(field, rarest, ahead.documents)
        found = followed(found, ahead, second - first)
        for place, terms in others:
            if not found.documents or self._deadline.passed():
                break
            found = followed(found, self._places_of(field, terms, found.documents), place - first)
        if not found.documents or self._deadline.passed():
            return NO_PLACES
        return moved(found, first - min(place for place, _ in slots))

    def holders(self, node: Word | Exact, among: array[int]) -> array[int]:
        """Which of the documents have a word or phrase in any of its fields."""
        if isinstance(node, Starting):
            return together(among, _ascending(node, self.lists(node)))
        if isinstance(node, Exact):
            lists = [self.places(field, node, among).documents for field in node.fields]
        else:
            arrays = self._view.postings.arrays
            lists = [
                arrays(field, term, self._deadline, among)[0]
                for field in node.fields
                for term in node.terms
            ]
        return reduce(either, filter(None, lists), array("I"))

    def is_in_any(self, node: Word | Exact, among: array[int]) -> bool:
        """Whether one of the documents has a word or phrase in any of its fields."""
        for each in self.lists(node):
            fewer, more = sorted((each.documents, among), key=len)
            if count_in_both(fewer, more):
                return True
        return False

    def _holding_any(self, field: str, terms: Sequence[str]) -> array[int]:
        """The documents that hold one of the terms."""
        documents: array[int] = array("I")
        for term in terms:
            more, _ = self._view.postings.arrays(field, term, self._deadline)
            documents = either(documents, more) if documents else more
        return documents

    def _places_of(self, field: str, terms: Sequence[str], among: array[int] | None) -> Places:
        """Where one of the terms stands."""
        read = self._view.postings.places
        found = [read(field, term, among, self._deadline) for term in terms]
        return reduce(joined, found) if found else NO_PLACES


def _most_frequent(frequencies: dict[bytes, int]) -> set[bytes]:
    total = sum(frequencies.values())
    if len(frequencies) <= MOST_EXPANSIONS and total <= MOST_EXPANDED_POSTINGS:
        return set(frequencies)
    kept: set[bytes] = set()
    postings = 0
    # Of those that are as frequent the first by the alphabet.
    by_frequency = sorted(sorted(frequencies), key=frequencies.__getitem__, reverse=True)
    for term in by_frequency[:MOST_EXPANSIONS]:
        postings += frequencies[term]
        if kept and postings > MOST_EXPANDED_POSTINGS:
            break
        kept.add(term)
    return kept


def _ascending(node: Word | Exact, lists: Sequence[Listed]) -> array[int]:
    """The documents of all lists, each once."""
    if isinstance(node, Starting):
        return array("I", sorted(set().union(*(each.documents for each in lists))))
    return reduce(either, [each.documents for each in lists], array("I"))
