"""What a search would find if it were asked a little differently: the ground of all query help."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec.structs import replace

from searcher.deadline import Deadline
from searcher.document_sets import count_in_both
from searcher.filters import filters_of
from searcher.matching import match
from searcher.query import understand
from searcher.results import SearchRequest
from searcher.runs import TEXT
from searcher.view import View
from searcher.vocabulary import Vocabulary
from searcher.widen import widened
from searcher.word_table import FIELD

_UNSET: dict[str, Any] = {"since": None, "until": None, "source": (), "category": ()}

_UNKNOWN = frozenset(("short", "plain", "rest", "snowball", "as is", "digits", "cut"))


class Inquiry:
    """Questions about one request, within the time that its search may take."""

    def __init__(self, request: SearchRequest, view: View, deadline: Deadline, today: date) -> None:
        self.request = request
        self.view = view
        self._deadline = deadline
        self._today = today
        self._holding: dict[str, array[int]] = {}

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the archive."""
        return self.view.vocabulary

    @property
    def filtered(self) -> bool:
        """Whether the request, beside its query, holds a filter."""
        return any(getattr(self.request, name) != unset for name, unset in _UNSET.items())

    @property
    def out_of_time(self) -> bool:
        """Whether no more should be asked."""
        return self._deadline.passed()

    def total(self, query: str, without: Iterable[str] = ()) -> int:
        """How many articles the request finds with this query, ``without`` these parameters."""
        request = replace(self.request, query=query, **{name: _UNSET[name] for name in without})
        found, _ = widened(self.understood(query), self.view)
        filters = filters_of(request, self.view)
        if found is None:
            return len(filters.apply(self.view.live)) if filters else 0
        matches, _ = match(found, self.view, self._deadline)
        return len(filters.apply(matches.documents))

    def holds(self, query: str) -> bool:
        """Whether an article of the archive has just what the query says, filtered out or not."""
        found = self.understood(query)
        return found is not None and bool(match(found, self.view, self._deadline)[0].documents)

    def understood(self, query: str) -> Any | None:
        """The query as it was typed, before it is searched for as anything else too."""
        return understand(query, self._today, self.view.snapshot.analysis).query

    def terms(self, word: str) -> frozenset[str]:
        """What a word is found by in the text of articles."""
        return frozenset(token.term for token in self.view.snapshot.analysis.query_tokens(word))

    def knows(self, form: str) -> bool:
        """Whether a form is a name or an acronym of the archive, or a known root and affixes."""
        analysis = self.view.snapshot.analysis
        stem = analysis.stem(form)
        if stem.rule.startswith("clitic"):
            if self.vocabulary.frequency(stem.term) >= self.vocabulary.common:
                return True
            stem = analysis.stem(stem.term)
        return stem.rule not in _UNKNOWN or form in self.view.acronyms

    def articles_with(self, terms: Iterable[str]) -> int:
        """About how many articles hold one of the terms; 0 if none does."""
        frequency = self.view.postings.frequency
        return sum(max(frequency(field, term) for field in TEXT) for term in terms)

    def shared(self, one: str, other: str) -> int:
        """How many articles hold both of two forms."""
        rarer, commoner = sorted((one, other), key=self.vocabulary.frequency)
        documents = self._holding.get(rarer)
        if documents is None:
            documents = self._holding[rarer] = self._documents(rarer)
        return count_in_both(documents, self._documents(commoner))

    def _documents(self, form: str) -> array[int]:
        return self.view.postings.arrays(FIELD, form, self._deadline)[0]
