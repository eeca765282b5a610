"""Queries are drawn from the archive: each is of its kind, finds something, and comes once."""

import pytest

from bench.documents import Document, prepare, read_documents, write_documents
from bench.queries import (
    ALL,
    ANY,
    COMMON,
    DATED,
    KINDS,
    PHRASE,
    PREFIX,
    RARE,
    draw_queries,
    from_json,
    sample_of,
    to_json,
)
from corpus import Article, read
from corpus.sample import sample_path
from index.analysis import default_analysis


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    articles = (item for item in read(sample_path()) if isinstance(item, Article))
    return list(prepare(articles, default_analysis()))


@pytest.fixture(scope="module")
def drawn(documents):
    return draw_queries(documents, default_analysis(), 20, seed=5)


def test_each_kind_has_as_many_as_wanted_and_none_twice(drawn):
    assert set(drawn) == set(KINDS)
    for kind, queries in drawn.items():
        assert len({query.text for query in queries}) == len(queries) == 20, kind
        assert {query.kind for query in queries} == {kind}


def test_the_same_seed_draws_the_same(documents, drawn):
    again = draw_queries(documents, default_analysis(), 20, seed=5)
    assert again == drawn
    assert draw_queries(documents, default_analysis(), 20, seed=6) != drawn


def test_common_words_are_commoner_than_rare_ones(documents, drawn):
    def seen(query):
        return sum(query.stems[0] in document.terms.split() for document in documents)

    assert min(map(seen, drawn[COMMON])) > max(map(seen, drawn[RARE]))


@pytest.mark.parametrize("kind", KINDS)
def test_every_query_is_answered_by_a_document_it_was_drawn_from(kind, documents, drawn):
    for query in drawn[kind]:
        texts = [f" {document.terms} " for document in documents]
        if kind == PREFIX:
            found = [text for text in texts if f" {query.stems[0]}" in text]
        elif kind == PHRASE:
            found = [text for text in texts if f" {' '.join(query.stems)} " in text]
        else:
            found = [text for text in texts if all(f" {stem} " in text for stem in query.stems)]
        assert found, query


def test_the_text_is_what_telusur_understands(drawn):
    from searcher.query import understand

    for queries in drawn.values():
        for query in queries:
            understood = understand(query.text)
            assert understood.query is not None
            assert not understood.notes, query
    assert all(" DAN " in query.text for query in drawn[ALL])
    assert all(query.since < query.until for query in drawn[DATED])
    assert {len(query.stems) for query in drawn[ANY]} == {2, 3}


def test_queries_survive_the_way_to_a_worker(drawn):
    assert from_json(to_json(drawn[PHRASE])) == drawn[PHRASE]


def test_documents_survive_their_file(documents, tmp_path):
    path = tmp_path / "documents.jsonl"
    count, size = write_documents(path, documents)
    assert list(read_documents(path)) == documents
    assert count == len(documents)
    assert size == sum(len((d.title + d.body).encode()) for d in documents)


def test_terms_stand_where_they_are_said_to_stand(documents):
    for document in documents:
        assert len(document.terms.split()) == len(document.starts) == len(document.ends)
    first = documents[0]
    assert first.text[first.starts[0] : first.ends[0]].lower().startswith(first.terms[0])


def test_a_sample_is_of_the_size_wanted_and_has_none_twice(documents):
    sample = sample_of(documents, seed=1, size=10)
    assert len({document.id for document in sample}) == 10
    assert sample == sample_of(iter(documents), seed=1, size=10)
    assert sample_of(documents, seed=1, size=10_000) == documents
