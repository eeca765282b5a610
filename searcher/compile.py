"""A syntax tree to a query: words are analyzed, and it is settled what must match.

Side by side, plain words are wished for: one is enough. Required are quoted phrases, words in
``judul:``, what stands behind ``+`` and what DAN joins. ``sumber:``, ``kategori:``, ``penulis:``
and days only filter; several values of one of these fields are alternatives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from index.analysis import Analysis, Token, default_analysis, fold
from searcher import logic as query
from searcher import syntax
from searcher.function_words import FUNCTION_WORDS, QUESTION_WORDS
from searcher.lexer import MAX_CLAUSES
from searcher.nodes import LITTLE, Exact, Kind, OnDays, Word, sought
from searcher.notes import note
from searcher.parts import (
    Part,
    Role,
    combine,
    conjunction,
    demand,
    disjunction,
    kind_of,
    role_of_list,
    with_asking,
)
from searcher.results import Note
from searcher.runs import TEXT, is_hyphened, runs_of, slots_of, starting

MAX_PHRASE = 64
"""Words of one phrase that are used."""
_NAMES = ("source", "category", "author")


def compile_tree(
    tree: syntax.Node | None, notes: list[Note], analysis: Analysis | None = None
) -> Any | None:
    """The query of a tree, None if no word of it can be searched."""
    if tree is None:
        return None
    analysis = analysis or default_analysis()
    asked = _is_asked(tree)
    parts = _Compiler(notes, analysis).listed(tree, asked=asked)
    if parts and all(part.role is Role.EXCLUDED for part in parts):
        notes.append(note("only_negative"))
    found = combine(parts, asked=asked)
    words = list(sought(found))
    if words and all(word.kind in LITTLE for word in words):
        # Nothing but function words: they are what is sought.
        found = combine(_Compiler(notes, analysis, frozenset()).listed(tree))
    return found


def word_of(text: str, analysis: Analysis) -> Any | None:
    """What a word of letters is in a query that wishes for it; None if it is not one alone."""
    pieces = analysis.spread(text).query
    if len(pieces) == 1:
        form, _, start, end = pieces[0]
        terms, typed = (analysis.term_of(form),), text[start:end]
        if form not in FUNCTION_WORDS:
            return Word(TEXT, terms, typed, (form,))
        return Word(TEXT, terms, typed, (), "question" if form in QUESTION_WORDS else "function")
    runs = runs_of(text, analysis)
    return _Compiler([], analysis).run(TEXT, runs[0]) if len(runs) == 1 else None


def _is_asked(tree: syntax.Node) -> bool:
    """Whether a query ends in a question mark: then it is a question, whatever its words are."""
    last = tree.items[-1] if isinstance(tree, syntax.Listing) else tree
    return isinstance(last, syntax.Word) and last.text.endswith("?")


class _Compiler:
    def __init__(
        self,
        notes: list[Note],
        analysis: Analysis,
        function_words: frozenset[str] = FUNCTION_WORDS,
    ) -> None:
        self._function_words = function_words
        self._notes = notes
        self._analysis = analysis
        self._clauses = 0
        # By the identity of a quoted phrase: its words, should they be wanted one by one.
        self._quoted: dict[int, list[Part]] = {}
        # The same of words that a hyphen joins.
        self._hyphened: dict[int, list[Part]] = {}

    def listed(self, node: syntax.Node, *, asked: bool = False) -> list[Part]:
        """The parts of a node that stands in a list; a list within is taken apart by the caller.

        One that is ``asked`` is a question, whatever its words are.
        """
        if isinstance(node, syntax.Listing):
            parts = [part for item in _joined_words(node.items) for part in self._parts(item)]
            question = asked or any(kind_of(part.query) == "question" for part in parts)
            return self._unquoted(with_asking(parts)) if question else parts
        return self._parts(node)

    def _unquoted(self, parts: Sequence[Part]) -> list[Part]:
        """The parts of a question: its quoted words are titles, wished for as all of it is.

        Two words that a hyphen joins are two: the answer may have one of them, or a blank or *dan*
        between them (*perang Goguryeo-Su*).
        """
        result: list[Part] = []
        for part in parts:
            words = self._quoted.get(id(part.query))
            if part.role is Role.WISHED:
                result += self._hyphened.get(id(part.query), [part])
            elif words is None or part.role is Role.EXCLUDED:
                result.append(part)
            else:
                # Its words are there one by one, and add as they were typed.
                phrase = part.query.as_stems() if words else part.query
                result += [Part(Role.WISHED, phrase), *words]
                self._notes.append(note("phrase_wished", word=part.query.typed))
        return result

    def _parts(self, node: syntax.Node) -> list[Part]:
        if isinstance(node, (syntax.Word, syntax.Beginning, syntax.Phrase)):
            return self._text(node)
        if isinstance(node, syntax.Days):
            return [Part(Role.FILTER, OnDays(*node.range))]
        part = self._compound(node)
        return [part] if part else []

    def _one(self, node: syntax.Node) -> Part | None:
        """A node as a single part: what it holds side by side is combined."""
        parts = self.listed(node)
        if len(parts) < 2:
            return parts[0] if parts else None
        return Part(role_of_list(parts), combine(parts))

    def _compound(self, node: Any) -> Part | None:
        if isinstance(node, syntax.Not):
            return self._negated(self._one(node.item))
        if isinstance(node, syntax.Required):
            part = self._one(node.item)
            if part is not None:
                self._quoted.pop(id(part.query), None)
                demand(part.query)
            return part and part._replace(role=max(part.role, Role.REQUIRED))
        if isinstance(node, syntax.Listing):
            return self._one(node)
        parts = [part for item in node.items if (part := self._one(item))]
        if len(parts) < 2:
            return parts[0] if parts else None
        if isinstance(node, syntax.AllOf):
            return conjunction(parts)
        return disjunction(parts)

    def _negated(self, part: Part | None) -> Part | None:
        if part and part.role is Role.EXCLUDED:
            return Part(Role.REQUIRED, part.query)
        return part and Part(Role.EXCLUDED, part.query)

    def _text(self, node: syntax.Word | syntax.Beginning | syntax.Phrase) -> list[Part]:
        if node.field in _NAMES:
            found = self._name(node)
            return [Part(Role.FILTER, found)] if found is not None else []
        fields = (node.field,) if node.field else TEXT
        if isinstance(node, syntax.Phrase):
            role, runs = Role.REQUIRED, [self._phrase(node.text)]
        else:
            role = Role.REQUIRED if node.field else Role.WISHED
            runs = runs_of(node.text, self._analysis)
        starts = isinstance(node, syntax.Beginning)
        queries: list[Any] = [
            starting(fields, run) if starts and run is runs[-1] else self.run(fields, run)
            for run in runs
            if run and self._may_add_clause()
        ]
        if isinstance(node, syntax.Phrase) and not node.field and queries:
            words = runs_of(node.text, self._analysis) if isinstance(queries[0], Exact) else []
            wished = [Part(Role.WISHED, self.run(fields, run)) for run in words[:MAX_PHRASE]]
            if wished:
                queries[0] = self._as_typed(queries[0], runs[0])
            self._quoted[id(queries[0])] = wished
        elif isinstance(node, syntax.Word) and not node.field:
            for found, run in zip(queries, runs, strict=False):
                if is_hyphened(node.text, run):
                    apart = [Part(Role.WISHED, self.run(fields, [token])) for token in run]
                    self._hyphened[id(found)] = apart
        return [Part(role, found) for found in queries]

    def run(self, fields: Sequence[str], tokens: Sequence[Token]) -> Any:
        """A word in these fields, or a phrase of what must stand together."""
        if len(tokens) == 1:
            token = tokens[0]
            return self.word(fields, (token.term,), token.surface, {token.form})
        slots = list(slots_of(tokens))
        typed = " ".join(dict.fromkeys(token.surface for token in tokens))
        if len(slots) > 1:
            return Exact(fields, slots, typed)
        return self.word(fields, slots[0][1], typed, {token.form for token in tokens})

    def word(
        self, fields: Sequence[str], terms: Sequence[str], typed: str, forms: set[str]
    ) -> Word:
        """A word of these terms; its forms say of what kind it is."""
        kind: Kind = "content"
        if forms <= self._function_words and fields == TEXT:
            kind = "question" if forms & QUESTION_WORDS else "function"
        scored = sorted(forms) if kind == "content" and fields == TEXT else ()
        return Word(fields, terms, typed, scored, kind)

    def _as_typed(self, phrase: Exact, tokens: Sequence[Token]) -> Exact:
        """A phrase that its words, as they were typed, add to."""
        forms = {token.form for token in tokens} - self._function_words
        return Exact(phrase.fields, phrase.slots, phrase.typed, phrase.kind, sorted(forms))

    def _phrase(self, text: str) -> list[Token]:
        tokens = list(self._analysis.query_tokens(text))
        if tokens and tokens[-1].position - tokens[0].position >= MAX_PHRASE:
            self._notes.append(note("phrase_cut", limit=MAX_PHRASE))
            end = tokens[0].position + MAX_PHRASE
            tokens = [token for token in tokens if token.position < end]
        return tokens

    def _name(self, node: syntax.Word | syntax.Beginning | syntax.Phrase) -> Any | None:
        """A name matches whole or by all of its words."""
        field, terms = node.field or "", fold(node.text)
        if not terms or not self._may_add_clause():
            return None
        if isinstance(node, syntax.Beginning):
            return query.Prefix(field, terms[0])
        whole, *words = (query.Term(field, term) for term in terms)
        return query.Or([whole, query.And(words)]) if words else whole

    def _may_add_clause(self) -> bool:
        self._clauses += 1
        if self._clauses == MAX_CLAUSES + 1 and not any(
            known.code == "clauses_cut" for known in self._notes
        ):
            self._notes.append(note("clauses_cut", limit=MAX_CLAUSES))
        return self._clauses <= MAX_CLAUSES


def _joined_words(items: Iterable[syntax.Node]) -> Iterator[syntax.Node]:
    """The items of a list, plain words of one field that stand side by side as one text.

    So that what is written in several words is understood: ``14 September 2019``.
    """
    for (is_word, field), group in groupby(items, key=_word_of_text):
        if is_word:
            texts = [item.text for item in group if isinstance(item, syntax.Word)]
            yield syntax.Word(" ".join(texts), field)
        else:
            yield from group


def _word_of_text(item: syntax.Node) -> tuple[bool, str | None]:
    """Whether an item is a word that stands in the text of articles, and in which field."""
    if isinstance(item, syntax.Word) and item.field not in _NAMES:
        return True, item.field
    return False, None
