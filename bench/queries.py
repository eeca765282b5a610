"""Queries of every kind, drawn from the archive that is searched; the same for the same seed.

A word is given in the form in which it stands in an article. The peers get its stem, worked out
beforehand, and the forms that stand for the stem, so that they can mark the original text: an
easier job than Telusur's, which starts from what a reader types.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bench.documents import Document

if TYPE_CHECKING:
    from index.analysis import Analysis

RARE, MID, COMMON = "rare word", "mid word", "common word"
ANY, ALL, PHRASE = "any of 2-3", "all of 3", "phrase"
PREFIX, DATED = "prefix", "dated"
KINDS = (RARE, MID, COMMON, ANY, ALL, PHRASE, PREFIX, DATED)

SHARES = {RARE: 0.0002, MID: 0.005, COMMON: 0.2}
"""The share of articles that a word of each sort stands in, about."""
SAMPLE = 20_000
"""Words are counted in so many articles, drawn from all."""
PREFIX_LETTERS = 4
DAYS = (30, 365)
"""The length of a range of days, from and to."""
SHORTEST = 4  # letters of a word


@dataclass(frozen=True, slots=True)
class Query:
    """A question: ``text`` as a reader types it; for peers its ``stems`` (of a prefix: the
    letters), days as YYYYMMDD (0: any), and the ``forms`` to be marked."""

    kind: str
    text: str
    stems: list[str]
    since: int
    until: int
    forms: list[str]


def to_json(queries: Iterable[Query]) -> list[str]:
    """The queries as they are handed to a worker."""
    return [json.dumps(asdict(query)) for query in queries]


def from_json(lines: Iterable[str]) -> list[Query]:
    """The inverse of :func:`to_json`."""
    return [Query(**json.loads(line)) for line in lines]


def sample_of(documents: Iterable[Document], seed: int, size: int = SAMPLE) -> list[Document]:
    """So many documents, each as likely as any other (reservoir sampling)."""
    draw = random.Random(seed)
    kept: list[Document] = []
    for seen, document in enumerate(documents):
        if seen < size:
            kept.append(document)
        elif (at := draw.randrange(seen + 1)) < size:
            kept[at] = document
    return kept


def draw_queries(
    sample: Sequence[Document], analysis: Analysis, count: int, seed: int = 1
) -> dict[str, list[Query]]:
    """About ``count`` different queries of each kind; fewer where the archive has no more."""
    return _Drawing(sample, analysis, count, seed).all()


class _Drawing:
    """The words of a sample of articles, and queries made of them."""

    def __init__(
        self, sample: Sequence[Document], analysis: Analysis, count: int, seed: int
    ) -> None:
        self._random = random.Random(seed)
        self._sample = sample
        self._count = count
        self._stem_of: dict[str, str] = {}
        self._forms: defaultdict[str, list[str]] = defaultdict(list)
        written = Counter(word for d in sample for word in set(_words(d)))
        stems = Counter(stem for d in sample for stem in set(d.terms.split()))
        self._stem_all(written, analysis)
        self._written = {word: seen for word, seen in written.items() if word in self._stem_of}
        self._shares = {
            stem: stems[stem] / len(sample)
            for stem in sorted({self._stem_of[word] for word in self._written})
            if stems[stem]
        }
        self._bodies = [d for d in sample if len(self._known(d)) > 4]

    def all(self) -> dict[str, list[Query]]:
        """The queries, by kind."""
        drawn = {kind: self._single_words(kind) for kind in SHARES}
        drawn[ANY] = self._different(ANY, lambda d: self._several(d, self._random.choice((2, 3))))
        drawn[ALL] = self._different(ALL, lambda d: self._several(d, 3))
        drawn[PHRASE] = self._different(PHRASE, self._pair)
        drawn[PREFIX] = self._prefixes()
        drawn[DATED] = self._different(DATED, lambda d: self._several(d, 2) if d.day else [])
        return drawn

    def _stem_all(self, words: Iterable[str], analysis: Analysis) -> None:
        """The stem of every word that is one term by itself and nothing more."""
        for word in sorted(words):
            tokens = list(analysis.query_tokens(word))
            if len(tokens) == 1 and tokens[0].surface == word:
                self._stem_of[word] = tokens[0].term
                self._forms[tokens[0].term].append(word)

    def _known(self, document: Document) -> list[str]:
        """The words of a document, each once, that are the same term there and by themselves."""
        terms = set(document.terms.split(" "))
        return sorted(w for w in set(_words(document)) if self._stem_of.get(w) in terms)

    def _single_words(self, kind: str) -> list[Query]:
        """Stems whose share of the articles is nearest to what it should be, each in the form in
        which most articles have it."""
        wanted = math.log(SHARES[kind])
        stems = list(self._shares)
        self._random.shuffle(stems)
        stems.sort(key=lambda stem: abs(math.log(self._shares[stem]) - wanted))
        return [self._query(kind, [self._usual_form(stem)]) for stem in stems[: self._count]]

    def _usual_form(self, stem: str) -> str:
        return max(self._forms[stem], key=lambda form: (self._written.get(form, 0), form))

    def _several(self, document: Document, count: int) -> list[str]:
        return self._random.sample(self._known(document), count)

    def _pair(self, document: Document) -> list[str]:
        """Two words with nothing but a blank between them, in a row in the index too."""
        text, starts, ends = document.text, document.starts, document.ends
        terms = document.terms.split(" ")
        at = [
            at
            for at in range(len(starts) - 1)
            if text[ends[at] : starts[at + 1]] == " "
            and self._stem_of.get(text[starts[at] : ends[at]]) == terms[at]
            and self._stem_of.get(text[starts[at + 1] : ends[at + 1]]) == terms[at + 1]
        ]
        if not at:
            return []
        first = self._random.choice(at)
        return [text[starts[each] : ends[each]] for each in (first, first + 1)]

    def _different(self, kind: str, words_of: Callable[[Document], list[str]]) -> list[Query]:
        """Queries made of articles drawn one after the other, none twice."""
        drawn: dict[str, Query] = {}
        for document in self._articles(40 * self._count):
            words = words_of(document)
            if len({self._stem_of[word] for word in words}) < 2 or len(drawn) >= self._count:
                continue
            query = self._query(kind, words, document.day if kind == DATED else 0)
            drawn.setdefault(query.text, query)
        return list(drawn.values())

    def _articles(self, count: int) -> Iterator[Document]:
        if self._bodies:
            yield from self._random.choices(self._bodies, k=count)

    def _prefixes(self) -> list[Query]:
        """The first letters of words that are their own stems: something begins so either way."""
        words = [w for w, stem in self._stem_of.items() if w == stem and len(w) > PREFIX_LETTERS]
        self._random.shuffle(words)
        begun = list(dict.fromkeys(word[:PREFIX_LETTERS] for word in words))[: self._count]
        return [
            Query(PREFIX, f"{letters}*", [letters], 0, 0, self._begun(letters)) for letters in begun
        ]

    def _begun(self, letters: str) -> list[str]:
        return [word for word in self._stem_of if word.startswith(letters)]

    def _query(self, kind: str, words: Sequence[str], day: int = 0) -> Query:
        stems = [self._stem_of[word] for word in words]
        forms = sorted({form for stem in stems for form in self._forms[stem]})
        since, until = self._range_around(day) if day else (None, None)
        text = {ALL: " DAN ".join(words), PHRASE: f'"{" ".join(words)}"'}.get(kind, " ".join(words))
        if since and until:
            text += f" sejak:{since} sampai:{until}"
        return Query(kind, text, stems, _number(since), _number(until), forms)

    def _range_around(self, day: int) -> tuple[date, date]:
        middle = date(day // 10_000, day // 100 % 100, day % 100)
        length = self._random.randint(*DAYS)
        since = middle - timedelta(days=self._random.randrange(length))
        return since, since + timedelta(days=length)


def _words(document: Document) -> Iterator[str]:
    """The words of small letters that stand for a term of their own, long enough to be searched."""
    text = document.text
    for start, end in zip(document.starts, document.ends, strict=True):
        word = text[start:end]
        if end - start >= SHORTEST and word.isascii() and word.isalpha() and word.islower():
            yield word


def _number(day: date | None) -> int:
    return day.year * 10_000 + day.month * 100 + day.day if day else 0
