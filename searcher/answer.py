"""All that one search finds, and the page of it that is asked for.

What not every caller looks at is worked out when it is, and its modules are loaded then.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any

from msgspec import DecodeError
from msgspec.structs import replace

from index.errors import IndexDamaged
from searcher.absent import absent_words
from searcher.days import today_wib
from searcher.deadline import Deadline
from searcher.document_sets import zeros
from searcher.facets import facets_of
from searcher.filters import filters_of
from searcher.inquiry import Inquiry
from searcher.lexer import clean
from searcher.matches import Matches
from searcher.matching import match, out_of_time
from searcher.order import first, reordered
from searcher.present import Presenter
from searcher.query import understand
from searcher.rerank import Extra, gains, words_had
from searcher.results import Facets, Relaxation, Results, SearchRequest, Sort
from searcher.view import ANSWER_OVERHEAD, View
from searcher.widen import widened

_DAMAGE = (zlib.error, struct.error, EOFError, DecodeError, UnicodeDecodeError)


class Answer:
    """All that a query and its filters find, before a page is taken.

    ``matches`` are what the filters let through. What is not always asked for is worked out when it
    is. Safe to share between threads.
    """

    def __init__(self, request: SearchRequest, view: View, today: date, time_limit: float) -> None:
        """Search, for ``time_limit`` seconds at most."""
        self._request = request
        self._view = view
        self._today = today
        self._time_limit = time_limit
        deadline = Deadline(time_limit)
        understood = understand(request.query, today, view.snapshot.analysis)
        self.sought, guessed = widened(understood.query, view)
        self._filters = filters_of(request, view)
        matches, notes = match(self.sought, view, deadline)
        if self.sought is None and self._filters:
            matches = Matches(view.live, zeros(len(view.live)))
        self._found = matches.documents
        if self._filters:
            matches = matches.where(self._filters.flags(matches.documents))
        self.matches = matches
        best = first(view.tuning.depth, "relevance", matches, view)
        self._gains = gains(self.sought, best, matches, view, deadline)
        words = words_had(self.sought, best, matches, view, deadline, self._gains)
        self._best = reordered(best, words, matches, view)
        absent = absent_words(self.sought, matches, bool(self._filters), view, deadline)
        # The time may be over after the matching only: what is best is then not in its last order.
        notes += out_of_time(deadline)
        told = (*understood.notes, *guessed, *absent, *notes)
        self.notes = tuple(dict.fromkeys(told)) if told else ()
        self.complete = not deadline.hit

    def first(self, count: int, sort: Sort) -> list[int]:
        """The places of the first matches."""
        if sort != "relevance":
            return first(count, sort, self.matches, self._view)
        if count <= len(self._best) or self._best_are_all:
            return self._best[:count]
        # What the best have gained keeps them before the others.
        others = first(count, sort, self.matches, self._view)
        return self._best + others[len(self._best) :]

    @property
    def size(self) -> int:
        """The documents it holds: those found, and beside them those that the filters left."""
        filtered = len(self.matches.documents) if self._filters else 0
        return len(self._found) + filtered

    @property
    def _best_are_all(self) -> bool:
        return len(self._best) == len(self.matches.documents)

    @cached_property
    def extras(self) -> dict[int, Extra]:
        """What the best articles gain beside the scores of their words."""
        return self._gains.by_document()

    @cached_property
    def facets(self) -> Facets:
        """The facets of what was found."""
        return facets_of(self._found, self._filters, self._request, self._view)

    @cached_property
    def suggestion(self) -> str | None:
        """The query that was probably meant."""
        from searcher.suggest import suggestion

        return suggestion(self._inquiry())

    @cached_property
    def relaxations(self) -> tuple[Relaxation, ...]:
        """Wider searches, where nothing was found."""
        if self.matches.documents:
            return ()
        from searcher.relax import relaxations

        return relaxations(self._inquiry())

    def later(self, name: str, shown: Sequence[tuple[str, str]]) -> Any:
        """A field of results that is worked out when it is looked at.

        ``shown`` are the ids of the hits and how their articles begin.
        """
        with damage_named(self._view.snapshot.path):
            if name != "copies":
                return getattr(self, name)
            from searcher.copies import copies

            return copies(shown)

    def _inquiry(self) -> Inquiry:
        return Inquiry(self._request, self._view, Deadline(self._time_limit), self._today)


def results_of(request: SearchRequest, view: View, time_limit: float, began: float) -> Results:
    """The page that a request asks for; ``began`` is when, by ``perf_counter``."""
    answer = answer_to(request, view, time_limit)
    matches = answer.matches
    total = len(matches.documents)
    start = (request.page - 1) * request.limit
    places = answer.first(start + request.limit, request.sort)[start:] if start < total else []
    shown = [matches.documents[place] for place in places]
    scores = [matches.scores[place] for place in places]
    presenter = Presenter(view, answer.sought)
    hits = presenter.hits(shown, scores)
    openings = presenter.openings
    if request.explain:
        from searcher.explain import explain

        reasons = explain(answer.sought, shown, answer.extras, view)
        hits = tuple(
            replace(hit, why=reasons[document]) for hit, document in zip(hits, shown, strict=True)
        )
    return Results.with_later(
        lambda name: answer.later(name, openings),
        query=clean(request.query),
        total=total,
        page=request.page,
        pages=-(-total // request.limit),
        limit=request.limit,
        sort=request.sort,
        took_ms=round((perf_counter() - began) * 1000, 3),
        hits=hits,
        notes=answer.notes,
    )


def answer_to(request: SearchRequest, view: View, time_limit: float) -> Answer:
    """What a request finds, whatever its page: as remembered, where it was asked before."""
    today = today_wib()
    filters = (request.since, request.until, request.source, request.category)
    key = (request.query, filters, today)
    answer: Answer | None = view.answers.get(key)
    if answer is None:
        answer = Answer(request, view, today, time_limit)
        if answer.complete:
            # Who asks for nothing but what is nowhere shall not fill the memory.
            asked = sum(map(len, (request.query, *request.source, *request.category)))
            view.answers.put(key, answer, answer.size + asked + ANSWER_OVERHEAD)
    return answer


class damage_named:
    """Turn what damaged bytes cause within the block into a clear error."""

    __slots__ = ("_directory",)

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, _DAMAGE):
            what = f"{type(error).__name__} while reading it: {error}"
            raise IndexDamaged(self._directory, what) from error
