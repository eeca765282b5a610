"""Why an article was found: which of its words matched, and what each part adds to its score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from index.analysis import Token
from searcher.deadline import Deadline
from searcher.marking import MOST_MARKED
from searcher.matching import Matches, Matching
from searcher.nodes import LITTLE, Exact, Starting, Word, sought
from searcher.rerank import NONE, Extra
from searcher.results import FormCount, ScoreParts, Why, WordMatch
from searcher.view import View

_SECONDS = 5.0
MOST_FORMS = 8
"""Forms of one word that are shown."""

Share = tuple[float, float]
"""What a word adds to a score: by its stems, by its forms."""


def explain(
    found: Any | None,
    documents: Collection[int],
    extras: Mapping[int, Extra],
    view: View,
) -> dict[int, Why]:
    """For each of the documents, why it was found and why it stands where it does."""
    shares = _Shares(view, frozenset(documents))
    words = {node: shares.of(found, node) for node in dict.fromkeys(sought(found))}
    reasons: dict[int, Why] = {}
    for document in documents:
        texts = _Texts(document, view)
        matches = tuple(
            texts.match(node, share.get(document, (0.0, 0.0))) for node, share in words.items()
        )
        parts = _parts(matches, extras.get(document, NONE))
        reasons[document] = Why(matches, parts, all(map(_there, matches)))
    return reasons


def _there(word: WordMatch) -> bool:
    return bool(word.title or word.body or word.kind in LITTLE)


def _parts(words: Sequence[WordMatch], extra: Extra) -> ScoreParts:
    return ScoreParts(
        stems=sum(word.stems_score for word in words),
        forms=sum(word.forms_score for word in words),
        first=extra.first,
        near=extra.near,
        recency=extra.recency,
    )


class _Shares(Matching):
    """Evaluates a query for a few documents, with the score of one of its words alone.

    A score is a sum over the words that play a part, so the shares of all words are the whole.
    """

    def __init__(self, view: View, documents: frozenset[int]) -> None:
        super().__init__(view, Deadline(_SECONDS))
        self._documents = documents
        self._values: dict[Any, dict[int, Share]] = {}
        self._chosen: tuple[Any, int] = (None, 0)

    def of(self, found: Any, node: Word | Exact) -> dict[int, Share]:
        """What a word adds to the score of each of the documents."""
        parts = []
        for part in (0, 1):
            self._chosen = node, part
            parts.append(self.evaluate(found).scores)
        return {doc: (stems, parts[1].get(doc, 0.0)) for doc, stems in parts[0].items()}

    def leaf(self, node: Word | Exact) -> Matches:
        """A word's matches among the documents, with its score if it is the chosen one."""
        values = self._values.get(node)
        if values is None:
            values = self._values[node] = dict(self._found(node))
        chosen, part = self._chosen
        if node != chosen:
            return Matches(dict.fromkeys(values, 0.0))
        return Matches({document: share[part] for document, share in values.items()})

    def every(self, node: Any = None) -> Matches:
        """All of the documents."""
        del node
        return Matches(dict.fromkeys(self._documents, 0.0))

    def _found(self, node: Word | Exact) -> Iterator[tuple[int, Share]]:
        stems = self.stems_of(node)
        forms = [self.form_of(form, node) for form in node.forms]
        for document, value in zip(stems.documents, stems.values, strict=True):
            if document in self._documents:
                yield document, (value, sum(form.value(document) for form in forms))


class _Texts:
    """Title and body of an article, and where the words of a query are in them."""

    def __init__(self, document: int, view: View) -> None:
        tokens = view.snapshot.analysis.tokens
        record = view.snapshot.record(document)
        self._document = document
        self._matching = Matching(view, Deadline(_SECONDS))
        self._tokens: dict[str, list[Token]] = {
            "title": list(tokens(record.title)),
            "body": list(tokens(view.snapshot.body(document)[:MOST_MARKED])),
        }

    def match(self, node: Word | Exact, share: Share) -> WordMatch:
        """Where and in which forms a word is in the article."""
        forms: Counter[str] = Counter()
        counts = {"title": 0, "body": 0}
        for field in node.fields:
            if field not in counts:
                continue
            matched = [token for token in self._tokens[field] if _matches(token, node)]
            if isinstance(node, Exact):
                counts[field] = self._phrases(node, field)
                matched = matched if counts[field] else []
            else:
                counts[field] = len({token.position for token in matched})
            forms.update(token.form for token in matched)
        common = tuple(FormCount(*pair) for pair in forms.most_common(MOST_FORMS))
        return WordMatch(
            node.typed, _stem(node), _kind(node), common, counts["title"], counts["body"], *share
        )

    def _phrases(self, node: Exact, field: str) -> int:
        places = self._matching.places(field, node, [self._document])
        return len(places.get(self._document, ()))


def _matches(token: Token, node: Word | Exact) -> bool:
    if token.term in node.terms:
        return True
    begins = token.term, token.form
    return isinstance(node, Starting) and any(word.startswith(node.prefix) for word in begins)


def _stem(node: Word | Exact) -> str:
    return f"{node.prefix}*" if isinstance(node, Starting) else " ".join(node.terms)


def _kind(node: Word | Exact) -> str:
    if isinstance(node, Exact):
        return "phrase"
    return "prefix" if isinstance(node, Starting) else node.kind
