"""A syntax tree to a query: words are analyzed, and it is settled what must match.

Side by side, plain words are wished for: one is enough. Required are quoted phrases, words in
``judul:``, what stands behind ``+`` and what DAN joins. ``sumber:``, ``kategori:``, ``penulis:``
and days only filter; several values of one of these fields are alternatives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from index.analysis import Analysis, Token, default_analysis, fold
from searcher import logic as query
from searcher import syntax
from searcher.function_words import ASKING_WORDS, FUNCTION_WORDS, QUESTION_WORDS
from searcher.lexer import MAX_CLAUSES
from searcher.nodes import LITTLE, AnyOf, Exact, Kind, OnDays, Slot, Starting, Word, sought
from searcher.notes import note
from searcher.results import Note

MAX_PHRASE = 64
"""Words of one phrase that are used."""
TEXT = ("title", "body")
_NAMES = ("source", "category", "author")
_JOINERS = frozenset("-‐‑'’ʼ.@&_+#")
_HYPHENS = frozenset("-‐‑")
_NUMBER_JOINERS = frozenset(",:/")


class Role(IntEnum):
    """What a part of a query does to the articles beside it."""

    WISHED = 0
    REQUIRED = 1
    FILTER = 2
    EXCLUDED = 3


class Part(NamedTuple):
    """A piece of the query and its role in the list it stands in."""

    role: Role
    query: Any


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
    compiler = _Compiler([], analysis)
    pieces = analysis.spread(text).query
    if len(pieces) == 1:
        form, _, start, end = pieces[0]
        return compiler.word(TEXT, (analysis.term_of(form),), text[start:end], {form})
    runs = runs_of(text, analysis)
    return compiler.run(TEXT, runs[0]) if len(runs) == 1 else None


def _is_asked(tree: syntax.Node) -> bool:
    """Whether a query ends in a question mark: then it is a question, whatever its words are."""
    last = tree.items[-1] if isinstance(tree, syntax.Listing) else tree
    return isinstance(last, syntax.Word) and last.text.endswith("?")


def combine(parts: Sequence[Part], *, joined: bool = False, asked: bool = False) -> Any | None:
    """One query of the parts of a list, None if there are none.

    In a list, filters of one field are alternatives; parts ``joined`` by DAN must all match. A list
    that is ``asked`` is a question, and so is one with a question word.
    """
    of_role: tuple[list[Any], ...] = ([], [], [], [])
    for role, part in parts:
        of_role[role].append(part)
    wished, *others = of_role
    required, filters, excluded = map(_distinct, others)
    for part in required:
        if isinstance(part, Word):
            part.demanded = True
    scored = _with_wishes(_all(required), _merged(wished), asked)
    restricting: list[Any] = [
        query.ConstantScoreQuery(part, 0.0)
        for part in (filters if joined else _alternatives(filters))
    ]
    restricting += map(query.Not, excluded)
    if not restricting:
        return scored
    return query.And([query.Every() if scored is None else scored, *restricting])


def _with_wishes(scored: Any | None, wished: Sequence[Any], asked: bool) -> Any | None:
    """What is required with what is wished for beside it.

    Function words only add to the score of what the other words find. A question is answered by
    the best passage, be it in other words: it does not put articles with all its words first.
    """
    content = [part for part in wished if _kind(part) not in LITTLE]
    others = [part for part in wished if _kind(part) in LITTLE]
    question = asked or any(_kind(part) == "question" for part in others)
    for group, demands in ((content, not question), (others, False)):
        if not group:
            continue
        single = len(group) == 1 and (scored is None or demands)
        any_of = group[0] if single else AnyOf(group, demands or (scored is None and not content))
        scored = any_of if scored is None else query.AndMaybe(scored, any_of)
    return scored


def _kind(part: Any) -> Kind:
    return part.kind if isinstance(part, Word) else "content"


def _merged(wished: Iterable[Any]) -> list[Any]:
    """The parts, words of the same terms as one: ``penangkapan tertangkap`` is one stem."""
    merged: dict[Any, Any] = {}
    for part in wished:
        key = part.stems_key if type(part) is Word else part
        before = merged.get(key)
        if before is not None:
            if type(part) is not Word:
                continue
            typed = dict.fromkeys((*before.typed.split(), *part.typed.split()))
            forms = (*before.forms, *part.forms)
            part = Word(part.fields, part.terms, " ".join(typed), forms, part.kind)
        merged[key] = part
    return list(merged.values())


def _distinct(queries: list[Any]) -> list[Any]:
    return list(dict.fromkeys(queries)) if len(queries) > 1 else queries


def _all(queries: list[Any]) -> Any | None:
    if len(queries) > 1:
        return query.And(queries)
    return queries[0] if queries else None


def _alternatives(filters: Iterable[Any]) -> list[Any]:
    merged: dict[object, list[Any]] = {}
    for found in filters:
        merged.setdefault(found.field() or found, []).append(found)
    return [group[0] if len(group) == 1 else query.Or(group) for group in merged.values()]


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
            question = asked or any(_kind(part.query) == "question" for part in parts)
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
        return Part(_role_of_list(parts), combine(parts))

    def _compound(self, node: Any) -> Part | None:
        if isinstance(node, syntax.Not):
            return self._negated(self._one(node.item))
        if isinstance(node, syntax.Required):
            part = self._one(node.item)
            if part is not None:
                self._quoted.pop(id(part.query), None)
                _demand(part.query)
            return part and part._replace(role=max(part.role, Role.REQUIRED))
        if isinstance(node, syntax.Listing):
            return self._one(node)
        parts = [part for item in node.items if (part := self._one(item))]
        if len(parts) < 2:
            return parts[0] if parts else None
        if isinstance(node, syntax.AllOf):
            return _conjunction(parts)
        return _disjunction(parts)

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
            _starting(fields, run) if starts and run is runs[-1] else self.run(fields, run)
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
                if _is_hyphened(node.text, run):
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


def with_asking(parts: Sequence[Part]) -> list[Part]:
    """The parts of a question, its words that only say what is asked for as such.

    Where it has no others, they are what is sought.
    """
    asking = [_asks(part) for part in parts]
    content = [_kind(part.query) not in LITTLE for part in parts]
    if asking == content:
        return list(parts)
    return [
        Part(part.role, part.query.as_kind("asking")) if asks else part
        for part, asks in zip(parts, asking, strict=True)
    ]


def _asks(part: Part) -> bool:
    """Whether a part is a word of asking. Written with a capital it belongs to a name."""
    word = part.query
    if part.role is not Role.WISHED or type(word) is not Word or word.kind != "content":
        return False
    return bool(word.forms) and ASKING_WORDS.issuperset(word.forms) and not word.typed[0].isupper()


def _role_of_list(parts: Sequence[Part]) -> Role:
    roles = {part.role for part in parts}
    if Role.REQUIRED in roles:
        return Role.REQUIRED
    if Role.WISHED in roles:
        return Role.WISHED
    return Role.EXCLUDED if roles == {Role.EXCLUDED} else Role.FILTER


def _conjunction(parts: list[Part]) -> Part:
    if all(part.role is Role.FILTER for part in parts):
        return Part(Role.FILTER, query.And([part.query for part in parts]))
    required = [
        part._replace(role=Role.REQUIRED) if part.role is Role.WISHED else part for part in parts
    ]
    for part in required:
        _demand(part.query)
    return Part(Role.REQUIRED, combine(required, joined=True))


def _demand(found: Any) -> None:
    """Let all words of a part be meant as they are typed: an operator or a sign asks for them."""
    for node in sought(found):
        if isinstance(node, Word):
            node.demanded = True


def _disjunction(parts: list[Part]) -> Part:
    only_filters = all(part.role is Role.FILTER for part in parts)
    queries = [
        query.Not(part.query)
        if part.role is Role.EXCLUDED
        else query.ConstantScoreQuery(part.query, 0.0)
        if part.role is Role.FILTER and not only_filters
        else part.query
        for part in parts
    ]
    return Part(Role.FILTER if only_filters else Role.WISHED, query.Or(queries))


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


def runs_of(text: str, analysis: Analysis) -> list[list[Token]]:
    """The words of a typed word, each as its tokens.

    A hyphen, an apostrophe or a point binds (``Ma'ruf``, ``covid-19``, ``kompas.com``: tokens
    that must stand together); other signs part (``banjir,longsor``), but not between digits.
    """
    runs: list[list[Token]] = []
    end = 0
    for token in analysis.query_tokens(text):
        joined = runs and (
            token.position == runs[-1][-1].position or _joins(text, end, token.start)
        )
        if joined:
            runs[-1].append(token)
        else:
            runs.append([token])
        end = max(end, token.end)
    if not any(run[0].form == "ayat" for run in runs):
        return runs
    return list(_with_paragraphs(runs))


def _with_paragraphs(runs: Sequence[list[Token]]) -> Iterator[list[Token]]:
    """The words, with a paragraph of a law as one: ``27 ayat (3)`` is not ``3 ayat (27)``."""
    at = 0
    while at < len(runs):
        count = 3 if _is_paragraph(runs[at : at + 3]) else 1
        yield [token for run in runs[at : at + count] for token in run]
        at += count


def _is_paragraph(runs: Sequence[list[Token]]) -> bool:
    if len(runs) < 3 or any(len(run) > 1 for run in runs):
        return False
    article, word, number = (run[0].form for run in runs)
    return word == "ayat" and article.isdigit() and number.isdigit()


def _is_hyphened(text: str, run: Sequence[Token]) -> bool:
    """Whether a word is several that hyphens join: *Romawi-Bulgaria*, not *e-KTP*, *covid-19*."""
    if len(run) < 2 or not all(len(token.form) > 1 and token.form.isalpha() for token in run):
        return False
    return all(text[one.end : other.start] in _HYPHENS for one, other in pairwise(run))


def _joins(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    if gap == " ":
        return False
    if gap and _NUMBER_JOINERS.issuperset(gap):
        return text[end - 1].isdigit() and text[start].isdigit()
    return _JOINERS.issuperset(gap)


def slots_of(tokens: Iterable[Token]) -> Iterator[Slot]:
    """The places that tokens take, counted from the first, each with its terms."""
    places: dict[int, list[str]] = {}
    for token in tokens:
        places.setdefault(token.position, []).append(token.term)
    first = min(places, default=0)
    for position, terms in sorted(places.items()):
        yield position - first, tuple(dict.fromkeys(terms))


def _starting(fields: Sequence[str], tokens: Sequence[Token]) -> Starting:
    last = [token for token in tokens if token.position == tokens[-1].position]
    return beginning_of(fields, last[-1].form, [token.term for token in last], last[-1].surface)


def beginning_of(fields: Sequence[str], form: str, terms: Sequence[str], typed: str) -> Starting:
    """Every word that begins with a form, and that of these terms, in the fields given."""
    # Terms are stems: penangk* begins no stem, but the words as they are written begin so. They are
    # not kept by field, so a beginning in the title alone goes by stems.
    if tuple(fields) == TEXT:
        fields = (*TEXT, "forms")
    return Starting(fields, form, terms, f"{typed}*")
