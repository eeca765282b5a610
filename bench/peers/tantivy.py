"""tantivy through its Python bindings.

One text field of finished terms, split at blanks by tantivy itself. Queries are built as objects,
which costs tantivy less than its query parser. It answers with a number kept in a fast field.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import tantivy

from bench.documents import Document
from bench.marking import marked
from bench.peers.base import HITS, Engine, Shown
from bench.queries import ALL, DATED, PHRASE, PREFIX, Query

TERMS = "terms"
TOKENIZER = "blanks"
HEAP = 512 << 20  # bytes: one segment at 50,000 articles
SMALL_HEAP = 32 << 20
FOREVER = 99_999_999


class Tantivy(Engine):
    """Keeps titles and stemmed text, and marks the stemmed text with its own generator."""

    keeps_original = False
    _index: Any
    _searcher: Any
    _writer: Any

    @property
    def version(self) -> str:
        """The version of the bindings, whose first numbers are tantivy's."""
        return f"{version('tantivy')}, one indexing thread"

    def create(self, folder: Path) -> None:
        """A new index with one writer thread beside Python's."""
        folder.mkdir(parents=True)
        self._schema = self._make_schema()
        self._take(tantivy.Index(self._schema, path=str(folder)))
        self._writer = self._index.writer(heap_size=HEAP, num_threads=1)

    def index(self, documents: Sequence[Document]) -> None:
        """Hand the documents to the writer."""
        for document in documents:
            self._writer.add_document(self._document(document))

    def finish(self) -> None:
        """Commit and wait for merges."""
        self._writer.commit()
        self._writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """Open; the reader is reloaded by hand after an addition."""
        self._schema = self._make_schema()
        self._take(tantivy.Index.open(str(folder)))
        self._index.config_reader(reload_policy="manual")
        self._searcher = self._index.searcher()
        self._writer = None

    def ids(self, query: Query) -> Sequence[object]:
        """Numbers from the fast field."""
        found = self._searcher.search(self._query(query), HITS, count=False).hits
        numbers: list[object] = self._searcher.fast_field_values("number", [at for _, at in found])
        return numbers

    def hits(self, query: Query) -> Sequence[Shown]:
        """Titles, and tantivy's own snippets of the stemmed text."""
        asked = self._query(query)
        found = self._searcher.search(asked, HITS, count=False).hits
        maker = tantivy.SnippetGenerator.create(self._searcher, asked, self._schema, TERMS)
        shown = []
        for _score, at in found:
            document = self._searcher.doc(at)
            snippet = maker.snippet_from_doc(document).to_html()
            shown.append((document.get_first("title"), snippet))
        return shown

    def add(self, document: Document) -> None:
        """Add, commit, reload."""
        if self._writer is None:
            self._writer = self._index.writer(heap_size=SMALL_HEAP, num_threads=1)
        self._writer.add_document(self._document(document))
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """Drop the objects; there is nothing to be closed."""
        self._writer = self._searcher = self._index = None

    def _take(self, index: Any) -> None:
        self._index = index
        splits = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer(TOKENIZER, splits)

    def _make_schema(self) -> Any:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", fast=True)
        builder.add_integer_field("day", fast=True, indexed=True)
        builder.add_text_field("title", stored=True, index_option="basic", tokenizer_name="raw")
        stored = not self.keeps_original
        builder.add_text_field(TERMS, stored=stored, tokenizer_name=TOKENIZER)
        if self.keeps_original:
            builder.add_bytes_field("body", stored=True)
        return builder.build()

    def _document(self, document: Document) -> Any:
        made = tantivy.Document()
        made.add_integer("number", document.number)
        made.add_integer("day", document.day)
        made.add_text("title", document.title)
        made.add_text(TERMS, document.terms)
        if self.keeps_original:
            made.add_bytes("body", document.body.encode())
        return made

    def _query(self, query: Query) -> Any:
        schema, stems = self._schema, query.stems
        if query.kind == PREFIX:
            return tantivy.Query.regex_query(schema, TERMS, re.escape(stems[0]) + ".*")
        if query.kind == PHRASE:
            return tantivy.Query.phrase_query(schema, TERMS, stems)
        terms = [tantivy.Query.term_query(schema, TERMS, stem) for stem in stems]
        if len(terms) == 1:
            return terms[0]
        occur = tantivy.Occur.Must if query.kind == ALL else tantivy.Occur.Should
        wanted = tantivy.Query.boolean_query([(occur, term) for term in terms])
        if query.kind != DATED:
            return wanted
        whole = tantivy.FieldType.Integer
        days = tantivy.Query.range_query(
            schema, "day", whole, query.since or 0, query.until or FOREVER
        )
        days = tantivy.Query.const_score_query(days, 0.0)
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, days)]
        )


class TantivyMarked(Tantivy):
    """Keeps the original text in place of the stemmed one; it is marked in Python."""

    keeps_original = True

    def hits(self, query: Query) -> Sequence[Shown]:
        """Titles and original bodies, marked in Python."""
        found = self._searcher.search(self._query(query), HITS, count=False).hits
        forms = frozenset(query.forms)
        shown = []
        for _score, at in found:
            document = self._searcher.doc(at)
            body = bytes(document.get_first("body")).decode()
            shown.append((document.get_first("title"), marked(body, forms)))
        return shown
