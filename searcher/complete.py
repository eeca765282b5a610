"""What someone who has begun to type may be about to type: words, names and titles.

The last word is completed, what stands before it stays. Words that follow the word before them in
titles of the archive come first, then the archive's frequent words, then the newest titles in which
every typed word begins a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import pairwise
from typing import Literal

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
_TITLES_READ = 60
_TITLES_COUNTED = 200
_MOST_POSTINGS = 20_000
"""Articles that hold a word in their title, as far as they are looked at."""
_LEAST_TOGETHER = 2
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
        self._deadline = Deadline(_SECONDS)

    def completions(self, limit: int) -> tuple[Completion, ...]:
        titles = list(self._titles(min(MOST_TITLES, limit // 2)))
        words = self._words()
        found = dict.fromkeys([*self._following(), *words])
        found.pop(self._prefix, None)
        kept = list(found)[: limit - len(titles)]
        return (*map(self._word, kept), *titles)

    def _word(self, form: str) -> Completion:
        kind, shown = _shown(form, self._view)
        last = form.split(" ")[-1]
        return Completion(self._head + shown, kind, self._view.vocabulary.frequency(last))

    def _words(self) -> Iterator[str]:
        vocabulary = self._view.vocabulary
        for form in vocabulary.starting(self._prefix):
            if vocabulary.frequency(form) < vocabulary.least:
                break
            yield form

    def _following(self) -> list[str]:
        """Forms that go on after what is typed as titles do: ``joko`` by ``joko widodo``."""
        if self._before:
            after = followers(self._before[-1], self._view)
            return [form for form, _ in after if form.startswith(self._prefix)][:_EXPANSIONS]
        likeliest = next(iter(self._view.vocabulary.starting(self._prefix)), "")
        if _shown(likeliest, self._view)[0] != "name" or len(self._prefix) < LEAST_LETTERS_OF_TITLE:
            return []
        pairs = [
            f"{likeliest} {form}"
            for form, _ in followers(likeliest, self._view)[:1]
            if _shown(form, self._view)[0] == "name"
        ]
        return [likeliest, *pairs]

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
        found: set[int] = set()
        for form in self._view.vocabulary.starting(self._prefix)[:_EXPANSIONS]:
            found |= _in_titles(form, self._view, self._deadline)
        for form in self._before:
            found &= _in_titles(form, self._view, self._deadline)
        return found - self._view.snapshot.deleted

    def _fits(self, title: str) -> bool:
        """Whether every typed word begins a word of the title, the last one a word of its own."""
        words = [self._view.snapshot.analysis.surface(word) for word in _WORDS.findall(title)]
        return all(
            any(word.startswith(begun) for word in words) for begun in (*self._before, self._prefix)
        )


def _in_titles(form: str, view: View, deadline: Deadline) -> set[int]:
    """The articles with a word of this form's stem in their title; the newest of very many."""
    found: set[int] = set()
    for token in view.snapshot.analysis.query_tokens(form):
        for documents, _, _ in view.postings.blocks("title", token.term, deadline):
            found.update(documents)
            if len(found) > _MOST_POSTINGS:
                break
    return found


def followers(form: str, view: View) -> Sequence[tuple[str, int]]:
    """The forms that follow this one in several titles, the most frequent first.

    They are counted in the newest titles that hold it, once for each commit.
    """
    kept: Sequence[tuple[str, int]] | None = view.followers.get(form)
    if kept is not None:
        return kept
    snapshot = view.snapshot
    documents = _in_titles(form, view, Deadline(_SECONDS)) - snapshot.deleted
    counts: Counter[str] = Counter()
    for document in nlargest(_TITLES_COUNTED, documents, snapshot.times.__getitem__):
        words = map(snapshot.analysis.surface, _WORDS.findall(snapshot.record(document).title))
        counts.update({after for word, after in pairwise(words) if word == form})
    found = [(word, times) for word, times in counts.most_common() if times >= _LEAST_TOGETHER]
    view.followers.put(form, found)
    return found


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
