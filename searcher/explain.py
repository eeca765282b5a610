"""Why an article was found: which of its words matched, and what each part adds to its score."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from index.analysis import Token
from searcher.deadline import Deadline
from searcher.marking import MOST_MARKED
from searcher.matches import Matches
from searcher.matching import Matching
from searcher.nodes import LITTLE, STAND_INS, Exact, InPlaceOf, Starting, Word, sought
from searcher.occurrences import Occurrences
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
    others = dict(_stand_ins(found))
    reasons: dict[int, Why] = {}
    for document in documents:
        texts = _Texts(document, view)
        matches = {
            node: texts.match(node, share.get(document, (0.0, 0.0)))
            for node, share in words.items()
        }
        # What stands in for a word is told where it does: where the word itself is missing.
        told = tuple(
            word for word in matches.values() if word.kind not in STAND_INS or _scores(word)
        )
        all_words = all(
            _there(word) or (node in others and _scores(matches[others[node]]))
            for node, word in matches.items()
            if word.kind not in STAND_INS
        )
        reasons[document] = Why(told, _parts(told, extras.get(document, NONE)), all_words)
    return reasons


def _stand_ins(node: Any | None) -> Iterator[tuple[Word | Exact, Word | Exact]]:
    """The words that another stands in for, each with the other."""
    if isinstance(node, InPlaceOf):
        yield node.word, node.other
    elif node is not None:
        for child in node.children():
            yield from _stand_ins(child)


def _there(word: WordMatch) -> bool:
    return bool(word.title or word.body or word.kind in LITTLE)


def _scores(word: WordMatch) -> bool:
    return word.stems_score > 0.0


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

    reads_lists = False

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
            parts.append(self.evaluate(found).by_document)
        return {doc: (stems, parts[1].get(doc, 0.0)) for doc, stems in parts[0].items()}

    def leaf(self, node: Word | Exact) -> Matches:
        """A word's matches among the documents, with its score if it is the chosen one."""
        values = self._values.get(node)
        if values is None:
            values = self._values[node] = dict(self._found(node))
        chosen, part = self._chosen
        if node != chosen:
            return Matches.of(dict.fromkeys(values, 0.0))
        return Matches.of({document: share[part] for document, share in values.items()})

    def every(self, node: Any = None) -> Matches:
        """All of the documents."""
        del node
        return Matches.of(dict.fromkeys(self._documents, 0.0))

    def _found(self, node: Word | Exact) -> Iterator[tuple[int, Share]]:
        stems = self._words.stems_of(node)
        forms = [self._words.form_of(form, node) for form in node.forms]
        for document, value in zip(stems.documents, stems.values, strict=True):
            if document in self._documents:
                yield document, (value, sum(form.value(document) for form in forms))


class _Texts:
    """Title and body of an article, and where the words of a query are in them."""

    def __init__(self, document: int, view: View) -> None:
        tokens = view.snapshot.analysis.tokens
        record = view.snapshot.record(document)
        self._document = document
        self._view = view
        self._words = Occurrences(view, Deadline(_SECONDS))
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
            typed=node.typed,
            stem=_stem(node),
            kind=_kind(node),
            forms=common,
            title=counts["title"],
            body=counts["body"],
            stems_score=share[0],
            forms_score=share[1],
            defined_in=self._defined_in(node),
        )

    def _defined_in(self, node: Word | Exact) -> str | None:
        """The article that explains an acronym, if it is there still."""
        known = self._view.explained.of_text(node.typed) if node.kind == "acronym" else None
        if known is None or self._view.snapshot.docnum_of(known.article_id) is None:
            return None
        return known.article_id

    def _phrases(self, node: Exact, field: str) -> int:
        places = self._words.places(field, node, array("I", [self._document]))
        return len(places.places)


def _matches(token: Token, node: Word | Exact) -> bool:
    if token.term in node.terms:
        return True
    begins = token.term, token.form
    return isinstance(node, Starting) and any(word.startswith(node.prefix) for word in begins)


def _stem(node: Word | Exact) -> str:
    return f"{node.prefix}*" if isinstance(node, Starting) else " ".join(node.terms)


def _kind(node: Word | Exact) -> str:
    if isinstance(node, Exact) and node.kind == "content":
        return "phrase"
    return "prefix" if isinstance(node, Starting) else node.kind
