"""The ranking once more: slow, obvious, article by article, in code of its own.

``docs/ranking.md`` says what is worked out here. Texts are plain words with blanks between; only
the stem of a word is asked of the analysis.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import combinations
from math import log

from whoosh.util.numeric import byte_to_length, length_to_byte

from index.analysis.pipeline import default_analysis

TEXT = ("title", "body")
PLACED = ("content", "asking", "guess")


@cache
def stem(word):
    (token,) = default_analysis().query_tokens(word)
    return token.term


@dataclass(frozen=True)
class Sought:
    """A word (one place), a phrase (several) or a beginning; each place may hold several stems."""

    stems: tuple
    forms: tuple = ()
    kind: str = "content"
    fields: tuple = TEXT
    share: float = 1.0
    prefix: str = ""
    capital: bool = field(default=False, compare=False)


def word(typed, kind="content", fields=TEXT):
    forms = (typed.lower(),) if kind in ("content", "asking", "guess") and fields == TEXT else ()
    return Sought(((stem(typed),),), forms, kind, fields, capital=typed[0].isupper())


def phrase(words, kind="content", *, as_typed=True):
    """Words in this order; where it stands they add as they were typed, too."""
    forms = tuple(sorted({w.lower() for w in words})) if as_typed else ()
    capital = any(w.istitle() for w in words)
    return Sought(tuple((stem(w),) for w in words), forms, kind, capital=capital)


def beginning(prefix):
    return Sought(((stem(prefix),),), prefix=prefix, fields=(*TEXT, "forms"))


@dataclass
class Plan:
    """What a query asks for: expressions are a Sought or (kind, parts)."""

    required: list = field(default_factory=list)
    wished: list = field(default_factory=list)
    little: list = field(default_factory=list)
    question: bool = False
    excluded: list = field(default_factory=list)
    allowed: list = field(default_factory=list)


def merged(wished):
    """Words of one stem are one word; nothing is wished for twice."""
    found = {}
    for part in wished:
        is_word = isinstance(part, Sought) and not part.prefix and len(part.stems) == 1
        key = (part.stems, part.kind) if is_word else part
        before = found.setdefault(key, part)
        if is_word:
            forms = tuple(dict.fromkeys((*before.forms, *part.forms)))
            found[key] = replace(before, forms=forms, capital=part.capital or before.capital)
    return list(found.values())


class Document:
    """An article as the segments hold it, be it deleted."""

    def __init__(self, article, live=True):
        self.id = article.id
        self.source = article.source
        self.category = article.category
        self.published = article.published
        self.live = live
        title, body = article.title.lower().split(), article.body.lower().split()
        self.words = {"title": title, "body": body, "forms": title + body}
        self.stems = {name: [stem(w) for w in self.words[name]] for name in TEXT}
        self.stems["forms"] = self.words["forms"]

    @property
    def day(self):
        return self.published.toordinal() if self.published else 0

    def places(self, name, sought):
        """Where in a field something begins."""
        words = self.stems[name]
        if sought.prefix:
            own = sought.stems[0]
            return [n for n, w in enumerate(words) if w.startswith(sought.prefix) or w in own]
        last = len(words) - len(sought.stems)
        return [
            at
            for at in range(last + 1)
            if all(words[at + n] in stems for n, stems in enumerate(sought.stems))
        ]

    def holds(self, sought):
        return any(self.places(name, sought) for name in sought.fields)


class Reference:
    """Searches documents with a tuning."""

    def __init__(self, documents, tuning):
        self.documents = documents
        self.tuning = tuning
        self.average = {
            name: max(sum(len(d.words[name]) for d in documents) / len(documents), 1.0)
            for name in ("title", "body", "forms")
        }

    # One document

    def idf(self, holding):
        return log(1 + (len(self.documents) - holding + 0.5) / (holding + 0.5))

    @cache  # noqa: B019 - lives as long as the test
    def rarity(self, sought):
        if sought.prefix or len(sought.stems) != 1:
            return self.idf(sum(d.holds(sought) for d in self.documents))
        # Of a word: in the field in which most have it; of one that has several stems, each counts.
        most = max(
            sum(stem in d.stems[name] for stem in sought.stems[0] for d in self.documents)
            for name in sought.fields
        )
        return self.idf(min(most, len(self.documents)))

    @cache  # noqa: B019
    def form_rarity(self, form):
        return self.idf(sum(form in d.words["forms"] for d in self.documents))

    def occurrence(self, document, name):
        """What one occurrence counts."""
        weight, b = self.tuning.field(name)
        length = byte_to_length(length_to_byte(len(document.words[name])))
        return weight / (1 - b + b * length / self.average[name])

    def saturated(self, f):
        return (self.tuning.k1 + 1) * f / (self.tuning.k1 + f)

    def score_of(self, sought, document):
        weight = self.tuning.weight(sought.kind) * sought.share
        f = sum(
            len(document.places(name, sought)) * self.occurrence(document, name)
            for name in sought.fields
        )
        score = weight * self.rarity(sought) * self.saturated(f)
        for form in sought.forms:
            f = document.words["forms"].count(form) * self.occurrence(document, "forms")
            score += self.tuning.form_weight * weight * self.form_rarity(form) * self.saturated(f)
        return score

    def matches(self, expression, document):
        if isinstance(expression, Sought):
            return document.holds(expression)
        combine = all if expression[0] == "all" else any
        return combine(self.matches(part, document) for part in expression[1])

    def score(self, expression, document):
        if isinstance(expression, Sought):
            return self.score_of(expression, document) if document.holds(expression) else 0.0
        parts = [self.score(part, document) for part in expression[1]]
        if expression[0] == "instead":
            return next((s for s, e in zip(parts, expression[1], strict=True)
                         if self.matches(e, document)), 0.0)  # fmt: skip
        return sum(parts)

    # The whole

    def search(self, plan, request_allows, sort="relevance"):
        """Ids and scores, first to last."""
        found, full = {}, set()
        for document in self.documents:
            if not document.live or not request_allows(document) or not self.found(plan, document):
                continue
            parts = (*plan.required, *plan.wished, *plan.little)
            found[document] = sum(self.score(part, document) for part in parts)
            if plan.question or all(self.matches(part, document) for part in plan.wished):
                full.add(document)
        best = self.ordered(found, full)[: self.tuning.depth]
        gains = self.gains(plan, best, found)
        scores = {d: found[d] + gains.get(d, 0.0) for d in found}
        if sort == "relevance":
            ordered = self.ordered({d: scores[d] for d in best}, full)
            ordered.sort(key=lambda d: -self.had(plan, d))
            ordered += [d for d in self.ordered(found, full) if d not in gains]
        else:
            sign = -1 if sort == "newest" else 1
            ordered = sorted(
                found, key=lambda d: (not d.day, sign * d.day, -round(scores[d], 9), d.id)
            )
        return [(d.id, scores[d]) for d in ordered]

    def found(self, plan, document):
        if any(self.matches(part, document) for part in plan.excluded):
            return False
        if not all(allows(document) for allows in plan.allowed):
            return False
        if plan.required:
            return all(self.matches(part, document) for part in plan.required)
        if plan.wished:
            return any(self.matches(part, document) for part in plan.wished)
        return True

    def had(self, plan, document):
        """How many of the words that should be together an article has; a question demands none."""
        if plan.question or len(plan.wished) < 2:
            return 0
        return sum(self.matches(part, document) for part in plan.wished)

    def ordered(self, scores, full):
        return sorted(scores, key=lambda d: (d not in full, -round(scores[d], 9), -d.day, d.id))

    def gains(self, plan, best, base):
        words = []
        for part in (*plan.required, *plan.wished):
            words += self.placed(part)
        words = list(dict.fromkeys(words))[:16]
        gains = dict.fromkeys(best, 0.0)
        for each in words:
            self.add_first(each, gains)
        tuning = self.tuning
        span = max(tuning.near_full - tuning.near_from, 1)
        part = min(max((len(words) - tuning.near_from) / span, 0), 1)
        if part:
            for one, other in combinations(words, 2):
                if not (one.capital and other.capital):
                    self.add_near(one, other, part * tuning.near_weight, gains)
        newest = max((d.day for d in self.documents), default=0)
        for d in best:
            if d.day and tuning.recency:
                share = tuning.recency * 0.5 ** ((newest - d.day) / tuning.recency_days)
                gains[d] += share * base[d]
        return gains

    def placed(self, expression):
        """The words of an expression whose places count."""
        if not isinstance(expression, Sought):
            return [found for part in expression[1] for found in self.placed(part)]
        counts = expression.kind in PLACED and expression.fields == TEXT
        return [expression] if counts else []

    def add_first(self, sought, gains):
        tuning = self.tuning
        most = tuning.first_weight * tuning.weight(sought.kind) * self.rarity(sought)
        for d in gains:
            body = d.places("body", sought)
            if d.places("title", sought):
                gains[d] += most
            elif body:
                gains[d] += most * tuning.first_half / (tuning.first_half + body[0])

    def add_near(self, one, other, weight, gains):
        tuning = self.tuning
        worths = {d: sum(self.worth(j - i) for name in TEXT for i in d.places(name, one)
                         for j in d.places(name, other)) for d in gains}  # fmt: skip
        holding = sum(value > 0 for value in worths.values())
        if not holding:
            return
        weight *= self.idf(holding) * (1 - 0.7 * (holding / len(gains)) ** 2)
        weight *= min(tuning.weight(one.kind), tuning.weight(other.kind))
        for d, value in worths.items():
            if value:
                length = byte_to_length(length_to_byte(len(d.words["body"])))
                b = tuning.near_b
                norm = tuning.near_k1 * (1 - b + b * length / self.average["body"])
                gains[d] += weight * (tuning.near_k1 + 1) * value / (value + norm)

    def worth(self, gap):
        """What two words are worth, the second so many behind the first."""
        if not 0 < abs(gap) < self.tuning.near_window:
            return 0.0
        worth = 0.5 ** ((abs(gap) - 1) / self.tuning.near_half)
        return worth * (1 + self.tuning.near_order) if gap > 0 else worth


def day_of(year):
    return date(year, 1, 1).toordinal()
