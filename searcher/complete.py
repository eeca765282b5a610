"""What someone who has begun to type may be about to type: words, names and titles.

The last word is completed, what stands before it stays. Words that titles of the archive have after
the word before, or beside it, come first; then the archive's frequent words; then the newest titles
in which every typed word begins a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from heapq import nlargest
from itertools import pairwise
from typing import Literal, NamedTuple

from searcher.deadline import Deadline
from searcher.lexer import FIELDS, clean
from searcher.results import Completion
from searcher.view import View

MOST_TYPED = 200
"""Characters; what is longer is not completed."""
MOST_TITLES = 3
LEAST_LETTERS_OF_TITLE = 3
"""Letters that must be typed before titles are looked for."""
_EXPANSIONS = 8
_TITLES_READ = 25
_TITLES_COUNTED = 100
_MOST_POSTINGS = 20_000
"""Articles that hold a word in their title, as far as they are looked at."""
_LEAST_TOGETHER = 2
_BOUND = 0.2
"""A word that follows another in this part of the titles makes one name with it."""
_SECONDS = 0.5

_LAST_WORD = re.compile(r"(?:[^\W_]+['’ʼ-])*[^\W_]+\Z")
_WORDS = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_NOT_TEXT = frozenset(name for name, field in FIELDS.items() if field != "title")
_IN_FIELD = re.compile(r"([^\W\d_]+):[\"“(]?\Z")

Kind = Literal["word", "name"]


def completions(prefix: str, limit: int, view: View) -> tuple[Completion, ...]:
    """At most ``limit`` completions of what is typed, the likeliest first."""
    typed = clean(prefix).lstrip()
    last = _LAST_WORD.search(typed)
    if last is None or len(typed) > MOST_TYPED:
        return ()
    head = typed[: last.start()]
    field = _IN_FIELD.search(head)
    if field and field[1].casefold() in _NOT_TEXT:
        return ()
    return _Completer(view, head, last[0]).completions(limit)


class _Completer:
    def __init__(self, view: View, head: str, last: str) -> None:
        analysis = view.snapshot.analysis
        self._view = view
        self._head = head
        self._prefix = analysis.surface(last)
        self._before = [analysis.surface(word) for word in _WORDS.findall(head)]

    def completions(self, limit: int) -> tuple[Completion, ...]:
        titles = list(self._titles(min(MOST_TITLES, limit // 2)))
        found = dict.fromkeys(self._after() if self._before else self._alone())
        found.pop(self._prefix, None)
        kept = list(found)[: limit - len(titles)]
        return (*map(self._word, kept), *titles)

    def _word(self, form: str) -> Completion:
        kind, shown = _shown(form, self._view)
        last = form.split(" ")[-1]
        return Completion(self._head + shown, kind, self._view.vocabulary.frequency(last))

    def _is_frequent(self, form: str) -> bool:
        """Whether a form is no chance error and no two words that a page has run together."""
        vocabulary = self._view.vocabulary
        return vocabulary.frequency(form) >= max(vocabulary.common // 2, 1)

    def _frequent(self) -> Iterator[str]:
        return filter(self._is_frequent, self._view.vocabulary.starting(self._prefix))

    def _after(self) -> Iterator[str]:
        """What may follow the words before."""
        together = titles_with(self._before[-1], self._view)
        following = [form for form, _ in together.after if form.startswith(self._prefix)]
        beside = [form for form, _ in together.beside if form.startswith(self._prefix)]
        known = list(filter(self._is_frequent, dict.fromkeys([*following, *beside])))
        # Frequent words that no title has beside it (joko waktu) make way for none at all.
        yield from known or self._frequent()

    def _alone(self) -> Iterator[str]:
        """Frequent words, and names that begin with one: ``joko widodo`` for ``joko``."""
        frequent = list(self._frequent())
        if len(self._prefix) >= LEAST_LETTERS_OF_TITLE:
            if self._prefix in frequent:
                yield from self._names(self._prefix)
            elif frequent:
                yield frequent[0]
                yield from self._names(frequent[0])
        yield from frequent

    def _names(self, form: str) -> Iterator[str]:
        together = titles_with(form, self._view)
        for after, times in together.after[:2]:
            if times >= max(_BOUND * together.titles, _LEAST_TOGETHER):
                yield f"{form} {after}"

    def _titles(self, limit: int) -> Iterator[Completion]:
        if limit < 1 or (len(self._prefix) < LEAST_LETTERS_OF_TITLE and not self._before):
            return
        times = self._view.snapshot.times
        given: set[str] = set()
        for document in nlargest(_TITLES_READ, self._documents(), times.__getitem__):
            record = self._view.snapshot.record(document)
            if record.title not in given and self._fits(record.title):
                given.add(record.title)
                yield Completion(record.title, "title", 1, record.id)
                if len(given) == limit:
                    return

    def _documents(self) -> set[int]:
        """Articles in whose titles the words may begin, as far as the index tells."""
        forms = self._view.vocabulary.starting(self._prefix)
        whole = [form for form in forms if "-" not in form][:_EXPANSIONS]
        known = [_in_titles(form, self._view) for form in whole]
        if not self._before:
            return set().union(*(newest for _, newest in known))
        before = [_in_titles(form, self._view)[0] for form in self._before]
        allowed = min(before, key=len).intersection(*before)
        return set().union(*(allowed & documents for documents, _ in known))

    def _fits(self, title: str) -> bool:
        """Whether every typed word begins a word of the title."""
        words = _forms(title, self._view)
        return all(
            any(word.startswith(begun) for word in words) for begun in (*self._before, self._prefix)
        )


def _forms(title: str, view: View) -> list[str]:
    return list(map(view.snapshot.analysis.surface, _WORDS.findall(title)))


def _in_titles(form: str, view: View) -> tuple[frozenset[int], list[int]]:
    """The articles with a word of this form's stem in their title, and the newest of them."""
    key = ("titles", form)
    kept: tuple[frozenset[int], list[int]] | None = view.followers.get(key)
    if kept is not None:
        return kept
    found: set[int] = set()
    deadline = Deadline(_SECONDS)
    for token in view.snapshot.analysis.query_tokens(form):
        documents, _ = view.postings.arrays("title", token.term, deadline)
        found.update(documents[:_MOST_POSTINGS])
    live = frozenset(found - view.snapshot.deleted)
    kept = live, nlargest(_TITLES_COUNTED, live, view.snapshot.times.__getitem__)
    view.followers.put(key, kept, 1 + len(live) // 100)
    return kept


class Together(NamedTuple):
    """What stands ``after`` a form and ``beside`` it in titles, most frequent first.

    ``titles`` is the number of titles that were looked at.
    """

    after: list[tuple[str, int]]
    beside: list[tuple[str, int]]
    titles: int


def titles_with(form: str, view: View) -> Together:
    """What the newest titles with a form have beside it, counted once for each commit."""
    kept: Together | None = view.followers.get(form)
    if kept is not None:
        return kept
    after: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    titles = 0
    for document in _in_titles(form, view)[1]:
        words = _forms(view.snapshot.record(document).title, view)
        if form in words:
            titles += 1
            after.update({following for word, following in pairwise(words) if word == form})
            beside.update(set(words) - {form})
    together = Together(_several(after), _several(beside), titles)
    view.followers.put(form, together)
    return together


def _several(counts: Counter[str]) -> list[tuple[str, int]]:
    return [pair for pair in counts.most_common() if pair[1] >= _LEAST_TOGETHER]


def _shown(form: str, view: View) -> tuple[Kind, str]:
    """What a form is and how it is written: names with capitals, acronyms in them."""
    known = view.acronyms.get(form)
    if known:
        return "name", known
    parts = form.split(" ")
    names = view.snapshot.analysis.names
    if not all(part in names for part in parts):
        return "word", form
    return "name", " ".join(part[:1].upper() + part[1:] for part in parts)
